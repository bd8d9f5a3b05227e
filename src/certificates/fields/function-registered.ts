import type { Comparison } from "../../contracts/comparison.js";
import { DEVICE_FUNCTIONS } from "../words-data.js";
import { type FieldInput, isMerchantText } from "./field-input.js";

/** A registered text shorter than this describes no device. */
const SHORTEST = 8;
const MAX_FOUND = 5;
const NOT = /(?:不具备|不具有|不支持|不含|没有|无|非|不可|不能|不用于|另购)$/;

/**
 * Functions that a page gives a device and that its certificate (name, composition, scope, models) does not mention. Always
 * for a person: the registered text may be a summary of the technical requirements. Source: SAMR Order 21 art. 6.
 */
export function checkFunctions(input: FieldInput): Comparison[] {
  const known = input.known.filter((one) => `${one.composition ?? ""}${one.scope ?? ""}`.length >= SHORTEST);
  const first = known[0];
  if (first === undefined || !input.isProductPage || known.length < input.known.length) return [];
  const registered = known.flatMap((one) => [one.productName, one.composition, one.scope, one.models, one.precautions]);
  const covered = registered.join("\n").normalize("NFKC").toUpperCase();
  const found: Comparison[] = [];
  const told = new Set<string>();
  for (const [index, passage] of input.passages.entries()) {
    if (!isMerchantText(passage) || passage.hidden) continue;
    for (const { name, says, covers } of DEVICE_FUNCTIONS) {
      if (told.has(name) || found.length >= MAX_FOUND || covers.some((word) => covered.includes(word))) continue;
      const words = says.find((word) => isSaid(passage.text, word));
      if (words === undefined) continue;
      told.add(name);
      const start = passage.text.indexOf(words);
      found.push({
        check: "function-not-registered",
        certainty: "review",
        passage: index,
        start,
        end: start + words.length,
        certificateNumber: first.number ?? null,
        field: "composition",
        registered: (first.composition ?? first.scope ?? "").slice(0, 500),
        claimed: words,
        asOf: first.asOf ?? null,
        reason: `页面称有“${name}”功能，注册的名称、结构及组成、适用范围中没有；须核对产品技术要求`,
      });
    }
  }
  return found;
}

function isSaid(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return at !== -1 && !NOT.test(text.slice(Math.max(0, at - 4), at));
}
