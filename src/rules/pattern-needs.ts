import type { ConceptSet } from "./concept-set.js";

/** The patterns for goods of a kind that a term, or a number, leads to. */
export interface PatternLists {
  /** By row of a term that leads to any: made when the term is met. */
  readonly byRow: (Int32Array | undefined)[];
  readonly byNumber: readonly Int32Array[];
  /** Number concepts that lead to any pattern, as bits. */
  readonly leadingNumbers: number;
}

/** What a pattern needs of a sentence, besides the set that leads to it. */
export interface Needs {
  /** Ids of sets that numbers belong to, rarest first: those of words are looked for in their order at once. */
  readonly sets: readonly number[];
  readonly steps: readonly Step[];
  /** What there must be of a pattern without steps. */
  readonly only: ConceptSet | null;
  /** What must stand at the start of the sentence. */
  readonly start: ConceptSet | null;
}

/** Two elements that follow one another, and how far the second may stand behind the first, in units. */
export interface Step {
  readonly first: ConceptSet;
  readonly second: ConceptSet;
  readonly gap: number;
  /** Number concepts that belong to either, as bits. */
  readonly numbers: number;
}
