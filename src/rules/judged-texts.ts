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
  /** By circumstances, then by text: a text keeps its hash, a key made of both would be hashed each time. */
  #young: Map<string, readonly Found[]>[] = [];
  #old: Map<string, readonly Found[]>[] = [];
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
    const young = this.#young[circumstances]?.get(text);
    if (young !== undefined) return young;
    const old = this.#old[circumstances]?.get(text);
    if (old !== undefined) this.#keep(text, circumstances, old);
    return old;
  }

  set(text: string, circumstances: number, found: readonly Found[]): void {
    if (text.length > MAX_JUDGED_TEXT || circumstances >= MAX_CIRCUMSTANCES || this.#most === 0) return;
    this.#keep(text, circumstances, found);
  }

  clear(): void {
    this.#young = [];
    this.#old = [];
    this.#units = 0;
  }

  #keep(text: string, circumstances: number, found: readonly Found[]): void {
    const weight = 1 + text.length + found.length * FOUND_UNITS;
    this.#units += weight;
    if (this.#units > this.#most) {
      this.#old = this.#young;
      this.#young = [];
      this.#units = weight;
    }
    let texts = this.#young[circumstances];
    if (texts === undefined) {
      texts = new Map();
      // No holes: an array with holes is looked up as slowly as a dictionary.
      while (this.#young.length < circumstances) this.#young.push(new Map());
      this.#young[circumstances] = texts;
    }
    texts.set(ownCopy(text), found);
  }
}

/** A piece cut from a page would keep the whole page alive. */
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
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
