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
const HAN_DIGIT = new Map([..."零〇一二三四五六七八九"].map((c, i) => [c.charCodeAt(0), i < 2 ? 0 : i - 1] as const));
HAN_DIGIT.set("两".charCodeAt(0), 2);
HAN_DIGIT.set("壹".charCodeAt(0), 1);
const HAN_POWER = new Map<number, number>([
  ["十".charCodeAt(0), 10],
  ["百".charCodeAt(0), 100],
  ["千".charCodeAt(0), 1000],
  ["万".charCodeAt(0), 10_000],
  ["萬".charCodeAt(0), 10_000],
  ["亿".charCodeAt(0), 100_000_000],
]);
const VAGUE = new Set("几数多余来".split("").map((c) => c.charCodeAt(0)));
const HALF = "半".charCodeAt(0);
const NUMBER_START = /[0-9０-９一二三四五六七八九十百千万两几数半壹]/u;
const MAX_DIGITS = 15;

/** Units behind a number, longest first; `days` for durations, `scale` otherwise. */
const UNITS: readonly (readonly [string, NumberConcept, number])[] = [
  ["个疗程", "duration", 14],
  ["個療程", "duration", 14],
  ["个周期", "duration", 28],
  ["个星期", "duration", 7],
  ["個星期", "duration", 7],
  ["个小时", "duration", 1 / 24],
  ["個小時", "duration", 1 / 24],
  ["个月", "duration", 30],
  ["個月", "duration", 30],
  ["疗程", "duration", 14],
  ["療程", "duration", 14],
  ["周期", "duration", 28],
  ["星期", "duration", 7],
  ["礼拜", "duration", 7],
  ["小时", "duration", 1 / 24],
  ["小時", "duration", 1 / 24],
  ["分钟", "duration", 1 / 1440],
  ["分鐘", "duration", 1 / 1440],
  ["秒钟", "duration", 1 / 86_400],
  ["晚上", "duration", 1],
  ["天", "duration", 1],
  ["日", "duration", 1],
  ["周", "duration", 7],
  ["週", "duration", 7],
  ["月", "duration", 30],
  ["年", "duration", 365],
  ["晚", "duration", 1],
  ["夜", "duration", 1],
  ["觉", "duration", 1],
  ["秒", "duration", 1 / 86_400],
  ["个半月", "duration", 30],
  ["个多月", "duration", 30],
  ["个半小时", "duration", 1 / 24],
  ["个多小时", "duration", 1 / 24],
  ["个半星期", "duration", 7],
  ["个多星期", "duration", 7],
  ["个多疗程", "duration", 14],
  ["h", "duration", 1 / 24],
  ["时", "duration", 1 / 24],
  ["分", "duration", 1 / 1440],
  ["个患者", "count", 1],
  ["个家庭", "count", 1],
  ["个病人", "count", 1],
  ["患者", "count", 1],
  ["家庭", "count", 1],
  ["用户", "count", 1],
  ["人次", "count", 1],
  ["名", "count", 1],
  ["位", "count", 1],
  ["例", "count", 1],
  ["人", "count", 1],
  ["倍", "multiple", 1],
  ["岁", "age", 1],
  ["歲", "age", 1],
  ["次", "dose", 1],
  ["盒", "dose", 1],
  ["贴", "dose", 1],
  ["貼", "dose", 1],
  ["片", "dose", 1],
  ["粒", "dose", 1],
  ["瓶", "dose", 1],
  ["支", "dose", 1],
  ["袋", "dose", 1],
  ["包", "dose", 1],
  ["副", "dose", 1],
  ["剂", "dose", 1],
  ["丸", "dose", 1],
  ["滴", "dose", 1],
  ["喷", "dose", 1],
  ["针", "dose", 1],
  ["杯", "dose", 1],
  ["颗", "dose", 1],
  ["勺", "dose", 1],
  ["帖", "dose", 1],
  ["管", "dose", 1],
  ["条", "dose", 1],
  ["节课", "dose", 1],
  ["罐", "dose", 1],
  ["厘米", "amount", 1],
  ["公分", "amount", 1],
  ["公斤", "amount", 1],
  ["斤", "amount", 1],
  ["行", "amount", 1],
  ["度", "amount", 1],
  ["码", "amount", 1],
  ["公克", "amount", 1],
  ["克", "amount", 1],
  ["°", "amount", 1],
  ["cm", "amount", 1],
  ["CM", "amount", 1],
  ["kg", "amount", 1],
  ["KG", "amount", 1],
];
const UNITS_BY_FIRST = new Map<string, (readonly [string, NumberConcept, number])[]>();
for (const unit of UNITS) {
  const first = unit[0].charAt(0);
  const list = UNITS_BY_FIRST.get(first) ?? [];
  list.push(unit);
  UNITS_BY_FIRST.set(first, list);
}

/** Characters of a unit without which it does not stand in a text: one of each, not a common one. */
function tellingSign(unit: string): string {
  return unit.endsWith("患者") ? "患" : unit.charAt(unit.length - 1);
}

