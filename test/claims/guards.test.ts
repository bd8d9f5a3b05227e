import { describe, expect, it } from "vitest";
import { isGuarded, isListBreak } from "../../src/claims/guards.js";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { matchText } from "../../src/claims/matched-text.js";
import { tokenize } from "../../src/claims/tokenize.js";

const lexicon = compileLexicon(
  [
    {
      id: "cure",
      name: "治愈",
      classes: ["cure"],
      terms: [{ text: "治愈", notAfter: ["主", "难以"], notBefore: ["率统计", "者"] }],
    },
  ],
  [],
);

describe("isGuarded", () => {
  it.each([
    ["治愈了", false],
    ["主治愈合", true],
    ["难以治愈", true],
    ["以治愈", false],
    ["治愈率", false],
    ["治愈率统计", true],
    ["治愈者", true],
  ])("%s: %s", (text, expected) => {
    const { hits } = matchText(lexicon, text);
    const [lexeme] = lexicon.lexemes.of(hits[0] ?? -1);
    expect(lexeme && isGuarded(lexeme, text, hits[1] ?? 0, hits[2] ?? 0)).toBe(expected);
    expect(tokenize(lexicon, text).tokens.length).toBe(expected ? 0 : 1);
  });
});

describe("isListBreak", () => {
  it.each([
    ["治、愈", true],
    ["治”“愈", true],
    ["治★愈", false],
    ["治愈", false],
  ])("%s: %s", (text, expected) => {
    const { hits } = matchText(lexicon, text);
    expect(isListBreak(text, hits[1] ?? 0, hits[2] ?? 0, hits[3] ?? 0)).toBe(expected);
  });
});
