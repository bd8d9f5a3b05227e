import { pinyin } from "pinyin-pro";
import type { Random } from "../random.js";
import { HOMOPHONES, LOOKALIKES, SPLITS, TRADITIONAL } from "./tables.js";

/** One way of hiding a term. Null where it does not apply to the term. */
export interface Technique {
  readonly name: string;
  readonly apply: (term: string, random: Random) => string | null;
}

const han = (text: string): boolean => /^\p{Script=Han}{2,}$/u.test(text);
const chars = (text: string): string[] => Array.from(text);

/** Puts something between two characters, or between all. */
function between(make: (random: Random) => string, everywhere = false, onlyHan = false): Technique["apply"] {
  return (term, random) => {
    const list = chars(term);
    if (list.length < 2 || (onlyHan && !han(term))) return null;
    const at = 1 + random.below(list.length - 1);
    return list.map((c, i) => (i > 0 && (everywhere || i === at) ? make(random) + c : c)).join("");
  };
}

/** Replaces characters by what a table offers: `most` of them, at least one left. */
function replace(table: Readonly<Record<string, readonly string[]>>, most: number): Technique["apply"] {
  return (term, random) => {
    const list = chars(term);
    const places = list.flatMap((c, i) => (table[c] === undefined ? [] : [i]));
    if (list.length < 2 || places.length === 0) return null;
    const count = Math.min(most, places.length, list.length - 1);
    for (let k = 0; k < count; k++) {
      const [place = 0] = places.splice(random.below(places.length), 1);
      list[place] = random.pick(table[list[place] ?? ""] ?? [""]);
    }
    return list.join("");
  };
}

/** Maps every character that can be mapped; null where none can. */
function map(each: (c: string, random: Random) => string | null): Technique["apply"] {
  return (term, random) => {
    let changed = false;
    const text = chars(term)
      .map((c) => {
        const to = each(c, random);
        changed ||= to !== null;
        return to ?? c;
      })
      .join("");
    return changed ? text : null;
  };
}

const syllable = (c: string, toneType: "none" | "symbol" = "none"): string => pinyin(c, { toneType });
const shift = (c: string, first: string, target: number): string | null => {
  const distance = (c.codePointAt(0) ?? 0) - (first.codePointAt(0) ?? 0);
  return distance >= 0 && distance < 26 ? String.fromCodePoint(target + distance) : null;
};
const isDigit = (c: string): boolean => c >= "0" && c <= "9";
const RADICALS: Readonly<Record<string, string>> = {
  一: "⼀",
  大: "⼤",
  力: "⼒",
  口: "⼝",
  人: "⼈",
  心: "⼼",
  高: "⾼",
  血: "⾎",
  肉: "⾁",
  白: "⽩",
  目: "⽬",
  水: "⽔",
  风: "⻛",
  首: "⾸",
  立: "⽴",
  长: "⻓",
  见: "⻅",
  生: "⽣",
  用: "⽤",
  方: "⽅",
  无: "⽆",
};

