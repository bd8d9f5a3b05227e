/** A dictionary entry as the matcher sees it. */
export interface Term {
  readonly id: string;
  readonly text: string;
  /** Which noise may stand inside: none, narrow (spaces, zero-width, punctuation, emoji), wide (also Latin, digits, brackets; all-Han terms only). Default: wide for all-Han terms of two and more, else narrow. */
  readonly noise?: "none" | "narrow" | "wide";
  /** Whether homophones, look-alikes and split characters of this term are also searched. Default: as the matcher's option says. */
  readonly variants?: boolean;
}

/** How a hit was disguised, or null where it stands in the text as it is in the dictionary (folding aside). */
export type Disguise =
  | "spacing"
  | "punctuation"
  | "zero-width"
  | "symbol"
  | "letters"
  | "homophone"
  | "look-alike"
  | "split"
  | "repeated"
  | "pinyin";

/** A term found at `[start, end)` of a text: UTF-16 units, half-open. */
export interface Hit {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  /** 0 to 1. */
  readonly confidence: number;
  readonly disguise: Disguise | null;
}

/**
 * A compiled set of terms.
 *
 * `findInto` is the form without allocation: it writes four numbers a hit (index of the term, start, end,
 * `confidence in thousandths * 16 + code of the disguise`, 0 = none, else 1 + index into `DISGUISES`) and returns
 * how many hits there are; where that is more than `out.length / 4`, the rest was not written: call again with more room.
 * Hits are ordered by end, start, term.
 */
export interface Matcher {
  readonly terms: readonly Term[];
  find(text: string): Hit[];
  findInto(text: string, out: Int32Array): number;
  serialize(): ArrayBuffer;
}

export const DISGUISES: readonly Disguise[] = [
  "spacing",
  "punctuation",
  "zero-width",
  "symbol",
  "letters",
  "homophone",
  "look-alike",
  "split",
  "repeated",
  "pinyin",
];
