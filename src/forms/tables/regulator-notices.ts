import type { ViolationCase } from "../../contracts/case.js";
import { maskPersonal } from "../../report/mask-personal.js";
import type { TableForm } from "../document.js";
import { certificateLines, levelWords, listingLines, merchantLines } from "../facts/case-facts.js";
import { groupCases, merchantKey } from "../facts/dossier.js";
import { reachedAt, wordOfOpening } from "../facts/history.js";
import { SOURCE_NAMES, STATE_NAMES } from "../facts/wording.js";
import { beijingTime } from "../moments.js";
import { EVIDENCE_COLUMN, PEOPLE_COLUMN } from "./case-columns.js";
import { periodFields, type TableDetails } from "./table-details.js";

/** A regulator's notice with the cases that the search after it opened. */
export interface NoticeRow {
  readonly reference: string;
  readonly cases: readonly [ViolationCase, ...ViolationCase[]];
}

/** Notices of regulators (and recalls) by their number, in order of arrival; one without a number is its case's own. */
export function noticeRows(cases: Iterable<ViolationCase>): readonly NoticeRow[] {
  const rows = new Map<string, [ViolationCase, ...ViolationCase[]]>();
  for (const one of cases) {
    if (one.source !== "regulator" && one.source !== "recall") continue;
    const key = one.sourceReference ?? one.number;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [one]);
    else known.push(one);
  }
  return [...rows].map(([reference, own]) => ({ reference, cases: own }));
}

const MAX_LISTED = 5;

/** 监管通报记录表: authority, number, when received, hits of the search, what was done, when answered. */
export function regulatorNotices(cases: Iterable<ViolationCase>, details: TableDetails): TableForm<NoticeRow> {
  return {
    form: "regulator-notices",
    title: "监管通报记录表",
    head: periodFields(details),
    columns: [
      {
        header: "编号\n来源、接收时间",
        width: 20,
        cell: ({ cases: [first] }) => [first.number, SOURCE_NAMES[first.source], beijingTime(first.openedAt)],
      },
      {
        header: "通报机关\n文号",
        width: 26,
        cell: ({ reference, cases: [first] }) => [
          wordOfOpening(first, "authority", "通报机关") || "机关：________",
          first.sourceReference === null ? "文号：________" : reference,
        ],
      },
      {
        header: "通报内容",
        width: 34,
        cell: ({ cases: [first] }) => [maskPersonal(first.description ?? "（见原文）")],
      },
      { header: "排查命中数", width: 10, cell: ({ cases }) => [String(cases.length)] },
      {
        header: "涉及经营者",
        width: 30,
        cell: ({ cases }) => {
          const merchants = groupCases(cases, ({ merchant }) => merchantKey(merchant));
          const lines = [...merchants.values()].slice(0, MAX_LISTED).flatMap(([one]) => merchantLines(one));
          return merchants.size > MAX_LISTED ? [...lines, `……共 ${merchants.size} 家`] : lines;
        },
      },
      {
        header: "涉及商品",
        width: 34,
        cell: ({ cases }) => [
          ...cases
            .slice(0, MAX_LISTED)
            .flatMap((one) => [
              ...listingLines(one),
              one.certificates.length === 0 ? "" : (certificateLines(one)[0] ?? ""),
            ]),
          cases.length > MAX_LISTED ? `……共 ${cases.length} 件` : "",
        ],
      },
      {
        header: "处置",
        width: 26,
        cell: ({ cases }) =>
          cases.slice(0, MAX_LISTED).map((one) => `${one.number} ${levelWords(one)} ${STATE_NAMES[one.state]}`),
      },
      {
        header: "反馈时间",
        width: 16,
        cell: ({ cases: [first] }) => [beijingTime(reachedAt(first, "reported")) || "（未反馈）"],
      },
      { ...EVIDENCE_COLUMN, cell: ({ cases: [first] }) => EVIDENCE_COLUMN.cell(first) },
      { ...PEOPLE_COLUMN, cell: ({ cases: [first] }) => PEOPLE_COLUMN.cell(first) },
    ],
    rows: noticeRows(cases),
    notes: ["通报后 30 分钟内登记，1 小时内完成排查；相关经营者和商品 100% 复查。"],
    signatures: ["接收人", "审核人"],
    exported: details.exported,
  };
}
