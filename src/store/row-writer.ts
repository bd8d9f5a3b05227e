import type { Database, Statement } from "better-sqlite3";
import type { Kind } from "../contracts/listing.js";
import { APPROVED_ON, areEqual, type Columns, digestOf, HOLDER, PRODUCT_NAME } from "./certificate-row.js";
import type { MappedRow } from "./map-row.js";
import { nameOf } from "./names/known-name.js";
import { NameWriter } from "./names/name-writer.js";
import { packedFacts, unpackedFacts } from "./packed-facts.js";

/** What became of the rows of an import. */
export interface RowCounts {
  /** Numbers that the source did not have. */
  added: number;
  /** Numbers whose facts differ from what the source said before: a new version, the old one is kept. */
  changed: number;
  unchanged: number;
  /** Rows that were joined to another row of the same number in the same import. */
  merged: number;
}

/** A version of a certificate as it stands in the table. */
interface Stored {
  readonly id: number;
  readonly importId: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly columns: Columns;
}

/** A row whose facts are read. */
interface StagedRow {
  readonly number: string;
  readonly kind: Kind;
  readonly columns: Columns;
}

/** Staged rows settled at a time. */
const PAGE = 1_000;
/** A value that may come as the bytes of a text. */
const SLOT = "CAST(? AS TEXT)";

export interface WriterOptions {
  readonly source: number;
  readonly importId: number;
  readonly asOf: string;
  /** Whether the source has no rows but those of this import: then nothing need be looked up before a row is added. */
  readonly isFirst: boolean;
  /** Counted on; those of a resumed import stand in it already. */
  readonly counts: RowCounts;
}

/**
 * Writes rows of one import. A version is a span of days [first_seen, last_seen] with equal facts; imports may come in any
 * order of days. Two rows of one number in the same import (a registration and its 变更文件) are merged: the later approved
 * one wins, gaps are filled from the other.
 *
 * Numbers that are new to the source are added at once: readers do not see rows of an unfinished import. What touches rows
 * that readers see is staged, and settled in the transaction that finishes the import.
 */
export class RowWriter {
  readonly #source: number;
  readonly #import: number;
  readonly #asOf: string;
  readonly #isFirst: boolean;
  readonly #versions: Statement<[string, number], unknown[]>;
  readonly #unchanged: Statement<unknown[], number>;
  readonly #database: Database;
  /** Adds rows of a kind. */
  readonly #inserts = new Map<Kind, Statement<unknown[]>>();
  readonly #copy: Statement<unknown[]>;
  readonly #seen: Statement<unknown[]>;
  readonly #replace: Statement<unknown[]>;
  readonly #remove: Statement<unknown[]>;
  readonly #stage: Statement<unknown[]>;
  readonly #confirmAll: Statement<unknown[]>;
  readonly #staged: Statement<unknown[], unknown[]>;
  readonly #expand: Statement<unknown[]>;
  readonly #names: NameWriter;
  /** Facts before this import of numbers that it changed, as digests: merging may bring them back. */
  readonly #before = new Map<string, string>();
  readonly counts: RowCounts;

