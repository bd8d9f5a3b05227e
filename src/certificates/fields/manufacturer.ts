import type { Comparison } from "../../contracts/comparison.js";
import { compactName } from "./compact-name.js";
import { type FieldInput, isMerchantText } from "./field-input.js";

const LABELS =
  /^(?:生产企业|生产厂家|生产厂商|生产商|制造商|制造企业|厂家|厂商|厂名|生产单位|注册人|注册人名称|备案人|备案人名称|上市许可持有人|持有人|药品上市许可持有人|生产企业名称|注册人\/备案人名称)$/;
const LEGAL_FORMS = /(?:股份有限公司|有限责任公司|集团有限公司|有限公司|公司|厂)$/;
const SHORTEST = 4;

/** Whether an attribute's name says that its value is the maker or holder of the product. */
export function isMakerLabel(label: string | null): boolean {
  return LABELS.test(label?.replace(/[\s:：]/g, "") ?? "");
}

/** Makers and holders that the page names against those registered: always for a person, since contract makers change. */
export function checkManufacturer(input: FieldInput): Comparison[] {
  const known = input.known.filter((one) => (one.holder ?? "") !== "" || (one.manufacturers ?? []).length > 0);
  const first = known[0];
  if (first === undefined || !input.isProductPage) return [];
  const firms = known.flatMap((one) => [one.holder ?? "", ...(one.manufacturers ?? [])]).filter((firm) => firm !== "");
  return input.passages.flatMap((passage, index): Comparison[] => {
    const label = passage.label?.replace(/[\s:：]/g, "") ?? "";
    const claimed = passage.text.trim();
    if (!LABELS.test(label) || !isMerchantText(passage) || passage.image !== null || claimed.length > 100) return [];
    // Firms without Chinese characters are translations, and 见包装 names none.
    if (!/[一-鿿]{4}/.test(claimed) || !/公司|厂|企业|集团|中心|所/.test(claimed)) return [];
    if (firms.some((firm) => isSameFirm(firm, claimed))) return [];
    return [
      {
        check: "manufacturer-mismatch",
        certainty: "review",
        passage: index,
        start: 0,
        end: passage.text.length,
        certificateNumber: first.number ?? null,
        field: "holder",
        registered: [...new Set(firms)].join("；"),
        claimed,
        asOf: first.asOf ?? null,
        reason: `页面所列“${label}”不是注册人或登记的生产企业；须核实是否为受托生产企业，或注册人已变更`,
      },
    ];
  });
}

function isSameFirm(registered: string, claimed: string): boolean {
  const [one, other] = [coreOf(registered), coreOf(claimed)];
  if (one.length < SHORTEST || other.length < SHORTEST) return one === other;
  return one.includes(other) || other.includes(one);
}

function coreOf(firm: string): string {
  return compactName(firm).replace(LEGAL_FORMS, "");
}
