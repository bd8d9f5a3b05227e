import type { Database, Statement } from "better-sqlite3";
import type { Kind } from "../contracts/listing.js";
import type { RowCounts } from "./row-writer.js";

/** What tells one import from another. */
export interface ImportIdentity {
  readonly source: string;
  readonly asOf: string;
  readonly file: string;
  /** Of the whole file; null where it is known only at the end: such an import cannot be resumed. */
  readonly sha256: string | null;
  /** Digest of the mapping that was given, or empty where it is detected. */
  readonly mappingDigest: string;
}

export interface Rejection {
  /** From 1. */
  readonly line: number;
  /** A Chinese phrase. */
  readonly reason: string;
}

/** How far an import has come; kept with every batch. */
export interface ImportProgress {
  rows: number;
  rejected: number;
  mapping: string;
  readonly kinds: Set<Kind>;
  readonly counts: RowCounts;
}

/** Rejected rows that are recorded one by one; more are counted. */
export const MAX_REJECTIONS = 10_000;

/**
 * One import in the database: a row that says how far it came, batches that are committed with it, and its end. Readers see
 * nothing of it before `finish`; what a killed import left is resumed, or discarded when something else is imported.
 */
export class ImportSession {
  readonly #database: Database;
  readonly #identity: ImportIdentity;
  readonly #reject: Statement<unknown[]>;
  readonly #save: Statement<unknown[]>;
  readonly source: number;
  readonly importId: number;
  readonly progress: ImportProgress;

