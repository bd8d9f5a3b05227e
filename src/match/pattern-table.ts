import { isWordSymbol, type Pattern } from "./patterns.js";

/** Numbers a pattern holds in the table: half a cache line, so that a hit costs one read from memory. */
export const PATTERN = 8;
export const P_TERM = 0;
export const P_FLAGS = 1;
export const P_LENGTH = 2;
/** Thousandths. */
export const P_CONFIDENCE = 3;
/** The pattern to report next: the same classes, or a shorter suffix; -1 at the end. */
export const P_LINK = 4;
/** Offset of the pattern's symbols in `literals`, or -1 where every candidate of the automaton is exact. */
export const P_LITERALS = 5;
/** Offset in `literals` of the term as written with its own noise (No.1), its length first; or -1. */
export const P_WRITTEN = 6;

/** Bits of `P_FLAGS`: two of noise policy, four of disguise, then these. */
export const FLAG_NOISE = 3;
export const FLAG_DISGUISE_SHIFT = 2;
export const FLAG_WORD_START = 64;
export const FLAG_WORD_END = 128;
export const FLAG_CONFUSABLE = 256;
/** Where nothing lies between its characters, a candidate is a hit without further questions. */
export const FLAG_SIMPLE = 512;
/** The pattern linked to is, symbol for symbol, the end of this one: nested terms are compared with the text once. */
export const FLAG_LINK_SUFFIX = 1024;

/** All patterns as numbers, for the collector. */
export interface PatternTable {
  readonly patterns: Int32Array;
  readonly literals: Int32Array;
}

/**
 * @param linkOf the pattern to report after a pattern, from the tries
 * @param isCompared whether the text must be compared with a pattern, the automaton knowing only part of it
 */
export function createPatternTable(
  patterns: readonly Pattern[],
  linkOf: (pattern: number) => number,
  isCompared: (pattern: number) => boolean,
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
    table[at + P_LINK] = linkOf(p);
    table[at + P_WRITTEN] = -1;
    if (pattern.written.length > symbols.length) {
      table[at + P_WRITTEN] = literals.length;
      literals.push(pattern.written.length);
      for (const point of pattern.written) literals.push(point);
    }
    if (isCompared(p)) {
      table[at + P_LITERALS] = literals.length;
      for (const symbol of symbols) literals.push(symbol);
    } else table[at + P_LITERALS] = -1;
    const asksMore = (table[at + P_FLAGS] as number) & (FLAG_WORD_START | FLAG_WORD_END);
    if (asksMore === 0 && table[at + P_WRITTEN] === -1 && table[at + P_LITERALS] === -1)
      table[at + P_FLAGS] = (table[at + P_FLAGS] as number) | FLAG_SIMPLE;
  });
  for (let at = 0; at < table.length; at += PATTERN) {
    const link = (table[at + P_LINK] as number) * PATTERN;
    if (link < 0) continue;
    const own = table[at + P_LITERALS] as number;
    const other = table[link + P_LITERALS] as number;
    if (own < 0 || other < 0) continue;
    const length = table[link + P_LENGTH] as number;
    const skip = (table[at + P_LENGTH] as number) - length;
    if (skip < 0) continue;
    let same = 0;
    while (same < length && literals[own + skip + same] === literals[other + same]) same++;
    if (same === length) table[at + P_FLAGS] = (table[at + P_FLAGS] as number) | FLAG_LINK_SUFFIX;
  }
  return { patterns: table, literals: Int32Array.from(literals) };
}
