import type { Comparison } from "../../contracts/comparison.js";
import { type FieldInput, isMerchantText } from "./field-input.js";

const CLASSES: Readonly<Record<string, 1 | 2 | 3>> = {
  一: 1,
  二: 2,
  三: 3,
  Ⅰ: 1,
  Ⅱ: 2,
  Ⅲ: 3,
  "1": 1,
  "2": 2,
  "3": 3,
  I: 1,
  II: 2,
  III: 3,
};
const NAMES = ["", "第一类", "第二类", "第三类"] as const;
/** 第二类医疗器械经营备案凭证 is a merchant's paper. Distances are bounded, so that matching stays linear. */
const STATED =
  /(III|II|I|Ⅲ|Ⅱ|Ⅰ|[一二三123])\s?类\s?(?:医疗器械|医用器械|医械|器械|械)(?!.{0,4}(?:经营|生产|销售|网络|备案凭证|许可))/g;
const BARE = /^\s*第?\s*(III|II|I|Ⅲ|Ⅱ|Ⅰ|[一二三123])\s*类/;
const CLASS_LABELS = /^(?:管理类别|器械类别|医疗器械类别|产品类别|医疗器械分类|器械分类|类别|医疗器械管理类别)$/;

/** The device class that a page states against the class digit of its numbers (filings are class I). */
export function checkStatedClass(input: FieldInput): Comparison[] {
  const numbers = input.certificates.filter(
    (one) => one.parsed?.class != null && !one.problems.some(({ severity }) => severity === "impossible"),
  );
  const reference = numbers[0];
  if (reference === undefined || !input.isProductPage) return [];
  const classes = new Set(numbers.map((one) => one.parsed?.class));
  const found: Comparison[] = [];
  for (const [index, passage] of input.passages.entries()) {
    if (!isMerchantText(passage)) continue;
    const isAttribute = CLASS_LABELS.test(passage.label?.replace(/[\s:：]/g, "") ?? "");
    const stated = isAttribute ? (BARE.exec(passage.text) ?? firstOf(passage.text)) : firstOf(passage.text);
    const statedClass = stated === null ? undefined : CLASSES[stated[1] as string];
    if (stated === null || statedClass === undefined || classes.has(statedClass)) continue;
    const registered = NAMES[reference.parsed?.class ?? 0] as string;
    found.push({
      check: "class-mismatch",
      certainty: isAttribute && classes.size === 1 && passage.image === null ? "violation" : "review",
      passage: index,
      start: stated.index,
      end: stated.index + stated[0].length,
      certificateNumber: reference.number,
      field: "class",
      registered,
      claimed: NAMES[statedClass],
      asOf: null,
      reason: `页面标示为${NAMES[statedClass]}医疗器械，而编号 ${reference.number} 属${registered}`,
    });
    if (found.length >= 3) break;
  }
  return found;
}

function firstOf(text: string): RegExpExecArray | null {
  STATED.lastIndex = 0;
  return STATED.exec(text);
}
