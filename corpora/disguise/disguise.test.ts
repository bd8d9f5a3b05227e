import { describe, expect, test } from "vitest";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createItems, disguisableTerms } from "./items.js";
import { compileDictionary, overall, score } from "./score.js";
import { TECHNIQUES } from "./techniques.js";

const dictionary = loadDictionary();
const terms = disguisableTerms(dictionary);
const matcher = compileDictionary(dictionary);

/** Shares that recall may not fall below. They only rise. Techniques not named: all items. */
const FLOORS: Readonly<Record<string, number>> = {
  "pinyin of one character": 0.93,
  "whole pinyin": 0.88,
  homophone: 0.55,
  "two homophones": 0.4,
  "homophone and star": 0.5,
  "look-alike": 0.9,
  "split character": 0.9,
};

describe("disguise", () => {
  test("has at least 28 techniques, each with items", () => {
    expect(TECHNIQUES.length).toBeGreaterThanOrEqual(28);
    const made = new Set(createItems(terms, 1).map(({ technique }) => technique));
    expect(made.size).toBe(TECHNIQUES.length);
  });

  test("the same seed gives the same items, another seed others", () => {
    expect(createItems(terms, 5)).toEqual(createItems(terms, 5));
    expect(createItems(terms, 5)).not.toEqual(createItems(terms, 6));
  });

  test.each([1, 2, 3])("seed %i: recall by technique and overall", (seed) => {
    const recalls = score(matcher, createItems(terms, seed));
    for (const { technique, items, caught, missed } of recalls)
      expect(caught / items, `${technique}: ${missed.join("; ")}`).toBeGreaterThanOrEqual(FLOORS[technique] ?? 1);
    expect(overall(recalls)).toBeGreaterThanOrEqual(0.95);
  });
});
