import { DISGUISES, type Disguise } from "../contracts/match.js";
import { isAllHan, MAX_TERM_SYMBOLS, NoisePolicy, type Pattern } from "./patterns.js";
import { READINGS, SPLITS } from "./variant-data.js";

/** Ways of writing that one term may have besides the one in the dictionary. */
export const MAX_VARIANTS = 32;
/** Longer terms have no variants of several characters: there the automaton finds what is left of them. */
export const MAX_VARIANT_SYMBOLS = 8;

const pointsOf = (text: string): number[] => Array.from(text, (c) => c.codePointAt(0) ?? 0);

/** Signs that stand for several characters: one-to-many folds, which the class table can't hold. */
const LIGATURES = [
  ["№", "no"],
  ["℡", "tel"],
  ["Ⅱ", "ii"],
  ["Ⅲ", "iii"],
  ["Ⅳ", "iv"],
  ["Ⅵ", "vi"],
  ["Ⅶ", "vii"],
  ["Ⅷ", "viii"],
  ["Ⅸ", "ix"],
  ["㎎", "mg"],
  ["㎏", "kg"],
  ["㎜", "mm"],
  ["㎝", "cm"],
  ["㏄", "cc"],
  ["㎖", "ml"],
  ...Array.from({ length: 11 }, (_, i): [string, string] => [String.fromCharCode(0x2469 + i), String(10 + i)]),
].map(([sign = "", letters = ""]) => ({ sign: pointsOf(sign), letters: pointsOf(letters) }));
const NUMERALS = "一二三四五六七八九";

const codes = Object.fromEntries(DISGUISES.map((name, i) => [name, i + 1])) as Record<Disguise, number>;
let partsOf: Map<number, number[]> | null = null;
let readingOf: Map<number, number[]> | null = null;

function parts(): Map<number, number[]> {
  if (partsOf === null) {
    partsOf = new Map();
    const points = pointsOf(SPLITS);
    for (let i = 0; i + 2 < points.length; i += 3) partsOf.set(points[i] ?? 0, points.slice(i + 1, i + 3));
  }
  return partsOf;
}

function readings(): Map<number, number[]> {
  if (readingOf === null) {
    readingOf = new Map();
    for (const entry of READINGS.split(" ")) {
      const [syllable = "", characters = ""] = entry.split(":");
      const letters = pointsOf(syllable);
      for (const character of characters) readingOf.set(character.codePointAt(0) ?? 0, letters);
    }
  }
  return readingOf;
}

/** Replaces every occurrence of a sequence; null where there is none. */
function replaceAll(symbols: readonly number[], from: readonly number[], to: readonly number[]): number[] | null {
  const result: number[] = [];
  let found = false;
  for (let i = 0; i < symbols.length; ) {
    if (from.every((symbol, k) => symbols[i + k] === symbol)) {
      result.push(...to);
      i += from.length;
      found = true;
    } else result.push(symbols[i++] ?? 0);
  }
  return found ? result : null;
}

/**
 * Other ways of writing a term that differ in length or kind of characters, so that the class table can't cover them:
 * № for no for every term; 第1, split characters, doubled characters and pinyin for terms searched with variants.
 */
export function variantPatterns(primary: Pattern): Pattern[] {
  const { symbols } = primary;
  if (primary.han && !primary.confusable) return [];
  const variants: Pattern[] = [];
  // 癌癌癌 doubled here or there is one pattern: a term has each way of writing once.
  const known = new Set([symbols.join()]);
  const add = (written: readonly number[], confidence: number, disguise: Disguise | null): void => {
    const key = written.join();
    if (variants.length >= MAX_VARIANTS || written.length > MAX_TERM_SYMBOLS || known.has(key)) return;
    known.add(key);
    const han = isAllHan(written);
    variants.push({
      ...primary,
      symbols: written,
      written: written,
      noise: primary.noise === NoisePolicy.NONE ? NoisePolicy.NONE : han ? NoisePolicy.WIDE : NoisePolicy.NARROW,
      confidence,
      disguise: disguise === null ? 0 : codes[disguise],
      han,
      primary: false,
      confusable: false,
    });
  };
  if (!primary.han)
    for (const { sign, letters } of LIGATURES) {
      const short = replaceAll(symbols, letters, sign);
      if (short !== null) add(short, 1000, null);
      const long = replaceAll(symbols, sign, letters);
      if (long !== null) add(long, 1000, null);
    }
  if (!primary.confusable || symbols.length < 2 || symbols.length > MAX_VARIANT_SYMBOLS) return variants;

  addNumerals(symbols, (written) => add(written, 900, null));
  const swap = (index: number, by: readonly number[]): number[] => [
    ...symbols.slice(0, index),
    ...by,
    ...symbols.slice(index + 1),
  ];
  if (primary.han) {
    const halves = symbols.map((symbol) => parts().get(symbol));
    halves.forEach((half, i) => {
      if (half !== undefined) add(swap(i, half), 900, "split");
    });
    if (halves.filter((half) => half !== undefined).length > 1)
      add(
        halves.flatMap((half, i) => half ?? [symbols[i] ?? 0]),
        950,
        "split",
      );
    addSyllables(symbols, swap, add);
  }
  // Doubling at the ends leaves the term itself whole: 治治疗.
  for (let i = 1; i + 1 < symbols.length; i++) add(swap(i, [symbols[i] ?? 0, symbols[i] ?? 0]), 850, "repeated");
  if (symbols.length > 3)
    add(
      symbols.flatMap((symbol, i) => (i === 0 || i + 1 === symbols.length ? [symbol] : [symbol, symbol])),
      900,
      "repeated",
    );
  if (primary.han) addInitials(symbols, swap, add);
  return variants;
}

/** 第一 as 第1, NO1 as NO一. */
function addNumerals(symbols: readonly number[], add: (written: number[]) => void): void {
  const digits = symbols.map((symbol) => {
    const value = NUMERALS.indexOf(String.fromCodePoint(symbol)) + 1;
    if (value > 0) return 48 + value;
    return symbol > 48 && symbol < 58 && symbols.length > 2 ? NUMERALS.charCodeAt(symbol - 49) : symbol;
  });
  if (digits.some((symbol, i) => symbol !== symbols[i])) add(digits);
}

type Swap = (index: number, by: readonly number[]) => number[];
type Add = (written: readonly number[], confidence: number, disguise: Disguise) => void;

/** 治疗 as zhiliao, zhi疗, 治liao. */
function addSyllables(symbols: readonly number[], swap: Swap, add: Add): void {
  const syllables = symbols.map((symbol) => readings().get(symbol));
  const letters = syllables.flatMap((syllable) => syllable ?? []);
  if (syllables.every((syllable) => syllable !== undefined) && letters.length > 4) add(letters, 800, "pinyin");
  syllables.forEach((syllable, i) => {
    if (syllable !== undefined) add(swap(i, syllable), 850, "pinyin");
  });
}

/** 治愈 as Z愈. The first character only where there are but two: 原C is a model. */
function addInitials(symbols: readonly number[], swap: Swap, add: Add): void {
  symbols.forEach((symbol, i) => {
    const syllable = readings().get(symbol);
    if (syllable !== undefined && syllable.length > 1 && (i === 0 || symbols.length > 2))
      add(swap(i, syllable.slice(0, 1)), 600, "pinyin");
  });
}
