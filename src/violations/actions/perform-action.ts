import type { CaseActor, CaseState, Moment } from "../../contracts/case.js";
import type { Level } from "../../contracts/result.js";
import { maskDeep, maskPersonal } from "../../report/mask-personal.js";
import { contentHash, sha256 } from "../canonical.js";
import { dayOf, inBeijing } from "../clocks/beijing.js";
import { workingDaysAfter } from "../clocks/due.js";
import { RefusedActionError } from "../errors.js";
import type { Operations } from "../operations/load-operations.js";
import type { ActionRule } from "../operations/schema.js";
import { applyEvent, loadCase, type OpenCase, type WriteContext } from "./apply-event.js";
import { keepDocuments, type NewDocument } from "./keep-documents.js";
import { keepVerdict } from "./keep-verdict.js";
import { isSamePerson, requirePerson, requireRole } from "./person.js";

const MAX_NOTE = 4_000;

/** What a person does to a case. */
export interface ActionRequest {
  readonly number: string;
  /** Id of an action in `dictionaries/operations/states.yaml`. */
  readonly action: string;
  readonly actor: CaseActor;
  readonly at: Moment;
  readonly note?: string | undefined;
  readonly documents?: readonly NewDocument[] | undefined;
  /** Further facts, such as `addressee` and `basis` of a report. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

export interface ActionResult {
  readonly number: string;
  readonly state: CaseState;
  /** False where the very same was done already. */
  readonly changed: boolean;
}

/**
 * Does one action: checks state, post, person, level, papers and time, then writes it with clocks and log entry.
 *
 * @throws RefusedActionError with what is missing; nothing is written
 */
export async function performAction(context: WriteContext, request: ActionRequest): Promise<ActionResult> {
  const { transaction, operations } = context;
  const rule = operations.actions.get(request.action);
  if (rule === undefined) {
    throw new RefusedActionError(`没有动作 ${request.action}；可用：${[...operations.actions.keys()].join("、")}`);
  }
  requirePerson(request.actor, operations);
  const open = await loadCase(transaction, request.number);
  const state = open.row.state as CaseState;
  const note = maskPersonal(request.note?.trim() ?? "").slice(0, MAX_NOTE);
  const content = contentOf(request, note);
  if (await wasLast(context, request.number, content)) return { number: request.number, state, changed: false };
  checkAction(rule, open, request, note, operations);
  const { actor, at, number } = request;
  const documents = await keepDocuments(transaction, operations, number, request.documents ?? [], actor, at);
  const to = rule.to ?? state;
  const moved = to === state ? [] : [`leave:${state}`, `enter:${to}`];
  if (rule.verdict !== undefined) await keepVerdict(transaction, open.row, rule.verdict, note, actor, at);
  await applyEvent(context, open, {
    event: "action",
    actor,
    at,
    data: { action: rule.id, from: state, to, note, documents, fields: maskDeep(request.fields ?? {}), content },
    events: [`act:${rule.id}`, ...moved],
    set: to === state ? undefined : { state: to },
  });
  return { number, state: to, changed: true };
}

function contentOf({ number, action, actor, documents = [], fields = {} }: ActionRequest, note: string): string {
  const papers = documents.map(({ kind, name, content }) => ({ kind, name, hash: sha256(content) }));
  return contentHash({ number, action, actor, note, papers, fields });
}

/** Whether the case's last entry is this very request: a button pressed twice, a command sent again. */
async function wasLast({ transaction }: WriteContext, number: string, content: string): Promise<boolean> {
  const last = await transaction
    .selectFrom("case_log")
    .select("body")
    .where("number", "=", number)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return false;
  return (JSON.parse(last.body) as { data?: { content?: unknown } }).data?.content === content;
}

