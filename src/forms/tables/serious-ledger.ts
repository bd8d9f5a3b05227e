import type { CaseState, ViolationCase } from "../../contracts/case.js";
import type { TableForm } from "../document.js";
import { kindWords, levelOf, levelWords } from "../facts/case-facts.js";
import { hasReached, reachedAt, wordAt } from "../facts/history.js";
import { STATE_NAMES } from "../facts/wording.js";
import { beijingTime } from "../moments.js";
import { EVIDENCE_COLUMN, OPENING_COLUMNS, PEOPLE_COLUMN } from "./case-columns.js";
import { periodFields, type TableDetails } from "./table-details.js";

const MILESTONES: readonly (readonly [string, CaseState])[] = [
  ["初核", "preliminary"],
  ["核实", "formal"],
  ["认定", "determined"],
  ["停服", "stopped"],
  ["公示", "published"],
  ["报告", "reported"],
];

/** Whether a case belongs into 严重违法行为处理台账: level 1 or 2, or its service was stopped; no false alarm. */
export function isSerious(one: ViolationCase): boolean {
  if (one.state === "false-alarm") return false;
  return levelOf(one) <= 2 || hasReached(one, "stop-approval", "emergency-stop", "stopped");
}

/** 严重违法行为处理台账: kind, level, the moments of each step, decision, restoration, archive number, how long it is kept. */
export function seriousLedger(rows: Iterable<ViolationCase>, details: TableDetails): TableForm<ViolationCase> {
  return {
    form: "serious-ledger",
    title: "严重违法行为处理台账",
    head: periodFields(details),
    columns: [
      ...OPENING_COLUMNS,
      { header: "类型、等级", width: 18, cell: (one) => [kindWords(one), levelWords(one)] },
      {
        header: "发现/核实/认定/停服/公示/报告时间",
        width: 26,
        cell: (one) => [
          `发现 ${beijingTime(one.firstSeen)}`,
          ...MILESTONES.map(([name, state]) => `${name} ${beijingTime(reachedAt(one, state)) || "—"}`),
        ],
      },
      {
        header: "处罚决定文号",
        width: 16,
        cell: (one) => [wordAt(one, "authority-feedback", "decisionNumber", "reference", "note") || "—"],
      },
      {
        header: "恢复",
        width: 16,
        cell: (one) => {
          const at = reachedAt(one, "restored") ?? reachedAt(one, "not-restored");
          if (at === null) return ["—"];
          return [hasReached(one, "restored") ? "恢复" : STATE_NAMES["not-restored"], beijingTime(at)];
        },
      },
      {
        header: "归档号\n保管期限",
        width: 18,
        cell: (one) => [
          hasReached(one, "archived") ? wordAt(one, "archived", "archiveNumber") || one.number : "（未归档）",
          one.keepUntil.until === "for-ever" ? "永久" : `至 ${one.keepUntil.until}`,
          one.keepUntil.reason,
          one.legalHold ? "法律保全：停止销毁" : "",
        ],
      },
      EVIDENCE_COLUMN,
      PEOPLE_COLUMN,
    ],
    rows,
    notes: ["“违法”的认定权在行政机关；本台账所列均为平台认定或疑似，等级前有“建议”的尚未经人确认。"],
    signatures: ["质量管理部", "合规部"],
    exported: details.exported,
  };
}
