import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compile, type Disguise, load, type Term } from "../../src/match/index.js";
import { CONFUSION_PAIRS, NEIGHBOURS, SPLITS } from "../../src/match/variant-data.js";
import { fold } from "../../src/text/index.js";

const TEXTS = [
  "第一",
  "最佳",
  "根治",
  "治疗",
  "治愈",
  "国家级",
  "糖尿病",
  "No.1",
  "药到病除",
  "见效",
  "唯一",
  "10天",
  "Ⅱ型糖尿病",
];
const terms = TEXTS.map((text): Term => ({ id: text, text }));
const on = compile(terms, { variants: true });
const off = compile(terms);

describe("substitution", () => {
  test.each<[text: string, term: string, disguise: Disguise | null, least: number]>([
    ["蕞佳", "最佳", "homophone", 0.9],
    ["根冶", "根治", "look-alike", 0.6],
    ["囯家级", "国家级", null, 1],
    ["N0.1", "No.1", "look-alike", 0.5],
    ["第①", "第一", null, 0.9],
    ["第1", "第一", null, 0.9],
    ["NO一", "No.1", null, 0.9],
    ["笫一", "第一", "look-alike", 0.9],
    ["氵台疗", "治疗", "split", 0.9],
    ["⺡台疒了", "治疗", "split", 0.9],
    ["zhi疗", "治疗", "pinyin", 0.8],
    ["zhì liáo", "治疗", "pinyin", 0.5],
    ["ＺＨＩＬＩＡＯ", "治疗", "pinyin", 0.7],
    ["Z愈", "治愈", "pinyin", 0.5],
    ["糖尿尿病", "糖尿病", "repeated", 0.8],
    ["药到疒丙除", "药到病除", "split", 0.8],
    ["溏尿并", "糖尿病", "homophone", 0.5],
    ["蕞★佳", "最佳", "homophone", 0.8],
    ["№1", "No.1", null, 0.9],
    ["⑩天", "10天", null, 0.9],
    ["II型糖尿病", "Ⅱ型糖尿病", null, 1],
  ])("%s is %s", (text, term, disguise, least) => {
    const hit = on.find(text).find((found) => found.term === term);
    expect(hit).toMatchObject({ term, disguise });
    expect(hit?.confidence).toBeGreaterThanOrEqual(least);
  });

  test.each([
    ["兄弟一起", "a word outside uses the character"],
    ["让您见笑", "the variant is a common word"],
    ["蕞伽", "no substitution in the table"],
    ["溏茑并", "one character at least stays"],
    ["根abc", "letters are no substitution"],
    ["azhiliao", "pinyin stands for itself"],
    ["zhiliaoa", "pinyin stands for itself"],
    ["第1根", "a hit of another term only"],
  ])("%s is none: %s", (text) => {
    expect(on.find(text).filter(({ term }) => term !== "第一" || !text.includes("第1"))).toEqual([]);
  });

  test("asked for by term or by option", () => {
    expect(off.find("蕞佳")).toEqual([]);
    expect(off.find("№1 ⑩天")).toHaveLength(2);
    expect(compile([{ id: "a", text: "最佳", variants: true }]).find("蕞佳")).toHaveLength(1);
    expect(compile([{ id: "a", text: "最佳", variants: false }], { variants: true }).find("蕞佳")).toEqual([]);
  });

  test("one way of writing gives one hit", () => {
    const hits = compile([{ id: "a", text: "癌癌癌癌", variants: true }]).find("癌癌癌癌癌");
    expect(new Set(hits.map(({ start, end }) => `${start}-${end}`)).size).toBe(hits.length);
    expect(hits).toMatchObject([
      { start: 0, end: 4 },
      { start: 0, end: 5, disguise: "repeated" },
      { start: 1, end: 5 },
    ]);
  });

  test("one term written as the variant of another is found as itself", () => {
    const both = compile([
      { id: "a", text: "根治", variants: true },
      { id: "b", text: "根冶" },
    ]);
    expect(both.find("根冶")).toMatchObject([
      { term: "a", disguise: "look-alike" },
      { term: "b", disguise: null, confidence: 1 },
    ]);
    expect(both.find("根治")).toMatchObject([{ term: "a", disguise: null, confidence: 1 }]);
  });

  test("turning substitution on never takes a hit away, in any form", () => {
    const letters = Array.from("第一弟笫最佳蕞根治冶疗氵台了zhiliaoNo.10№糖尿病 ★、");
    const text = fc.array(fc.oneof(fc.constantFrom(...letters), fc.constantFrom(...TEXTS)), { maxLength: 20 });
    const compact = load(compile(terms, { variants: true, denseBytes: 0 }).serialize());
    fc.assert(
      fc.property(
        text.map((parts) => parts.join("")),
        (joined) => {
          const more = on.find(joined);
          expect(compact.find(joined)).toEqual(more);
          for (const hit of off.find(joined))
            expect(more).toContainEqual(expect.objectContaining({ term: hit.term, start: hit.start, end: hit.end }));
        },
      ),
    );
  });
});

describe("variant data", () => {
  const read = (name: string): Record<string, never> =>
    parse(readFileSync(new URL(`../../dictionaries/variants/${name}.yaml`, import.meta.url), "utf8"));

  test("is written from the YAML files", () => {
    const pairs = new Set(
      CONFUSION_PAIRS.flatMap(({ pairs: all }) =>
        Array.from(all)
          .map((_, i, c) => c[i] + (c[i + 1] ?? ""))
          .filter((_, i) => i % 2 === 0),
      ),
    );
    for (const table of Object.values(read("confusions")) as Record<string, string>[])
      for (const [from, all] of Object.entries(table))
        for (const to of String(all)) if (fold(from) !== fold(to)) expect(pairs).toContain(fold(from) + fold(to));
    expect(SPLITS).toBe(Object.entries(read("splits")).flat().join(""));
    const written = new Set<string>();
    for (let i = 0; i < NEIGHBOURS.length; i += 2) written.add(NEIGHBOURS.slice(i, i + 2));
    for (const words of Object.values(read("neighbours")) as string[])
      for (const word of words.split(" ")) expect(written).toContain(word.slice(0, 2));
  });

  test("never takes Han for a letter or a letter for Han", () => {
    for (const { pairs } of CONFUSION_PAIRS) {
      const characters = Array.from(pairs);
      for (let i = 0; i < characters.length; i += 2)
        expect(/[a-z0-9]/.test(characters[i] ?? "")).toBe(/[a-z0-9]/.test(characters[i + 1] ?? ""));
    }
  });
});