  constructor(database: Database, identity: ImportIdentity) {
    this.#database = database;
    this.#identity = identity;
    database.exec("BEGIN IMMEDIATE");
    const unfinished = this.#unfinished();
    discardUnfinished(database, unfinished?.id);
    database
      .prepare("INSERT INTO source (name, as_of, complete, kinds) VALUES (?, ?, 0, '[]') ON CONFLICT DO NOTHING")
      .run(identity.source, identity.asOf);
    this.source = database.prepare("SELECT id FROM source WHERE name = ?").pluck().get(identity.source) as number;
    this.importId = unfinished?.id ?? this.#begin();
    this.progress = progressOf(unfinished);
    this.#reject = database.prepare("INSERT OR IGNORE INTO rejected (import_id, line, reason) VALUES (?, ?, ?)");
    this.#save = database.prepare(`UPDATE import SET rows = ?, rejected = ?, added = ?, merged_rows = ?, mapping = ?,
      kinds = ? WHERE id = ?`);
  }

  /** Whether the source has no certificates but those of this import. */
  get isFirst(): boolean {
    const other = this.#database.prepare("SELECT 1 FROM certificate WHERE source_id = ? AND import_id <> ? LIMIT 1");
    return other.get(this.source, this.importId) === undefined;
  }

  reject({ line, reason }: Rejection): void {
    this.progress.rejected++;
    if (this.progress.rejected <= MAX_REJECTIONS) this.#reject.run(this.importId, line, reason);
  }

  /** Keeps what was written so far and goes on. */
  saveBatch(): void {
    this.#saveProgress();
    this.#database.exec("COMMIT");
    this.#database.exec("BEGIN IMMEDIATE");
  }

  finish(sha256: string, complete: boolean, kinds: readonly Kind[]): void {
    const { asOf } = this.#identity;
    const { counts } = this.progress;
    this.#saveProgress();
    this.#database
      .prepare(
        "UPDATE import SET sha256 = ?, complete = ?, kinds = ?, changed = ?, unchanged = ?, finished = 1 WHERE id = ?",
      )
      .run(sha256, complete ? 1 : 0, JSON.stringify(kinds), counts.changed, counts.unchanged, this.importId);
    this.#database.prepare("DELETE FROM staged WHERE import_id = ?").run(this.importId);
    // The source is what its latest import says it is.
    this.#database
      .prepare("UPDATE source SET as_of = ?, complete = ?, kinds = ? WHERE id = ? AND as_of <= ?")
      .run(asOf, complete ? 1 : 0, JSON.stringify(kinds), this.source, asOf);
    this.#database.exec("COMMIT");
  }

  /** The import failed: nothing of it is kept. */
  discard(): void {
    if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
    this.#database.exec("BEGIN IMMEDIATE");
    discardUnfinished(this.#database, undefined);
    this.#database.exec("COMMIT");
  }

  rejections(): Rejection[] {
    return this.#database
      .prepare("SELECT line, reason FROM rejected WHERE import_id = ? ORDER BY line")
      .all(this.importId) as Rejection[];
  }

  #saveProgress(): void {
    const { rows, rejected, counts, mapping, kinds } = this.progress;
    this.#save.run(rows, rejected, counts.added, counts.merged, mapping, JSON.stringify([...kinds]), this.importId);
  }

  #unfinished(): ImportRow | undefined {
    const { source, asOf, sha256, mappingDigest } = this.#identity;
    if (sha256 === null) return undefined;
    return this.#database
      .prepare(`SELECT import.* FROM import JOIN source ON source.id = import.source_id
        WHERE finished = 0 AND source.name = ? AND import.as_of = ? AND sha256 = ? AND mapping_digest = ?`)
      .get(source, asOf, sha256, mappingDigest) as ImportRow | undefined;
  }

  #begin(): number {
    const { asOf, file, sha256, mappingDigest } = this.#identity;
    const last = this.#database.prepare("SELECT coalesce(max(id), 0) FROM certificate").pluck().get();
    const { lastInsertRowid } = this.#database
      .prepare(`INSERT INTO import (source_id, sha256, file, mapping, as_of, complete, kinds, rows, added, changed,
        unchanged, rejected, finished, mapping_digest, last_row, merged_rows)
        VALUES (?, ?, ?, '', ?, 0, '[]', 0, 0, 0, 0, 0, 0, ?, ?, 0)`)
      .run(this.source, sha256 ?? "", file, asOf, mappingDigest, last);
    return Number(lastInsertRowid);
  }
}

interface ImportRow {
  readonly id: number;
  readonly rows: number;
  readonly rejected: number;
  readonly added: number;
  readonly merged_rows: number;
  readonly mapping: string;
  readonly kinds: string;
}

function progressOf(row: ImportRow | undefined): ImportProgress {
  return {
    rows: row?.rows ?? 0,
    rejected: row?.rejected ?? 0,
    mapping: row?.mapping ?? "",
    kinds: new Set(row === undefined ? [] : (JSON.parse(row.kinds) as Kind[])),
    counts: { added: row?.added ?? 0, changed: 0, unchanged: 0, merged: row?.merged_rows ?? 0 },
  };
}

/** Deletes what killed imports left, but for one that is resumed. Their rows were added behind `last_row`. */
function discardUnfinished(database: Database, resumed: number | undefined): void {
  const rows = database
    .prepare("SELECT id, source_id, last_row FROM import WHERE finished = 0 AND id IS NOT ?")
    .all(resumed ?? null) as { id: number; source_id: number; last_row: number }[];
  for (const { id, source_id, last_row } of rows) {
    database.prepare("DELETE FROM certificate WHERE id > ? AND import_id = ?").run(last_row, id);
    // Rows behind `last_row` are of no other import: one goes on at a time.
    database.prepare("DELETE FROM named WHERE first_id > ?").run(last_row);
    // Said by hand: an import asks for no foreign keys.
    database.prepare("DELETE FROM staged WHERE import_id = ?").run(id);
    database.prepare("DELETE FROM rejected WHERE import_id = ?").run(id);
    database.prepare("DELETE FROM import WHERE id = ?").run(id);
    database
      .prepare("DELETE FROM source WHERE id = ? AND NOT EXISTS (SELECT 1 FROM import WHERE source_id = source.id)")
      .run(source_id);
  }
}
