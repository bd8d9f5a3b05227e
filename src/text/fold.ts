import { FOLD_TABLE, foldCodePoint, isNoiseKind, kindOfCodePoint } from "./character.js";

const CHUNK = 8192;

/** Calls `each` with every code point of a text; a lone surrogate comes as itself. */
export function eachCodePoint(text: string, each: (point: number, start: number, end: number) => void): void {
  for (let i = 0; i < text.length; ) {
    const point = text.codePointAt(i) ?? 0;
    const end = i + (point > 0xffff ? 2 : 1);
    each(point, i, end);
    i = end;
  }
}

/**
 * Folds a text for comparison: half width, lower case, no accents, simplified, usual glyphs, bare letters and digits.
 * Noise stays. The result has one code unit for each of the text, except that a surrogate pair may become one unit;
 * never use it with offsets of the original.
 *
 * @example
 * fold("糖尿病藥品ＮＯ①") === "糖尿病药品no1"
 */
export function fold(text: string): string {
  let result = "";
  const units = new Uint16Array(Math.min(text.length, CHUNK));
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    if (length > units.length - 2) {
      result += String.fromCharCode(...units.subarray(0, length));
      length = 0;
    }
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const point = text.codePointAt(i) ?? unit;
      if (point > 0xffff) {
        i++;
        const folded = foldCodePoint(point);
        if (folded > 0xffff) {
          units[length++] = unit;
          units[length++] = text.charCodeAt(i);
        } else units[length++] = folded;
        continue;
      }
    }
    units[length++] = FOLD_TABLE[unit] ?? unit;
  }
  return result + String.fromCharCode(...units.subarray(0, length));
}

/**
 * Folds a text and drops its narrow noise: spaces, zero-width characters, marks, punctuation, emoji.
 * Sentence ends stay.
 *
 * @example
 * foldBare("治\u200b 療、") === "治疗"
 */
export function foldBare(text: string): string {
  const kept: string[] = [];
  eachCodePoint(text, (point) => {
    if (!isNoiseKind(kindOfCodePoint(point))) kept.push(String.fromCodePoint(foldCodePoint(point)));
  });
  return kept.join("");
}
