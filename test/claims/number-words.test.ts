import { describe, expect, it } from "vitest";
import { readNumberWords } from "../../scripts/build-number-words.js";
import { NUMBER_UNITS, NUMBER_WORDS } from "../../src/claims/number-words.js";

/** `1/24`, or a number. */
const scaleOf = (scale: string | number) => (typeof scale === "number" ? scale : 1 / Number(scale.slice(2)));

describe("number-words.ts", () => {
  it("says what dictionaries/numbers says (npx tsx scripts/build-number-words.ts)", () => {
    const { units, ...words } = readNumberWords();
    expect(NUMBER_WORDS).toEqual(words);
    expect(NUMBER_UNITS).toEqual(
      units.flatMap(({ words: all, scale, ...unit }) => all.map((word) => ({ word, ...unit, scale: scaleOf(scale) }))),
    );
  });

  it("names no unit twice", () => {
    const words = NUMBER_UNITS.map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
  });
});
