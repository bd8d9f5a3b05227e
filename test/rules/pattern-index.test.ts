import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { tokenize } from "../../src/claims/tokenize.js";
import type { CompiledRule, RulePattern } from "../../src/rules/compiled-rule.js";
import { compilePattern, matchAt } from "../../src/rules/match-pattern.js";
import { literalsOf, parsePattern } from "../../src/rules/pattern.js";
import { PatternIndex } from "../../src/rules/pattern-index.js";

const CONCEPTS = [
  { id: "effect", name: "见效", classes: ["effect"], terms: [{ text: "见效" }, { text: "起效" }] },
  { id: "not", name: "不", classes: ["negation"], terms: [{ text: "不能" }] },
  { id: "cure", name: "根治", classes: ["cure", "effect"], terms: [{ text: "根治" }] },
];
const SOURCES = [
  "{effect}",
  "{duration} ~4 {effect}",
  "{duration <= 7} {cure}",
  "不 ~3 {negation}?",
  "{age} ~8 {age}",
  "(快|慢) ~2 {effect}",
  "{percent|duration}",
];
const parsed = SOURCES.map(parsePattern);
const lexicon = compileLexicon(CONCEPTS, [...new Set(parsed.flatMap(literalsOf))]);
const rule = { spec: {}, exemptions: [], bases: [] } as unknown as CompiledRule;
const patterns = parsed.map(
  (one): RulePattern => ({ rule, spec: { match: one.source }, pattern: compilePattern(lexicon, one), kinds: [] }),
);

describe("PatternIndex", () => {
  it("leaves no pattern out that matches, in the order of the rules, however much it has learned", () => {
    const index = new PatternIndex(lexicon, patterns);
    const word = fc.constantFrom("见效", "根治", "不能", "不", "三天", "10岁", "98%", "快", "的", "。", "，", "六十天");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const passage = tokenize(lexicon, words.join(""));
        for (const sentence of passage.sentences) {
          const feasible = index.feasibleIn(passage, sentence.index, undefined);
          const matching = patterns.filter(({ pattern }) =>
            sentence.tokens.some((_, i) => matchAt(passage, sentence, pattern, i) !== null),
          );
          expect(feasible.filter((one) => matching.includes(one))).toEqual(matching);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("offers nothing that the sentence cannot hold", () => {
    const index = new PatternIndex(lexicon, patterns);
    const sources = (words: string): string[] => {
      const text = tokenize(lexicon, words);
      return index.feasibleIn(text, 0, undefined).map(({ pattern }) => pattern.source);
    };
    expect(sources("10岁到80岁的人")).toEqual(["{age} ~8 {age}"]);
    expect(sources("10岁的人")).toEqual([]);
    expect(sources("慢慢地就见效")).toEqual(["{effect}", "(快|慢) ~2 {effect}"]);
    expect(sources(`见效${"的".repeat(20)}慢`)).toEqual(["{effect}"]);
  });

  it("keeps patterns to the goods they are for", () => {
    const drugs = patterns.map((one) => ({ ...one, kinds: [undefined, ["drug" as const]] }));
    const index = new PatternIndex(lexicon, drugs);
    const text = tokenize(lexicon, "三天见效");
    expect(index.feasibleIn(text, 0, "device")).toEqual([]);
    expect(index.feasibleIn(text, 0, "drug").length).toBeGreaterThan(0);
  });
});
