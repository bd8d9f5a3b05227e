import type { CaseCapture, ViolationCase } from "../../contracts/case.js";
import type { TableForm } from "../document.js";
import { printedBases } from "../facts/bases.js";
import { findingsOf, kindWords, numberedEvidence, quotedPlace } from "../facts/case-facts.js";
import { reachedAt, wordAt } from "../facts/history.js";
import { beijingTime } from "../moments.js";
import { EVIDENCE_COLUMN, OPENING_COLUMNS, PEOPLE_COLUMN } from "./case-columns.js";
import { periodFields, type TableDetails } from "./table-details.js";

/** Families whose cases are about promotion. */
const PROMOTION: ReadonlySet<string> = new Set(["efficacy", "wording", "endorsement", "ad-review", "price"]);

/** The picture of a capture by the number of its evidence, with its time; what was kept instead where there is none. */
function pictureOf(one: ViolationCase, capture: CaseCapture): string {
  const kept = new Set(capture.evidence.map(({ sha256 }) => sha256));
  const pieces = numberedEvidence(one).filter(({ sha256 }) => kept.has(sha256));
  const piece = pieces.find(({ kind }) => kind === "screenshot") ?? pieces[0];
  const day = beijingTime(capture.at);
  return piece === undefined ? `${day}（未固证）` : `${piece.id.slice(one.number.length + 1)} ${day}`;
}

/** Whether a case belongs into 违规宣传处置记录表. */
export function isPromotion(one: ViolationCase): boolean {
  return PROMOTION.has(one.family);
}

/** 违规宣传处置记录表: the words and their place, kind, basis, when deleted, captures before and after, contractual penalty. */
export function promotionRecord(rows: Iterable<ViolationCase>, details: TableDetails): TableForm<ViolationCase> {
  return {
    form: "promotion-record",
    title: "违规宣传处置记录表",
    head: periodFields(details),
    columns: [
      ...OPENING_COLUMNS,
      { header: "类型", width: 16, cell: (one) => [kindWords(one)] },
      { header: "原文与位置（框/时间点）", width: 30, cell: (one) => findingsOf(one).map(quotedPlace) },
      {
        header: "依据",
        width: 24,
        cell: (one) => printedBases(findingsOf(one), { region: one.merchant.region }),
      },
      {
        header: "处置\n删除时间、违约金",
        width: 18,
        cell: (one) => [
          `删除：${beijingTime(reachedAt(one, "delisted") ?? reachedAt(one, "sale-suspended")) || "（未删除）"}`,
          `违约金：${wordAt(one, "rectifying", "penalty") || wordAt(one, "delisted", "penalty") || "____元"}`,
          `协议条款：${wordAt(one, "rectifying", "clause") || wordAt(one, "delisted", "clause") || "第____条"}`,
        ],
      },
      EVIDENCE_COLUMN,
      {
        header: "前后截图",
        width: 17,
        cell: (one) => {
          const [first, last] = [one.captures[0], one.captures.at(-1)];
          return [
            `前：${first === undefined ? "（未固证）" : pictureOf(one, first)}`,
            `后：${last === undefined || last === first ? "（未复扫）" : pictureOf(one, last)}`,
          ];
        },
      },
      PEOPLE_COLUMN,
    ],
    rows,
    notes: ["违约金依平台协议收取，不是行政处罚。依据只列已核对原文的；写明“依据待核”的，核对后补录。"],
    signatures: ["经办人", "审核人"],
    exported: details.exported,
  };
}
