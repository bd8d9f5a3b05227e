import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Listing } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { JudgedTexts, MAX_CIRCUMSTANCES, MAX_JUDGED_TEXT } from "../../src/rules/judged-texts.js";
import { createScanner } from "../../src/scan/index.js";

describe("JudgedTexts", () => {
  const nothing: readonly string[] = [];

  it("tells circumstances apart", () => {
    const judged = new JudgedTexts<string>();
    judged.set("包邮", 0, nothing);
    judged.set("包邮", 1, ["guarantee"]);
    expect([judged.get("包邮", 0), judged.get("包邮", 1), judged.get("包邮", 2), judged.get("包 邮", 0)]).toEqual([
      [],
      ["guarantee"],
      undefined,
      undefined,
    ]);
  });

  it("takes no text for the letter of other circumstances", () => {
    const judged = new JudgedTexts<string>();
    judged.set("b包邮", 97, nothing);
    expect(judged.get("包邮", 97)).toBeUndefined();
    expect(judged.get("ab包邮", 98)).toBeUndefined();
  });

  it("forgets everything for another segmenter", () => {
    const judged = new JudgedTexts<string>();
    judged.set("包邮", 0, nothing);
    judged.useSegmenter(null);
    expect(judged.get("包邮", 0)).toBe(nothing);
    judged.useSegmenter({ name: "other", cut: () => [] });
    expect(judged.get("包邮", 0)).toBeUndefined();
  });

  it.each([
    [MAX_JUDGED_TEXT, true],
    [MAX_JUDGED_TEXT + 1, false],
  ])("a text of %i units is remembered: %s", (length, expected) => {
    const judged = new JudgedTexts<string>();
    const text = "包".repeat(length);
    judged.set(text, 0, nothing);
    expect(judged.get(text, 0) !== undefined).toBe(expected);
  });

  it.each([
    [MAX_CIRCUMSTANCES - 1, true],
    [MAX_CIRCUMSTANCES, false],
  ])("circumstances of number %i are remembered: %s", (circumstances, expected) => {
    const judged = new JudgedTexts<string>();
    judged.set("包邮", circumstances, nothing);
    expect(judged.get("包邮", circumstances) !== undefined).toBe(expected);
  });

  it("keeps two generations: what was asked for lately stays, what was not is forgotten", () => {
    const judged = new JudgedTexts<string>(12);
    judged.set("甲甲甲甲甲", 0, nothing);
    judged.set("乙乙乙乙乙", 0, nothing);
    judged.set("丙丙丙丙丙", 0, nothing);
    expect(judged.get("甲甲甲甲甲", 0)).toBe(nothing);
    judged.set("丁丁丁丁丁", 0, nothing);
    expect([judged.get("甲甲甲甲甲", 0), judged.get("乙乙乙乙乙", 0)]).toEqual([nothing, undefined]);
  });

  it("forgets sooner what holds findings", () => {
    const judged = new JudgedTexts<string>(600);
    judged.set("甲", 0, ["one", "two"]);
    judged.set("乙", 0, ["one", "two"]);
    judged.set("丙", 0, ["one", "two"]);
    expect([judged.get("甲", 0), judged.get("丙", 0)]).toEqual([undefined, ["one", "two"]]);
  });

  it("remembers nothing when it may keep nothing", () => {
    const judged = new JudgedTexts<string>(0);
    judged.set("包邮", 0, nothing);
    expect(judged.get("包邮", 0)).toBeUndefined();
  });
});

describe("a scanner that remembers", () => {
  const dictionary = loadDictionary();
  const segmenter = jiebaSegmenter();
  const remembering = createScanner(dictionary, { segmenter });
  const forgetful = createScanner(dictionary, { segmenter, judgedUnits: 0 });
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
