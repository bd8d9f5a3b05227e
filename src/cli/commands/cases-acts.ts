import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { CaseActor, CaseSource } from "../../contracts/case.js";
import type { Level } from "../../contracts/result.js";
import { neutralise } from "../../report/neutralise.js";
import { MAX_DOCUMENT_BYTES, type NewDocument } from "../../violations/index.js";
import type { PaperOptions, PersonOptions } from "../case-options.js";
import { describeSystemError, UnreadableInputError, UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { withDesk } from "../open-desk.js";
import type { Services } from "../services.js";

export interface CreateOptions extends PaperOptions {
  readonly source: CaseSource;
  readonly reference?: string;
  readonly level?: string;
  readonly family?: string;
  readonly listing?: string;
  readonly url?: string;
  readonly title?: string;
  readonly merchant?: string;
  readonly uscc?: string;
  readonly region?: string;
  readonly shop?: string;
  readonly product?: string;
  readonly kind?: string;
  readonly certificate?: string;
  readonly complainant?: string;
  readonly phone?: string;
}
export interface AssignOptions extends PersonOptions {
  readonly to: string;
  readonly toRole: string;
}
export interface ConfirmOptions extends PersonOptions {
  readonly level: string;
  readonly cluster?: string;
}
export interface DismissOptions extends PersonOptions {
  readonly cluster?: string;
}
export interface HoldOptions extends PersonOptions {
  readonly lift?: boolean;
}
export interface ShadowOptions extends PersonOptions {
  readonly off?: boolean;
  readonly dictionary?: string;
}

const now = () => new Date().toISOString();
const actorOf = ({ actor, role }: PersonOptions): CaseActor => ({ kind: "person", name: actor.trim(), role });

async function say(
  io: Io,
  options: PersonOptions,
  sentence: string,
  data: Readonly<Record<string, unknown>>,
): Promise<number> {
  await io.stdout.write(options.format === "json" ? `${JSON.stringify(data)}\n` : `${neutralise(sentence)}\n`);
  return EXIT.ok;
}

/** `medlint cases create`. */
export function create(options: CreateOptions, io: Io): Promise<number> {
  const { listing, url, title, merchant, uscc, region, shop, product, kind, certificate, complainant, phone } = options;
  const intake = {
    source: options.source,
    reference: options.reference,
    description: options.note ?? "",
    family: options.family,
    level: options.level === undefined ? undefined : (Number(options.level) as Level),
    listing: given({ key: listing, url, title }),
    merchant: given({ name: merchant, uscc, region, shop }),
    product: given({ name: product, kind, certificate }),
    complainant: given({ name: complainant, phone }),
    documents: documentsOf(options),
    fields: options.field === undefined ? undefined : fieldsOf(options),
  };
  return withDesk({ ...options, isNewAllowed: true }, io, async (desk) => {
    const { number, isNew } = await desk.create(intake, actorOf(options), now());
    return say(io, options, isNew ? `已立案 ${number}` : `这条线索已登记为 ${number}，没有重复立案`, { number, isNew });
  });
}

/** The fields that are there; undefined where none is. */
function given<Fields extends Record<string, string | undefined>>(
  fields: Fields,
): { [Name in keyof Fields]?: string } | undefined {
  const there = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return there.length === 0 ? undefined : (Object.fromEntries(there) as { [Name in keyof Fields]?: string });
}

/** `medlint cases assign`. */
export function assign(number: string, options: AssignOptions, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    const changed = await desk.assign(number, { name: options.to, role: options.toRole }, actorOf(options), now());
    return say(io, options, changed ? `${number} 已交给${options.to}` : `${number} 本来就由${options.to}承办`, {
      number,
      changed,
    });
  });
}

/** `medlint cases confirm`. */
export function confirm(number: string | undefined, options: ConfirmOptions, io: Io): Promise<number> {
  const level = Number(options.level) as Level;
  const actor = actorOf(options);
  const reason = options.note ?? "";
  const { cluster } = options;
  return withDesk(options, io, async (desk) => {
    if (cluster !== undefined) {
      const cases = await desk.decide({ cluster, verdict: "confirmed", level, reason, actor, at: now() });
      return say(io, options, `已一并确认 ${cases.length} 件为 ${level} 级：${cases.join("、")}`, { cluster, cases });
    }
    const one = required(number);
    const changed = await desk.confirm({ number: one, level, reason, actor, at: now() });
    await say(io, options, changed ? `${one} 已确认为 ${level} 级` : `${one} 已经这样确认过`, {
      number: one,
      level,
      changed,
    });
    if (changed && options.format !== "json") {
      for (const { authority, basis, limit } of (await desk.read.show(one)).addressees) {
        await io.stdout.write(
          `${neutralise(`  应${limit}报告：${authority}（${basis}）；由人选定后用 transition … send-report 登记`)}\n`,
        );
      }
    }
    return EXIT.ok;
  });
}

