import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";
import { EvidenceError } from "../errors.js";
import type { EvidenceStore } from "../store/evidence-store.js";
import { checkItems, type ItemCheck } from "./check-items.js";

/** A run as it is begun. */
export interface RunStart {
  /** ISO 8601. */
  readonly startedAt: string;
  /** A named person. */
  readonly operator: string;
  readonly command: string;
  /** What was to be looked at, in words or as the proof of a sample. */
  readonly scope: string;
  /** Listings that were planned; null where nobody knows beforehand. */
  readonly planned: number | null;
}

/** A line of the monitoring record: clean pages too. */
export interface RunRow {
  readonly listing: string;
  readonly title: string;
  readonly url: string;
  readonly merchant: string;
  readonly uscc: string;
  readonly at: string;
  readonly outcome: ScanResult["status"];
  readonly items: readonly ItemCheck[];
  /** Names of the rules that a finding speaks of. */
  readonly findings: readonly string[];
  /** Hash of the capture; empty where nothing was kept. */
  readonly capture: string;
}

export interface MonitoringRun extends RunStart {
  readonly id: number;
  /** Null: the run did not come to its end. */
  readonly endedAt: string | null;
  readonly read: number;
  readonly incomplete: number;
  readonly clean: number;
  readonly review: number;
  readonly violation: number;
  /** Versions of rules, dictionary, registry, readers. */
  readonly versions: Readonly<Record<string, string>>;
  readonly exitCode: number | null;
}

/** Proof that monitoring happened: what was planned, read, incomplete, clean, flagged, by whom, with which versions. */
export class RunLog {
  readonly #store: EvidenceStore;

  constructor(store: EvidenceStore) {
    this.#store = store;
  }

  begin({ startedAt, operator, command, scope, planned }: RunStart): number {
    const added = this.#store.database
      .prepare(
        `INSERT INTO runs (started_at, operator, command, scope, planned, read, incomplete, clean, review, violation, versions)
         VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, '{}')`,
      )
      .run(startedAt, operator, command, scope, planned);
    return Number(added.lastInsertRowid);
  }

  /** Adds what came of one listing; the counts and the row are one transaction. */
  add(run: number, row: RunRow): void {
    const { database } = this.#store;
    const column = row.outcome;
    database
      .transaction(() => {
        const position = database.prepare("SELECT count(*) FROM run_rows WHERE run = ?").pluck().get(run);
        database.prepare("INSERT INTO run_rows VALUES (?, ?, ?)").run(run, position, JSON.stringify(row));
        database.prepare(`UPDATE runs SET read = read + 1, ${column} = ${column} + 1 WHERE id = ?`).run(run);
      })
      .immediate();
  }

  end(run: number, endedAt: string, versions: Readonly<Record<string, string>>, exitCode: number): void {
    this.#store.database
      .prepare("UPDATE runs SET ended_at = ?, versions = ?, exit_code = ? WHERE id = ?")
      .run(endedAt, JSON.stringify(versions), exitCode, run);
  }

  list(): MonitoringRun[] {
    const rows = this.#store.database.prepare(`${SELECT} ORDER BY id`).all() as (MonitoringRun & {
      versions: string;
    })[];
    return rows.map((row) => ({ ...row, versions: JSON.parse(row.versions) as MonitoringRun["versions"] }));
  }

  /** @throws EvidenceError MEDLINT_EVIDENCE_MISSING */
  show(run: number): { readonly run: MonitoringRun; readonly rows: readonly RunRow[] } {
    const found = this.list().find(({ id }) => id === run);
    if (found === undefined) throw new EvidenceError("MEDLINT_EVIDENCE_MISSING", `没有编号为 ${run} 的监测记录`);
    const rows = this.#store.database.prepare("SELECT row FROM run_rows WHERE run = ? ORDER BY position").pluck();
    return { run: found, rows: (rows.all(run) as string[]).map((row) => JSON.parse(row) as RunRow) };
  }
}

const SELECT = `SELECT id, started_at AS startedAt, ended_at AS endedAt, operator, command, scope, planned, read, incomplete,
  clean, review, violation, versions, exit_code AS exitCode FROM runs`;

/** The line of a listing that was judged. Pure. */
export function runRowOf(prepared: Prepared, result: ScanResult, at: string, capture = ""): RunRow {
  const { listing } = prepared;
  return {
    listing: listing.id ?? listing.url ?? "",
    title: listing.title ?? "",
    url: listing.url ?? "",
    merchant: listing.merchant?.name ?? listing.merchant?.shop?.name ?? "",
    uscc: listing.merchant?.uscc ?? "",
    at,
    outcome: result.status,
    items: checkItems(prepared, result),
    findings: [...new Set(result.findings.map(({ name }) => name))],
    capture,
  };
}

/** The line of what could not be read. */
export function unreadRow(name: string, at: string): RunRow {
  const none = { title: "", url: "", merchant: "", uscc: "", items: [], findings: [], capture: "" };
  return { listing: name, at, outcome: "incomplete", ...none };
}
