import type { Segmenter } from "../claims/segmenter.js";

/** Longer texts seldom come again. Units. */
export const MAX_SILENT_TEXT = 400;
/** Units of texts that are remembered, in each of two generations. */
export const MAX_SILENT_UNITS = 1024 * 1024;
/** Circumstances that are told apart: a bit each. Texts in further ones are judged each time. */
export const MAX_CIRCUMSTANCES = 31;

/**
 * Texts in which nothing was found, whatever the listing: notices of a shop, labels, sections of an insert come again on page
 * after page, and what was judged once need not be judged again. Whole texts are compared, never digests of them, so that
 * none can be made up to pass for another. Texts that were not met for long are forgotten.
 */
export class SilentTexts {
  readonly #most: number;
  /** By text: bits of the circumstances in which it is silent. */
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  #units = 0;
  readonly #bits = new Map<string, number>();
  #segmenter: Segmenter | null = null;

  /** @param most units in a generation; 0: nothing is remembered */
  constructor(most = MAX_SILENT_UNITS) {
    this.#most = most;
  }

  /** The bit of circumstances; 0 where they are too many to be remembered. Another segmenter may find other things. */
  bitOf(circumstances: string, segmenter: Segmenter | null): number {
    if (segmenter !== this.#segmenter) {
      this.#segmenter = segmenter;
      this.clear();
    }
    let bit = this.#bits.get(circumstances);
    if (bit === undefined) {
      bit = this.#bits.size < MAX_CIRCUMSTANCES ? 1 << this.#bits.size : 0;
      this.#bits.set(circumstances, bit);
    }
    return bit;
  }

  has(text: string, bit: number): boolean {
    if (bit === 0 || text.length > MAX_SILENT_TEXT) return false;
    const young = this.#young.get(text);
    if (young !== undefined) return (young & bit) !== 0;
    const old = this.#old.get(text);
    if (old === undefined) return false;
    this.#keep(text, old);
    return (old & bit) !== 0;
  }

  add(text: string, bit: number): void {
    if (bit === 0 || text.length > MAX_SILENT_TEXT || this.#most === 0) return;
    const known = this.#young.get(text);
    if (known !== undefined) this.#young.set(text, known | bit);
    else this.#keep(text, (this.#old.get(text) ?? 0) | bit);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#units = 0;
  }

  #keep(text: string, bits: number): void {
    this.#units += text.length;
    if (this.#units > this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#units = text.length;
    }
    // A copy: a piece of a page would keep the whole page in memory.
    this.#young.set(JSON.parse(JSON.stringify(text)) as string, bits);
  }
}

/** By whatever found nothing: rules changed in any way are other rules. */
const known = new WeakMap<object, SilentTexts>();

/** What some rules found nothing in. */
export function silentOf(rules: { readonly silentUnits: number | undefined }): SilentTexts {
  let silent = known.get(rules);
  if (silent === undefined) {
    silent = new SilentTexts(rules.silentUnits);
    known.set(rules, silent);
  }
  return silent;
}
