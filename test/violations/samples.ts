import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CaseActor } from "../../src/contracts/case.js";
import type { Finding } from "../../src/contracts/result.js";
import { sha256 } from "../../src/violations/canonical.js";
import { type CaseDesk, openCaseDesk } from "../../src/violations/case-desk.js";
import type { NewDocument } from "../../src/violations/index.js";
import type { CaseFacts, Sighting } from "../../src/violations/record/sighting.js";
import { finding } from "../report/findings.js";

/** Wednesday, 2026-03-04 10:00 in Beijing. */
export const AT = "2026-03-04T02:00:00.000Z";
export const KEY_FILE = join(mkdtempSync(join(tmpdir(), "medlint-key-")), "signing-key.pem");

export const person = (name: string, role: string): CaseActor => ({ kind: "person", name, role });
export const MONITOR = person("林青", "quality-monitor");
export const HEAD = person("周衡", "quality-head");
export const PLATFORM = person("唐越", "platform-head");
export const COMPLIANCE = person("何予", "quality-compliance");

/** A moment so many hours after another. */
export const later = (at: string, hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

export const paper = (kind: string, words: string = kind): NewDocument => ({
  kind,
  name: `${kind}.txt`,
  content: new TextEncoder().encode(words),
});

export const ENGINE = { version: "0.1.0", dictionary: "d1", segmenter: "none", ocr: "none", day: "2026-03-04" };

export function openDesk(database: string, profile?: "platform" | "regulator"): Promise<CaseDesk> {
  return openCaseDesk({ database, keyFile: KEY_FILE, profile });
}

/** A finding of a listing, with a fingerprint of its own. */
export function found(listing: string, changes: Partial<Finding> = {}): Finding {
  const one = finding(changes);
  return { ...one, fingerprint: sha256(`${listing} ${one.rule} ${one.matched}`), ...changes };
}

/** A listing that was looked at, with its findings. */
export function sighting(
  listing: string,
  changes: Partial<Omit<Sighting, "facts">> & { facts?: Partial<CaseFacts> } = {},
): Sighting {
  const { facts, ...rest } = changes;
  return {
    listing,
    at: AT,
    day: "2026-03-04",
    facts: {
      listing: { key: listing, url: `https://shop.example/${listing}`, title: "青禾 医用冷敷贴", platform: null },
      merchant: {
        id: "m1",
        name: "杭州示例商行",
        uscc: "91330100MA2B000001",
        region: "330100",
        address: null,
        licences: [],
        shop: null,
      },
      product: { name: "医用冷敷贴", kind: "device", category: null, model: null, price: 19.9, sold: "1200" },
      certificates: [],
      description: null,
      ...facts,
    },
    findings: [found(listing)],
    pictures: [],
    engine: ENGINE,
    evidence: [],
    ...rest,
  };
}
