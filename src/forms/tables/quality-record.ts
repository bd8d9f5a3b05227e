import type { ViolationCase } from "../../contracts/case.js";
import { maskPersonal } from "../../report/mask-personal.js";
import type { TableForm } from "../document.js";
import { findingsOf, kindWords, quotedPlace } from "../facts/case-facts.js";
import { doneAt, hasReached, stepsOf, wordAt } from "../facts/history.js";
import { PROBLEM_TYPES, ROLE_NAMES, STATE_NAMES } from "../facts/wording.js";
import { beijingTime } from "../moments.js";
import { EVIDENCE_COLUMN, OPENING_COLUMNS, PEOPLE_COLUMN } from "./case-columns.js";
import { periodFields, type TableDetails } from "./table-details.js";

/** Lines of a case's steps that a row shows. */
const MAX_STEPS = 12;

/** What came of a case: 解决, 未解决, 转监管. */
export function outcomeOf(one: ViolationCase): string {
  if (one.state === "false-alarm") return "解决（误报）";
  const isReported = hasReached(one, "reported") || doneAt(one, "send-report") !== null;
  if (one.state === "closed" || one.state === "archived" || one.state === "restored") {
    return isReported ? "解决；已转监管" : "解决";
  }
  return isReported ? "转监管部门" : `未解决（${STATE_NAMES[one.state]}）`;
}

/** 质量问题处理记录 QR-QM-001: type, description, parties, responsible person, steps, result, call back. */
export function qualityRecord(rows: Iterable<ViolationCase>, details: TableDetails): TableForm<ViolationCase> {
  return {
    form: "quality-record",
    title: "质量问题处理记录",
    code: "QR-QM-001",
    head: periodFields(details),
    columns: [
      ...OPENING_COLUMNS,
      { header: "问题类型", width: 12, cell: (one) => [PROBLEM_TYPES[one.source], one.sourceReference ?? ""] },
      {
        header: "问题描述\n时间、地点、器械、问题",
        width: 32,
        cell: (one) => [
          `${beijingTime(one.firstSeen)}，${one.listing.platform?.name ?? "本平台"}`,
          kindWords(one),
          maskPersonal(one.description ?? ""),
          ...findingsOf(one).slice(0, 4).map(quotedPlace),
        ],
      },
      {
        header: "涉及方",
        width: 14,
        cell: (one) => [
          one.source === "complaint" || one.source === "report" ? "消费者" : "",
          "经营者",
          one.source === "patrol" || one.source === "scanner" ? "内部岗位" : "",
        ],
      },
      {
        header: "责任人",
        width: 12,
        cell: (one) => [one.assignee?.name ?? "", ROLE_NAMES[one.assignee?.role ?? ""] ?? ""],
      },
      {
        header: "处理步骤\n时间、操作、结果",
        width: 38,
        cell: (one) => {
          const steps = stepsOf(one);
          const shown = steps.slice(0, MAX_STEPS).map(({ time, deed, result }) => `${time} ${deed} ${result}`.trim());
          return steps.length > MAX_STEPS ? [...shown, `共 ${steps.length} 步`] : shown;
        },
      },
      {
        header: "结果与回访",
        width: 18,
        cell: (one) => [
          outcomeOf(one),
          one.source === "complaint" || one.source === "report"
            ? `回访：${wordAt(one, "closed", "followUp") || "（时间、方式、结果待填）"}`
            : "回访：不适用",
        ],
      },
      EVIDENCE_COLUMN,
      PEOPLE_COLUMN,
    ],
    rows,
    notes: ["问题解决后 4 小时内填写，24 小时内审核。电话、证件号、消费者姓名已脱敏，原件只在封存的证据中。"],
    signatures: ["处理责任人", "审核人"],
    exported: details.exported,
  };
}
