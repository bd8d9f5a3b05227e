import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SeedSieve } from "../../src/rules/absence/seed-sieve.js";

describe("SeedSieve", () => {
  it("lets every text through that holds a seed", () => {
    const word = fc.string({ unit: fc.constantFrom("甲", "乙", "丙", "丁"), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(word), word, word, (seeds, before, after) => {
        const sieve = new SeedSieve(seeds);
        for (const seed of seeds) expect(sieve.mayHold(`${before}${seed}${after}`)).toBe(true);
      }),
    );
  });

  it("stops a text without the beginning of any seed", () => {
    const sieve = new SeedSieve(["请仔细阅读", "本"]);
    expect(["请阅读", "仔细", ""].map((text) => sieve.mayHold(text))).toEqual([false, false, false]);
    expect(["请仔细", "基本"].map((text) => sieve.mayHold(text))).toEqual([true, true]);
  });
});
