import { describe, expect, it } from "vitest";
import { MAX_KNOWN, MAX_WORD, partsOfCompound } from "../../src/certificates/scope/compound-words.js";
import { MAX_SPELLED, MAX_TEXT, sharedHeads } from "../../src/certificates/scope/shared-heads.js";
import type { Token } from "../../src/claims/token.js";
import { tokenize } from "../../src/claims/tokenize.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createScanner } from "../../src/scan/index.js";

const { lexicon } = createScanner(loadDictionary()).rules;

function conditionIn(text: string): Token {
  const [token] = tokenize(lexicon, text).tokens.filter(
    ({ concept }) => lexicon.conceptsOf("condition")[concept] === 1,
  );
  if (token === undefined) throw new Error(text);
  return token;
}

describe("limits of reading a scope", () => {
  it.each([
    [MAX_SPELLED / 2, MAX_SPELLED],
    [MAX_SPELLED / 2 + 1, MAX_SPELLED],
  ])("spells out of %i pairs of kinds %i names", (pairs, names) => {
    expect(sharedHeads("传导性或混合性耳聋。".repeat(pairs)).split("、")).toHaveLength(names);
  });

  it.each([
    [MAX_TEXT - "急、慢性咽炎".length, "急性咽炎、慢性咽炎"],
    [MAX_TEXT - 1, ""],
  ])("spells out what stands behind %i units as %j", (before, spelled) => {
    expect(sharedHeads(`${"用".repeat(before)}急、慢性咽炎`)).toBe(spelled);
  });

  it.each([
    ["眩晕耳鸣", true],
    ["头晕血液循环不良", true],
    ["脑供血不足关节腔积液", true],
    ["脑供血不足血液循环不良", false],
  ])("splits a word of no more than ten units: %s, %s", (word, isSplit) => {
    const token = { ...conditionIn("眩晕耳鸣"), start: 0, end: word.length };
    expect(word.length <= MAX_WORD).toBe(isSplit);
    expect(partsOfCompound(lexicon, word, [token]).length > 0).toBe(isSplit);
  });

  it("answers the same after more words than it remembers", () => {
    const token = conditionIn("眩晕耳鸣");
    const before = partsOfCompound(lexicon, "眩晕耳鸣", [token]);
    for (let i = 0; i <= MAX_KNOWN; i++)
      partsOfCompound(lexicon, `一${String.fromCharCode(0x4e00 + i)}三四`, [{ ...token, end: 4 }]);
    expect(partsOfCompound(lexicon, "眩晕耳鸣", [token])).toEqual(before);
  });
});
