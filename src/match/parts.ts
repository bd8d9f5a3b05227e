import type { Alphabet } from "./alphabet.js";
import type { Automaton } from "./automaton.js";
import type { ConfusionTable } from "./confusions.js";
import type { PatternTable } from "./pattern-table.js";
import type { Sleep } from "./sleep.js";
import type { Tails } from "./tails.js";

/** Everything that a matcher is made of: plain numbers, so that it can be written to a buffer and shared. */
export interface MatcherParts {
  readonly alphabet: Alphabet;
  /** Finds Han patterns. */
  readonly tails: Tails;
  /** Finds those of them that are longer than `TAIL`. */
  readonly long: Automaton;
  readonly mixed: Automaton;
  readonly table: PatternTable;
  readonly sleep: Sleep;
  /** See `ChainWriter`. */
  readonly chains: Int32Array;
  readonly confusions: ConfusionTable;
  /** See `selectNeighbours`. */
  readonly neighbours: Uint32Array;
  /** Symbols of the longest pattern. */
  readonly longest: number;
  /** Indices of terms that can never be hit: empty, too long, or with a sentence end inside. */
  readonly unmatchable: Int32Array;
}