function checkAction(
  rule: ActionRule,
  { row, marks }: OpenCase,
  { actor, at, documents = [], fields = {} }: ActionRequest,
  note: string,
  operations: Operations,
): void {
  const nameOf = (state: string) => operations.states.get(state as CaseState)?.name ?? state;
  const refuse = (why: string): never => {
    throw new RefusedActionError(`案件 ${row.number} 不能办理“${rule.name}”：${why}`);
  };
  if (!rule.from.includes(row.state as CaseState)) {
    refuse(`现在是“${nameOf(row.state)}”，须在${rule.from.map((state) => `“${nameOf(state)}”`).join("、")}时`);
  }
  requireRole(actor, rule.roles, rule.name, operations);
  const lacking = lackingOf(rule, documents, fields, note, operations);
  if (lacking.length > 0) refuse(lacking.join("；"));
  if (rule.level && row.level === null) refuse("等级还没有人确认，请先 medlint cases confirm");
  if (rule.levels !== undefined && !rule.levels.includes(row.level as Level)) {
    refuse(`只用于 ${rule.levels.join("、")} 级，本案确认为 ${row.level} 级`);
  }
  for (const other of rule.otherThan) {
    const by = marks.get(`act:${other}`)?.by_name;
    if (by !== undefined && isSamePerson(by, actor.name)) {
      refuse(`${operations.actions.get(other)?.name ?? other}是${by}作出的，须由另一人作出`);
    }
  }
  for (const other of rule.since) {
    if (!marks.has(`act:${other}`)) refuse(`还没有“${operations.actions.get(other)?.name ?? other}”`);
  }
  checkTimes(rule, marks, at, operations, refuse);
}

/** All that a request does not give, so that a person is sent back once and not three times. */
function lackingOf(
  rule: ActionRule,
  documents: readonly NewDocument[],
  fields: Readonly<Record<string, string>>,
  note: string,
  operations: Operations,
): string[] {
  const lacking: string[] = [];
  const strange = documents.filter(({ kind }) => !operations.documents.has(kind)).map(({ kind }) => kind);
  if (strange.length > 0) lacking.push(`没有文件种类 ${strange.join("、")}（medlint cases actions 列出全部）`);
  if (rule.note && note === "") lacking.push("须写明理由（--note）");
  const given = new Set(documents.map(({ kind }) => kind));
  const missing = rule.attach.filter((kind) => !given.has(kind));
  if (missing.length > 0) {
    const names = missing.map((kind) => `${operations.documents.get(kind) ?? kind}（--attach ${kind}=文件）`);
    lacking.push(`缺少文件：${names.join("、")}`);
  }
  const empty = rule.fields.filter((field) => (fields[field] ?? "").trim() === "");
  if (empty.length > 0) {
    lacking.push(`须写明${empty.map((field) => `${FIELD_NAMES[field] ?? field}（--field ${field}=…）`).join("、")}`);
  }
  return lacking;
}

/** What a field of `states.yaml` asks for. */
const FIELD_NAMES: Readonly<Record<string, string>> = { addressee: "收文机关", basis: "依据" };

function checkTimes(
  { before, after }: ActionRule,
  marks: OpenCase["marks"],
  at: Moment,
  operations: Operations,
  refuse: (why: string) => never,
): void {
  if (before !== undefined) {
    const from = marks.get(before.event)?.at;
    const last = from === undefined ? Number.NaN : Date.parse(from) + before.hours * 3_600_000;
    if (Number.isNaN(last) || Date.parse(at) > last) {
      refuse(
        `须在 ${before.hours} 小时内（${Number.isNaN(last) ? "起点不明" : `${inBeijing(new Date(last).toISOString())} 前`}），已经逾期`,
      );
    }
  }
  if (after !== undefined) {
    const from = marks.get(after.event)?.at;
    const least = from === undefined ? null : workingDaysAfter(from, after.workingDays, operations.holidays);
    if (least === null || at <= least.dueAt) {
      const guess = least?.isProvisional === true ? "（暂定：缺少该年节假日安排）" : "";
      refuse(`须满 ${after.workingDays} 个工作日${least === null ? "" : `，${dayOf(least.dueAt)}${guess} 以后`}`);
    }
  }
}
