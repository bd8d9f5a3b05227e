import type { Comparison } from "../../contracts/comparison.js";
import type { Origin } from "../numbers/parsed-number.js";
import { DOMESTIC_WORDS, FOREIGN_COUNTRIES, IMPORTED_WORDS } from "../words-data.js";
import { type FieldInput, isMerchantText, placeOf } from "./field-input.js";

/** 进口芯片 says where a part comes from, not the product; 进口药品注册证 is the name of a paper. */
const PARTS =
  /^(?:的)?(?:优质|高级)?(?:原?材|原料|面料|布料|配件|部件|零件|元件|元器件|芯片|传感|探头|电机|马达|泵|胶|棉|无纺|纸|粘|硅|橡|钢|线|滤|技术|工艺|设备|生产线|药品注册|医疗器械|产品注册|注册|备案|品质|级)/;
const NOT_BEFORE = /(?:非|不是|并非|媲美|代替|替代|平替|气|出|入|进)$/;
const ORIGIN_LABELS = /^(?:产地|原产地|原产国|生产国|国产\/进口|是否进口|进口\/国产|是否国产|产品来源|国产进口)$/;

const REGISTERED: Readonly<Record<Origin, string>> = {
  domestic: "境内产品（编号含“准”或为国产字母）",
  imported: "进口产品（编号含“进”或为进口字母）",
  hmt: "港澳台产品（编号含“许”）",
};

/** Origin words against what the number says: 准 domestic, 进 imported, 许 Hong Kong, Macao or Taiwan. */
export function checkOrigin(input: FieldInput): Comparison[] {
  const numbers = input.certificates.filter((one) => one.parsed !== null && one.parsed.origin !== null);
  const origins = new Set(numbers.map((one) => one.parsed?.origin));
  const reference = numbers[0];
  const origin = reference?.parsed?.origin ?? null;
  if (origins.size !== 1 || reference === undefined || origin === null || origin === "hmt") return [];
  // A number that is itself wrong proves nothing about origin.
  if (reference.problems.some(({ severity }) => severity === "impossible")) return [];
  const opposite = origin === "domestic" ? IMPORTED_WORDS : DOMESTIC_WORDS;
  const found = input.passages.flatMap((passage, index): Comparison[] => {
    if (!isMerchantText(passage)) return [];
    const label = passage.label?.replace(/[\s:：]/g, "") ?? "";
    const isAttribute = ORIGIN_LABELS.test(label);
    if (!isAttribute && passage.zone !== "title" && passage.zone !== "heading") return [];
    const words = origin === "domestic" && isAttribute ? [...opposite, ...FOREIGN_COUNTRIES] : opposite;
    const hit = isAttribute && /^(?:否|不是)/.test(passage.text.trim()) ? null : firstWord(passage.text, words);
    if (hit === null) return [];
    return [
      {
        check: "origin-mismatch",
        certainty: isAttribute && passage.image === null ? "violation" : "review",
        passage: index,
        ...hit,
        certificateNumber: reference.number,
        field: "number",
        registered: REGISTERED[origin],
        claimed: passage.text.slice(hit.start, hit.end),
        asOf: null,
        reason: `页面标示“${passage.text.slice(hit.start, hit.end)}”，而编号 ${reference.number} 为${REGISTERED[origin]}`,
      },
    ];
  });
  return found.map((one) => (one.passage === null ? { ...one, ...placeOf(reference) } : one));
}

function firstWord(text: string, words: readonly string[]): { start: number; end: number } | null {
  for (const word of words) {
    for (let start = text.indexOf(word); start !== -1; start = text.indexOf(word, start + word.length)) {
      const end = start + word.length;
      if (PARTS.test(text.slice(end, end + 8)) || NOT_BEFORE.test(text.slice(Math.max(0, start - 2), start))) continue;
      return { start, end };
    }
  }
  return null;
}
