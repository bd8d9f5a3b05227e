import type { ViolationCase } from "../../contracts/case.js";
import { filled, type LetterDetails } from "../details.js";
import type { Letter } from "../document.js";
import { printedBases } from "../facts/bases.js";
import { findingsOf, headFields, kindWords } from "../facts/case-facts.js";
import { doneAt, reachedAt, stateAfter, stepsOf, wordOfAction } from "../facts/history.js";
import { beijingTime, tookWords } from "../moments.js";
import { basisSentence, closing, flush, heading, letterOf, paragraph } from "./parts.js";
import { evidenceGrid, factList } from "./shared-blocks.js";

const REPORTS = ["report", "send-report"];
/** What stops a violation; looking into it does not. */
const STOPPING: ReadonlySet<string> = new Set([
  "sale-suspended",
  "rectifying",
  "delisted",
  "emergency-stop",
  "stopped",
  "published",
  "refunded",
]);
const STOPPING_ACTIONS: ReadonlySet<string> = new Set(["confirm-stop-operation", "publish-warning"]);

/** 已采取的制止措施, from the history alone. */
function measureRows(one: ViolationCase): readonly (readonly string[])[] {
  const steps = stepsOf(
    one,
    (event) => STOPPING.has(stateAfter(event) ?? "") || STOPPING_ACTIONS.has(String(event.data.action)),
  );
  return steps.length === 0
    ? [["", "（记录中尚无制止措施，待补充）", ""]]
    : steps.map(({ time, deed, result }) => [time, deed, result]);
}

/** 违法行为报告 by a platform: to whom and by which article, the facts, what was stopped, evidence, limit and what it took. */
export function violationReport(one: ViolationCase, details: LetterDetails): Letter {
  const [addressee] = one.addressees;
  const confirmed = one.confirmedAt;
  const reported = doneAt(one, "send-report") ?? reachedAt(one, "reported");
  const took = tookWords(confirmed, reported);
  const authority = details.authority ?? (wordOfAction(one, REPORTS, "addressee") || addressee?.authority);
  const basis = wordOfAction(one, REPORTS, "basis") || addressee?.basis;
  const outer = one.clocks.find(({ id }) => id === "report-limit")?.dueAt;
  return letterOf("violation-report", "平台内涉嫌违法行为报告", [one], details, [
    flush(`${authority ?? "________________"}：`),
    paragraph(`${basis === undefined ? "" : `根据${basis}，`}现将本平台发现的平台内经营者涉嫌违法行为报告如下。`),
    heading("一、经营者与商品"),
    { kind: "fields", fields: headFields(one).filter(({ label }) => label !== "等级") },
    heading("二、涉嫌违法事实"),
    paragraph(`涉嫌类型：${kindWords({ ...one, confirmed: true })}`),
    factList(one),
    heading("三、涉及的法律规定"),
    paragraph(basisSentence(printedBases(findingsOf(one), { region: one.merchant.region, lawOnly: true }))),
    heading("四、已采取的制止措施"),
    {
      kind: "grid",
      columns: [
        { header: "时间", share: 22 },
        { header: "措施", share: 38 },
        { header: "结果", share: 40 },
      ],
      rows: measureRows(one),
    },
    heading("五、证据目录"),
    evidenceGrid(one),
    heading("六、报告时限"),
    {
      kind: "fields",
      fields: [
        { label: "法定时限", value: addressee?.limit ?? "" },
        { label: "平台规定的最迟时间", value: beijingTime(outer) },
        { label: "确认时间", value: beijingTime(confirmed) },
        { label: "报告时间", value: beijingTime(reported) },
        { label: "实际用时", value: took, isWide: true },
      ],
    },
    ...closing(details),
    { kind: "cut", text: "收文回执" },
    {
      kind: "fields",
      fields: [
        { label: "收文机关", value: "" },
        { label: "收文时间、收文人", value: "" },
        { label: "监管反馈", value: filled(details, "监管反馈"), isWide: true },
      ],
    },
  ]);
}

/** 案件线索移送函 between authorities: cites law only, without a platform's levels; two officers. */
export function transferLetter(one: ViolationCase, details: LetterDetails): Letter {
  const law = printedBases(findingsOf(one), { region: one.merchant.region, lawOnly: true, withText: true });
  const penalties = findingsOf(one).flatMap(({ basis }) =>
    basis
      .filter(({ checked, force, penalty }) => checked && force !== "platform" && penalty !== null && penalty !== "")
      // An article of the law itself stands without its name; one of another law brings its own.
      .map(({ law, penalty }) => (penalty?.startsWith("第") ? `《${law}》${penalty}` : (penalty ?? ""))),
  );
  const named = [...new Set(penalties)];
  return letterOf("transfer-letter", "案件线索移送函", [one], details, [
    flush(`${details.authority ?? "________________"}：`),
    paragraph(
      `我单位在工作中发现下列涉嫌违法线索（线索编号：${one.number}）。${filled(details, "管辖理由") || "经审查，该线索不属于我单位管辖（理由：________________________________），"}现移送你单位依法处理。`,
    ),
    heading("一、当事人与商品"),
    { kind: "fields", fields: headFields(one).filter(({ label }) => !["等级", "经办人", "审核人"].includes(label)) },
    heading("二、涉嫌违法事实"),
    factList(one),
    heading("三、涉嫌违反的条款"),
    paragraph(`定性条款：${basisSentence(law)}`),
    paragraph(`处罚条款：${named.length > 0 ? named.join("；") : "依据待核"}`),
    heading("四、证据目录"),
    evidenceGrid(one),
    {
      kind: "signatures",
      lines: [
        { role: "经办人一", name: filled(details, "经办人一") || undefined },
        { role: "经办人二", name: filled(details, "经办人二") || undefined },
      ],
    },
    ...closing(details),
    { kind: "cut", text: "移送回执" },
    {
      kind: "fields",
      fields: [
        { label: "移送机关", value: details.issuer },
        { label: "受移送机关", value: details.authority ?? "" },
        { label: "收到时间、收件人", value: "" },
        { label: "处理意见", value: "□受理　□退回（理由：________）" },
      ],
    },
  ]);
}