/** `medlint cases dismiss`. */
export function dismiss(number: string | undefined, options: DismissOptions, io: Io): Promise<number> {
  const { cluster } = options;
  if (cluster === undefined) return act(required(number), "dismiss", options, io);
  return withDesk(options, io, async (desk) => {
    const request = {
      cluster,
      verdict: "dismissed" as const,
      reason: options.note ?? "",
      actor: actorOf(options),
      at: now(),
    };
    const cases = await desk.decide(request);
    return say(io, options, `已一并认定 ${cases.length} 件为误报：${cases.join("、")}`, { cluster, cases });
  });
}

function required(number: string | undefined): string {
  if (number === undefined) throw new UsageError("须写明案件编号，或者用 --cluster 写明聚类");
  return number;
}

/** `medlint cases transition`, `answer`, `appeal`. */
export function act(number: string, action: string, options: PaperOptions, io: Io): Promise<number> {
  const documents = documentsOf(options);
  const fields = fieldsOf(options);
  return withDesk(options, io, async (desk) => {
    const request = { number, action, actor: actorOf(options), at: now(), note: options.note, documents, fields };
    const result = await desk.act(request);
    const name = desk.operations.actions.get(action)?.name ?? action;
    const state = desk.operations.states.get(result.state)?.name ?? result.state;
    const sentence = result.changed
      ? `${number} 已办理“${name}”，现在是“${state}”`
      : `${number} 刚才已经办理“${name}”，没有重复`;
    return say(io, options, sentence, { ...result });
  });
}

/** `medlint cases hold`. */
export function hold(number: string, options: HoldOptions, io: Io): Promise<number> {
  const isHeld = options.lift !== true;
  return withDesk(options, io, async (desk) => {
    const changed = await desk.hold(number, isHeld, options.note ?? "", actorOf(options), now());
    const what = isHeld ? "法律保全" : "解除法律保全";
    return say(io, options, changed ? `${number} 已${what}` : `${number} 本来就是这样`, {
      number,
      held: isHeld,
      changed,
    });
  });
}

/** `medlint cases shadow`. */
export async function shadow(rule: string, options: ShadowOptions, io: Io, services: Services): Promise<number> {
  const mode = options.off === true ? "live" : "shadow";
  if (mode === "shadow") await requireRule(rule, options.dictionary, services);
  return withDesk(options, io, async (desk) => {
    await desk.setRuleMode(rule, mode, options.note ?? "", actorOf(options), now());
    return say(io, options, mode === "shadow" ? `规则 ${rule} 转为影子运行` : `规则 ${rule} 恢复显示和计时`, {
      rule,
      mode,
    });
  });
}

/** A misspelt rule would run on, and nobody would notice that nothing is in shadow. */
async function requireRule(rule: string, folder: string | undefined, services: Services): Promise<void> {
  const { rules } = await services.loadDictionary(folder);
  if (rules.some(({ id }) => id === rule)) return;
  const near = rules.filter(({ id, name }) => id.includes(rule) || rule.includes(id) || name.zh.includes(rule));
  const hint =
    near.length > 0 ? `相近的有：${near.map(({ id }) => id).join("、")}` : "用 medlint rules list 查看全部规则";
  throw new UsageError(`没有规则 ${rule}。${hint}`, "MEDLINT_USAGE_UNKNOWN_RULE");
}

function documentsOf({ attach = [] }: PaperOptions): NewDocument[] {
  return attach.map((one) => {
    const [kind, path] = pair("--attach", one);
    try {
      if (statSync(path).size > MAX_DOCUMENT_BYTES) {
        throw new UsageError(`文件 ${path} 超过 ${MAX_DOCUMENT_BYTES} 字节的上限`);
      }
      return { kind, name: basename(path), content: readFileSync(path) };
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UnreadableInputError(`文件 ${path} 无法读取（${describeSystemError(error)}）`, error);
    }
  });
}

function fieldsOf({ field = [] }: PaperOptions): Record<string, string> {
  return Object.fromEntries(field.map((one) => pair("--field", one)));
}

function pair(option: string, text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1 || at === text.length - 1) throw new UsageError(`${option} 的值“${text}”应写成 名称=值`);
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}
