import { foldCodePoint } from "../text/index.js";
import type { Lexicon } from "./lexicon.js";
import { COMMON_PAIRS, RARE_PAIRS } from "./picture-confusion-data.js";

/** A picture's text as it may have been meant: as long as the text that was read, unit by unit. */
export interface Restored {
  readonly text: string;
  /** Offsets of the characters that differ, ascending. */
  readonly corrected: readonly number[];
}

/** Units around a character within which a term that it belongs to is looked for. */
const REACH = 12;
/** Letters of a term in which a character that is common itself is taken for another one. */
const LEAST_COMMON = 3;
/** Characters of one passage that are looked into; a text that needs more is no picture's. */
const MAX_TRIES = 400;

interface Meant {
  readonly char: string;
  readonly isCommon: boolean;
}

let meantBy: Map<number, Meant[]> | null = null;
const pairsOfLexicon = new WeakMap<Lexicon, Set<number>>();
const buffer = new Int32Array(4 * 256);

/**
 * Undoes what cameras and readers of pictures confuse (未/末, 治/冶, 0/O): each character at most once, and only where a
 * term of the dictionary arises that was not there. Pure; null where nothing changes.
 *
 * Which characters are confused says `dictionaries/variants/ocr-confusions.yaml`. What is found in the restored text is
 * for a human to judge: the shop may have written just what was read.
 *
 * @example
 * restorePictureText(lexicon, "三天根冶糖尿病"); // → { text: "三天根治糖尿病", corrected: [3] }
 */
export function restorePictureText(lexicon: Lexicon, text: string): Restored | null {
  const table = confusions();
  const known = neighbourPairs(lexicon);
  const chars = text.split("");
  const corrected: number[] = [];
  restoreDigits(chars, corrected);
  restoreUnits(chars, corrected);
  let tries = 0;
  for (let at = 0; at < text.length && tries < MAX_TRIES; at++) {
    const candidates = table.get(text.charCodeAt(at));
    if (candidates === undefined || chars[at] !== text[at]) continue;
    let best: { char: string; length: number } | null = null;
    for (const { char, isCommon } of candidates) {
      // A term with this character has one of its neighbours beside it, too.
      const code = char.charCodeAt(0);
      const isPair = has(known, text.charCodeAt(at - 1), code) || has(known, code, text.charCodeAt(at + 1));
      if (!isPair) continue;
      tries++;
      const [from, to] = [Math.max(0, at - REACH), at + REACH];
      const before = longestAt(lexicon, chars.slice(from, to).join(""), at - from);
      const after = longestAt(lexicon, chars.slice(from, at).join("") + char + text.slice(at + 1, to), at - from);
      if (after <= before || after < (isCommon ? LEAST_COMMON : 2) || after <= (best?.length ?? 0)) continue;
      best = { char, length: after };
    }
    if (best === null) continue;
    chars[at] = best.char;
    corrected.push(at);
  }
  return corrected.length === 0 ? null : { text: chars.join(""), corrected: corrected.sort((a, b) => a - b) };
}

/** Letters read for digits between digits and before a unit: 1OO%, 3O天. Words and models (COVID, A1O) are left alone. */
function restoreDigits(chars: string[], corrected: number[]): void {
  for (let at = 0; at < chars.length; at++) {
    if (!/[0-9OoQlI|]/.test(chars[at] as string) || /[A-Za-z0-9-]/.test(chars[at - 1] ?? "")) continue;
    let end = at;
    let digits = 0;
    while (end < chars.length && /[0-9OoQlI|.]/.test(chars[end] as string))
      if (/[0-9]/.test(chars[end++] as string)) digits++;
    const isNumber = digits > 0 && digits < end - at && /[%％‰天日周月年个小分次倍人例万盒岁]/.test(chars[end] ?? "");
    for (; at < end; at++) {
      const digit = /[OoQ]/.test(chars[at] as string) ? "0" : /[lI|]/.test(chars[at] as string) ? "1" : null;
      if (!isNumber || digit === null) continue;
      chars[at] = digit;
      corrected.push(at);
    }
  }
}

/** Days are counted with numbers, which are no terms: 七曰, 3夭. */
function restoreUnits(chars: string[], corrected: number[]): void {
  for (let at = 1; at < chars.length; at++) {
    const unit = chars[at] === "曰" ? "日" : chars[at] === "夭" ? "天" : null;
    if (unit === null || !/[0-9一二三四五六七八九十百两几]/.test(chars[at - 1] as string)) continue;
    chars[at] = unit;
    corrected.push(at);
  }
}

function confusions(): Map<number, Meant[]> {
  if (meantBy !== null) return meantBy;
  meantBy = new Map();
  for (const [pairs, isCommon] of [
    [RARE_PAIRS, false],
    [COMMON_PAIRS, true],
  ] as const) {
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const seen = pairs.charCodeAt(at + 1);
      const list = meantBy.get(seen) ?? [];
      list.push({ char: pairs.charAt(at), isCommon });
      meantBy.set(seen, list);
    }
  }
  return meantBy;
}

/** Neighbouring characters of the dictionary's terms as numbers `first * 65536 + second`, folded. */
function neighbourPairs(lexicon: Lexicon): Set<number> {
  let pairs = pairsOfLexicon.get(lexicon);
  if (pairs === undefined) {
    pairs = new Set();
    for (const { text } of lexicon.matcher.terms) {
      for (let at = 0; at + 1 < text.length; at++) pairs.add(pair(text.charCodeAt(at), text.charCodeAt(at + 1)));
    }
    pairsOfLexicon.set(lexicon, pairs);
  }
  return pairs;
}

function has(pairs: ReadonlySet<number>, first: number, second: number): boolean {
  return !Number.isNaN(first) && !Number.isNaN(second) && pairs.has(pair(first, second));
}

function pair(first: number, second: number): number {
  return foldCodePoint(first) * 0x10000 + foldCodePoint(second);
}

/** Length of the longest term that stands as it is over `at`; 0 where there is none. */
function longestAt(lexicon: Lexicon, text: string, at: number): number {
  const count = Math.min(lexicon.matcher.findInto(text, buffer), buffer.length / 4);
  let longest = 0;
  for (let hit = 0; hit < count * 4; hit += 4) {
    const [start, end, flags] = [buffer[hit + 1] as number, buffer[hit + 2] as number, buffer[hit + 3] as number];
    const isPlain = (flags & 15) === 0 && flags >> 4 === 1000;
    if (isPlain && start <= at && end > at && end - start > longest) longest = end - start;
  }
  return longest;
}
