import type { Term } from "../contracts/match.js";
import { CharKind, eachCodePoint, foldCodePoint, isNoiseKind, kindOfCodePoint } from "../text/index.js";

/** What may stand inside a pattern. */
export const NoisePolicy = { NONE: 0, NARROW: 1, WIDE: 2 } as const;
export type NoisePolicy = (typeof NoisePolicy)[keyof typeof NoisePolicy];

/** Longer terms are not searched: nothing that a person calls a term is as long. */
export const MAX_TERM_SYMBOLS = 128;

/** One way of writing a term: a sequence of folded code points. */
export interface Pattern {
  /** Index of the term. */
  readonly term: number;
  readonly symbols: readonly number[];
  /** The same with the noise that the dictionary itself writes inside (No.1). */
  readonly written: readonly number[];
  readonly noise: NoisePolicy;
  /** Thousandths. */
  readonly confidence: number;
  /** 0, or 1 + index into `DISGUISES`. */
  readonly disguise: number;
  /** Whether all symbols are Han characters: such patterns are found by the automaton that skips letters and digits. */
  readonly han: boolean;
  /** Whether this is the term as written rather than a disguise of it. */
  readonly primary: boolean;
  /** Whether characters that are confused with its own count. */
  readonly confusable: boolean;
}

/**
 * Reads a text as symbols: folded code points without noise.
 * Null where it can never be hit: nothing is left, it contains the end of a sentence, or it is too long.
 */
export function symbolsOf(text: string): number[] | null {
  const symbols: number[] = [];
  let crossesEnd = false;
  eachCodePoint(text, (point) => {
    const kind = kindOfCodePoint(point);
    if (kind === CharKind.SENTENCE_END || (point >= 0xd800 && point < 0xe000)) crossesEnd = true;
    else if (!isNoiseKind(kind)) symbols.push(foldCodePoint(point));
  });
  return crossesEnd || symbols.length === 0 || symbols.length > MAX_TERM_SYMBOLS ? null : symbols;
}

export function isAllHan(symbols: readonly number[]): boolean {
  return symbols.every((symbol) => kindOfCodePoint(symbol) === CharKind.HAN);
}

export function isWordSymbol(symbol: number): boolean {
  const kind = kindOfCodePoint(symbol);
  return kind === CharKind.LATIN || kind === CharKind.DIGIT;
}

/** The noise policy of a term: wide only for all-Han terms of two characters and more. */
export function noisePolicyOf(term: Term, symbols: readonly number[]): NoisePolicy {
  if (term.noise === "none") return NoisePolicy.NONE;
  const mayBeWide = symbols.length > 1 && isAllHan(symbols);
  return mayBeWide && term.noise !== "narrow" ? NoisePolicy.WIDE : NoisePolicy.NARROW;
}

/** The term as it is written in the dictionary. */
export function primaryPattern(term: Term, index: number, confusable: boolean): Pattern | null {
  const symbols = symbolsOf(term.text);
  if (symbols === null) return null;
  const written: number[] = [];
  eachCodePoint(term.text, (point) => written.push(foldCodePoint(point)));
  const isEdge = (point: number | undefined): boolean => point !== undefined && isNoiseKind(kindOfCodePoint(point));
  while (isEdge(written.at(-1))) written.pop();
  while (isEdge(written[0])) written.shift();
  return {
    term: index,
    symbols,
    written,
    noise: noisePolicyOf(term, symbols),
    confidence: 1000,
    disguise: 0,
    han: isAllHan(symbols),
    primary: true,
    // One character alone is hit often enough as it is.
    confusable: confusable && symbols.length > 1,
  };
}
