import type { Comparison } from "../../contracts/comparison.js";
import type { RxClass } from "../../contracts/listing.js";
import { DISPENSING_WORDS } from "../words-data.js";
import { type FieldInput, isMerchantText } from "./field-input.js";
import { provesFact } from "./proof.js";

const LABELS =
  /^(?:药品类型|处方类型|药品分类|是否处方药|处方药\/非处方药|药品类别|OTC分类|剂型分类|处方分类|药品属性)$/i;
const NAMES: Readonly<Record<RxClass, string>> = {
  rx: "处方药",
  "otc-a": "甲类非处方药",
  "otc-b": "乙类非处方药",
  dual: "双跨",
  none: "未分类",
};

/** Rx or OTC as the page says against the registry; a product with both classes fits either. */
export function checkOtcRxClass(input: FieldInput): Comparison[] {
  const known = input.known.filter((one) => one.rx !== undefined && one.rx !== "none" && one.rx !== "dual");
  const classes = new Set(known.map((one) => one.rx));
  const first = known[0];
  if (first?.rx === undefined || classes.size !== 1) return [];
  const registered = first.rx;
  return input.passages.flatMap((passage, index): Comparison[] => {
    if (!isMerchantText(passage)) return [];
    const isAttribute = LABELS.test(passage.label?.replace(/[\s:：]/g, "") ?? "");
    if (!isAttribute && passage.zone !== "title") return [];
    const stated = statedClass(passage.text, isAttribute, passage.label ?? "");
    if (stated === null || fits(stated.rx, registered)) return [];
    const isProof = isAttribute && passage.image === null && provesFact(first, input.day);
    return [
      {
        check: "otc-rx-class-mismatch",
        certainty: isProof ? "violation" : "review",
        passage: index,
        start: stated.start,
        end: stated.end,
        certificateNumber: first.number ?? null,
        field: "rx",
        registered: NAMES[registered],
        claimed: passage.text.slice(stated.start, stated.end),
        asOf: first.asOf ?? null,
        reason: `页面标示为${stated.name}，登记为${NAMES[registered]}`,
      },
    ];
  });
}

type Stated = {
  readonly rx: "rx" | "otc" | "otc-a" | "otc-b";
  readonly name: string;
  readonly start: number;
  readonly end: number;
};

function statedClass(text: string, isAttribute: boolean, label: string): Stated | null {
  // 处方药/非处方药 lists the choices, 非处方药 and 处方药 both stand in 双跨.
  const upper = text.toUpperCase();
  if (upper.length !== text.length) return null;
  if (isAttribute && label.includes("是否处方药")) {
    const word = text.trim();
    const start = text.indexOf(word);
    if (word === "是") return { rx: "rx", name: "处方药", start, end: start + 1 };
    if (word === "否") return { rx: "otc", name: "非处方药", start, end: start + 1 };
  }
  for (const { word, rx, name } of DISPENSING_WORDS) {
    const start = upper.indexOf(word);
    if (start === -1) continue;
    if (rx !== "rx" && /(?<!非)处方药/.test(upper)) return null;
    return { rx, name, start, end: start + word.length };
  }
  return null;
}

function fits(stated: Stated["rx"], registered: RxClass): boolean {
  if (stated === "otc") return registered === "otc-a" || registered === "otc-b";
  return stated === registered;
}
