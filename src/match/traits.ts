import { type Alphabet, CLASS_ESCAPE, CLASS_OTHER, CLASS_WORD, classOfAstral } from "./alphabet.js";
import { LEADS, WAKES, WORDS } from "./sleep.js";
import { isEnding, type Tails } from "./tails.js";

/**
 * What the loops know of a number of a symbol, packed: kept in the stream of Han symbols (`KEPT`), waking the automaton of
 * mixed patterns (bit `WAKING`), the last of some Han pattern (bit `ENDING`), before what wakes (bit `LEADING`), a Latin
 * letter or digit, and so all of its class (bit `WORD`), not standing for itself (`ODD`), and from bit `CLASS_SHIFT` on its class.
 */
export const KEPT = 1;
export const WAKING = 1;
export const ENDING = 2;
export const LEADING = 3;
export const WORD = 4;
export const ODD: number = 1 << 13;
export const CLASS_SHIFT = 14;
/** The number is that of high surrogates: what they are must be asked. */
export const ESCAPING: number = 1 << 31;

function pack(alphabet: Alphabet, tails: Tails, c: number, odd: number): number {
  const isKept = c === CLASS_OTHER || (c > CLASS_ESCAPE && c < alphabet.firstWord);
  return (c << CLASS_SHIFT) | odd | (isKept ? KEPT : 0) | (isKept && isEnding(tails, c) ? 1 << ENDING : 0);
}

/** The traits of all numbers. */
export function traitsOf(alphabet: Alphabet, tails: Tails, wakes: Uint8Array): Int32Array {
  const { size, firstOdd, mainOf } = alphabet;
  return Int32Array.from({ length: size }, (_, number) => {
    const isOdd = number >= firstOdd;
    const c = isOdd ? (mainOf[number - firstOdd] as number) : number;
    return (
      pack(alphabet, tails, c, isOdd ? ODD : 0) |
      (((wakes[number] as number) & WAKES) << WAKING) |
      ((wakes[number] as number) & LEADS ? 1 << LEADING : 0) |
      (number === CLASS_WORD || (wakes[number] as number) & WORDS ? 1 << WORD : 0) |
      (number === CLASS_ESCAPE ? ESCAPING : 0)
    );
  });
}

/** The traits of a code point that begins with a high surrogate. `ODD` where it is a pair. */
export function traitsOfPoint(alphabet: Alphabet, tails: Tails, point: number): number {
  return point > 0xffff
    ? pack(alphabet, tails, classOfAstral(alphabet, point), ODD)
    : pack(alphabet, tails, CLASS_OTHER, 0);
}
