import { CharKind, kindOfCodePoint } from "../text/character.js";
import { type Alphabet, CLASS_ESCAPE } from "./alphabet.js";
import type { Automaton } from "./automaton.js";
import { isWordSymbol } from "./patterns.js";
import type { Trie } from "./trie.js";

/** Bits of `Sleep.wakes`. */
export const WAKES = 1;
export const LEADS = 2;
export const ALONE = 4;
/** The bit of `WAKING`, for the loops. */
export const WORDS = 8;

/** Bits of `Sleep.pairs`. */
export const PAIRS = 1 << 16;
export const PAIR_FACTOR = 1597;
/** The bit of two classes, one right after the other. */
export const pairOf = (first: number, second: number): number => (first * PAIR_FACTOR + second) & (PAIRS - 1);

/** What tells when the automaton of mixed patterns may sleep: each of its patterns holds something that wakes it. */
export interface Sleep {
  /**
   * Bits of each number of a symbol: `WAKES` where it is the first in some pattern that is no Han character, and for surrogates;
   * `LEADS` where it stands before such a one; `WORDS` where all symbols of its class are Latin letters and digits; `ALONE`
   * where it is all of a pattern.
   */
  readonly wakes: Uint8Array;
  /**
   * A bit for each pair of classes (see `pairOf`) in which the first one that is no Han character stands: with the one before it,
   * or where a pattern begins with it, with the one behind. Where neither pair is known, it need not wake anybody.
   */
  readonly pairs: Uint8Array;
  /** 1 for each cell of the double array whose pattern so far holds such a symbol. */
  readonly isAwake: Uint8Array;
  /** The most Han characters that any pattern begins with. */
  readonly lead: number;
}

/** Finds out when the automaton of mixed patterns may sleep. */
export function createSleep(
  trie: Trie,
  automaton: Automaton,
  stateOf: Int32Array,
  { size, firstOdd, mainOf }: Alphabet,
  classOfSymbol: ReadonlyMap<number, number>,
): Sleep {
  const isAwakening = new Uint8Array(size);
  for (const [symbol, number] of classOfSymbol) if (kindOfCodePoint(symbol) !== CharKind.HAN) isAwakening[number] = 1;
  const isOther = new Uint8Array(size);
  for (const [symbol, number] of classOfSymbol) if (!isWordSymbol(symbol)) isOther[number] = 1;
  const wakes = new Uint8Array(size);
  for (const number of classOfSymbol.values()) wakes[number] = isOther[number] === 1 ? 0 : WORDS;
  wakes[CLASS_ESCAPE] = WAKES;
  const isAwake = new Uint8Array(automaton.check.length);
  const isAwakeNode = new Uint8Array(trie.size);
  const pairs = new Uint8Array(PAIRS / 8);
  const join = (first: number, second: number): void => {
    const bit = pairOf(first, second);
    pairs[bit >> 3] = (pairs[bit >> 3] as number) | (1 << (bit & 7));
  };
  let lead = 0;
  for (let n = 1; n < trie.size; n++) {
    const cell = (stateOf[n] as number) - automaton.sparseFrom;
    const c = trie.classOf[n] as number;
    const parent = trie.parent[n] as number;
    const wasAwake = isAwakeNode[parent] === 1;
    const isFirst = parent === 0;
    if (wasAwake || isAwakening[c] === 1) {
      isAwakeNode[n] = 1;
      if (!wasAwake) wakes[c] = (wakes[c] as number) | WAKES;
      if (isFirst && (trie.output[n] as number) >= 0) wakes[c] = (wakes[c] as number) | ALONE;
      if (!isFirst && (!wasAwake || trie.parent[parent] === 0)) join(trie.classOf[parent] as number, c);
      if (cell >= 0) isAwake[cell] = 1;
    } else {
      lead = Math.max(lead, trie.depth[n] as number);
      wakes[c] = (wakes[c] as number) | LEADS;
    }
  }
  for (let c = firstOdd; c < size; c++) wakes[c] = wakes[mainOf[c - firstOdd] as number] as number;
  return { wakes, pairs, isAwake, lead };
}
