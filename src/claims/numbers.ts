import { NUMBER_UNITS, NUMBER_WORDS, type NumberUnit } from "./number-words.js";

/** Number concepts that are read by grammar, not by dictionary. */
export const NUMBER_CONCEPTS = [
  "duration",
  "dose",
  "percent",
  "count",
  "multiple",
  "amount",
  "age",
  "date",
  "ordinal",
] as const;
export type NumberConcept = (typeof NUMBER_CONCEPTS)[number];

export interface NumberSpan {
  readonly concept: NumberConcept;
  readonly start: number;
  readonly end: number;
  /** Days (duration), per cent, persons (count), times (multiple), years (age), pieces (dose), else the bare number. */
  readonly value: number;
}

const DIGIT_OF = new Map<number, number>();
for (let d = 0; d < 10; d++) {
  DIGIT_OF.set(0x30 + d, d);
  DIGIT_OF.set(0xff10 + d, d);
}
const { percents, tenths, halves, dates } = NUMBER_WORDS;
const byUnit = (numerals: Readonly<Record<string, number>>): ReadonlyMap<number, number> =>
  new Map(Object.entries(numerals).map(([character, value]) => [character.charCodeAt(0), value]));
const unitsOf = (characters: string): ReadonlySet<number> =>
  new Set(characters.split("").map((character) => character.charCodeAt(0)));
const HAN_DIGIT = byUnit(NUMBER_WORDS.digits);
const HAN_POWER = byUnit(NUMBER_WORDS.powers);
const MULTIPLIER = byUnit(NUMBER_WORDS.multipliers);
const VAGUE = unitsOf(NUMBER_WORDS.vague);
const HALF = "半".charCodeAt(0);
const HAN_STARTS = unitsOf(NUMBER_WORDS.starts);
const MAX_DIGITS = 15;

/** By their first character, longest first. */
const UNITS_BY_FIRST = new Map<string, NumberUnit[]>();
for (const unit of [...NUMBER_UNITS].sort((a, b) => b.word.length - a.word.length)) {
  const first = unit.word.charAt(0);
  const list = UNITS_BY_FIRST.get(first) ?? [];
  list.push(unit);
  UNITS_BY_FIRST.set(first, list);
}

/** By number concept: characters of which a text that holds such a number holds one. */
export const NUMBER_SIGNS: readonly string[] = NUMBER_CONCEPTS.map((concept) => {
  const ofUnits = (id: NumberConcept): string =>
    NUMBER_UNITS.flatMap((unit) => (unit.concept === id ? (unit.sign ?? unit.word.slice(-1)) : [])).join("");
  // 第三; a date is a duration whose value says so.
  if (concept === "percent") return percents.telling;
  if (concept === "ordinal") return "第";
  return ofUnits(concept === "date" ? "duration" : concept);
});

/**
 * Reads numbers with their units, in Arabic, full-width and Chinese digits, ranges (2~3个疗程) and 百分之.
 * Linear in the length of the text.
 *
 * @example
 * readNumbers("60天康复，有效率98%"); // → [duration 60 at 0-3, percent 98 at 9-12]
 */
export function readNumbers(text: string): NumberSpan[] {
  const found: NumberSpan[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (STARTS[unit] === 0) continue;
    const span = readOne(text, i);
    if (span === null) continue;
    if (span.concept !== null)
      found.push({ concept: span.concept, start: span.start, end: span.end, value: span.value });
    i = span.end - 1;
  }
  return found;
}

/** UTF-16 units that a number may begin with: text without one holds no number. */
export const NUMBER_STARTS: ReadonlySet<number> = new Set([
  ...DIGIT_OF.keys(),
  ...HAN_DIGIT.keys(),
  ...HAN_POWER.keys(),
  HALF,
  ...VAGUE,
]);
const STARTS = new Uint8Array(0x10000);
for (const unit of NUMBER_STARTS) STARTS[unit] = 1;

