import type { Segmenter } from "../claims/segmenter.js";

/** Longer texts seldom come again. Units. */
export const MAX_JUDGED_TEXT = 400;
/** Units of texts that are remembered, in each of two generations. */
export const MAX_JUDGED_UNITS = 1024 * 1024;
/** Circumstances that are told apart: a letter each. Texts in further ones are judged each time. */
export const MAX_CIRCUMSTANCES = 4096;
/** Units that a result weighs beside its text, for each thing found. */
const FOUND_UNITS = 256;

/**
 * What was found in texts, whatever the listing: notices of a shop, labels, sections of an insert and the promises of a template
 * come again on page after page, and what was judged once need not be judged again. Whole texts are compared, never digests
 * of them, so that none can be made up to pass for another. Texts that were not met for long are forgotten.
 */
export class JudgedTexts<Found> {
  readonly #most: number;
  /** By the letter of the circumstances and the text. */
  #young = new Map<string, readonly Found[]>();
  #old = new Map<string, readonly Found[]>();
  #units = 0;
  #segmenter: Segmenter | null = null;

  /** @param most units in a generation; 0: nothing is remembered */
  constructor(most = MAX_JUDGED_UNITS) {
    this.#most = most;
  }

  /** Another segmenter may find other things: for it, everything is forgotten. */
  useSegmenter(segmenter: Segmenter | null): void {
    if (segmenter === this.#segmenter) return;
    this.#segmenter = segmenter;
    this.clear();
  }

  /** What was found in a text; undefined where that is not known. */
  get(text: string, circumstances: number): readonly Found[] | undefined {
    if (text.length > MAX_JUDGED_TEXT || circumstances >= MAX_CIRCUMSTANCES || this.#most === 0) return undefined;
    const key = String.fromCharCode(circumstances) + text;
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.#keep(key, old);
    return old;
  }

  set(text: string, circumstances: number, found: readonly Found[]): void {
    if (text.length > MAX_JUDGED_TEXT || circumstances >= MAX_CIRCUMSTANCES || this.#most === 0) return;
    this.#keep(String.fromCharCode(circumstances) + text, found);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#units = 0;
  }

  #keep(key: string, found: readonly Found[]): void {
    this.#units += key.length + found.length * FOUND_UNITS;
    if (this.#units > this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#units = key.length + found.length * FOUND_UNITS;
    }
    this.#young.set(key, found);
  }
}

/** By whatever judged: rules changed in any way are other rules. */
const known = new WeakMap<object, JudgedTexts<unknown>>();

/** What some rules found in texts; `Found` is theirs to know. */
export function judgedBy<Found>(rules: { readonly judgedUnits: number | undefined }): JudgedTexts<Found> {
  let judged = known.get(rules);
  if (judged === undefined) {
    judged = new JudgedTexts<unknown>(rules.judgedUnits);
    known.set(rules, judged);
  }
  return judged as JudgedTexts<Found>;
}
