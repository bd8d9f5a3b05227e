/** A span of ages in years, `[from, to)`, and where a text says it. */
export interface AgeSpan {
  readonly from: number;
  readonly to: number;
  /** A number (5岁以上) must be held to the letter; a word (老人) only says roughly who is meant. */
  readonly exact: boolean;
  readonly start: number;
  readonly end: number;
}

/** Above every age; an open upper end. */
export const NO_AGE_LIMIT = 150;

const NUMBER = "[0-9０-９]{1,3}(?:\\.[0-9])?|[零一二两三四五六七八九十百]{1,4}";
const UNIT = "周岁|岁|歲|个月龄|个月|月龄|日龄|天";
const AGE = new RegExp(
  `(≥|>|＞|大于|不小于|超过|年满|满|出生)?\\s?(${NUMBER})\\s?(?:(${UNIT})?(?:以上)?\\s?[-~～—–至到]\\s?(${NUMBER}))?\\s?(${UNIT})(半)?(?:[(（]含[)）])?(及以上|或以上|以上|起|及以下|或以下|以下|以内|之前)?`,
  "gu",
);
/** Days and months are ages only beside words for the newly born: 六个月大, 三个月宝宝, but not 三个月消失. */
const NURSLING = /^(?:大|龄|的?(?:小?宝|婴|娃|新生|早产|小儿|幼))/u;
const HAN = new Map([..."零一二三四五六七八九"].map((digit, value) => [digit, value]));
const MAX_TEXT = 5_000;

/**
 * Reads ages written as numbers: 5岁以上, ≥5岁, 12周岁以下, 18-65岁, 六个月大的宝宝, 出生二十天.
 *
 * @returns spans in the order of the text; `start`/`end` are UTF-16 units
 * @example
 * readAges("1岁以上人群"); // → [{ from: 1, to: 150, exact: true, start: 0, end: 4 }]
 */
export function readAges(text: string): AgeSpan[] {
  const found: AgeSpan[] = [];
  for (const match of text.slice(0, MAX_TEXT).matchAll(AGE)) {
    const [whole, sign, low, lowUnit, high, unit, half, side] = match;
    if (low === undefined || unit === undefined) continue;
    const end = match.index + whole.length;
    const isYears = unit.includes("岁") || unit === "歲";
    const isNursling = sign === "出生" || unit.includes("龄") || NURSLING.test(text.slice(end, end + 4));
    if (!isYears && !isNursling) continue;
    const from = years(low, lowUnit ?? unit);
    const to = high === undefined ? from : years(high, unit);
    const span = { exact: true, start: match.index, end };
    const opensUp = (sign !== undefined && sign !== "出生") || /上|起/u.test(side ?? "");
    if (opensUp) found.push({ ...span, from, to: NO_AGE_LIMIT });
    else if (side !== undefined) found.push({ ...span, from: 0, to });
    else if (high !== undefined) found.push({ ...span, from, to: to >= 100 ? NO_AGE_LIMIT : to });
    else found.push({ ...span, from: from + (half ? 0.5 : 0), to: from + (isYears ? 1 : 1 / 12) });
  }
  return found;
}

function years(number: string, unit: string): number {
  const value = /[一-龥]/u.test(number) ? hanValue(number) : Number(number.normalize("NFKC"));
  if (unit.includes("月")) return value / 12;
  return unit === "天" || unit === "日龄" ? value / 365 : value;
}

function hanValue(number: string): number {
  let total = 0;
  let digit = 0;
  for (const unit of number) {
    if (unit === "十" || unit === "百") {
      total += (digit || 1) * (unit === "十" ? 10 : 100);
      digit = 0;
    } else digit = unit === "两" ? 2 : (HAN.get(unit) ?? 0);
  }
  return total + digit;
}
