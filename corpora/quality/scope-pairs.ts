import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareScope } from "../../src/certificates/scope/compare-scope.js";
import { readRegisteredScope } from "../../src/certificates/scope/registered-scope.js";
import type { Lexicon } from "../../src/claims/lexicon.js";
import { readClaims } from "../../src/claims/read-claims.js";
import { tokenize } from "../../src/claims/tokenize.js";

export type PairRelation = "inside" | "stronger" | "outside" | "unknown";

/** A registered scope and a sentence, labelled by hand: see `../scope-pairs/README.md`. */
export interface ScopePair {
  readonly id: string;
  readonly product: string;
  readonly scope: string;
  readonly claim: string;
  readonly relation: PairRelation;
  readonly aspect: string;
  readonly half: "dev" | "held";
}

export interface PairScore {
  readonly pair: ScopePair;
  readonly answer: PairRelation;
  /** The words and the respect in which the answer lies. */
  readonly because: string;
}

/** All pairs of the `.jsonl` files of a folder, in a fixed order. */
export function readPairs(folder: string): ScopePair[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as ScopePair);
}

/** Reads the sentence's claims and holds each against the scope: the gravest relation is the sentence's. */
export function scorePair(lexicon: Lexicon, pair: ScopePair): PairScore {
  const scope = readRegisteredScope(lexicon, pair.scope);
  const passage = tokenize(lexicon, pair.claim);
  let score: PairScore = { pair, answer: "inside", because: "" };
  for (const sentence of passage.sentences) {
    for (const claim of readClaims(lexicon, passage, sentence)) {
      if (claim.negated) continue;
      const { relation, aspect, quoted } = compareScope(lexicon, pair.claim, claim, scope);
      if (relation === "none" || GRAVITY.indexOf(relation) <= GRAVITY.indexOf(score.answer)) continue;
      score = { pair, answer: relation, because: `${aspect ?? ""}「${quoted.claimed}」` };
    }
  }
  return score;
}

const GRAVITY: readonly PairRelation[] = ["inside", "unknown", "stronger", "outside"];
