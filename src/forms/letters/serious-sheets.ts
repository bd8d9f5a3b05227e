import type { CaseEvent, ViolationCase } from "../../contracts/case.js";
import { filled, type LetterDetails } from "../details.js";
import type { Block, Letter, Signature } from "../document.js";
import { printedBases } from "../facts/bases.js";
import { findingsOf, kindWords, levelWords } from "../facts/case-facts.js";
import {
  entryInto,
  entryOf,
  hasReached,
  reachedAt,
  stateAfter,
  stepsOf,
  wordAt,
  wordOfAction,
} from "../facts/history.js";
import { beijingDay, beijingTime } from "../moments.js";
import { basisSentence, heading, letterOf, paragraph } from "./parts.js";
import { evidenceGrid, factList, headBox } from "./shared-blocks.js";

/** A signed emergency stop is approved within this time. */
const LATE_APPROVAL_MS = 24 * 3_600_000;

function choice(options: readonly string[], chosen: string): string {
  return options.map((option) => `${option === chosen ? "☑" : "□"}${option}`).join("　　");
}

/** Who did a step, as a line to sign on: a name that a person gave goes before the one of the history. */
function signer(role: string, given: string, entry: CaseEvent | null): Signature {
  if (given !== "") return { role, name: given };
  return entry?.actor.kind === "person"
    ? { role, name: entry.actor.name, day: beijingDay(entry.at) }
    : { role, name: undefined };
}

/** What was done until the preliminary look was over. */
function stepGrid(one: ViolationCase): Block {
  const begun = entryInto(one, "preliminary")?.seq ?? Number.POSITIVE_INFINITY;
  const over = one.history.find((event) => event.seq > begun && stateAfter(event) !== null)?.seq ?? begun;
  return {
    kind: "grid",
    columns: [
      { header: "时间", share: 16 },
      { header: "操作", share: 34 },
      { header: "结果", share: 50 },
    ],
    rows: stepsOf(one, ({ seq }) => seq <= over).map(({ time, deed, result }) => [time, deed, result]),
  };
}

const CONCLUSIONS = [
  ["涉嫌严重违法，转正式核实", "formal"],
  ["不属于严重违法，按一般问题处理", "determined"],
  ["误报", "false-alarm"],
] as const;

/** 严重违法行为初步核实表: suspected kind, evidence, what was done, preliminary conclusion. */
export function preliminaryForm(one: ViolationCase, details: LetterDetails): Letter {
  const conclusion = wordAt(one, "preliminary", "conclusion", "note");
  return letterOf(
    "preliminary-form",
    "严重违法行为初步核实表",
    [one],
    details,
    [
      headBox(one),
      heading("一、涉嫌违法类型"),
      paragraph(kindWords(one)),
      factList(one),
      heading("二、证据清单"),
      evidenceGrid(one),
      heading("三、核实经过"),
      stepGrid(one),
      heading("四、初步结论"),
      paragraph(
        choice(
          CONCLUSIONS.map(([words]) => words),
          filled(details, "初步结论") || (CONCLUSIONS.find(([, state]) => hasReached(one, state))?.[0] ?? ""),
        ),
      ),
      paragraph(conclusion === "" ? "说明：________________________________" : `说明：${conclusion}`),
      {
        kind: "signatures",
        lines: [
          signer("核实人", filled(details, "核实人"), entryOf(one, "accept")),
          { role: "质量管理部负责人", name: filled(details, "质量管理部负责人") || undefined },
        ],
      },
    ],
    true,
  );
}

const OPINIONS: Readonly<Record<string, string>> = {
  determine: "构成平台规则所称严重违法行为",
  "determine-minor": "不构成",
};

/** 严重违法行为认定意见书: whether it is one, bases, what the merchant stated and whether it was followed, two departments. */
export function findingOpinion(one: ViolationCase, details: LetterDetails): Letter {
  const statement = wordAt(one, "determined", "statement") || filled(details, "经营者陈述");
  const adopted = wordAt(one, "determined", "adopted") || filled(details, "采纳情况");
  return letterOf(
    "finding-opinion",
    "严重违法行为认定意见书",
    [one],
    details,
    [
      headBox(one),
      heading("一、查明的事实"),
      factList(one),
      heading("二、证据"),
      evidenceGrid(one),
      heading("三、经营者陈述及采纳情况"),
      paragraph(`陈述：${statement || "________________________________"}`),
      paragraph(`是否采纳及理由：${adopted || "________________________________"}`),
      heading("四、依据"),
      paragraph(basisSentence(printedBases(findingsOf(one), { region: one.merchant.region, withText: true }))),
      heading("五、认定意见"),
      paragraph(
        `${choice(
          ["构成平台规则所称严重违法行为", "不构成"],
          filled(details, "认定意见") ||
            OPINIONS[String(entryOf(one, "determine", "determine-minor")?.data.action)] ||
            "",
        )}　　等级：${levelWords(one)}`,
      ),
      paragraph(one.levelReason === null ? "理由：________________________________" : `理由：${one.levelReason}`),
      paragraph("本意见是平台依据平台规则作出的认定，违法行为由行政机关认定。"),
      {
        kind: "signatures",
        title: "会签",
        lines: [
          { role: "质量管理部", name: filled(details, "质量管理部") || undefined },
          { role: "合规部", name: filled(details, "合规部") || undefined },
        ],
      },
      { kind: "seal", party: details.issuer, day: details.day },
    ],
    true,
  );
}

const DECISIONS = ["approve-stop", "approve-emergency", "approve-emergency-late", "defer-stop"];

/** 严重违法行为停服审批表: attachments, consent or delay, emergency stop and until when it is approved afterwards. */
export function stopApproval(one: ViolationCase, details: LetterDetails): Letter {
  const emergency = reachedAt(one, "emergency-stop");
  const decision = entryOf(one, ...DECISIONS);
  const decided = decision === null ? "" : decision.data.action === "defer-stop" ? "暂缓停服" : "同意停服";
  const until = emergency === null ? null : new Date(Date.parse(emergency) + LATE_APPROVAL_MS).toISOString();
  return letterOf(
    "stop-approval-form",
    "严重违法行为停服审批表",
    [one],
    details,
    [
      headBox(one),
      heading("一、申请停服事由"),
      factList(one),
      heading("二、附件"),
      { kind: "list", items: ["严重违法行为认定意见书；", "证据清单：见下表。"] },
      evidenceGrid(one),
      heading("三、审批"),
      {
        kind: "fields",
        fields: [
          {
            label: "申请方式",
            value: choice(["审批后停服", "紧急停服"], emergency === null ? "审批后停服" : "紧急停服"),
          },
          { label: "核实通过时间", value: beijingTime(reachedAt(one, "determined") ?? reachedAt(one, "formal")) },
          { label: "紧急停服时间", value: beijingTime(emergency) },
          { label: "补办截止时间", value: beijingTime(until) },
          {
            label: "审批意见",
            value: choice(["同意停服", "暂缓停服"], filled(details, "审批意见") || decided),
            isWide: true,
          },
          {
            label: "意见说明",
            value: filled(details, "意见说明") || (decision === null ? "" : wordOfAction(one, DECISIONS, "note")),
            isWide: true,
          },
        ],
      },
      {
        kind: "signatures",
        title: "签批（两人，不得为同一人）",
        lines: [
          signer(
            "申请",
            filled(details, "申请人"),
            entryOf(one, emergency === null ? "submit-stop" : "emergency-stop"),
          ),
          signer("批准", filled(details, "批准人"), decision),
        ],
      },
    ],
    true,
  );
}