interface OneNumber {
  readonly concept: NumberConcept | null;
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

function readOne(text: string, at: number): OneNumber | null {
  let start = at;
  const share = readShare(text, at);
  if (share !== null) return share;
  let number = readValue(text, at);
  if (number === null) return null;
  const next = text.charAt(number.end);
  if (isOneOf(NUMBER_WORDS.ranges, next)) {
    const upper = readValue(text, number.end + 1);
    if (upper !== null) number = upper;
  }
  let end = number.end;
  let value = number.value;
  const before = at > 0 ? text.charAt(at - 1) : "";
  if (before === "第") start = at - 1;
  while (end < text.length && VAGUE.has(text.charCodeAt(end))) end++;
  if (text.charAt(end) === " ") end++;
  const multiplier = MULTIPLIER.get(text.charCodeAt(end));
  if (multiplier !== undefined) {
    value *= multiplier;
    end++;
    while (end < text.length && VAGUE.has(text.charCodeAt(end))) end++;
  }
  if (text.charAt(end) === "+" || text.charAt(end) === "＋") end++;
  const unitStart = text.charAt(end);
  if (isOneOf(percents.signs, unitStart)) return { concept: "percent", start, end: end + 1, value };
  if (unitStart === "成" && value <= 10) {
    const tenths = readTenths(text, end, value);
    if (tenths !== null) return { concept: "percent", start, ...tenths };
  }
  const candidates = UNITS_BY_FIRST.get(unitStart);
  if (candidates !== undefined) {
    for (const unit of candidates) {
      const { word, concept, scale } = unit;
      if (!text.startsWith(word, end)) continue;
      const stop = end + word.length;
      // 贴一贴, 喷一喷: a verb said twice, not a dose.
      if (concept === "dose" && end === at + 1 && text.charAt(at) === "一" && text.charAt(at - 1) === word) break;
      if (unit.notBehind !== undefined && end === at + 1 && isOneOf(unit.notBehind, text.charAt(at))) break;
      if (unit.alone && /[a-z0-9]/iu.test(text.charAt(stop))) break;
      const half = halfBehind(text, stop, concept);
      if (half > 0) return { concept, start, end: stop + half, value: (value + 0.5) * scale };
      if (isDate(text, at, stop, unit, value)) return { concept: "date", start, end: stop, value };
      if (before === "第" && concept !== "duration") return { concept: "ordinal", start, end: stop, value };
      return { concept, start, end: stop, value: (value + (unit.half ? 0.5 : 0)) * scale };
    }
  }
  return { concept: null, start, end: Math.max(number.end, at + 1), value };
}

function isOneOf(characters: string, one: string): boolean {
  return one !== "" && characters.includes(one);
}

/** Units of 半 behind a duration: 一年半. */
function halfBehind(text: string, stop: number, concept: NumberConcept): number {
  if (concept !== "duration") return 0;
  if (text.charCodeAt(stop) !== HALF) return 0;
  return stop + 1 === text.length || isOneOf(halves, text.charAt(stop + 1)) ? 1 : 0;
}

const SHARES = Object.entries<number>(percents.words);

/** Shares in words: 百分之九十九点九, 三分之二, 百分百, 十之八九. */
function readShare(text: string, at: number): OneNumber | null {
  for (const [word, value] of SHARES) {
    if (text.startsWith(word, at)) return { concept: "percent", start: at, end: at + word.length, value };
  }
  const whole = readValue(text, at);
  if (whole === null || !text.startsWith("分之", whole.end) || whole.value <= 0) return null;
  const part = readValue(text, whole.end + 2);
  if (part === null) return null;
  let { end, value } = part;
  if (text.charAt(end) === "点") {
    let scale = 0.1;
    for (let digit = HAN_DIGIT.get(text.charCodeAt(end + 1)); digit !== undefined; scale /= 10) {
      value += digit * scale;
      digit = HAN_DIGIT.get(text.charCodeAt(++end + 1));
    }
    if (end > part.end) end++;
  }
  return { concept: "percent", start: at, end, value: (value / whole.value) * 100 };
}

/** Behind 九成 there is nothing, or what a share is a share of; 三成不变, 一成立 are no shares. */
function readTenths(text: string, at: number, value: number): { end: number; value: number } | null {
  const isShare =
    isShareBefore(text, at + 1) || (isOneOf(tenths.digits, text.charAt(at + 1)) && isShareBefore(text, at + 2));
  if (!isShare) return null;
  const digit = HAN_DIGIT.get(text.charCodeAt(at + 1));
  if (digit !== undefined) return { end: at + 2, value: value * 10 + digit };
  return text.charAt(at + 1) === "半" ? { end: at + 2, value: value * 10 + 5 } : { end: at + 1, value: value * 10 };
}

function isShareBefore(text: string, at: number): boolean {
  return at >= text.length || tenths.before.some((word) => text.startsWith(word, at));
}

function isDate(text: string, at: number, stop: number, { date }: NumberUnit, value: number): boolean {
  if (date === "year") return value >= 1800 && value <= 2200 && /[0-9０-９]/u.test(text.charAt(at));
  const behind = text.charAt(stop);
  if (date === "month") {
    if (at > 0 && text.charAt(at - 1) === "年") return true;
    if (/[0-9０-９]/u.test(behind) || isOneOf(dates.months, behind)) return true;
    return value <= 12 && /[0-9０-９]/u.test(text.charAt(at)) && !isOneOf(dates.notMonths, behind);
  }
  if (date === "day") return at > 0 && text.charAt(at - 1) === "月";
  if (date === "clock") return isOneOf(":：", text.charAt(at - 1)) || isOneOf(dates.clocks, behind);
  return false;
}

function readValue(text: string, at: number): { end: number; value: number } | null {
  let i = at;
  let value = 0;
  let digits = 0;
  let seen = false;
  while (i < text.length && digits < MAX_DIGITS) {
    const digit = DIGIT_OF.get(text.charCodeAt(i));
    if (digit !== undefined) {
      value = value * 10 + digit;
      digits++;
      seen = true;
      i++;
      continue;
    }
    const isSeparator = text.charAt(i) === "," && seen && /^,[0-9]{3}(?![0-9])/u.test(text.slice(i, i + 5));
    if (!isSeparator) break;
    i++;
  }
  if (seen) {
    if ((text.charAt(i) === "." || text.charAt(i) === "．") && DIGIT_OF.has(text.charCodeAt(i + 1))) {
      let scale = 0.1;
      for (i++; i < text.length && DIGIT_OF.has(text.charCodeAt(i)); i++) {
        value += (DIGIT_OF.get(text.charCodeAt(i)) ?? 0) * scale;
        scale /= 10;
      }
    }
    return { end: i, value };
  }
  return readHanValue(text, at);
}

function readHanValue(text: string, at: number): { end: number; value: number } | null {
  let i = at;
  let total = 0;
  let current = 0;
  let seen = false;
  for (; i < text.length && i - at < MAX_DIGITS; i++) {
    const unit = text.charCodeAt(i);
    const digit = HAN_DIGIT.get(unit);
    if (digit !== undefined) {
      current = digit;
      seen = true;
      continue;
    }
    const power = HAN_POWER.get(unit);
    if (power !== undefined) {
      if (power >= 10_000) total = (total + current || 1) * power;
      else total += (current || 1) * power;
      current = 0;
      seen = true;
      continue;
    }
    if (unit === HALF) {
      current += 0.5;
      seen = true;
      continue;
    }
    if (VAGUE.has(unit) && (i === at || seen)) {
      if (i === at && !NUMBER_WORDS.firstVague.includes(text.charAt(i))) break;
      if (i === at) current = 5;
      seen = true;
      continue;
    }
    break;
  }
  return seen && HAN_STARTS.has(text.charCodeAt(at)) ? { end: i, value: total + current } : null;
}
