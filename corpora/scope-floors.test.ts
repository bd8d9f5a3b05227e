import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadDictionary } from "../src/dictionaries/index.js";
import { createScanner } from "../src/scan/index.js";
import { readPairs, scorePair } from "./quality/scope-pairs.js";

const { lexicon } = createScanner(loadDictionary()).rules;

/** Shares of pairs that are right; they rise with the comparison and never fall. */
const FLOORS: readonly (readonly [string, number])[] = [
  ["scope-pairs", 0.92],
  ["scope-pairs-fresh", 0.96],
];

describe("scope comparison on the corpora stays above its floors", () => {
  it.each(FLOORS)("%s", (folder, floor) => {
    const pairs = readPairs(fileURLToPath(new URL(folder, import.meta.url)));
    const right = pairs.filter((pair) => scorePair(lexicon, pair).answer === pair.relation);
    expect(right.length / pairs.length).toBeGreaterThanOrEqual(floor);
  });
});
