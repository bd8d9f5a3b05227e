import type { CaseClock, CaseSource, CaseState, CaseSummary, ViolationCase } from "../../contracts/case.js";
import { neutralise } from "../../report/neutralise.js";
import { type CaseDesk, inBeijing, loadOperations } from "../../violations/index.js";
import type { CaseOptions } from "../case-options.js";
import { UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { guardCases, withDesk } from "../open-desk.js";

export interface ListOptions extends CaseOptions {
  readonly state?: readonly CaseState[];
  readonly level?: readonly string[];
  readonly source?: readonly CaseSource[];
  readonly family?: string;
  readonly merchant?: string;
  readonly product?: string;
  readonly listing?: string;
  readonly assignee?: string;
  readonly from?: string;
  readonly to?: string;
  readonly unconfirmed?: boolean;
  readonly shadow?: boolean;
  readonly after?: string;
  readonly limit?: number;
}
export interface OverdueOptions extends CaseOptions {
  readonly soon?: number;
  readonly post?: string;
}
export interface DossierOptions extends CaseOptions {
  readonly merchant?: string;
  readonly product?: string;
}
export interface PrecisionOptions extends CaseOptions {
  readonly rule?: string;
  readonly merchant?: string;
}

type Print = (lines: readonly string[], items: readonly unknown[]) => Promise<void>;

/** Lines for people, or one JSON object a line. */
function printer(io: Io, { format }: CaseOptions): Print {
  return async (lines, items) => {
    const own = format === "json" ? items.map((item) => JSON.stringify(item)) : lines.map(neutralise);
    for (const line of own) await io.stdout.write(`${line}\n`);
  };
}

/** `medlint cases list`. */
export function list(options: ListOptions, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    const { state: states, level, source: sources, unconfirmed, ...query } = options;
    const found = await desk.read.list({
      ...query,
      states,
      sources,
      levels: level?.map(Number),
      confirmed: unconfirmed === true ? false : undefined,
    });
    const lines = found.flatMap((one) => summaryLines(one, desk));
    await printer(io, options)([...lines, `共 ${found.length} 件`], found);
    return EXIT.ok;
  });
}

function summaryLines(one: CaseSummary, { operations }: CaseDesk): string[] {
  const { number, state, level, proposedLevel, listing, merchant, product, nextDue, assignee } = one;
  const grade = level === null ? `建议 ${proposedLevel} 级（未确认）` : `${level} 级`;
  return [
    `${number}  ${operations.states.get(state)?.name ?? state}  ${grade}  ${operations.families.get(one.family) ?? one.family}`,
    `  ${merchant.name ?? "（未写经营者）"}  ${product.name ?? listing.title ?? listing.key ?? "—"}  规则 ${one.rules.join("、") || "—"}`,
    `  立案 ${inBeijing(one.openedAt)}${nextDue === null ? "" : `，最近期限 ${inBeijing(nextDue)}`}${assignee === null ? "" : `，承办 ${assignee.name}`}`,
  ];
}

/** `medlint cases show`. */
export function show(number: string, options: CaseOptions, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    const one = await desk.read.show(number);
    await printer(io, options)(wholeLines(one, desk), [one]);
    return EXIT.ok;
  });
}

function wholeLines(one: ViolationCase, desk: CaseDesk): string[] {
  const { operations } = desk;
  const role = (id: string) => operations.roles.get(id)?.name ?? id;
  return [
    ...summaryLines(one, desk),
    `  来源：${operations.sources.get(one.source)?.name ?? one.source}${one.sourceReference === null ? "" : `（${one.sourceReference}）`}；建议理由：${one.proposedReason}`,
    ...(one.description === null ? [] : [`  线索：${one.description}`]),
    ...(one.confirmedBy === null
      ? ["  尚无人确认：以下均为疑似"]
      : [
          `  确认：${one.confirmedBy.name}（${role(one.confirmedBy.role)}）${inBeijing(one.confirmedAt ?? "")}，${one.levelReason ?? ""}`,
        ]),
    `保管至：${one.keepUntil.until === "for-ever" ? "永久" : one.keepUntil.until}（${one.keepUntil.reason}）`,
    `问题 ${one.findings.length} 项`,
    ...one.findings.flatMap(({ finding, timesSeen }) => [
      `  ${finding.name}：${finding.matched}  （${finding.message}；见到 ${timesSeen} 次）`,
      ...finding.basis.map(({ law, article, checked }) => `    依据 ${law}${article}${checked ? "" : "（依据待核）"}`),
    ]),
    `时限 ${one.clocks.length} 项`,
    ...one.clocks.map((clock) => `  ${clockLine(clock, desk)}`),
    ...(one.addressees.length > 0 && one.confirmed
      ? ["应报告", ...one.addressees.map(({ authority, basis, limit }) => `  ${limit}：${authority}（${basis}）`)]
      : []),
    `文件 ${one.documents.length} 件`,
    ...one.documents.map(({ kind, name, sha256 }) => `  ${operations.documents.get(kind) ?? kind}：${name}  ${sha256}`),
    "历史",
    ...one.history.map(({ seq, at, actor, event, data }) => {
      const action =
        typeof data.action === "string"
          ? (operations.actions.get(data.action)?.name ?? data.action)
          : (EVENTS[event] ?? event);
      const note = typeof data.note === "string" && data.note !== "" ? `：${data.note}` : "";
      return `  ${seq}  ${inBeijing(at)}  ${actor.name}（${role(actor.role)}）  ${action}${note}`;
    }),
  ];
}

const EVENTS: Readonly<Record<string, string>> = {
  opened: "立案",
  captured: "再次采集",
  confirmed: "确认等级",
  assigned: "交办",
  hold: "法律保全",
};

