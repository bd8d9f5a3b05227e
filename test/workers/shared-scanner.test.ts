import { describe, expect, it } from "vitest";
import { openSharedScanner, shareScanner } from "../../src/batches/shared-scanner.js";
import type { Listing } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/load-dictionary.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";

const scanner = createScanner(loadDictionary(), { segmenter: jiebaSegmenter(), profile: "merchant" });
const shared = shareScanner(scanner, "merchant");

const LISTINGS: readonly Listing[] = [
  { id: "1", kind: "device", text: "三天根治高血压，无效退款。" },
  { id: "2", kind: "other", text: "喝了它，多年的老毛病再也没有犯过，邻居们都来问我是怎么好的。" },
  { id: "3", kind: "drug", text: "用于缓解轻至中度疼痛，如头痛、关节痛。" },
  { id: "4", text: "全网最低价，国家级品质，治愈率98%" },
];

describe("a scanner in shared memory", () => {
  it.each(LISTINGS)("judges listing $id as the first one does", (listing) => {
    const opened = openSharedScanner(shared);
    const prepared = prepareListing(listing, { day: "2026-11-01" });
    expect(opened.scanPrepared(prepared)).toEqual(scanner.scanPrepared(prepared));
  });

  it("can be handed on by the thread that opened it", () => {
    const again = shareScanner(openSharedScanner(shared), "merchant");
    for (const part of ["json", "terms", "voice"] as const) {
      const [one, other] = [again, shared].map(({ dictionary }) => Buffer.from(dictionary[part] as SharedArrayBuffer));
      expect(one?.equals(other as Buffer)).toBe(true);
    }
  });

  it("leaves the terms and weights out of what every thread parses", () => {
    expect(shared.dictionary.json.byteLength).toBeLessThan(JSON.stringify(scanner.dictionary).length / 2);
  });
});
