import {
  astralFoldEntries,
  CharKind,
  FOLD_TABLE,
  isNoiseKind,
  KIND_TABLE,
  kindOfCodePoint,
} from "../text/character.js";

/** Characters of no term, and sentence ends: back to the root. */
export const CLASS_OTHER = 0;
/** Narrow noise: both automata stay where they are. */
export const CLASS_NOISE = 1;
/** Latin letters and digits of no term: noise for the automaton of Han terms, other for the mixed one. */
export const CLASS_WORD = 2;
/** High surrogates: the hot loop is left and the pair is looked up. */
export const CLASS_ESCAPE = 3;
export const FIRST_CLASS = 4;

/** The numbering of characters: each class is one column of the automata. */
export interface Alphabet {
  /** Class of each code unit. */
  readonly classOf: Uint16Array;
  /** Sorted code points beyond the BMP that have a class, and their classes. */
  readonly astralPoints: Int32Array;
  readonly astralClasses: Int32Array;
  /** Number of classes. Classes from `firstWord` on are Latin letters and digits. */
  readonly size: number;
  readonly firstWord: number;
}

/** What is the same for all alphabets; made when one is first compiled, since one that is loaded needs none of it. */
interface Ground {
  /** The classes of code units without any term. */
  readonly bareClasses: Uint16Array;
  /** Code units by what they fold to: those of symbol c are `unitsBySymbol[unitStart[c] … unitStart[c + 1])`. */
  readonly unitStart: Int32Array;
  readonly unitsBySymbol: Uint16Array;
  readonly foldedAstral: readonly (readonly [point: number, unit: number])[];
}

let ground: Ground | undefined;

function layGround(): Ground {
  const bareClasses = new Uint16Array(0x10000);
  const unitStart = new Int32Array(0x10001);
  const unitsBySymbol = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const kind = KIND_TABLE[unit] as CharKind;
    if (unit >= 0xd800 && unit < 0xdc00) bareClasses[unit] = CLASS_ESCAPE;
    else if (isNoiseKind(kind)) bareClasses[unit] = CLASS_NOISE;
    else if (kind === CharKind.LATIN || kind === CharKind.DIGIT) bareClasses[unit] = CLASS_WORD;
    const symbol = FOLD_TABLE[unit] as number;
    unitStart[symbol + 1] = (unitStart[symbol + 1] as number) + 1;
  }
  for (let symbol = 0; symbol < 0x10000; symbol++)
    unitStart[symbol + 1] = (unitStart[symbol + 1] as number) + (unitStart[symbol] as number);
  const filled = unitStart.slice();
  for (let unit = 0; unit < 0x10000; unit++) {
    const symbol = FOLD_TABLE[unit] as number;
    unitsBySymbol[filled[symbol] as number] = unit;
    filled[symbol] = (filled[symbol] as number) + 1;
  }
  return { bareClasses, unitStart, unitsBySymbol, foldedAstral: [...astralFoldEntries()].sort((a, b) => a[0] - b[0]) };
}

/** Class of a code point beyond the BMP. */
export function classOfAstral(alphabet: Alphabet, point: number): number {
  const points = alphabet.astralPoints;
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as number) < point) low = middle + 1;
    else high = middle;
  }
  if (points[low] === point) return alphabet.astralClasses[low] as number;
  return isNoiseKind(kindOfCodePoint(point)) ? CLASS_NOISE : CLASS_OTHER;
}

/**
 * Numbers the symbols (folded code points) of all patterns, frequent ones first, letters and digits last.
 *
 * @param counts how often each symbol occurs in patterns
 * @param representative symbols that may stand for one another share a class: the symbol that names it
 */
export function createAlphabet(
  counts: ReadonlyMap<number, number>,
  representative: (symbol: number) => number,
): { alphabet: Alphabet; classOfSymbol: ReadonlyMap<number, number> } {
  const weights = new Map<number, number>();
  for (const [symbol, count] of counts) {
    const name = representative(symbol);
    weights.set(name, (weights.get(name) ?? 0) + count);
  }
  const isWord = (symbol: number): boolean => {
    const kind = kindOfCodePoint(symbol);
    return kind === CharKind.LATIN || kind === CharKind.DIGIT;
  };
  const names = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([symbol]) => symbol);
  const ordered = [...names.filter((symbol) => !isWord(symbol)), ...names.filter(isWord)];
  const classOfName = new Map(ordered.map((symbol, i) => [symbol, FIRST_CLASS + i]));
  const classOfSymbol = new Map<number, number>();
  for (const symbol of counts.keys()) classOfSymbol.set(symbol, classOfName.get(representative(symbol)) ?? 0);

  ground ??= layGround();
  const { bareClasses, unitStart, unitsBySymbol, foldedAstral } = ground;
  const classOf = bareClasses.slice();
  for (const [symbol, number] of classOfSymbol) {
    if (symbol > 0xffff) continue;
    for (let k = unitStart[symbol] as number; k < (unitStart[symbol + 1] as number); k++)
      classOf[unitsBySymbol[k] as number] = number;
  }
  const astral = foldedAstral.map(([point, unit]): [number, number] => [point, classOf[unit] as number]);
  for (const [symbol, number] of classOfSymbol) if (symbol > 0xffff) astral.push([symbol, number]);
  if (astral.length > foldedAstral.length) astral.sort((a, b) => a[0] - b[0]);
  return {
    alphabet: {
      classOf,
      astralPoints: Int32Array.from(astral, ([point]) => point),
      astralClasses: Int32Array.from(astral, ([, number]) => number),
      size: FIRST_CLASS + ordered.length,
      firstWord: FIRST_CLASS + ordered.length - ordered.filter(isWord).length,
    },
    classOfSymbol,
  };
}
