import { readFile } from "node:fs/promises";
import type { ViolationCase } from "../contracts/case.js";
import type { MonitoringRow } from "../contracts/monitoring.js";
import type { ScanResult } from "../contracts/result.js";
import { RunLog, resultRow } from "../evidence/monitoring/run-log.js";
import { openEvidence } from "../evidence/store/evidence-store.js";
import { readCipher } from "../evidence/store/field-cipher.js";
import { beijingDay } from "../forms/moments.js";
import type { Monitoring } from "../forms/tables/monitoring-record.js";
import { describeSystemError, UnreadableInputError } from "./errors.js";
import { evidenceCliError } from "./evidence-error.js";

/** Where records of monitoring come from. */
export interface MonitoringSource {
  readonly from: string;
  readonly to: string;
  readonly merchant?: string;
  readonly results?: string;
  readonly evidence?: string;
  readonly fieldKey?: string;
  readonly plan?: string;
  readonly actual?: string;
  readonly actor: string;
}

/**
 * The runs of a period that an evidence store proves, each row with its case, and the results of a file. Of one merchant
 * only its own rows. `close` when they are written.
 */
export async function openMonitoring(
  source: MonitoringSource,
  cases: readonly ViolationCase[],
): Promise<{ readonly monitoring: readonly Monitoring[]; readonly close: () => void }> {
  const numbers = new Map(cases.map(({ listing, number }) => [listing.key, number]));
  const numbered = (row: MonitoringRow): MonitoringRow => ({ ...row, caseNumber: numbers.get(row.listing) });
  const plan = { planned: source.plan ?? "", actual: source.actual ?? "", operator: source.actor, reviewer: "" };
  const results = await readResults(source.results);
  const given = results.length === 0 ? [] : [{ rows: results.map(numbered), run: null, plan }];
  if (source.evidence === undefined) return { monitoring: given, close: () => {} };
  try {
    const cipher = source.fieldKey === undefined ? undefined : readCipher(source.fieldKey);
    const store = openEvidence(source.evidence, { create: false, cipher });
    const log = new RunLog(store);
    const { from, to, merchant } = source;
    const runs = log.list().filter(({ startedAt }) => beijingDay(startedAt) >= from && beijingDay(startedAt) <= to);
    const isOwn = (row: MonitoringRow) => merchant === undefined || row.uscc === merchant || row.merchant === merchant;
    const monitoring = runs.flatMap((run): Monitoring[] => {
      const { rows } = log.show(run.id);
      if (merchant !== undefined && !some(rows, isOwn)) return [];
      const own = { [Symbol.iterator]: () => chosen(rows, isOwn, numbered) };
      return [{ rows: own, run, plan: { ...plan, operator: run.operator } }];
    });
    return { monitoring: [...given, ...monitoring], close: () => store.close() };
  } catch (error) {
    throw evidenceCliError(error);
  }
}

function some(rows: Iterable<MonitoringRow>, isOwn: (row: MonitoringRow) => boolean): boolean {
  for (const row of rows) if (isOwn(row)) return true;
  return false;
}

function* chosen(
  rows: Iterable<MonitoringRow>,
  isOwn: (row: MonitoringRow) => boolean,
  numbered: (row: MonitoringRow) => MonitoringRow,
): Generator<MonitoringRow> {
  for (const row of rows) if (isOwn(row)) yield numbered(row);
}

/** Lines of `check --format jsonl`; one that is none makes the file unreadable, since a table must not miss a listing. */
async function readResults(path: string | undefined): Promise<readonly MonitoringRow[]> {
  if (path === undefined) return [];
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new UnreadableInputError(`--results ${path}：${describeSystemError(cause)}`, cause);
  });
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      const result = JSON.parse(line) as ScanResult;
      if (Array.isArray(result.findings) && result.coverage.certificates && result.engine)
        return [resultRow(result, result.engine.day)];
    } catch {
      // Told below, like a line of another kind.
    }
    throw new UnreadableInputError(
      `--results ${path} 第 ${index + 1} 行不是检查结果（应为 check --format jsonl 的输出）`,
    );
  });
}
