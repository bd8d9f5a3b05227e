import { isWordSymbol, type Pattern } from "./patterns.js";

/** Numbers a pattern holds in the table. */
export const PATTERN = 7;
export const P_TERM = 0;
export const P_FLAGS = 1;
export const P_CONFIDENCE = 2;
/** Offset of the pattern's symbols in `literals`, or -1 where every candidate of the automaton is exact. */
export const P_LITERALS = 3;
export const P_LENGTH = 4;
/** The next pattern with the same classes, or -1. */
export const P_NEXT = 5;
/** Offset in `literals` of the term as written with its own noise (No.1), its length first; or -1. */
export const P_WRITTEN = 6;

/** Bits of `P_FLAGS`: two of noise policy, four of disguise, then these. */
export const FLAG_NOISE = 3;
export const FLAG_DISGUISE_SHIFT = 2;
export const FLAG_WORD_START = 64;
export const FLAG_WORD_END = 128;
export const FLAG_CONFUSABLE = 256;

/** All patterns as numbers, for the collector. */
export interface PatternTable {
  readonly patterns: Int32Array;
  readonly literals: Int32Array;
}

/**
 * @param nextOf the next pattern with the same classes, from the tries
 * @param isShared whether some other character has the class of a symbol: then the text must be compared
 */
export function createPatternTable(
  patterns: readonly Pattern[],
  nextOf: (pattern: number) => number,
  isShared: (symbol: number) => boolean,
): PatternTable {
  const table = new Int32Array(patterns.length * PATTERN);
  const literals: number[] = [];
  patterns.forEach((pattern, p) => {
    const { symbols } = pattern;
    const at = p * PATTERN;
    table[at + P_TERM] = pattern.term;
    table[at + P_FLAGS] =
      pattern.noise |
      (pattern.disguise << FLAG_DISGUISE_SHIFT) |
      (isWordSymbol(symbols[0] ?? 0) ? FLAG_WORD_START : 0) |
      (isWordSymbol(symbols[symbols.length - 1] ?? 0) ? FLAG_WORD_END : 0) |
      (pattern.confusable ? FLAG_CONFUSABLE : 0);
    table[at + P_CONFIDENCE] = pattern.confidence;
    table[at + P_LENGTH] = symbols.length;
    table[at + P_NEXT] = nextOf(p);
    table[at + P_WRITTEN] = -1;
    if (pattern.written.length > symbols.length) {
      table[at + P_WRITTEN] = literals.length;
      literals.push(pattern.written.length);
      for (const point of pattern.written) literals.push(point);
    }
    if (symbols.some(isShared)) {
      table[at + P_LITERALS] = literals.length;
      for (const symbol of symbols) literals.push(symbol);
    } else table[at + P_LITERALS] = -1;
  });
  return { patterns: table, literals: Int32Array.from(literals) };
}