  constructor(database: Database, options: WriterOptions) {
    this.#source = options.source;
    this.#import = options.importId;
    this.#asOf = options.asOf;
    this.#isFirst = options.isFirst;
    this.counts = options.counts;
    this.#names = new NameWriter(database);
    const list = <Bind extends unknown[]>(sql: string) =>
      database.prepare(sql).raw() as unknown as Statement<Bind, unknown[]>;
    this.#versions = list(`SELECT id, import_id, first_seen, last_seen, facts FROM certificate
      WHERE number = ? AND source_id = ? ORDER BY first_seen`);
    // The facts are compared inside SQLite: carrying them out costs more than the look-up.
    this.#unchanged = database
      .prepare(`SELECT id FROM certificate WHERE number = ? AND source_id = ? AND import_id <> ?
        AND first_seen = (SELECT max(first_seen) FROM certificate WHERE number = ? AND source_id = ? AND first_seen <= ?)
        AND facts = ${SLOT}`)
      .pluck() as Statement<unknown[], number>;
    this.#database = database;
    this.#copy = database.prepare(`INSERT OR IGNORE INTO certificate
      (number, source_id, kind, first_seen, last_seen, import_id, facts)
      SELECT number, source_id, kind, last_seen, last_seen, import_id, facts FROM certificate WHERE id = ?`);
    this.#seen = database.prepare("UPDATE certificate SET first_seen = ?, last_seen = ?, import_id = ? WHERE id = ?");
    this.#replace = database.prepare("UPDATE certificate SET facts = ?, import_id = ? WHERE id = ?");
    this.#remove = database.prepare("DELETE FROM certificate WHERE id = ?");
    this.#stage = database.prepare(`INSERT INTO staged (import_id, ordinal, version_id, number, kind, facts)
      VALUES (?, ?, ?, ?, ?, ${SLOT})`);
    const repeated = "SELECT number FROM staged WHERE import_id = ? GROUP BY number HAVING count(*) > 1";
    this.#confirmAll = database.prepare(`UPDATE certificate SET last_seen = max(last_seen, ?), import_id = ?
      WHERE id IN (SELECT version_id FROM staged WHERE import_id = ? AND version_id IS NOT NULL)`);
    this.#staged = list(`SELECT ordinal, number, kind, facts FROM staged WHERE import_id = ? AND ordinal > ?
      AND version_id IS NULL ORDER BY ordinal LIMIT ${PAGE}`);
    this.#expand = database.prepare(`UPDATE staged SET version_id = NULL, facts =
      (SELECT facts FROM certificate WHERE id = staged.version_id)
      WHERE import_id = ? AND version_id IS NOT NULL AND number IN (${repeated})`);
  }

  #insertOf(kind: Kind): Statement<unknown[]> {
    const known = this.#inserts.get(kind);
    if (known !== undefined) return known;
    // What is the same in all rows is written into the statement: whole numbers, a day that was checked, a kind of ours.
    const statement = this.#database.prepare(`INSERT OR IGNORE INTO certificate
      (source_id, kind, first_seen, last_seen, import_id, number, facts) VALUES
      (${this.#source}, '${kind}', '${this.#asOf}', '${this.#asOf}', ${this.#import}, ?, ${SLOT})`);
    this.#inserts.set(kind, statement);
    return statement;
  }

  /** @param ordinal number of the row within the import, from 1 */
  write(row: MappedRow, ordinal: number): void {
    const { number, kind, facts } = row;
    if (this.#isFirst && this.#add(row)) {
      this.counts.added++;
      return;
    }
    const same = this.#isFirst ? undefined : this.#sameAs(number, facts);
    if (same !== undefined) {
      this.#stage.run(this.#import, ordinal, same, number, kind, null);
      return;
    }
    const [only] = this.#versionsOf(number);
    if (only === undefined) {
      this.#add(row);
      this.counts.added++;
    } else if (only.importId === this.#import) {
      this.#merge({ number, kind, columns: unpackedFacts(facts.toString()) }, only, undefined);
    } else {
      this.#stage.run(this.#import, ordinal, null, number, kind, facts);
    }
  }

  /** The version that held on this day, where it says the same. */
  #sameAs(number: string, facts: string | Buffer): number | undefined {
    return this.#unchanged.get(number, this.#source, this.#import, number, this.#source, this.#asOf, facts);
  }

  #versionsOf(number: string): Stored[] {
    return this.#versions.all(number, this.#source).map((row) => {
      const [id, importId, firstSeen, lastSeen, facts] = row as [number, number, string, string, string];
      return { id, importId, firstSeen, lastSeen, columns: unpackedFacts(facts) };
    });
  }

  /** Writes what is kept back; to be called before each commit. */
  flush(): void {
    this.#names.flush();
  }

  /** Settles what was staged; to be called in the transaction that finishes the import. */
  settle(): void {
    // Rows of one number must be settled one after the other, with the facts that they had when they were read.
    this.#expand.run(this.#import, this.#import);
    this.counts.unchanged += this.#confirmAll.run(this.#asOf, this.#import, this.#import).changes;
    let ordinal = 0;
    for (;;) {
      const page = this.#staged.all(this.#import, ordinal);
      for (const staged of page) {
        const [at, number, kind, facts] = staged as [number, string, Kind, string];
        this.#settleRow({ number, kind, columns: unpackedFacts(facts) });
        ordinal = at;
      }
      if (page.length === 0) break;
    }
    this.flush();
  }

  #settleRow(row: StagedRow): void {
    const versions = this.#versionsOf(row.number);
    const current = versions.findLast((version) => version.firstSeen <= this.#asOf);
    if (current?.importId === this.#import) {
      this.#merge(row, current, versions[versions.indexOf(current) - 1]);
    } else if (current !== undefined && areEqual(current.columns, row.columns)) {
      this.#confirm(current);
      this.counts.unchanged++;
    } else {
      this.#change(row, current, versions);
    }
  }

  #change(row: StagedRow, current: Stored | undefined, versions: readonly Stored[]): void {
    const { columns } = row;
    const next = versions.find((version) => version.firstSeen > this.#asOf);
    if (current?.firstSeen === this.#asOf) {
      // A corrected import of the same day stands in the place of the first.
      this.#overwrite(current, columns);
    } else if (next !== undefined && areEqual(next.columns, columns)) {
      // The same facts known from a later day: that version began earlier than was known.
      this.#seen.run(this.#asOf, next.lastSeen, this.#import, next.id);
      this.counts.unchanged++;
      return;
    } else {
      // An older import between two days on which the source said the same parts that span.
      if (current !== undefined && current.lastSeen > this.#asOf) {
        const { changes, lastInsertRowid } = this.#copy.run(current.id);
        if (changes === 1) this.#link(Number(lastInsertRowid), current.columns);
      }
      this.#addRead(row, columns);
    }
    if (current !== undefined) this.#before.set(row.number, digestOf(current.columns));
    this.counts.changed++;
  }

  #confirm(current: Stored): void {
    const last = current.lastSeen > this.#asOf ? current.lastSeen : this.#asOf;
    this.#seen.run(current.firstSeen, last, this.#import, current.id);
  }

  /** False where the source has a version of this number from this day. */
  #add({ number, kind, productName, holder, facts }: MappedRow): boolean {
    const { changes, lastInsertRowid } = this.#insertOf(kind).run(number, facts);
    if (changes === 1) this.#names.link(Number(lastInsertRowid), productName, holder);
    return changes === 1;
  }

  #addRead({ number, kind }: StagedRow, columns: Columns): void {
    const [productName, holder] = [nameOf(columns[PRODUCT_NAME]), nameOf(columns[HOLDER])];
    this.#add({ number, kind, productName, holder, facts: packedFacts(columns) });
  }

  #link(id: number, columns: Columns): void {
    this.#names.link(id, nameOf(columns[PRODUCT_NAME]), nameOf(columns[HOLDER]));
  }

  #overwrite(current: Stored, columns: Columns): void {
    this.#replace.run(packedFacts(columns), this.#import, current.id);
    const isRenamed = [PRODUCT_NAME, HOLDER].some((place) => columns[place] !== current.columns[place]);
    if (isRenamed) this.#link(current.id, columns);
  }

  #merge(row: StagedRow, current: Stored, previous: Stored | undefined): void {
    this.counts.merged++;
    const known = current.columns;
    const isLater = (row.columns[APPROVED_ON] ?? "") > (known[APPROVED_ON] ?? "");
    const [first, second] = isLater ? [row.columns, known] : [known, row.columns];
    const columns = first.map((value, i) => value ?? second[i] ?? null);
    if (areEqual(known, columns)) return;
    if (this.#before.get(row.number) === digestOf(columns)) {
      this.counts.changed--;
      this.counts.unchanged++;
      this.#before.delete(row.number);
    }
    if (current.firstSeen < this.#asOf) {
      this.#addRead(row, columns);
      this.#before.set(row.number, digestOf(known));
      this.counts.unchanged--;
      this.counts.changed++;
    } else if (
      previous !== undefined &&
      previous.firstSeen < current.firstSeen &&
      areEqual(previous.columns, columns)
    ) {
      this.#remove.run(current.id);
      this.#confirm(previous);
    } else {
      this.#overwrite(current, columns);
    }
  }
}