/** By number concept: characters of which a text that holds such a number holds one. */
export const NUMBER_SIGNS: readonly string[] = NUMBER_CONCEPTS.map((concept) => {
  const ofUnits = (id: NumberConcept): string =>
    UNITS.flatMap(([unit, one]) => (one === id ? tellingSign(unit) : [])).join("");
  // 百分之, 百分百, 十有八九; 第三; a date is a duration whose value says so.
  if (concept === "percent") return "%％﹪成分九";
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
  if (next !== "" && "~～-—–至到或".includes(next)) {
    const upper = readValue(text, number.end + 1);
    if (upper !== null) number = upper;
  }
  let end = number.end;
  let value = number.value;
  const before = at > 0 ? text.charAt(at - 1) : "";
  if (before === "第") start = at - 1;
  while (end < text.length && VAGUE.has(text.charCodeAt(end))) end++;
  if (text.charAt(end) === " ") end++;
  const sign = text.charAt(end);
  if (sign === "万" || sign === "亿") {
    value *= sign === "万" ? 10_000 : 100_000_000;
    end++;
    while (end < text.length && VAGUE.has(text.charCodeAt(end))) end++;
  }
  if (text.charAt(end) === "+" || text.charAt(end) === "＋") end++;
  const unitStart = text.charAt(end);
  if (unitStart === "%" || unitStart === "％" || unitStart === "﹪")
    return { concept: "percent", start, end: end + 1, value };
  if (unitStart === "成" && value <= 10) {
    const tenths = readTenths(text, end, value);
    if (tenths !== null) return { concept: "percent", start, ...tenths };
  }
  const candidates = UNITS_BY_FIRST.get(unitStart);
  if (candidates !== undefined) {
    for (const [word, concept, scale] of candidates) {
      if (!text.startsWith(word, end)) continue;
      const stop = end + word.length;
      if (word === "分" && /^[十百千万]/u.test(text.charAt(at)) && end === at + 1) break;
      if (word === "h" && /[a-z0-9]/iu.test(text.charAt(stop))) break;
      const half = halfBehind(text, stop, concept);
      if (half > 0) return { concept, start, end: stop + half, value: (value + 0.5) * scale };
      if (isDate(text, at, stop, word, value)) return { concept: "date", start, end: stop, value };
      if (before === "第" && concept !== "duration") return { concept: "ordinal", start, end: stop, value };
      const extra = word.startsWith("个半") ? 0.5 : 0;
      return { concept, start, end: stop, value: (value + extra) * scale };
    }
  }
  return { concept: null, start, end: Math.max(number.end, at + 1), value };
}

const HALF_UNITS = /^半(?=[的内后就，,。！!、]|$)/u;

/** Units of 半 behind a duration: 一年半. */
function halfBehind(text: string, stop: number, concept: NumberConcept): number {
  if (concept !== "duration") return 0;
  return HALF_UNITS.test(text.slice(stop, stop + 2)) ? 1 : 0;
}

const MOST = ["十之八九", "十有八九"] as const;
const MOST_PERCENT = 85;

/** Shares in words: 百分之九十九点九, 三分之二, 百分百, 十之八九. */
function readShare(text: string, at: number): OneNumber | null {
  if (MOST.some((word) => text.startsWith(word, at)))
    return { concept: "percent", start: at, end: at + 4, value: MOST_PERCENT };
  if (text.startsWith("百分百", at)) return { concept: "percent", start: at, end: at + 3, value: 100 };
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
const TENTHS =
  /^成(?:[零一二三四五六七八九半多])?(?:以上|左右|的|患|人|用|有|病|客|买|女|男|消|老|都|见|好|会员|把握|可能|[，,。！!；;、）)]|$)/u;

function readTenths(text: string, at: number, value: number): { end: number; value: number } | null {
  const found = TENTHS.exec(text.slice(at, at + 4));
  if (found === null) return null;
  const digit = HAN_DIGIT.get(text.charCodeAt(at + 1));
  if (digit !== undefined) return { end: at + 2, value: value * 10 + digit };
  return text.charAt(at + 1) === "半" ? { end: at + 2, value: value * 10 + 5 } : { end: at + 1, value: value * 10 };
}

function isDate(text: string, at: number, stop: number, unit: string, value: number): boolean {
  if (unit === "年") return value >= 1800 && value <= 2200 && /[0-9０-９]/u.test(text.charAt(at));
  if (unit === "月") {
    if (at > 0 && text.charAt(at - 1) === "年") return true;
    return (
      /[0-9０-９日号份底初]/u.test(text.charAt(stop)) ||
      (value <= 12 && /[0-9０-９]/u.test(text.charAt(at)) && !/[内后见就]/u.test(text.charAt(stop)))
    );
  }
  if (unit === "日") return at > 0 && text.charAt(at - 1) === "月";
  if (unit === "时" || unit === "分")
    return text.charAt(at - 1) === ":" || text.charAt(at - 1) === "：" || /[候间期段值钟别享]/u.test(text.charAt(stop));
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
      if (i === at && !"几数".includes(text.charAt(i))) break;
      if (i === at) current = 5;
      seen = true;
      continue;
    }
    break;
  }
  return seen && NUMBER_START.test(text.charAt(at)) ? { end: i, value: total + current } : null;
}
