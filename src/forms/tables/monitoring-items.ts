import type { ScanResult } from "../../contracts/result.js";

/** What is compared with the registration, one by one, with the rules that speak of it. */
export const MONITORING_ITEMS: readonly (readonly [string, ReadonlySet<string>])[] = [
  ["产品名称", new Set(["product-name-mismatch", "colloquial-name"])],
  ["规格型号", new Set(["spec-model-out-of-scope"])],
  [
    "证号",
    new Set([
      "cert-number-invalid",
      "cert-expired-or-invalid",
      "drug-approval-number-invalid",
      "cert-number-of-other-product",
      "conflicting-certificates",
      "licence-in-place-of-certificate",
      "cert-not-displayed",
      "unregistered-product",
    ]),
  ],
  ["生产企业", new Set(["manufacturer-mismatch", "origin-mismatch"])],
  [
    "适用范围",
    new Set([
      "off-scope-claim",
      "function-not-registered",
      "live-function-not-registered",
      "treatment-claim-by-non-therapeutic-device",
    ]),
  ],
  ["禁忌与注意", new Set(["contraindication-omitted"])],
  ["图片与说明书", new Set(["image-mismatch", "image-tampered", "insert-altered"])],
];

/** How an item stands. */
export type Verdict = "相符" | "不符" | "无法判定";

/**
 * The items of a listing: 不符 where a rule found it, 无法判定 where a person must judge, or nothing was there to compare
 * with, or not all could be read; else 相符.
 */
export function compareItems(result: ScanResult): readonly (readonly [string, Verdict])[] {
  const isComparable = result.coverage.certificates.found.length > 0 && result.status !== "incomplete";
  return MONITORING_ITEMS.map(([name, rules]) => {
    const own = result.findings.filter(({ rule }) => rules.has(rule));
    if (own.some(({ certainty }) => certainty === "violation")) return [name, "不符"];
    return [name, own.length > 0 || !isComparable ? "无法判定" : "相符"];
  });
}
