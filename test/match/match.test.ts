import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, type Hit, load, type Term } from "../../src/match/index.js";
import { fold } from "../../src/text/index.js";
import { oracle, type Span } from "./oracle.js";

const asTerms = (...texts: string[]): Term[] => texts.map((text) => ({ id: text, text }));
const spans = (hits: readonly Hit[]): Span[] => hits.map(({ term, start, end }) => ({ term, start, end }));

/** All forms that must give one result: full rows, some rows, only the root's, and each of them read back. */
function forms(terms: readonly Term[], options: { variants?: boolean } = {}) {
  const built = [1 << 24, 400, 0].map((denseBytes) => compile(terms, { ...options, denseBytes }));
  const shared = built.map((matcher) => {
    const bytes = matcher.serialize();
    const memory = new SharedArrayBuffer(bytes.byteLength);
    new Uint8Array(memory).set(new Uint8Array(bytes));
    return load(memory);
  });
  return [...built, ...shared];
}

const CASES: { name: string; terms: Term[]; text: string; hits: string[] }[] = [
  { name: "plain", terms: asTerms("根治", "治疗"), text: "可根治疗", hits: ["根治", "治疗"] },
  { name: "folded", terms: asTerms("根治糖尿病"), text: "根治糖尿病、根治糖尿病", hits: ["根治糖尿病", "根治糖尿病"] },
  { name: "traditional", terms: asTerms("疗效显著"), text: "療效顯著 疗效显着", hits: ["療效顯著", "疗效显着"] },
  { name: "denied fold is a variant", terms: asTerms("干眼症"), text: "乾眼症", hits: ["乾眼症"] },
  { name: "gap limit", terms: asTerms("根治"), text: "根***治 根****治", hits: ["根***治"] },
  { name: "no sentence end", terms: asTerms("根治"), text: "根。治 根！治 根;治 根\n治 根？治", hits: [] },
  { name: "wide noise", terms: asTerms("根治"), text: "根a1b治 根(gēn)治", hits: ["根a1b治", "根(gēn)治"] },
  {
    name: "gloss limit",
    terms: asTerms("根治"),
    text: "根(abcdefghij)治 根(abcdefghijk)治",
    hits: ["根(abcdefghij)治"],
  },
  { name: "narrow", terms: [{ id: "根治", text: "根治", noise: "narrow" }], text: "根a治 根★治", hits: ["根★治"] },
  { name: "none", terms: [{ id: "根治", text: "根治", noise: "none" }], text: "根★治 根治", hits: ["根治"] },
  {
    name: "none keeps its own noise in Han terms",
    terms: [{ id: "1", text: "干·燥", noise: "none" }],
    text: "干燥 乾·燥 干·燥",
    hits: ["乾·燥", "干·燥"],
  },
  {
    name: "none keeps its own noise",
    terms: [{ id: "1", text: "No.1", noise: "none" }],
    text: "NO1 ＮＯ．１",
    hits: ["ＮＯ．１"],
  },
  {
    name: "whole words",
    terms: asTerms("CT", "HIV"),
    text: "CT DIRECT CTX 做CT吧 HIV1 𝐂𝐓 a𝐂𝐓",
    hits: ["CT", "CT", "𝐂𝐓"],
  },
  { name: "whole numbers", terms: asTerms("100%", "第1"), text: "1100% 100% 第10 第1", hits: ["100%", "第1"] },
  { name: "percent is no noise", terms: asTerms("有效率"), text: "有%效率 有+效率 有℃效率", hits: [] },
  { name: "nested", terms: asTerms("癌", "肝癌", "治肝癌"), text: "治肝癌", hits: ["治肝癌", "肝癌", "癌"] },
  {
    name: "same text twice",
    terms: [
      { id: "a", text: "治疗" },
      { id: "b", text: "治療" },
    ],
    text: "治疗",
    hits: ["治疗", "治疗"],
  },
  { name: "surrogates", terms: asTerms("𠮷祥", "NO1"), text: "𠮷😀祥 𝐍𝕆①", hits: ["𠮷😀祥", "𝐍𝕆①"] },
  { name: "lone surrogates", terms: asTerms("根治"), text: "\udc00根\ud800治根治\ud83d", hits: ["根治"] },
  {
    name: "marks and zero-width",
    terms: asTerms("根治"),
    text: `根${"\u200b".repeat(32)}治 根̶治̶ 根${"\u200b".repeat(33)}治`,
    hits: [`根${"\u200b".repeat(32)}治`, "根̶治"],
  },
  { name: "family of emoji", terms: asTerms("根治"), text: "根👨‍👩‍👧治", hits: ["根👨‍👩‍👧治"] },
  { name: "unmatchable terms", terms: asTerms("", "、", "好。坏", "根治"), text: "好。坏、根治", hits: ["根治"] },
  { name: "empty text", terms: asTerms("根治"), text: "", hits: [] },
  { name: "no terms", terms: [], text: "根治", hits: [] },
];

