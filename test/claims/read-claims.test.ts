import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { readClaims } from "../../src/claims/read-claims.js";
import { tokenize } from "../../src/claims/tokenize.js";
import type { Concept } from "../../src/contracts/dictionary.js";

const concept = (id: string, classes: string[], terms: string[], rest: Partial<Concept> = {}): Concept => ({
  id,
  name: id,
  classes,
  terms: terms.map((text) => ({ text })),
  ...rest,
});
const lexicon = compileLexicon(
  [
    concept("treat", ["action", "treat"], ["治疗"]),
    concept("indicate", ["action", "indicate"], ["适用于"]),
    concept("result", ["action", "result"], ["没了", "降下来了"]),
    concept("monitor", ["action", "monitor"], ["测量"]),
    concept("cure", ["action", "cure"], ["根治"]),
    concept("negation", ["negation"], ["不能"]),
    concept("myopia", ["condition"], ["近视"], { nature: "disease" }),
    concept("rhinitis", ["condition"], ["鼻炎"], { nature: "disease" }),
    concept("asthma", ["condition"], ["哮喘"], { nature: "disease" }),
    concept("hypotension", ["condition"], ["低血压"], { nature: "disease" }),
    concept("activate", ["condition"], ["活血化瘀"], { nature: "function" }),
    concept("pressure", ["measure"], ["血压", "最低血压"]),
    concept("age-0-3", ["age-group"], ["宝宝"]),
    concept("forehead", ["site"], ["额头"]),
  ],
  [],
);

function read(text: string) {
  const passage = tokenize(lexicon, text);
  return passage.sentences
    .flatMap((sentence) => readClaims(lexicon, passage, sentence))
    .map((claim) => ({
      action: claim.action,
      conditions: claim.conditions.map((token) => text.slice(token.start, token.end)).join("、"),
      negated: claim.negated,
      bare: claim.bare,
    }));
}

describe("readClaims", () => {
  it.each([
    ["a verb governs the list behind it", "治疗哮喘、鼻炎", { action: "treat", conditions: "哮喘、鼻炎" }],
    ["a verb behind the list governs it", "近视没了", { action: "result", conditions: "近视" }],
    ["a noun of treatment behind 适用于", "适用于鼻炎的治疗", { action: "treat", conditions: "鼻炎" }],
    ["a bare list", "近视 鼻炎 哮喘", { action: null, conditions: "近视、鼻炎、哮喘", bare: true }],
    [
      "a mention in a longer sentence",
      "近视的小明今天背着新书包去了学校操场",
      { action: null, conditions: "近视", bare: false },
    ],
    ["a function carries its verb", "活血化瘀", { action: "function", conditions: "活血化瘀" }],
    ["a negation governs the verb", "不能治疗近视", { action: "treat", conditions: "近视", negated: true }],
    ["a clause without condition: who", "给宝宝用", { action: "use", conditions: "" }],
    ["a clause without condition: where on the body", "贴在额头", { action: "place", conditions: "" }],
    [
      "a clause without condition: a measured value and its verb",
      "血压就降下来了",
      { action: "result", conditions: "" },
    ],
    ["a cure without condition", "彻底根治", { action: "cure", conditions: "" }],
  ])("%s", (_name, text, expected) => {
    expect(read(text)).toEqual([expect.objectContaining(expected)]);
  });

  it("reads no condition inside a measured value", () => {
    expect(read("测量最低血压")).toEqual([expect.objectContaining({ action: "monitor", conditions: "" })]);
    expect(read("低血压")).toEqual([expect.objectContaining({ conditions: "低血压" })]);
  });

  it("keeps the verb to its clause", () => {
    expect(read("治疗鼻炎，今天近视").map((claim) => claim.action)).toEqual(["treat", null]);
  });

  it("slices back to the words, whatever stands around", () => {
    const words = ["治疗", "近视", "鼻炎", "、", "，", "。", "宝宝", "血压", "没了", "很", " "];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        const passage = tokenize(lexicon, text);
        for (const sentence of passage.sentences)
          for (const claim of readClaims(lexicon, passage, sentence)) {
            expect(claim.start).toBeGreaterThanOrEqual(sentence.start);
            expect(claim.end).toBeLessThanOrEqual(sentence.end);
            expect(claim.end).toBeGreaterThan(claim.start);
            for (const token of claim.conditions)
              expect(["近视", "鼻炎"]).toContain(text.slice(token.start, token.end));
          }
      }),
    );
  });

  it("reads a page without a single mark in linear time", () => {
    const text = "治疗近视很好".repeat(5_000);
    const passage = tokenize(lexicon, text);
    const claims = passage.sentences.flatMap((sentence) => readClaims(lexicon, passage, sentence));
    expect(claims).toHaveLength(5_000);
    expect(Math.max(...claims.map((claim) => claim.tokens.length))).toBeLessThan(200);
  });
});
