import { COUNTED } from "../words-data.js";
import { isDigit, isPlaceholder, meantDigit, meantMarker } from "./confusions.js";
import type { Correction } from "./parsed-number.js";
import type { Shadow } from "./shadow.js";

/** More digits than this are no number of ours; it also bounds the work at one anchor. */
const MAX_DIGITS = 24;
const MAX_CONFUSED = 3;

/** Digits read at one place. */
export interface DigitRun {
  /** `X` stands for a placeholder. */
  readonly digits: string;
  readonly truncated: boolean;
}

/** Walks forward over a shadow and notes what it had to correct. Each read moves a bounded number of characters. */
export class Cursor {
  readonly #shadow: Shadow;
  readonly #corrections: Correction[] = [];
  at: number;

  constructor(shadow: Shadow, at: number) {
    this.#shadow = shadow;
    this.at = at;
  }

  get corrections(): readonly Correction[] {
    return this.#corrections;
  }

  get next(): string | undefined {
    return this.#shadow.chars[this.at];
  }

  /** Takes one character out of `set`, look-alikes included; returns what was meant. */
  take(set: string): string | null {
    const read = markerAt(this.#shadow, this.at, set);
    if (read === null) return null;
    if (read.correction !== null) this.#corrections.push(read.correction);
    this.at++;
    return read.char;
  }

  /** Takes a word as a whole, or nothing. */
  word(word: string): boolean {
    const from = this.at;
    const kept = this.#corrections.length;
    for (const char of word) {
      if (this.take(char) === null) {
        this.at = from;
        this.#corrections.length = kept;
        return false;
      }
    }
    return true;
  }

  /** Passes over at most `max` characters of `set`. */
  skip(set: string, max = 3): string {
    let passed = "";
    while (passed.length < max) {
      const char = this.take(set);
      if (char === null) break;
      passed += char;
    }
    return passed;
  }

  correct(kind: Correction["kind"], from: string, to: string, start: number, end: number): void {
    const { starts, ends } = this.#shadow;
    const first = starts[start] ?? ends[start - 1] ?? 0;
    const last = end > start ? (ends[end - 1] as number) : first;
    this.#corrections.push({ kind, start: first, end: last, from, to });
  }

  /**
   * Reads digits towards one of the counts in `expected`. Groups parted by blanks or hyphens are joined only
   * where the sum is then exactly a count; a contiguous run is read to its end, so that one digit too many shows.
   */
  digits(expected: readonly number[]): DigitRun {
    const most = Math.max(...expected);
    let digits = this.#group("", most);
    if (digits !== "" && !expected.includes(digits.length)) {
      // What was joined so far stays as "what was read" only when the sum fits in the end.
      const from = this.at;
      const kept = this.#corrections.length;
      let joined = digits;
      while (joined.length < most && !expected.includes(joined.length)) {
        const before = this.at;
        if (!this.#passSeparator()) break;
        const longer = this.#group(joined, most);
        if (longer.length === joined.length || (longer.length > most && !expected.includes(longer.length))) {
          this.at = before;
          break;
        }
        joined = longer;
      }
      if (expected.includes(joined.length) && !this.#isQuantityAhead()) {
        digits = joined;
      } else {
        this.at = from;
        this.#corrections.length = kept;
      }
    }
    const next = this.next;
    return { digits, truncated: next === "…" || (next === "." && this.#shadow.chars[this.at + 1] === ".") };
  }

  #passSeparator(): boolean {
    if (this.next === "-" || this.next === "·" || this.next === ".") {
      if (!isDigit(this.#shadow.chars[this.at + 1])) return false;
      this.at++;
      return true;
    }
    return (this.#shadow.gaps[this.at] ?? 0) > 0;
  }

  /** A digit group in front of a counting word is a quantity, not the rest of a number: `…201930306 30支`. */
  #isQuantityAhead(): boolean {
    return this.next !== undefined && this.#shadow.gaps[this.at] === 0 && COUNTED.includes(this.next);
  }

  /** Appends the contiguous run of digits at the cursor to `read`. */
  #group(read: string, most: number): string {
    const { chars, gaps } = this.#shadow;
    let digits = read;
    let confused = 0;
    const first = this.at;
    while (digits.length < MAX_DIGITS) {
      const char = chars[this.at];
      if (char === undefined || (this.at > first && (gaps[this.at] ?? 0) > 0)) break;
      if (isDigit(char)) {
        digits += char;
      } else if (digits.length >= most) {
        break;
      } else {
        const meant = meantDigit(char);
        if (meant !== null && confused < MAX_CONFUSED && this.#isAmongDigits(digits, most)) {
          confused++;
          this.correct("ocr", char, meant, this.at, this.at + 1);
          digits += meant;
        } else if (isPlaceholder(char)) {
          digits += "X";
        } else {
          break;
        }
      }
      this.at++;
    }
    return digits;
  }

  /** A letter counts as a digit only between digits, or as the last one that is wanting. */
  #isAmongDigits(read: string, most: number): boolean {
    const { chars, gaps } = this.#shadow;
    for (let i = this.at + 1; i < this.at + 4; i++) {
      const char = chars[i];
      if (char === undefined || (gaps[i] ?? 0) > 0) break;
      if (isDigit(char)) return true;
      if (meantDigit(char) === null) break;
    }
    return read.length === most - 1;
  }
}

/** Reads one character of `set` at a place, look-alikes included. */
export function markerAt(
  shadow: Shadow,
  at: number,
  set: string,
): { readonly char: string; readonly correction: Correction | null } | null {
  const char = shadow.chars[at];
  if (char === undefined) return null;
  if (set.includes(char)) return { char, correction: null };
  const meant = meantMarker(char);
  if (meant === null || !set.includes(meant[0])) return null;
  const start = shadow.starts[at] as number;
  const end = shadow.ends[at] as number;
  return { char: meant[0], correction: { kind: meant[1], start, end, from: char, to: meant[0] } };
}
