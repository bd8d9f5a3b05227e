import type { CaseState } from "../../contracts/case.js";
import { sha256 } from "../canonical.js";
import { inBeijing } from "../clocks/beijing.js";
import { loadOperations } from "../operations/load-operations.js";
import type { CaseQueries, CaseStore } from "../store/open-case-store.js";
import { type Checkpoint, readCheckpoints } from "./checkpoint.js";
import type { EntryBody } from "./log-entry.js";
import type { VerifyingKey } from "./signing-key.js";
import { type Defect, LogCheck } from "./verify-log.js";

/** Rows read by one statement. */
const PAGE = 2_000;

/** What `medlint audit verify` found. */
export interface AuditReport {
  readonly entries: number;
  readonly lastSeq: number;
  readonly defects: readonly Defect[];
  /** The newest check-point that fits; null without one. */
  readonly checkpoint: { readonly seq: number; readonly at: string } | null;
  /** Entries after it: their end could still be cut off unseen. */
  readonly afterCheckpoint: number;
}

/** What the log says of a case. */
interface Told {
  state: string;
  level: number | null;
  facts: string;
  readonly findings: Map<string, string>;
  readonly documents: Set<string>;
}

/**
 * Verifies the whole log, the check-points, and that the tables of cases say what the log says.
 *
 * @param keys keys that are trusted; what another key signed is a defect
 * @param checkpoints bytes of an exported check-point file
 */
export async function verifyCases(
  store: CaseStore,
  keys: readonly VerifyingKey[],
  checkpoints?: Uint8Array,
): Promise<AuditReport> {
  // One transaction, so that writers at work are seen whole or not at all.
  return store.database.transaction().execute(async (database) => {
    const check = new LogCheck(keys);
    const read = checkpoints === undefined ? null : readCheckpoints(checkpoints, keys);
    const points = new Map<number, Checkpoint[]>();
    for (const one of read?.checkpoints ?? []) points.set(one.seq, [...(points.get(one.seq) ?? []), one]);
    const told = new Map<string, Told>();
    const defects: Defect[] = [...(read?.defects ?? [])];
    let newest: Checkpoint | null = null;
    for await (const row of logRows(database)) {
      const body = check.add(row);
      if (body !== null) listen(told, body);
      for (const point of points.get(row.seq) ?? []) {
        if (point.hash !== row.hash) {
          const message = `第 ${row.seq} 条与检查点（${inBeijing(point.at)}）不符：该条及以前的日志被换过`;
          defects.push({ kind: "checkpoint", seq: row.seq, message });
        } else if (newest === null || newest.seq <= point.seq) newest = point;
      }
      points.delete(row.seq);
    }
    for (const { seq, at } of [...points.values()].flat()) {
      if (seq === 0) continue;
      const message = `检查点（${inBeijing(at)}）记有第 ${seq} 条，日志中没有：被删除或截去`;
      defects.push({ kind: "truncated", seq, message });
    }
    const head = await database.selectFrom("case_log_head").select(["seq", "hash"]).executeTakeFirst();
    defects.push(...check.end(head));
    // Where entries are gone or changed, the tables cannot be held against the log.
    if (defects.length === 0) defects.push(...(await compareTables(database, told)));
    return {
      entries: check.entries,
      lastSeq: check.lastSeq,
      defects,
      checkpoint: newest === null ? null : { seq: newest.seq, at: newest.at },
      afterCheckpoint: check.lastSeq - (newest?.seq ?? 0),
    };
  });
}

async function* logRows(database: CaseQueries) {
  let last = Number.MIN_SAFE_INTEGER;
  for (;;) {
    let query = database.selectFrom("case_log").selectAll().orderBy("seq").limit(PAGE);
    if (last !== Number.MIN_SAFE_INTEGER) query = query.where("seq", ">", last);
    const rows = await query.execute();
    yield* rows;
    last = rows.at(-1)?.seq ?? last;
    if (rows.length < PAGE) return;
  }
}

function listen(told: Map<string, Told>, { number, event, data }: EntryBody): void {
  if (number === null) return;
  if (event === "opened") {
    const { state, facts } = data as { state: string; facts: string };
    told.set(number, { state, facts, level: null, findings: new Map(), documents: new Set() });
  }
  const one = told.get(number);
  if (one === undefined) return;
  const {
    to,
    level,
    findings = [],
    documents = [],
  } = data as Partial<Record<string, unknown>> & {
    findings?: readonly { fingerprint: string; hash: string }[];
    documents?: readonly { sha256: string }[];
  };
  if (typeof to === "string") one.state = to;
  if (typeof level === "number") one.level = level;
  for (const { fingerprint, hash } of findings) one.findings.set(fingerprint, hash);
  for (const document of documents) one.documents.add(document.sha256);
}

async function compareTables(database: CaseQueries, told: ReadonlyMap<string, Told>): Promise<Defect[]> {
  const { states } = loadOperations();
  const stateName = (state: string) => states.get(state as CaseState)?.name ?? state;
  const defects: Defect[] = [];
  const report = (number: string, what: string) =>
    defects.push({ kind: "record", seq: null, message: `案件 ${number} 的${what}与日志不符` });
  const seen = new Set<string>();
  for (let last = ""; ; ) {
    const rows = await database
      .selectFrom("cases")
      .select(["number", "state", "level", "facts"])
      .where("number", ">", last)
      .orderBy("number")
      .limit(PAGE)
      .execute();
    const numbers = rows.map(({ number }) => number);
    const details = await findingsOf(database, numbers);
    for (const { number, state, level, facts } of rows) {
      seen.add(number);
      const one = told.get(number);
      if (one === undefined) {
        report(number, "立案记录");
        continue;
      }
      if (one.state !== state) report(number, `状态（库中“${stateName(state)}”，日志“${stateName(one.state)}”）`);
      if (one.level !== level) report(number, `等级（库中 ${level ?? "未确认"}，日志 ${one.level ?? "未确认"}）`);
      if (one.facts !== sha256(facts)) report(number, "商品、商家或注册证内容");
      const stored = details.get(number) ?? new Map<string, string>();
      for (const [fingerprint, hash] of one.findings) {
        if (stored.get(fingerprint) !== hash) report(number, `问题 ${fingerprint.slice(0, 12)}…`);
      }
      if (stored.size > one.findings.size) report(number, "问题数目");
    }
    last = numbers.at(-1) ?? last;
    if (rows.length < PAGE) break;
  }
  for (const number of told.keys()) if (!seen.has(number)) report(number, "存在（案件被删除）");
  for (const [number, { documents }] of told) {
    for (const document of documents) {
      const kept = await database
        .selectFrom("case_contents")
        .select("bytes")
        .where("sha256", "=", document)
        .executeTakeFirst();
      if (kept === undefined || sha256(kept.bytes) !== document) report(number, `文件 ${document.slice(0, 12)}…`);
    }
  }
  return defects;
}

async function findingsOf(
  database: CaseQueries,
  numbers: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  if (numbers.length === 0) return found;
  const rows = await database
    .selectFrom("case_findings")
    .select(["number", "fingerprint", "detail"])
    .where("number", "in", [...numbers])
    .execute();
  for (const { number, fingerprint, detail } of rows) {
    const own = found.get(number) ?? new Map<string, string>();
    own.set(fingerprint, sha256(detail));
    found.set(number, own);
  }
  return found;
}
