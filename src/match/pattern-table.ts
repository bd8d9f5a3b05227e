import type { ConfusionTable } from "./confusions.js";
import { isWordSymbol, NoisePolicy, type Pattern } from "./patterns.js";

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
/** Where neither noise nor an odd symbol (see `Alphabet`) lies in it, a candidate is a hit without further questions. */
export const FLAG_PLAIN = 512;
/** The same, if besides no letter or digit stands beside it. */
export const FLAG_PLAIN_WORD = 2048;
/** Where neither noise nor an odd symbol lies in it, a candidate is certainly no hit. */
export const FLAG_NEVER_PLAIN = 4096;
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
 * @param mainSymbol the symbol that the class of a symbol is named for
 */
export function createPatternTable(
  patterns: readonly Pattern[],
  linkOf: (pattern: number) => number,
  isCompared: (pattern: number) => boolean,
  mainSymbol: (symbol: number) => number,
  confusions: ConfusionTable,
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
    const mustHoldNoise = pattern.noise === NoisePolicy.NONE && table[at + P_WRITTEN] !== -1;
    const isUnlike = symbols.some((symbol) => isRefused(symbol, mainSymbol(symbol), pattern, confusions));
    let plain = 0;
    if (mustHoldNoise || isUnlike) plain = FLAG_NEVER_PLAIN;
    else if (symbols.every((symbol) => mainSymbol(symbol) === symbol))
      plain = asksMore === 0 ? FLAG_PLAIN : FLAG_PLAIN_WORD;
    table[at + P_FLAGS] = (table[at + P_FLAGS] as number) | plain;
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

/** Whether a pattern does not accept the main symbol of a class for its own. */
function isRefused(own: number, main: number, { confusable }: Pattern, confusions: ConfusionTable): boolean {
  if (own === main) return false;
  const confusion = confusions.get(own, main);
  return confusion === undefined || (confusion.disguise !== 0 && !confusable);
}
