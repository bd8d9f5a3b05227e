import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Listing } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { MAX_SILENT_TEXT, SilentTexts } from "../../src/rules/silent-texts.js";
import { createScanner } from "../../src/scan/index.js";

describe("SilentTexts", () => {
  it("tells circumstances apart", () => {
    const silent = new SilentTexts();
    const [device, drug] = [silent.bitOf("device", null), silent.bitOf("drug", null)];
    silent.add("包邮", device);
    expect([silent.has("包邮", device), silent.has("包邮", drug), silent.has("包 邮", device)]).toEqual([
      true,
      false,
      false,
    ]);
    silent.add("包邮", drug);
    expect([silent.has("包邮", device), silent.has("包邮", drug)]).toEqual([true, true]);
  });

  it("forgets everything for another segmenter", () => {
    const silent = new SilentTexts();
    silent.add("包邮", silent.bitOf("device", null));
    const segmenter = { name: "other", cut: () => [] };
    expect(silent.has("包邮", silent.bitOf("device", segmenter))).toBe(false);
  });

  it.each([
    [MAX_SILENT_TEXT, true],
    [MAX_SILENT_TEXT + 1, false],
  ])("a text of %i units is remembered: %s", (length, expected) => {
    const silent = new SilentTexts();
    const bit = silent.bitOf("device", null);
    const text = "包".repeat(length);
    silent.add(text, bit);
    expect(silent.has(text, bit)).toBe(expected);
  });

  it("remembers the first 31 circumstances", () => {
    const silent = new SilentTexts();
    const bits = Array.from({ length: 33 }, (_, index) => silent.bitOf(String(index), null));
    for (const bit of bits) silent.add("包邮", bit);
    expect(bits.map((bit) => silent.has("包邮", bit))).toEqual(bits.map((_, index) => index < 31));
  });

  it("keeps two generations: what was asked for lately stays, what was not is forgotten", () => {
    const silent = new SilentTexts(10);
    const bit = silent.bitOf("device", null);
    silent.add("甲甲甲甲甲", bit);
    silent.add("乙乙乙乙乙", bit);
    silent.add("丙丙丙丙丙", bit);
    expect(silent.has("甲甲甲甲甲", bit)).toBe(true);
    silent.add("丁丁丁丁丁", bit);
    expect([silent.has("甲甲甲甲甲", bit), silent.has("乙乙乙乙乙", bit)]).toEqual([true, false]);
  });

  it("remembers nothing when it may keep nothing", () => {
    const silent = new SilentTexts(0);
    const bit = silent.bitOf("device", null);
    silent.add("包邮", bit);
    expect(silent.has("包邮", bit)).toBe(false);
  });
});

describe("a scanner that remembers", () => {
  const dictionary = loadDictionary();
  const segmenter = jiebaSegmenter();
  const remembering = createScanner(dictionary, { segmenter });
  const forgetful = createScanner(dictionary, { segmenter, silentUnits: 0 });
  const sentence = fc.constantFrom(
    "三天根治鼻炎。",
    "顺丰包邮，赠送运费险。",
    "用于缓解轻至中度疼痛，如头痛、关节痛。",
    "适用于闭合性软组织的冷敷。",
    "喝了它，多年的老毛病再也没有犯过，邻居们都来问我是怎么好的。",
    "本品对多种病毒有明显的抑制作用，能改善睡眠。",
    "请仔细阅读产品说明书或者在医务人员的指导下购买和使用。",
    "敏感肌可以用吗？",
    "全网最低价",
  );
  const listing: fc.Arbitrary<Listing> = fc.record({
    id: fc.constant("1"),
    kind: fc.constantFrom("device", "drug", "health-food", "other"),
    title: sentence,
    text: fc.array(sentence, { minLength: 1, maxLength: 3 }).map((all) => all.join("\n")),
    context: fc.constantFrom(undefined, "insert", "service"),
    certificates: fc.constantFrom(
      [],
      [{ productName: "医用冷敷贴", scope: "适用于闭合性软组织的冷敷。" }],
      [{ number: "国药准字H20041126", productName: "布洛芬缓释胶囊" }],
      [{ productName: "某口服液", scope: "用于缓解轻至中度疼痛，如头痛、关节痛。" }],
    ),
  }) as fc.Arbitrary<Listing>;

  it("finds what one finds that forgets, in whatever order listings come", () => {
    fc.assert(
      fc.property(fc.array(listing, { minLength: 2, maxLength: 6 }), (listings) => {
        for (const one of listings) {
          const [a, b] = [remembering, forgetful].map((scanner) =>
            scanner.scanPrepared(prepareListing(one, { day: "2026-11-01" })),
          );
          expect(a).toEqual(b);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
