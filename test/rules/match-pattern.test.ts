import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { tokenize } from "../../src/claims/tokenize.js";
import { compilePattern, matchAt, UnknownClassError } from "../../src/rules/match-pattern.js";
import { literalsOf, parsePattern } from "../../src/rules/pattern.js";

const concepts = [
  { id: "effect", name: "见效", classes: ["effect"], terms: [{ text: "见效" }, { text: "起效" }] },
  { id: "not", name: "不", classes: ["negation"], terms: [{ text: "不能" }] },
  { id: "cure", name: "根治", classes: ["cure"], terms: [{ text: "根治" }] },
];

/** All matches of a pattern in a text, as text. */
function matches(source: string, text: string, within?: "clause" | "sentence"): string[] {
  const parsed = parsePattern(source);
  const lexicon = compileLexicon(concepts, literalsOf(parsed));
  const pattern = compilePattern(lexicon, parsed, within);
  const passage = tokenize(lexicon, text);
  return passage.sentences.flatMap((sentence) => {
    const found: string[] = [];
    for (let i = 0; i < sentence.tokens.length; i++) {
      const match = matchAt(passage, sentence, pattern, i);
      if (match) found.push(text.slice(match.start, match.end));
    }
    return found;
  });
}

describe("matchAt", () => {
  it.each([
    ["{effect}", "三天见效", ["见效"]],
    ["{duration} {effect}", "三天见效", ["三天见效"]],
    ["{duration} ~2 {effect}", "三天内就能见效", []],
    ["{duration} ~3 {effect}", "三天内就能见效", ["三天内就能见效"]],
    ["{duration} ~9 {effect}", "三天。见效", []],
    ["{duration} ~9 {effect}", "三天，见效", ["三天，见效"]],
    ["{duration} ~4!{negation} {effect}", "三天不能见效", []],
    ["{duration <= 7} {effect}", "三天见效，三十天见效", ["三天见效"]],
    ["{duration} {effect} (快)?", "三天见效快", ["三天见效快"]],
    ["{duration} {effect} (快)?", "三天见效慢", ["三天见效"]],
    ["^{effect}", "见效，见效", ["见效"]],
    ["{effect} $", "见效，起效", ["起效"]],
    ["#no", "见效", []],
    ["{#cure|effect}", "根治见效", ["根治", "见效"]],
    ["让 ~3 {effect}", "让您见效", ["让您见效"]],
    ["{duration} ~1 {effect}", "三天\u200b \u200b见效", ["三天\u200b \u200b见效"]],
  ])("%s in %s", (source, text, expected) => {
    expect(matches(source, text)).toEqual(expected);
  });

  it("stops at a comma within a clause", () => {
    expect(matches("{duration} ~9 {effect}", "三天，见效", "clause")).toEqual([]);
  });

  it("refuses a class that no dictionary has", () => {
    const lexicon = compileLexicon(concepts, []);
    expect(() => compilePattern(lexicon, parsePattern("{nothing}"))).toThrow(UnknownClassError);
  });

  it("stays quick on text made to be slow", () => {
    const source = `${"{effect} ~60 ".repeat(12)}{cure}`;
    expect(matches(source, "见效".repeat(500))).toEqual([]);
  });

  it("never throws and slices back whatever the text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("见效", "三天", "。", "不能", "，", "\u200b", "\ud800", "根治", "x")),
        (parts) => {
          const text = parts.join("");
          for (const found of matches("{duration} ~6 {effect|cure}", text)) expect(text).toContain(found);
        },
      ),
    );
  });
});