export const TECHNIQUES: readonly Technique[] = [
  { name: "space", apply: between(() => " ") },
  { name: "spaces everywhere", apply: between(() => " ", true) },
  { name: "ideographic space", apply: between(() => "\u3000") },
  { name: "dot", apply: between((r) => r.pick([".", "·", "・", "•"])) },
  { name: "dash", apply: between((r) => r.pick(["-", "—", "_", "~", "－"])) },
  { name: "slash", apply: between((r) => r.pick(["/", "|", "\\", "｜", "¦"])) },
  { name: "star", apply: between((r) => r.pick(["*", "★", "☆", "※", "✦", "#"])) },
  { name: "stars everywhere", apply: between(() => "*", true) },
  { name: "emoji", apply: between((r) => r.pick(["🔥", "✨", "💊", "❤️", "👍🏻", "👨‍⚕️"])) },
  { name: "bracket", apply: between((r) => r.pick(["【", "（", "[", "「", "」", ")"])) },
  { name: "zero-width space", apply: between(() => "\u200b") },
  { name: "zero-width joiner", apply: between((r) => r.pick(["\u200d", "\u200c", "\u2060", "\ufeff"]), true) },
  { name: "soft hyphen", apply: between(() => "\u00ad") },
  { name: "many zero-width", apply: between(() => "\u200b".repeat(12)) },
  { name: "combining stroke", apply: map((c) => `${c}\u0336`) },
  { name: "variation selector", apply: map((c) => (/\p{Script=Han}/u.test(c) ? `${c}\ufe00` : null)) },
  { name: "bidirectional mark", apply: between((r) => r.pick(["\u202e", "\u202c", "\u200f"])) },
  { name: "letter", apply: between((r) => r.pick(["a", "x", "Z", "ｖ"]), false, true) },
  { name: "digits", apply: between((r) => String(r.below(100)), false, true) },
  {
    name: "gloss",
    apply: (term, random) => {
      const list = chars(term);
      if (!han(term)) return null;
      const at = random.below(list.length - 1);
      return list.map((c, i) => (i === at ? `${c}(${syllable(c, "symbol")})` : c)).join("");
    },
  },
  {
    name: "pinyin of one character",
    apply: (term, random) => {
      const list = chars(term);
      if (!han(term)) return null;
      const at = random.below(list.length);
      return list.map((c, i) => (i === at ? syllable(c) : c)).join("");
    },
  },
  {
    name: "whole pinyin",
    apply: (term) =>
      han(term)
        ? chars(term)
            .map((c) => syllable(c))
            .join("")
        : null,
  },
  {
    name: "first letter",
    apply: (term) => (han(term) ? (syllable(term.slice(0, 1))[0] ?? "").toUpperCase() + term.slice(1) : null),
  },
  {
    name: "full width",
    apply: map((c) => (c > " " && c < "\x7f" ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : null)),
  },
  {
    name: "mathematical letters",
    apply: map(
      (c) => shift(c.toLowerCase(), "a", 0x1d41a) ?? (isDigit(c) ? String.fromCodePoint(0x1d7ce + Number(c)) : null),
    ),
  },
  {
    name: "ringed letters and digits",
    apply: map(
      (c) =>
        shift(c.toLowerCase(), "a", 0x24d0) ?? (c > "0" && c <= "9" ? String.fromCodePoint(0x245f + Number(c)) : null),
    ),
  },
  {
    name: "Cyrillic letters",
    apply: map((c) => ({ o: "о", O: "О", p: "р", P: "Р", T: "Т", a: "а", c: "с", e: "е", x: "х" })[c] ?? null),
  },
  {
    name: "digit for numeral",
    apply: map((c) => ({ 一: "1", 二: "2", 三: "3", 四: "4", 五: "5", 九: "9" })[c] ?? null),
  },
  { name: "ringed digit for numeral", apply: map((c) => ({ 一: "①", 二: "②", 三: "③" })[c] ?? null) },
  {
    name: "squared Han",
    apply: map((c) => ({ 一: "㊀", 二: "㊁", 特: "㊕", 优: "㊝", 正: "㊣", 秘: "㊙", 禁: "🈲", 无: "🈚" })[c] ?? null),
  },
  { name: "traditional", apply: map((c) => TRADITIONAL[c] ?? null) },
  { name: "radicals and compatibility", apply: map((c) => RADICALS[c] ?? null) },
  { name: "homophone", apply: replace(HOMOPHONES, 1) },
  {
    name: "two homophones",
    apply: (term, random) => (chars(term).length > 2 ? replace(HOMOPHONES, 2)(term, random) : null),
  },
  { name: "look-alike", apply: replace(LOOKALIKES, 1) },
  { name: "digit for letter", apply: (term) => (/[oO]/.test(term) ? term.replace(/[oO]/g, "0") : null) },
  { name: "split character", apply: replace(SPLITS, 1) },
  {
    name: "repeated character",
    apply: (term, random) => {
      const list = chars(term);
      if (!han(term)) return null;
      const at = random.below(list.length);
      return list.map((c, i) => (i === at ? c + c : c)).join("");
    },
  },
  {
    name: "homophone and star",
    apply: (term, random) => {
      const swapped = replace(HOMOPHONES, 1)(term, random);
      return swapped === null ? null : between(() => "*")(swapped, random);
    },
  },
];