describe("every form finds what the definition says", () => {
  test.each(CASES)("$name", ({ terms, text, hits }) => {
    expect(oracle(terms, text).map(({ start, end }) => text.slice(start, end))).toEqual(hits);
    for (const matcher of forms(terms)) {
      const found = matcher.find(text);
      expect(spans(found)).toEqual(oracle(terms, text));
    }
  });
});

describe("disguise and confidence", () => {
  const matcher = compile(asTerms("根治", "糖尿病", "No.1"));
  test.each<[string, Hit["disguise"], number]>([
    ["根治", null, 1],
    ["NO.1", null, 1],
    ["NO1", null, 1],
    ["N★O.1", "symbol", 0.95],
    ["根 治", "spacing", 0.7],
    ["根、治", "punctuation", 0.5],
    ["根.治", "punctuation", 0.75],
    ["根\u200b治", "zero-width", 0.97],
    ["根★治", "symbol", 0.95],
    ["根x治", "letters", 0.85],
    ["糖 尿 病", "spacing", 0.9],
    ["糖、尿、病", "punctuation", 0.6],
    ["糖尿 病", "spacing", 0.7],
  ])("%s", (text, disguise, confidence) => {
    expect(matcher.find(text)).toMatchObject([{ start: 0, end: text.length, disguise, confidence }]);
  });
});

describe("properties", () => {
  const letters = "根治疗糖尿病第一高血壓壓压干乾aAbＢ1①2%+。，、 \u200b*★(（)）̶😀𝐍n\ud800\udc00";
  const piece = fc.constantFrom(...Array.from(letters));
  const small = fc.string({ unit: piece, maxLength: 40 });
  const term = fc.record(
    {
      text: fc.string({ unit: piece, minLength: 1, maxLength: 5 }),
      noise: fc.constantFrom("none" as const, "narrow" as const, "wide" as const),
    },
    { requiredKeys: ["text"] },
  );
  const termList = fc
    .array(term, { minLength: 1, maxLength: 12 })
    .map((list) => list.map((entry, i): Term => ({ id: `t${i}`, ...entry })));

  test("dense = compact = serialised = oracle", () => {
    fc.assert(
      fc.property(termList, small, (terms, text) => {
        const expected = oracle(terms, text);
        for (const matcher of forms(terms)) expect(spans(matcher.find(text))).toEqual(expected);
      }),
      { numRuns: 250 },
    );
  });

  test("any UTF-16 whatever: no throw, one result, offsets slice back", () => {
    const wild = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
    const rare = fc.array(fc.oneof(wild, small), { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(rare, { minLength: 1, maxLength: 6 }), rare, (texts, text) => {
        const terms = texts.map((t, i): Term => ({ id: `t${i}`, text: t }));
        const expected = oracle(terms, text);
        for (const matcher of forms(terms)) {
          const hits = matcher.find(text);
          expect(spans(hits)).toEqual(expected);
          for (const { start, end, confidence } of hits) {
            expect(text.slice(start, end).length).toBe(end - start);
            expect(confidence).toBeGreaterThan(0);
            expect(confidence).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("folding text and term the same way changes nothing but offsets", () => {
    const bmp = Array.from(letters).filter((c) => c.length === 1 && !/[\ud800-\udfff]/.test(c));
    const text = fc.string({ unit: fc.constantFrom(...bmp), maxLength: 40 });
    fc.assert(
      fc.property(termList, text, (terms, t) => {
        const folded = terms.map((entry) => ({ ...entry, text: fold(entry.text) }));
        expect(compile(folded).find(fold(t))).toEqual(compile(terms).find(t));
      }),
    );
  });

  test("long texts are the same in pieces: chunks leave no seam", () => {
    const terms = asTerms("根治糖尿病", "一二三四五六七八九十", "𝐍O1");
    const filler = "甲".repeat(32_760);
    const text = `${filler}根 治★糖尿病${filler}一二三四五六七八九十${filler}x 𝐍O1 ${filler}😀`;
    const offset = text.slice(0, 32_750);
    for (const matcher of forms(terms)) {
      const hits = matcher.find(text);
      expect(hits.map(({ start, end }) => text.slice(start, end))).toEqual([
        "根 治★糖尿病",
        "一二三四五六七八九十",
        "𝐍O1",
      ]);
      for (let shift = 0; shift < 24; shift++)
        expect(matcher.find(text.slice(shift)).map(({ start }) => start + shift)).toEqual(
          hits.map(({ start }) => start),
        );
    }
    expect(offset.length).toBe(32_750);
  });
});

describe("findInto", () => {
  test("counts what it has no room for", () => {
    const matcher = compile(asTerms("治", "根治"));
    const out = new Int32Array(8).fill(-7);
    expect(matcher.findInto("根治根治", out)).toBe(4);
    expect([...out.slice(0, 4)]).toEqual([1, 0, 2, 16_000]);
    expect([...out.slice(4, 8)]).toEqual([0, 1, 2, 16_000]);
    expect(matcher.findInto("无", out)).toBe(0);
    expect(matcher.findInto("根治", new Int32Array(0))).toBe(2);
  });

  test("find returns all hits, however many", () => {
    const matcher = compile(asTerms("治"));
    expect(matcher.find("治".repeat(5000))).toHaveLength(5000);
  });
});
