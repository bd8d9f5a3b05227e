import { readFileSync } from "node:fs";
import type { MonitoringRow, MonitoringRun } from "../../contracts/monitoring.js";
import { type Candidate, drawSample, faultsInProof, type SampleProof } from "../../evidence/monitoring/draw-sample.js";
import { RunLog } from "../../evidence/monitoring/run-log.js";
import { beijingDay, beijingTime } from "../../forms/moments.js";
import { tableHtml } from "../../forms/render/table-html.js";
import { writeTable } from "../../forms/render/table-writer.js";
import { tableXlsx } from "../../forms/render/xlsx.js";
import { type MonitoringPlan, monitoringRecord } from "../../forms/tables/monitoring-record.js";
import { planWords } from "../../forms/tables/plan-words.js";
import { neutralise } from "../../report/neutralise.js";
import { describeSystemError, UnreadableInputError, UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { OutputFile } from "../output-file.js";
import { readProof } from "../read-proof.js";
import { withStore } from "./evidence.js";

/** Listings of a sample that are named as not read. */
const MAX_NAMED = 50;

interface Population {
  readonly evidence?: string | undefined;
  readonly list?: string | undefined;
}

export interface DrawOptions extends Population {
  readonly rate: number;
  readonly seed: string;
  readonly strata?: string | undefined;
  readonly output?: string | undefined;
}

/** `medlint sample`: 3 where there is nothing to draw from. */
export async function draw(options: DrawOptions, io: Io): Promise<number> {
  const by = (options.strata ?? "").split(/[,，、]/).flatMap((field) => field.trim() || []);
  const all = await populationOf(options, by);
  if (all.length === 0) {
    await io.stderr.write("清单是空的，没有可抽的商品\n");
    return EXIT.unread;
  }
  const proof = drawSample(all, { rate: options.rate, by, seed: options.seed });
  const json = `${JSON.stringify(proof, null, 2)}\n`;
  if (options.output === undefined) await io.stdout.write(json);
  else {
    const file = await OutputFile.open(options.output);
    await file.write(json);
    await file.commit();
  }
  await io.stderr.write(
    `总体 ${proof.population.count} 件，${proof.strata.length} 层，抽出 ${proof.sample.length} 件\n`,
  );
  return EXIT.ok;
}

/** `medlint sample prove`: 1 where the proof does not hold. */
export async function prove(path: string, options: Population, io: Io): Promise<number> {
  const proof = readProof(path);
  const faults = faultsInProof(proof, await populationOf(options, proof.by));
  for (const fault of faults) await io.stdout.write(`${neutralise(fault)}\n`);
  if (faults.length === 0) await io.stdout.write(`相符：种子 ${neutralise(proof.seed)}，${proof.sample.length} 件\n`);
  return faults.length > 0 ? EXIT.violation : EXIT.ok;
}

/** `medlint sample runs`. */
export async function listRuns(options: { readonly evidence: string }, io: Io): Promise<number> {
  return withStore(options, async (store) => {
    for (const run of new RunLog(store).list()) {
      const counts = `计划 ${run.planned ?? "未定"}，已读 ${run.read}，未读全 ${run.incomplete}，未发现问题 ${run.clean}，待复核 ${run.review}，疑似违规 ${run.violation}`;
      const end = run.endedAt ?? "未完成";
      const words = planWords(run);
      const line = `${run.id}  ${run.startedAt} 至 ${end}  ${run.operator}  ${counts}${words === "" ? "" : `；${words}`}`;
      await io.stdout.write(`${neutralise(line)}\n`);
    }
    return EXIT.ok;
  });
}

export interface RecordOptions {
  readonly evidence: string;
  readonly run: number;
  readonly output: string;
  readonly sample?: string | undefined;
  readonly by?: string | undefined;
  readonly fieldKey?: string | undefined;
  readonly format: "xlsx" | "html" | "json";
}

/** `medlint sample record`: the 产品信息监测记录表 of a run. */
export async function writeRecord(options: RecordOptions, io: Io): Promise<number> {
  return withStore(options, async (store) => {
    const { run, rows } = new RunLog(store).show(options.run);
    const proof = options.sample === undefined ? null : readProof(options.sample);
    const file = await OutputFile.open(options.output);
    try {
      if (options.format === "json") {
        await file.write(`${JSON.stringify({ run, sample: proof, rows: [...rows] }, null, 2)}\n`);
      } else await writeForm(options, run, rows, proof, file);
      await file.commit();
    } catch (error) {
      await file.discard();
      throw error;
    }
    await io.stderr.write(`${run.read} 行\n`);
    return EXIT.ok;
  });
}

async function writeForm(
  { format, by }: RecordOptions,
  run: MonitoringRun,
  rows: Iterable<MonitoringRow>,
  proof: SampleProof | null,
  file: OutputFile,
): Promise<void> {
  const days = [beijingDay(run.startedAt), beijingDay(run.endedAt ?? run.startedAt)] as const;
  const exported = { by: by ?? run.operator, at: beijingTime(new Date().toISOString()) };
  const form = monitoringRecord(
    { run, rows, plan: planOf(run, rows, proof) },
    { issuer: "", from: days[0], to: days[1], exported },
  );
  const writer = format === "html" ? tableHtml(form) : tableXlsx(form);
  for (const bytes of await writeTable(form, [writer])) await file.writeBytes(bytes);
}

/** What was planned and what was read: of a sample, only what was drawn counts, and what is missing is named. */
function planOf(run: MonitoringRun, rows: Iterable<MonitoringRow>, proof: SampleProof | null): MonitoringPlan {
  const people = { operator: run.operator, reviewer: "" };
  if (proof === null) return { ...sharesOf(run), ...people };
  const drawn = new Set(proof.sample);
  for (const { listing } of rows) drawn.delete(listing);
  const read = proof.sample.length - drawn.size;
  const share = proof.population.count === 0 ? "—" : `${Math.round((read / proof.population.count) * 10_000) / 100}%`;
  const missing = [...drawn].slice(0, MAX_NAMED).join("、");
  return {
    planned: `${proof.rate}%（${proof.sample.length}/${proof.population.count} 件）`,
    actual: `${share}（${read}/${proof.population.count} 件）`,
    proof: `${proof.seed}；${proof.sha256}`,
    ...people,
    ...(drawn.size > 0 && {
      notes: [`样本中有 ${drawn.size} 件这次没有读到：${missing}${drawn.size > MAX_NAMED ? " 等" : ""}`],
    }),
  };
}

/** Without a proof at hand: what the run itself says that it was to read, and what it read. */
function sharesOf({ plan, read }: MonitoringRun): Pick<MonitoringPlan, "planned" | "actual" | "notes"> {
  if (plan === undefined) return { planned: "未记录", actual: `${read} 件` };
  const { basis, count, discovered = 0, outcomes = {}, unread = 0, unreadNames = [] } = plan;
  if (basis === "frontier") {
    const total = count + discovered;
    const missed = Object.entries(outcomes).filter(([name]) => /^(?:failed|forbidden|waiting|skipped-)/.test(name));
    const answered = total - missed.reduce((sum, [, number]) => sum + number, 0);
    return {
      planned: `全部（已知 ${count} 个网址，途中另发现 ${discovered} 个）`,
      actual: `${percent(answered, total)}（${answered}/${total} 个有应答）`,
    };
  }
  const named = unreadNames.length === 0 ? [] : [`计划中有 ${unread} 件这次没有读到：${unreadNames.join("、")}`];
  const planned = basis === "sample" ? `抽样 ${count} 件` : `全部（${count} 件）`;
  return { planned, actual: `${percent(count - unread, count)}（${count - unread}/${count} 件）`, notes: named };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "—" : `${Math.round((part / whole) * 10_000) / 100}%`;
}

async function populationOf({ evidence, list }: Population, by: readonly string[]): Promise<Candidate[]> {
  if ((evidence === undefined) === (list === undefined)) throw new UsageError("请给出 --evidence 或 --list 之一");
  if (list !== undefined) return candidatesIn(list, by);
  return withStore({ evidence: evidence ?? "" }, (store) => {
    const last = store.database.prepare(
      `SELECT listing AS id, coalesce(uscc, '') AS uscc, coalesce(uscc, '') AS merchant, coalesce(kind, '') AS kind, outcome
       FROM captures WHERE id IN (SELECT max(captures.id) FROM captures JOIN tracked USING (listing)
         WHERE gone_since IS NULL GROUP BY listing)`,
    );
    const known = ["uscc", "merchant", "kind", "outcome"];
    const odd = by.find((field) => !known.includes(field));
    if (odd !== undefined) throw new UsageError(`证据库没有字段 ${odd}，可用：${known.join("、")}`);
    return (last.all() as Record<string, string>[]).map(({ id = "", ...strata }) => ({ id, strata }));
  });
}

function candidatesIn(path: string, by: readonly string[]): Candidate[] {
  const lines = readText(path).split("\n");
  return lines.flatMap((line, index): Candidate[] => {
    if (line.trim() === "") return [];
    const value = parseLine(line);
    const id = value?.id ?? value?.url;
    if (typeof id !== "string" && typeof id !== "number") {
      throw new UnreadableInputError(`清单 ${path} 第 ${index + 1} 行没有 id，没有抽样：漏掉一行，总体就不对`);
    }
    const strata = by.flatMap((field): [string, string][] => {
      const found = valueAt(value, field);
      return found === undefined ? [] : [[field, found]];
    });
    return [{ id: String(id), strata: Object.fromEntries(strata) }];
  });
}

/** `merchant.uscc`, or a plain field. */
function valueAt(value: unknown, field: string): string | undefined {
  let at = value;
  for (const name of field.split(".")) {
    at =
      at !== null && typeof at === "object" && Object.hasOwn(at, name)
        ? (at as Record<string, unknown>)[name]
        : undefined;
  }
  return typeof at === "string" || typeof at === "number" ? String(at) : undefined;
}

function parseLine(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new UnreadableInputError(`${path} 读不到：${describeSystemError(cause)}`, cause);
  }
}
