import { type Alphabet, CLASS_ESCAPE, CLASS_OTHER, CLASS_WORD, classOfAstral } from "./alphabet.js";
import { ALONE, LEADS, WAKES, WORDS } from "./sleep.js";
import { isEnding, type Tails } from "./tails.js";

/**
 * What the loops know of a code unit, packed into 32 bits: its class from bit `CLASS_SHIFT` on, five bits below. Between them is
 * room for a place of the window, so that a symbol is written to the stream by one addition. Three of the bits are the bytes
 * that a list grows by: so the lists grow without a branch and without a shift.
 */
export const CLASS_SHIFT = 16;
/** Not standing for itself (see `Alphabet.mainOf`), or a pair of surrogates. */
export const ODD = 1;
/** The last of some Han pattern: two bytes in the list of candidates. */
export const ENDING = 2;
/** Stays in the stream of Han symbols: four bytes. */
export const KEPT = 4;
/** Wakes the automaton of mixed patterns: eight bytes in the list of such places. */
export const WAKING = 8;
/** A high surrogate: what it is must be asked. */
export const ESCAPING = 16;
/** Where in the window a symbol ends, minus one. */
export const PLACE_SHIFT = 5;
export const PLACE = 2047;

function pack(alphabet: Alphabet, tails: Tails, c: number, odd: number): number {
  const isKept = c === CLASS_OTHER || (c > CLASS_ESCAPE && c < alphabet.firstWord);
  return (c << CLASS_SHIFT) | odd | (isKept ? KEPT : 0) | (isKept && isEnding(tails, c) ? ENDING : 0);
}

/** Writes the traits of all code units. */
export function writeTraits(traits: Int32Array, alphabet: Alphabet, tails: Tails, wakes: Uint8Array): void {
  const { classOf, size, firstOdd, mainOf } = alphabet;
  const ofNumber = new Int32Array(size);
  for (let number = 0; number < size; number++) {
    const isOdd = number >= firstOdd;
    const c = isOdd ? (mainOf[number - firstOdd] as number) : number;
    ofNumber[number] =
      pack(alphabet, tails, c, isOdd ? ODD : 0) |
      (((wakes[number] as number) & WAKES) === 0 ? 0 : WAKING) |
      (number === CLASS_ESCAPE ? ESCAPING : 0);
  }
  for (let unit = 0; unit < traits.length; unit++) traits[unit] = ofNumber[classOf[unit] as number] as number;
}

/** The traits of a code point that begins with a high surrogate. `ODD` where it is a pair. */
export function traitsOfPoint(alphabet: Alphabet, tails: Tails, point: number): number {
  return point > 0xffff
    ? pack(alphabet, tails, classOfAstral(alphabet, point), ODD)
    : pack(alphabet, tails, CLASS_OTHER, 0);
}

/** Of each class: `LEADS`, `WORDS`, `ALONE`. Letters and digits of no pattern are words too. */
export function marksOf({ firstOdd }: Alphabet, wakes: Uint8Array): Uint8Array {
  const marks = wakes.slice(0, firstOdd).map((bits) => bits & (LEADS | WORDS | ALONE));
  marks[CLASS_WORD] = WORDS;
  return marks;
}
