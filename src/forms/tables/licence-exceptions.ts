import type { ViolationCase } from "../../contracts/case.js";
import { expiryOf, type LicenceExpiry } from "../../merchants/licence-expiry.js";
import type { TableForm } from "../document.js";
import { certificateLines, findingsOf, kindWords, listingLines, merchantLines } from "../facts/case-facts.js";
import { SOURCE_NAMES, STATE_NAMES } from "../facts/wording.js";
import { beijingDay, beijingTime } from "../moments.js";
import { EVIDENCE_COLUMN, PEOPLE_COLUMN } from "./case-columns.js";
import { periodFields, type TableDetails } from "./table-details.js";

const EXPIRY_WORDS: Readonly<Record<LicenceExpiry["state"], string>> = {
  valid: "有效",
  window: "可申请延续",
  expiring: "即将到期",
  expired: "展示的有效期已过",
};

/** Whether a case belongs into 资质异常清单. */
export function isLicenceException(one: ViolationCase): boolean {
  return one.family === "merchant" || one.rules.some((rule) => rule === "cert-expired-or-invalid");
}

function expiryLines(one: ViolationCase, known: Map<string, LicenceExpiry | null>): readonly string[] {
  const day = beijingDay(one.lastSeen);
  return one.merchant.licences.flatMap(({ kind, number, validUntil }) => {
    // Counting working days is slow, and many cases share a licence and a day.
    const key = `${kind}\n${number}\n${validUntil}\n${day}`;
    const expiry = known.has(key)
      ? (known.get(key) ?? null)
      : expiryOf({ kind: kind ?? undefined, number, validUntil: validUntil ?? undefined }, day);
    known.set(key, expiry);
    if (expiry === null) return [];
    const window = expiry.window === null ? "" : `，延续窗口 ${expiry.window.from} 至 ${expiry.window.to}`;
    const isLate = expiry.window !== null && day > expiry.window.to && expiry.days >= 0;
    const state = isLate ? "延续申请期已过" : EXPIRY_WORDS[expiry.state];
    const left = expiry.days < 0 ? `已过 ${-expiry.days} 天` : `剩 ${expiry.days} 天`;
    return [`${state}，${left}${window}${expiry.isProvisional ? "（暂定）" : ""}`];
  });
}

/** 资质异常清单: kind, number, scope, validity, shown and registered value with its day, days left, renewal window. */
export function licenceExceptions(
  rows: Iterable<ViolationCase>,
  onSale: ReadonlyMap<string, number>,
  details: TableDetails,
): TableForm<ViolationCase> {
  const expiries = new Map<string, LicenceExpiry | null>();
  return {
    form: "licence-exceptions",
    title: "资质异常清单",
    head: periodFields(details),
    columns: [
      {
        header: "编号\n来源、发现时间",
        width: 20,
        cell: (one) => [one.number, SOURCE_NAMES[one.source], beijingTime(one.firstSeen)],
      },
      { header: "经营者名称\n信用代码、许可、住所", width: 25, cell: merchantLines },
      { header: "商品与店铺\n名称、ID、链接", width: 24, cell: listingLines },
      {
        header: "证照种类、证号",
        width: 24,
        cell: (one) => [
          ...one.merchant.licences.map(({ kind, number }) => `${kind ?? "许可或备案"} ${number}`),
          ...(one.certificates.length === 0 ? [] : certificateLines(one)),
        ],
      },
      {
        header: "范围、有效期",
        width: 24,
        cell: (one) => [
          ...one.merchant.licences.map(({ validUntil }) => (validUntil === null ? "" : `许可有效期至 ${validUntil}`)),
          ...one.certificates.flatMap(({ scope, validUntil }) => [
            scope ?? "",
            validUntil === null ? "" : `注册证有效期至 ${validUntil}`,
          ]),
        ],
      },
      {
        header: "展示值/库内值\n库截至日",
        width: 28,
        cell: (one) =>
          one.checks.flatMap(({ claimed, registered, asOf }) => [
            `展示：${claimed || "（无）"}`,
            `库内：${registered || "（无）"}${asOf === null ? "" : `（截至 ${asOf}）`}`,
          ]),
      },
      { header: "异常类型", width: 18, cell: (one) => [kindWords(one)] },
      { header: "剩余天数与延续窗口", width: 26, cell: (one) => expiryLines(one, expiries) },
      {
        header: "在售商品数",
        width: 10,
        cell: ({ merchant }) => {
          const count = onSale.get(merchant.uscc ?? merchant.id ?? merchant.name ?? "");
          return [count === undefined ? "____" : String(count)];
        },
      },
      { header: "建议", width: 24, cell: (one) => [...new Set(findingsOf(one).map(({ suggestion }) => suggestion))] },
      { header: "处理结果", width: 12, cell: (one) => [STATE_NAMES[one.state]] },
      EVIDENCE_COLUMN,
      PEOPLE_COLUMN,
    ],
    rows,
    notes: [
      "展示的有效期已过，不等于许可失效：请核实是否已延续或视为准予延续，以及生产日期是否在有效期内。写明“暂定”的，当年节假日安排尚未载入。",
    ],
    signatures: ["经办人", "审核人"],
    exported: details.exported,
  };
}
