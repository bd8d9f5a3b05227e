import type {
  Addressee,
  CaseActor,
  CaseCapture,
  CaseDocument,
  CaseFinding,
  ViolationCase,
} from "../../contracts/case.js";
import type { Engine, Finding } from "../../contracts/result.js";
import { eventOf } from "../audit/log-entry.js";
import type { Operations } from "../operations/load-operations.js";
import { inSlices } from "../record/load-known.js";
import type { CaseFacts } from "../record/sighting.js";
import type { CaseQueries } from "../store/open-case-store.js";
import type { CaptureRow, CaseRow, DocumentRow, FindingRow } from "../store/tables.js";
import { clockOf } from "./case-reader.js";
import { keepUntilOf } from "./keep-until.js";
import { loadSummaries } from "./load-summaries.js";
import { actorOf } from "./summary.js";

/** Cases with all that belongs to them, one query a table. */
export async function loadWholeCases(
  database: CaseQueries,
  rows: readonly CaseRow[],
  operations: Operations,
  options: { readonly history?: boolean },
): Promise<ViolationCase[]> {
  const numbers = rows.map(({ number }) => number);
  const load = async <
    Table extends "case_findings" | "case_captures" | "case_clocks" | "case_marks" | "case_documents",
  >(
    table: Table,
    order: readonly string[],
  ) => {
    const found = await inSlices(numbers, (slice) => {
      let query = database
        .selectFrom(table as "case_findings")
        .selectAll()
        .where("number", "in", slice);
      for (const column of order) query = query.orderBy(column as "fingerprint");
      return query.execute();
    });
    return grouped(found as unknown as { readonly number: string }[]);
  };
  const findings = await load("case_findings", ["number", "first_seen", "fingerprint"]);
  const captures = await load("case_captures", ["number", "at", "id"]);
  const clocks = await load("case_clocks", ["number", "started_at", "clock"]);
  const marks = await load("case_marks", ["number", "event"]);
  const documents = await load("case_documents", ["number", "at", "kind", "name"]);
  const log =
    options.history === true
      ? await inSlices(numbers, (slice) =>
          database.selectFrom("case_log").selectAll().where("number", "in", slice).orderBy("seq").execute(),
        )
      : [];
  const history = grouped(log as { readonly number: string; readonly seq: number }[]);
  const summaries = await loadSummaries(database, rows);
  return rows.map((row, at) => {
    const summary = summaries[at];
    if (summary === undefined) throw new TypeError("a summary for each row");
    const facts = JSON.parse(row.facts) as CaseFacts;
    const own = (findings.get(row.number) ?? []).map((one) => findingOf(one as unknown as FindingRow));
    const seen = (captures.get(row.number) ?? []).map((one) => captureOf(one as unknown as CaptureRow));
    const events = new Set((marks.get(row.number) ?? []).map((one) => (one as unknown as { event: string }).event));
    return {
      ...summary,
      episode: row.episode,
      priority: row.priority,
      description: facts.description,
      sourceReference: row.source_reference,
      certificates: facts.certificates,
      levelReason: row.level_reason,
      confirmedBy: actorOf(row.confirmed_by),
      confirmedAt: row.confirmed_at,
      findings: own,
      checks: own.flatMap(({ finding }) => finding.certificate ?? []),
      captures: seen,
      evidence: [...new Map(seen.flatMap(({ evidence }) => evidence).map((one) => [one.sha256, one])).values()],
      clocks: (clocks.get(row.number) ?? []).map((one) => clockOf(one as never, operations)),
      documents: (documents.get(row.number) ?? []).map((one) => documentOf(one as unknown as DocumentRow)),
      history: (history.get(row.number) ?? []).map((one) => eventOf(one as never)),
      addressees: addresseesOf(facts, operations),
      keepUntil: keepUntilOf(row, facts, events, operations),
      legalHold: row.legal_hold === 1,
    };
  });
}

function grouped<Row extends { readonly number: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.number);
    if (group === undefined) groups.set(row.number, [row]);
    else group.push(row);
  }
  return groups;
}

function findingOf(row: FindingRow): CaseFinding {
  return {
    fingerprint: row.fingerprint,
    rule: row.rule,
    finding: JSON.parse(row.detail) as Finding,
    cluster: row.cluster,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    timesSeen: row.times_seen,
    engine: JSON.parse(row.engine) as Engine,
  };
}

function captureOf({ id, at, day, detail }: CaptureRow): CaseCapture {
  return { id, at, day, ...(JSON.parse(detail) as Pick<CaseCapture, "fingerprints" | "engine" | "evidence">) };
}

function documentOf({ sha256, kind, name, size, added_by, at }: DocumentRow): CaseDocument {
  return { sha256, kind, name, bytes: size, addedBy: JSON.parse(added_by) as CaseActor, at };
}

/** Proposed by law and kind of goods; a person chooses. */
function addresseesOf({ product, merchant }: CaseFacts, { addressees }: Operations): Addressee[] {
  const place = merchant.region === null ? "" : `（${merchant.region}）`;
  return addressees
    .filter(({ kinds }) => product.kind === null || kinds.includes(product.kind))
    .map(({ authority, basis, limit, checked }) => ({
      authority: `${authority}${place}`,
      basis: checked ? basis : `${basis}（依据待核）`,
      limit,
    }));
}
