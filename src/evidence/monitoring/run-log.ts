import type { MonitoringRow, MonitoringRun, RunPlan } from "../../contracts/monitoring.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";
import { EvidenceError } from "../errors.js";
import type { EvidenceStore } from "../store/evidence-store.js";
import { checkItems } from "./check-items.js";

/** A run as it is begun. */
export type RunStart = Pick<MonitoringRun, "startedAt" | "operator" | "command" | "scope" | "planned" | "plan">;

/** Proof that monitoring happened: what was planned, read, incomplete, clean, flagged, by whom, with which versions. */
export class RunLog {
  readonly #store: EvidenceStore;

  constructor(store: EvidenceStore) {
    this.#store = store;
  }

  begin({ startedAt, operator, command, scope, planned, plan }: RunStart): number {
    const added = this.#store.database
      .prepare(
        `INSERT INTO runs (started_at, operator, command, scope, planned, plan, read, incomplete, clean, review, violation, versions)
         VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, '{}')`,
      )
      .run(
        startedAt,
        operator,
        command,
        scope,
        plan?.count ?? planned,
        plan === undefined ? null : JSON.stringify(plan),
      );
    return Number(added.lastInsertRowid);
  }

  /** Adds what came of one listing; the counts and the row are one transaction. */
  add(run: number, row: MonitoringRow): void {
    const { database } = this.#store;
    const column = row.outcome;
    database
      .transaction(() => {
        const position = database.prepare("SELECT read FROM runs WHERE id = ?").pluck().get(run);
        database.prepare("INSERT INTO run_rows VALUES (?, ?, ?)").run(run, position, JSON.stringify(row));
        database.prepare(`UPDATE runs SET read = read + 1, ${column} = ${column} + 1 WHERE id = ?`).run(run);
      })
      .immediate();
  }

  /** Says what became of what was planned, or what was planned where only the end shows it. */
  setPlan(run: number, plan: RunPlan): void {
    this.#store.database
      .prepare("UPDATE runs SET planned = ?, plan = ? WHERE id = ?")
      .run(plan.count, JSON.stringify(plan), run);
  }

  end(run: number, endedAt: string, versions: Readonly<Record<string, string>>, exitCode: number): void {
    this.#store.database
      .prepare("UPDATE runs SET ended_at = ?, versions = ?, exit_code = ? WHERE id = ?")
      .run(endedAt, JSON.stringify(versions), exitCode, run);
  }

  list(): MonitoringRun[] {
    const rows = this.#store.database.prepare(`${SELECT} ORDER BY id`).all() as (Omit<MonitoringRun, "plan"> & {
      versions: string;
      plan: string | null;
    })[];
    return rows.map(({ plan, ...row }) => ({
      ...row,
      versions: JSON.parse(row.versions) as MonitoringRun["versions"],
      ...(plan !== null && { plan: JSON.parse(plan) as RunPlan }),
    }));
  }

  /** @throws EvidenceError MEDLINT_EVIDENCE_MISSING */
  show(run: number): { readonly run: MonitoringRun; readonly rows: Iterable<MonitoringRow> } {
    const found = this.list().find(({ id }) => id === run);
    if (found === undefined) throw new EvidenceError("MEDLINT_EVIDENCE_MISSING", `没有编号为 ${run} 的监测记录`);
    return { run: found, rows: { [Symbol.iterator]: () => this.#rows(run) } };
  }

  *#rows(run: number): Generator<MonitoringRow> {
    const rows = this.#store.database.prepare("SELECT row FROM run_rows WHERE run = ? ORDER BY position").pluck();
    for (const row of rows.iterate(run)) yield JSON.parse(String(row)) as MonitoringRow;
  }
}

const SELECT = `SELECT id, started_at AS startedAt, ended_at AS endedAt, operator, command, scope, planned, plan, read, incomplete,
  clean, review, violation, versions, exit_code AS exitCode FROM runs`;

const BATCH_NAMES = ["生产批号", "批号", "产品批号", "生产批次"];

/** The line of a listing that was judged. Pure. */
export function runRowOf(prepared: Prepared, result: ScanResult, at: string, capture = ""): MonitoringRow {
  const { listing } = prepared;
  const batch = BATCH_NAMES.map((name) => listing.attributes?.[name]).find((value) => value);
  return {
    ...resultRow(result, at, prepared),
    listing: listing.id ?? listing.url ?? "",
    title: listing.title ?? "",
    url: listing.url ?? "",
    merchant: listing.merchant?.name ?? listing.merchant?.shop?.name ?? "",
    uscc: listing.merchant?.uscc ?? "",
    ...(listing.merchant?.shop?.name && { shop: listing.merchant.shop.name }),
    ...(batch && { batch }),
    capture,
  };
}

/** The line of what is known by its result alone: nothing agrees, since nothing was at hand to compare. Pure. */
export function resultRow(result: ScanResult, at: string, prepared: Prepared | null = null): MonitoringRow {
  const { found, missing } = result.coverage.certificates;
  return {
    listing: result.listing ?? (result.line === undefined ? "" : `第 ${result.line} 行`),
    title: "",
    url: /^https?:/i.test(result.listing ?? "") ? (result.listing ?? "") : "",
    merchant: "",
    uscc: "",
    certificates: found,
    missing,
    at,
    outcome: result.status,
    items: checkItems(prepared, result),
    findings: [...new Set(result.findings.map(({ name }) => name))],
    capture: "",
  };
}

/** The line of what could not be read. */
export function unreadRow(name: string, at: string): MonitoringRow {
  const none = { title: "", url: "", merchant: "", uscc: "", items: [], findings: [], capture: "" };
  return { listing: name, at, outcome: "incomplete", ...none };
}
