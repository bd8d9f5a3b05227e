import type { Disguise } from "../contracts/match.js";

/** A concept found in a passage. Offsets are UTF-16 units of the passage. */
export interface Token {
  /** Index into `lexicon.concepts`. */
  readonly concept: number;
  readonly start: number;
  readonly end: number;
  /** Number tokens: days of a duration, per cent, persons, times …; otherwise NaN. */
  readonly value: number;
  readonly disguise: Disguise | null;
  /** 0 to 1, as the matcher says. */
  readonly confidence: number;
}

/** A passage cut into sentences, each into tokens and clauses. */
export interface TokenizedPassage {
  readonly text: string;
  /** Of all sentences, by start, longer first. Read from the sentences where one will do: each is read when asked for. */
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
}

/** `[start, end)` of a sentence and the ends of its clauses. */
export interface Clauses {
  readonly start: number;
  readonly end: number;
  readonly clauseEnds: readonly number[];
}

/** A sentence with its tokens. */
export interface Sentence extends Clauses {
  /** Place among the sentences of the passage, from 0. */
  readonly index: number;
  /** By start, longer first. */
  readonly tokens: readonly Token[];
}

/** End of the clause that holds `offset`. */
export function clauseEnd(sentence: Clauses, offset: number): number {
  for (const end of sentence.clauseEnds) if (end > offset) return end;
  return sentence.end;
}

/** Start of the clause that holds `offset`. */
export function clauseStart(sentence: Clauses, offset: number): number {
  let start = sentence.start;
  for (const end of sentence.clauseEnds) {
    if (end > offset) break;
    start = end;
  }
  return start;
}
