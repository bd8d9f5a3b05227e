/** A span of body weights in kilograms, `[from, to)`, and where a text says it. */
export interface WeightSpan {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

const NO_WEIGHT_LIMIT = 1_000;
const WEIGHT =
  /(≥|>|＞|大于|不小于|不超过|不高于|不多于|超过|≤|<|＜|小于|不大于|不足|体重|重)?\s?([0-9０-９]{1,3}(?:\.[0-9])?|[二两三四五六七八九]?[十百][一二三四五六七八九]?[十]?|[一二两三四五六七八九])\s?(kg|KG|Kg|公斤|千克|斤)(以上|以下|以内|及以上|及以下|的)?/gu;
/** A weight is a body's only beside words for bodies or weighing. */
const BODY = /体重|患者|儿童|婴|孩|宝|成人|病人|胖|大叔|大妈|人群|新生|使用者|承重/u;
const BODY_REACH = 12;
const MAX_TEXT = 5_000;
const DIGITS = "零一二三四五六七八九";

/**
 * Reads body weights: 体重≥25KG, 10kg以上儿童, 体重二十公斤的孩子.
 *
 * @example
 * readWeights("体重≥25KG患者"); // → [{ from: 25, to: 1000, start: 2, end: 7 }]
 */
export function readWeights(text: string): WeightSpan[] {
  const found: WeightSpan[] = [];
  for (const match of text.slice(0, MAX_TEXT).matchAll(WEIGHT)) {
    const [whole, sign = "", number = "", unit = "", side = ""] = match;
    const end = match.index + whole.length;
    if (!BODY.test(text.slice(Math.max(0, match.index - BODY_REACH), end + BODY_REACH))) continue;
    const value = kilogramsOf(number) * (unit === "斤" ? 0.5 : 1);
    const span = { start: match.index, end };
    if (/[≥>＞]|^大于|不小于|^超过/u.test(sign) || side.includes("上"))
      found.push({ ...span, from: value, to: NO_WEIGHT_LIMIT });
    else if (/[≤<＜]|^小于|不大于|不足|不超过|不高于|不多于/u.test(sign) || /[下内]/u.test(side))
      found.push({ ...span, from: 0, to: value });
    else found.push({ ...span, from: value, to: value + 1 });
  }
  return found;
}

function kilogramsOf(number: string): number {
  if (!/[一-龥]/u.test(number)) return Number(number.normalize("NFKC"));
  let total = 0;
  let digit = 0;
  for (const unit of number) {
    if (unit === "十" || unit === "百") {
      total += (digit || 1) * (unit === "十" ? 10 : 100);
      digit = 0;
    } else digit = unit === "两" ? 2 : Math.max(0, DIGITS.indexOf(unit));
  }
  return total + digit;
}