function clockLine(clock: CaseClock, { operations }: CaseDesk): string {
  const end = clock.stoppedAt === null ? "" : clock.stoppedAt > clock.dueAt ? "，已办（逾期）" : "，已办";
  const guess = clock.isProvisional ? "（暂定：缺少该年节假日安排）" : "";
  return `${clock.name}  ${inBeijing(clock.dueAt)} 到期${guess}${end}  ${operations.roles.get(clock.post)?.name ?? clock.post}`;
}

/** `medlint cases overdue`: 1 where anything is over. */
export function overdue(options: OverdueOptions, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    const at = new Date().toISOString();
    const found = await desk.read.overdue(at, { soonHours: options.soon, post: options.post });
    const over = found.filter(({ dueAt }) => dueAt <= at);
    const lines: string[] = [];
    let post = "";
    for (const clock of found) {
      if (clock.post !== post) {
        post = clock.post;
        lines.push(desk.operations.roles.get(post)?.name ?? post);
      }
      lines.push(`  ${clock.dueAt <= at ? "逾期" : "将到期"}  ${clock.number}  ${clockLine(clock, desk)}`);
    }
    lines.push(`逾期 ${over.length} 项，将到期 ${found.length - over.length} 项`);
    await printer(io, options)(
      lines,
      found.map((clock) => ({ ...clock, isOverdue: clock.dueAt <= at })),
    );
    return over.length > 0 ? EXIT.violation : EXIT.ok;
  });
}

/** `medlint cases clusters`. */
export function clusters(options: CaseOptions & { open?: boolean; least?: number }, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    const { open = false, least = 2 } = options;
    const found = await desk.read.clusters({ open, least });
    const kinds = { sentence: "句子", picture: "图片", template: "缺失" };
    const lines = found.flatMap(({ id, kind, rule, sample, cases, merchants, decision }) => [
      `${cases} 件、${merchants} 家  ${rule}（${kinds[kind]}）  ${decision === null ? "未决定" : decision.verdict === "confirmed" ? `已确认 ${decision.level} 级` : "误报"}`,
      `  ${sample}`,
      `  ${id}`,
    ]);
    await printer(io, options)([...lines, `共 ${found.length} 类`], found);
    return EXIT.ok;
  });
}

/** `medlint cases dossier`. */
export function dossier(options: DossierOptions, io: Io): Promise<number> {
  const { merchant, product } = options;
  const key = merchant ?? product;
  if (key === undefined || (merchant !== undefined && product !== undefined)) {
    throw new UsageError("须用 --merchant 或 --product 写明一个");
  }
  return withDesk(options, io, async (desk) => {
    const one = await desk.read.dossier(merchant === undefined ? "product" : "merchant", key);
    const hours = one.rectifyHours;
    const mean =
      hours.length === 0 ? "—" : `${(hours.reduce((sum, hour) => sum + hour, 0) / hours.length).toFixed(1)} 小时`;
    const lines = [
      `${one.subject.name}（${one.subject.key}）：${one.cases.length} 件，已确认 ${one.confirmed}，误报 ${one.dismissed}，在办 ${one.open}；平均整改 ${mean}`,
      ...one.repeats.map(
        ({ family, numbers }) =>
          `三个月内重复违规（${desk.operations.families.get(family) ?? family}）：${numbers.join("、")}`,
      ),
      ...one.cases.flatMap((summary) => summaryLines(summary, desk)),
    ];
    await printer(io, options)(lines, [one]);
    return EXIT.ok;
  });
}

/** `medlint cases precision`. */
export function precision(options: PrecisionOptions, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    const found = await desk.read.precision(options);
    const lines = found.map(
      ({ rule, month, confirmed, dismissed, precision: share }) =>
        `${month}  ${rule}  确认 ${confirmed}，误报 ${dismissed}，准确率 ${share === null ? "—" : `${(share * 100).toFixed(1)} %`}`,
    );
    await printer(io, options)(lines.length > 0 ? lines : ["还没有人作出决定"], found);
    return EXIT.ok;
  });
}

/** `medlint cases expiring`. */
export function expiring(options: CaseOptions, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    const found = await desk.read.expiring(new Date().toISOString());
    const lines = found.map(({ number, until, reason }) => `${number}  保管至 ${until}（${reason}）`);
    await printer(io, options)([...lines, `共 ${found.length} 件`], found);
    return EXIT.ok;
  });
}

/** `medlint cases actions`. */
export function actions(io: Io): Promise<number> {
  return guardCases(async () => {
    const operations = loadOperations();
    const state = (id: CaseState) => operations.states.get(id)?.name ?? id;
    const lines = [...operations.actions.values()].flatMap(
      ({ id, name, from, to, roles, attach, note, fields, level, otherThan }) => [
        `${id}  ${name}：${from.map(state).join("、")}${to === undefined ? "" : ` → ${state(to)}`}`,
        [
          `  岗位 ${roles.join("、")}`,
          ...(note ? ["写明理由"] : []),
          ...(attach.length > 0 ? [`附 ${attach.join("、")}`] : []),
          ...(fields.length > 0 ? [`填 ${fields.join("、")}`] : []),
          ...(level ? ["先确认等级"] : []),
          ...(otherThan.length > 0
            ? [
                `不能与作出“${otherThan.map((other) => operations.actions.get(other)?.name ?? other).join("、")}”的是同一人`,
              ]
            : []),
        ].join("；"),
      ],
    );
    const names = (map: ReadonlyMap<string, string>) => [...map].map(([id, name]) => `${id}（${name}）`).join("、");
    const roles = new Map([...operations.roles].map(([id, { name }]) => [id, name]));
    await io.stdout.write(
      `${[...lines, `岗位：${names(roles)}`, `文件种类：${names(operations.documents)}`].join("\n")}\n`,
    );
    return EXIT.ok;
  });
}
