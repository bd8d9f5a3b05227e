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
  /**
   * Number of classes. Han characters come first; from `firstSign` on, % and + and other symbols that are no Han characters
   * (or may stand for such); from `firstWord` to before `firstOdd`, Latin letters and digits.
   */
  readonly size: number;
  readonly firstSign: number;
  readonly firstWord: number;
  /**
   * Symbols that share a class with a commoner one have a second number, from `firstOdd` on, which leads where the class
   * leads: `mainOf[number - firstOdd]`. So a text in which no odd number was met says exactly what its classes say.
   */
  readonly firstOdd: number;
  readonly mainOf: Uint16Array;
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

/** Class of a code point beyond the BMP; never an odd number. */
export function classOfAstral(alphabet: Alphabet, point: number): number {
  const points = alphabet.astralPoints;
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as number) < point) low = middle + 1;
    else high = middle;
  }
  if (points[low] === point) {
    const number = alphabet.astralClasses[low] as number;
    return number < alphabet.firstOdd ? number : (alphabet.mainOf[number - alphabet.firstOdd] as number);
  }
  return isNoiseKind(kindOfCodePoint(point)) ? CLASS_NOISE : CLASS_OTHER;
}

/** The numbering, and the class of each symbol of the patterns. */
export interface NumberedSymbols {
  readonly alphabet: Alphabet;
  readonly classOfSymbol: ReadonlyMap<number, number>;
  /** The symbol that the class of a symbol is named for; all others of the class are odd. */
  mainSymbol(symbol: number): number;
}

/**
 * Numbers the symbols (folded code points) of all patterns: Han, signs, letters and digits; of each, frequent ones first.
 *
 * @param counts how often each symbol occurs in patterns
 * @param representative symbols that may stand for one another share a class: a symbol that names it
 */
export function createAlphabet(
  counts: ReadonlyMap<number, number>,
  representative: (symbol: number) => number,
): NumberedSymbols {
  const weights = new Map<number, number>();
  const mains = new Map<number, number>();
  for (const [symbol, count] of counts) {
    const name = representative(symbol);
    weights.set(name, (weights.get(name) ?? 0) + count);
    const main = mains.get(name);
    const best = main === undefined ? -1 : (counts.get(main) as number);
    if (main === undefined || count > best || (count === best && symbol < main)) mains.set(name, symbol);
  }
  const mainSymbol = (symbol: number): number => mains.get(representative(symbol)) ?? symbol;
  const isWord = (symbol: number): boolean => {
    const kind = kindOfCodePoint(symbol);
    return kind === CharKind.LATIN || kind === CharKind.DIGIT;
  };
  const isSign = new Set<number>();
  for (const symbol of counts.keys()) if (kindOfCodePoint(symbol) !== CharKind.HAN) isSign.add(representative(symbol));
  const names = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([symbol]) => symbol);
  const words = names.filter(isWord);
  const signs = names.filter((symbol) => isSign.has(symbol) && !isWord(symbol));
  const ordered = [...names.filter((symbol) => !isSign.has(symbol)), ...signs, ...words];
  const classOfName = new Map(ordered.map((symbol, i) => [symbol, FIRST_CLASS + i]));
  const classOfSymbol = new Map<number, number>();
  for (const symbol of counts.keys()) classOfSymbol.set(symbol, classOfName.get(representative(symbol)) ?? 0);
  const firstOdd = FIRST_CLASS + ordered.length;
  const odd = [...counts.keys()].filter((symbol) => mainSymbol(symbol) !== symbol).sort((a, b) => a - b);
  const numberOf = new Map(classOfSymbol);
  odd.forEach((symbol, i) => {
    numberOf.set(symbol, firstOdd + i);
  });

  ground ??= layGround();
  const { bareClasses, unitStart, unitsBySymbol, foldedAstral } = ground;
  const classOf = bareClasses.slice();
  for (const [symbol, number] of numberOf) {
    if (symbol > 0xffff) continue;
    for (let k = unitStart[symbol] as number; k < (unitStart[symbol + 1] as number); k++)
      classOf[unitsBySymbol[k] as number] = number;
  }
  const astral = foldedAstral.map(([point, unit]): [number, number] => [point, classOf[unit] as number]);
  for (const [symbol, number] of numberOf) if (symbol > 0xffff) astral.push([symbol, number]);
  if (astral.length > foldedAstral.length) astral.sort((a, b) => a[0] - b[0]);
  const alphabet: Alphabet = {
    classOf,
    astralPoints: Int32Array.from(astral, ([point]) => point),
    astralClasses: Int32Array.from(astral, ([, number]) => number),
    size: firstOdd + odd.length,
    firstSign: firstOdd - words.length - signs.length,
    firstWord: firstOdd - words.length,
    firstOdd,
    mainOf: Uint16Array.from(odd, (symbol) => classOfSymbol.get(symbol) ?? 0),
  };
  return { alphabet, classOfSymbol, mainSymbol };
}
