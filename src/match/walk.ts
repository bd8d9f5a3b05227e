import { CharKind, FOLD_TABLE, foldCodePoint, isNoiseKind, KIND_TABLE, kindOfCodePoint } from "../text/character.js";

/** Visible noise characters in one gap. */
export const MAX_GAP = 3;
/** Letters between the brackets of a gloss: 治(zhì)疗. Such a gap may be longer than `MAX_GAP`. */
export const MAX_GLOSS = 10;
/** Zero-width characters and marks in one gap: they cost a seller nothing, so that `MAX_GAP` does not count them. */
export const MAX_INVISIBLE = 32;

/** What the gaps walked over contain. */
export const Gap = { SPACE: 1, COMMA: 2, PUNCTUATION: 4, ZERO_WIDTH: 8, SYMBOL: 16, LETTERS: 32 } as const;

const GAP_OF_KIND = new Uint8Array(16);
GAP_OF_KIND[CharKind.LATIN] = Gap.LETTERS;
GAP_OF_KIND[CharKind.DIGIT] = Gap.LETTERS;
GAP_OF_KIND[CharKind.SPACE] = Gap.SPACE;
GAP_OF_KIND[CharKind.COMMA] = Gap.COMMA;
GAP_OF_KIND[CharKind.PUNCTUATION] = Gap.PUNCTUATION;
GAP_OF_KIND[CharKind.OPEN] = Gap.PUNCTUATION;
GAP_OF_KIND[CharKind.CLOSE] = Gap.PUNCTUATION;
GAP_OF_KIND[CharKind.ZERO_WIDTH] = Gap.ZERO_WIDTH;
GAP_OF_KIND[CharKind.SYMBOL] = Gap.SYMBOL;

/** Units of a text that are read at once: they and what is found in them stay in the first-level cache. */
export const CHUNK = 1 << 11;

/** A text of which a piece lies in a typed array: reading it there is faster than from the string. */
export class TextWindow {
  text = "";
  units: Uint16Array = new Uint16Array(0);
  start = 0;
  end = 0;

  /** The code unit at an index of the text. */
  at(index: number): number {
    return index >= this.start && index < this.end
      ? (this.units[index - this.start] as number)
      : this.text.charCodeAt(index);
  }

  /** The code point that ends right before an index. */
  pointBefore(index: number): number {
    const unit = this.at(index - 1);
    if (unit < 0xdc00 || unit > 0xdfff || index < 2) return unit;
    const high = this.at(index - 2);
    return high >= 0xd800 && high < 0xdc00 ? ((high - 0xd800) << 10) + (unit - 0xdc00) + 0x10000 : unit;
  }

  /** The code point at an index of the text, or -1 at its end. */
  pointAt(index: number): number {
    return index < this.text.length ? (this.text.codePointAt(index) ?? -1) : -1;
  }
}

/**
 * Walks back from the end of a candidate, symbol by symbol, and remembers what it saw: the k-th last symbol's start,
 * and the gaps between it and the end. All candidates that end at one place share one walk, so that nested terms
 * cost one step each.
 */
export class BackWalk {
  readonly starts: Int32Array;
  readonly symbols: Int32Array;
  /** `Gap` bits of all gaps up to the k-th last symbol. */
  readonly gaps: Uint8Array;
  /** How many gaps are not empty. */
  readonly gapCounts: Uint8Array;
  readonly #window: TextWindow;
  readonly #skipsWords: boolean;
  #known = 0;
  #dead = false;

  constructor(window: TextWindow, longest: number, skipsWords: boolean) {
    this.starts = new Int32Array(longest + 1);
    this.symbols = new Int32Array(longest + 1);
    this.gaps = new Uint8Array(longest + 1);
    this.gapCounts = new Uint8Array(longest + 1);
    this.#window = window;
    this.#skipsWords = skipsWords;
  }

  /** Begins at `end`, the index behind the last symbol. */
  begin(end: number): void {
    this.#known = 0;
    this.#dead = false;
    this.starts[0] = end;
  }

  /** Walks to the `count`-th last symbol. False where a gap on the way is too wide. */
  reach(count: number): boolean {
    while (this.#known < count) {
      if (this.#dead || !this.#step()) {
        this.#dead = true;
        return false;
      }
    }
    return true;
  }

  #step(): boolean {
    const window = this.#window;
    const known = this.#known;
    let at = this.starts[known] as number;
    const unit = at > 0 ? window.at(at - 1) : 0;
    const kind = KIND_TABLE[unit] as CharKind;
    // The common case: the neighbour is a symbol of the BMP.
    if (
      at > 0 &&
      (kind === CharKind.HAN || (kind <= CharKind.DIGIT && !this.#skipsWords && (unit & 0xf800) !== 0xd800))
    ) {
      this.starts[known + 1] = at - 1;
      this.symbols[known + 1] = FOLD_TABLE[unit] as number;
      this.gaps[known + 1] = this.gaps[known] as number;
      this.gapCounts[known + 1] = this.gapCounts[known] as number;
      this.#known = known + 1;
      return true;
    }
    let seen = 0;
    let visible = 0;
    let invisible = 0;
    const gapEnd = at;
    while (at > 0) {
      const point = window.pointBefore(at);
      const here = kindOfCodePoint(point);
      const isWord = here === CharKind.LATIN || here === CharKind.DIGIT;
      if (!isNoiseKind(here) && !(isWord && this.#skipsWords)) {
        if (visible > MAX_GAP && !isGloss(window, at, gapEnd)) return false;
        this.starts[known + 1] = at - (point > 0xffff ? 2 : 1);
        this.symbols[known + 1] = foldCodePoint(point);
        this.gaps[known + 1] = (this.gaps[known] as number) | seen;
        this.gapCounts[known + 1] = (this.gapCounts[known] as number) + (seen === 0 ? 0 : 1);
        this.#known = known + 1;
        return true;
      }
      seen |= GAP_OF_KIND[here] as number;
      if (here === CharKind.ZERO_WIDTH) invisible++;
      else visible++;
      if (invisible > MAX_INVISIBLE || visible > MAX_GLOSS + 2) return false;
      at -= point > 0xffff ? 2 : 1;
    }
    return false;
  }
}

/** Whether [start, end) is one pair of brackets around Latin letters, zero-width characters aside. */
export function isGloss(window: TextWindow, start: number, end: number): boolean {
  let expected: number = CharKind.OPEN;
  let letters = 0;
  for (let i = start; i < end; ) {
    const point = window.pointAt(i);
    i += point > 0xffff ? 2 : 1;
    const kind = kindOfCodePoint(point);
    if (kind === CharKind.ZERO_WIDTH) continue;
    if (expected === CharKind.OPEN) {
      if (kind !== CharKind.OPEN) return false;
      expected = CharKind.CLOSE;
    } else if (kind === CharKind.LATIN && expected === CharKind.CLOSE) letters++;
    else if (kind === CharKind.CLOSE && expected === CharKind.CLOSE) expected = -1;
    else return false;
  }
  return expected === -1 && letters > 0 && letters <= MAX_GLOSS;
}
