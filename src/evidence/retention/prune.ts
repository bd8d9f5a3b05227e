import { EvidenceError } from "../errors.js";
import type { EvidenceStore } from "../store/evidence-store.js";
import { type Kept, planRetention, type RetentionPlan } from "./plan-retention.js";
import type { Retention } from "./read-retention.js";

export interface Approval {
  /** Hash of the plan that a person saw. */
  readonly plan: string;
  /** Name of the person. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface Pruned {
  readonly captures: number;
  readonly runs: number;
  readonly objects: number;
  readonly bytes: number;
}

/** What may be deleted from a store on a day, and what soon. */
export function planPrune(store: EvidenceStore, retention: Retention, day: string): RetentionPlan {
  return planRetention(keptIn(store), retention, day);
}

/**
 * Deletes what a named person approved: exactly the plan that was shown, no more. The log entry and the deleted rows are
 * one transaction; bytes go after it, and what a kill leaves of them goes with the next prune.
 *
 * @throws EvidenceError MEDLINT_EVIDENCE_REFUSED without a name, or where the plan is no longer the one approved
 */
export function prune(store: EvidenceStore, retention: Retention, day: string, approval: Approval): Pruned {
  const { database } = store;
  if (approval.by.trim() === "") throw new EvidenceError("MEDLINT_EVIDENCE_REFUSED", "清理须由具名人员批准（--by）");
  const { captures, runs } = database
    .transaction(() => {
      const plan = planPrune(store, retention, day);
      if (plan.hash !== approval.plan) {
        const why = `批准的清单 ${approval.plan.slice(0, 12)}… 与现在的 ${plan.hash.slice(0, 12)}… 不同`;
        throw new EvidenceError("MEDLINT_EVIDENCE_REFUSED", `${why}，没有删除；请用 --dry-run 重新核对`);
      }
      const doom = database.prepare(
        `INSERT OR IGNORE INTO doomed SELECT hash FROM capture_objects AS mine WHERE capture = ? AND NOT EXISTS
         (SELECT 1 FROM capture_objects AS other WHERE other.hash = mine.hash AND other.capture <> mine.capture)`,
      );
      const remove = database.prepare("DELETE FROM captures WHERE id = ?");
      const removeRun = database.prepare("DELETE FROM runs WHERE id = ?");
      const due = { captures: 0, runs: 0 };
      for (const { what, id } of plan.due) {
        if (what === "run") due.runs += removeRun.run(id).changes;
        else {
          doom.run(id);
          due.captures += remove.run(id).changes;
        }
      }
      const doomedBytes = database
        .prepare("SELECT coalesce(sum(bytes), 0) FROM objects WHERE hash IN (SELECT hash FROM doomed)")
        .pluck()
        .get();
      database
        .prepare(
          "INSERT INTO prune_log (at, day, approved_by, plan, captures, bytes, hashes) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .run(
          approval.at,
          day,
          approval.by,
          plan.hash,
          due.captures,
          doomedBytes,
          JSON.stringify(plan.due.map(({ what, hash }) => `${what} ${hash}`)),
        );
      return due;
    })
    .immediate();
  return { captures, runs, ...removeDoomed(store) };
}

/** Removes bytes that no capture names any more: after a prune, and after one that was killed. */
export function removeDoomed(store: EvidenceStore): { readonly objects: number; readonly bytes: number } {
  const { database, objects } = store;
  let [count, size] = [0, 0];
  const names = database.prepare("SELECT hash FROM doomed").pluck().all() as string[];
  const isNamed = database.prepare("SELECT 1 FROM capture_objects WHERE hash = ?");
  const bytesOf = database.prepare("SELECT bytes FROM objects WHERE hash = ?").pluck();
  const forget = database.prepare("DELETE FROM objects WHERE hash = ?");
  const done = database.prepare("DELETE FROM doomed WHERE hash = ?");
  for (const hash of names) {
    database
      .transaction(() => {
        if (isNamed.get(hash) === undefined) {
          // Under the lock of the database: no capture can come to name the bytes meanwhile.
          objects.remove(hash);
          count++;
          size += (bytesOf.get(hash) as number | undefined) ?? 0;
          forget.run(hash);
        }
        done.run(hash);
      })
      .immediate();
  }
  objects.sweepDrafts();
  return { objects: count, bytes: size };
}

interface Row {
  readonly id: number;
  readonly hash: string;
  readonly listing: string;
  readonly day: string;
  readonly kind: string | null;
  readonly held: number;
}

function* keptIn({ database }: EvidenceStore): Generator<Kept> {
  const reasonsOf = database.prepare(
    `SELECT class, since FROM reasons WHERE listing = ? AND class <> 'drug-expiry'
     UNION SELECT 'case-electronic', ? FROM links WHERE listing = ?`,
  );
  const expiryOf = database
    .prepare("SELECT max(since) FROM reasons WHERE listing = ? AND class = 'drug-expiry'")
    .pluck();
  const rows = database.prepare(`SELECT id, hash, listing, day, kind, EXISTS (SELECT 1 FROM holds WHERE lifted IS NULL
    AND (holds.listing = captures.listing OR holds.case_number IN
      (SELECT case_number FROM links WHERE links.listing = captures.listing
       UNION SELECT case_number FROM case_terms WHERE case_terms.listing = captures.listing)))
    OR EXISTS (SELECT 1 FROM case_terms WHERE case_terms.listing = captures.listing AND case_terms.held = 1)
    AS held FROM captures ORDER BY id`);
  const casesOf = database.prepare(
    "SELECT case_number AS number, until FROM case_terms WHERE listing = ? ORDER BY case_number",
  );
  for (const { held, ...row } of rows.all() as Row[]) {
    yield {
      ...row,
      what: "capture",
      expiry: expiryOf.get(row.listing) as string | null,
      reasons: reasonsOf.all(row.listing, row.day, row.listing) as Kept["reasons"],
      cases: casesOf.all(row.listing) as NonNullable<Kept["cases"]>,
      isHeld: held === 1,
    };
  }
  const runs = database.prepare("SELECT id, substr(started_at, 1, 10) AS day FROM runs ORDER BY id");
  for (const { id, day } of runs.all() as { id: number; day: string }[]) {
    const none = { listing: null, kind: null, expiry: null, reasons: [], isHeld: false };
    yield { what: "run", id, hash: `run-${id}`, day, ...none };
  }
}

/** Stops deletion of a listing's or a case's evidence until it is lifted. */
export function hold(
  { database }: EvidenceStore,
  subject: { readonly listing?: string; readonly caseNumber?: string },
  about: { readonly reason: string; readonly by: string; readonly since: string },
): void {
  database
    .prepare("INSERT INTO holds (listing, case_number, reason, by_whom, since) VALUES (?, ?, ?, ?, ?)")
    .run(subject.listing ?? null, subject.caseNumber ?? null, about.reason, about.by, about.since);
}

/** Records why a listing's evidence is kept longer: a class of the retention rules, from a day. */
export function keepFor({ database }: EvidenceStore, listing: string, reason: string, since: string): void {
  database.prepare("INSERT OR IGNORE INTO reasons VALUES (?, ?, ?)").run(listing, reason, since);
}

/** Ties a listing to a case: its evidence is exported and kept with the case. */
export function linkCase({ database }: EvidenceStore, caseNumber: string, listing: string): void {
  database.prepare("INSERT OR IGNORE INTO links VALUES (?, ?)").run(caseNumber, listing);
}
