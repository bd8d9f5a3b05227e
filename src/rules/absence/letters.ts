import { eachCodePoint, foldCodePoint } from "../../text/index.js";

/** Letters and digits of a text, folded as `foldedLetters` does, each with its place in the text. */
export interface LetterText {
  readonly letters: string;
  /** UTF-16 offset in the text of each unit of `letters`. */
  readonly places: Int32Array;
}

const LETTER = /[\p{L}\p{N}%]/u;

/**
 * Folds a text to its letters and keeps where they stand.
 *
 * @example
 * readLetters("藥 師").letters; // → "药师"
 */
export function readLetters(text: string): LetterText {
  let letters = "";
  const places: number[] = [];
  eachCodePoint(text, (point, start) => {
    const folded = String.fromCodePoint(foldCodePoint(point));
    if (!LETTER.test(folded)) return;
    letters += folded;
    for (let i = 0; i < folded.length; i++) places.push(start);
  });
  return { letters, places: Int32Array.from(places) };
}
