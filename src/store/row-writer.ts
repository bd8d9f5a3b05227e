import type { Database, Statement } from "better-sqlite3";
import type { Certificate, RxClass } from "../contracts/listing.js";
import { areEqual, type Columns, columnsOf, digestOf, type StoredRow, storedColumns } from "./certificate-row.js";
import type { MappedRow } from "./map-row.js";
import { NameWriter } from "./names/name-writer.js";

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

type Stored = StoredRow & {
  readonly id: number;
  readonly import_id: number;
};

type Staged = Omit<Stored, "id" | "import_id" | "first_seen" | "last_seen" | "facts"> & {
  readonly ordinal: number;
  readonly version_id: number | null;
  readonly facts: string | null;
};

/** Staged rows settled at a time. */
const PAGE = 1_000;
const COLUMNS = "product_name, holder, class, rx, approved_on, valid_until, status, facts";

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
  readonly #versions: Statement<[string, number], Stored>;
  readonly #unchanged: Statement<unknown[], number>;
  readonly #insert: Statement<unknown[]>;
  readonly #copy: Statement<unknown[]>;
  readonly #seen: Statement<unknown[]>;
  readonly #replace: Statement<unknown[]>;
  readonly #remove: Statement<unknown[]>;
  readonly #stage: Statement<unknown[]>;
  readonly #confirmAll: Statement<unknown[]>;
  readonly #staged: Statement<unknown[], Staged>;
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
    this.#versions = database.prepare(
      "SELECT * FROM certificate WHERE number = ? AND source_id = ? ORDER BY first_seen",
    );
    // The facts are compared inside SQLite: carrying them out costs more than the look-up.
    this.#unchanged = database
      .prepare(`SELECT id FROM certificate WHERE number = ? AND source_id = ? AND import_id <> ?
        AND first_seen = (SELECT max(first_seen) FROM certificate WHERE number = ? AND source_id = ? AND first_seen <= ?)
        AND product_name IS ? AND holder IS ? AND class IS ? AND rx IS ? AND approved_on IS ? AND valid_until IS ?
        AND status IS ? AND facts = ?`)
      .pluck() as Statement<unknown[], number>;
    this.#insert = database.prepare(`INSERT OR IGNORE INTO certificate (number, source_id, kind, first_seen, last_seen,
      import_id, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#copy = database.prepare(`INSERT OR IGNORE INTO certificate (number, source_id, kind, first_seen, last_seen,
      import_id, ${COLUMNS}) SELECT number, source_id, kind, last_seen, last_seen, import_id, ${COLUMNS}
      FROM certificate WHERE id = ?`);
    this.#seen = database.prepare("UPDATE certificate SET first_seen = ?, last_seen = ?, import_id = ? WHERE id = ?");
    this.#replace = database.prepare(`UPDATE certificate SET product_name = ?, holder = ?, class = ?, rx = ?,
      approved_on = ?, valid_until = ?, status = ?, facts = ?, import_id = ? WHERE id = ?`);
    this.#remove = database.prepare("DELETE FROM certificate WHERE id = ?");
    this.#stage = database.prepare(`INSERT INTO staged (import_id, ordinal, version_id, number, kind, ${COLUMNS})
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    const repeated = "SELECT number FROM staged WHERE import_id = ? GROUP BY number HAVING count(*) > 1";
    this.#confirmAll = database.prepare(`UPDATE certificate SET last_seen = max(last_seen, ?), import_id = ?
      WHERE id IN (SELECT version_id FROM staged WHERE import_id = ? AND version_id IS NOT NULL)`);
    this.#staged = database.prepare(`SELECT * FROM staged WHERE import_id = ? AND ordinal > ?
      AND version_id IS NULL ORDER BY ordinal LIMIT ${PAGE}`);
    this.#expand = database.prepare(`UPDATE staged SET version_id = NULL, (${COLUMNS}) =
      (SELECT ${COLUMNS} FROM certificate WHERE id = staged.version_id)
      WHERE import_id = ? AND version_id IS NOT NULL AND number IN (${repeated})`);
  }

  /** @param ordinal number of the row within the import, from 1 */
  write(row: MappedRow, ordinal: number): void {
    const { number, kind } = row;
    const columns = columnsOf(row.certificate);
    if (this.#isFirst && this.#add(row, columns)) {
      this.counts.added++;
      return;
    }
    const same = this.#isFirst ? undefined : this.#sameAs(number, columns);
    if (same !== undefined) {
      this.#stage.run(this.#import, ordinal, same, number, kind, ...NOTHING);
      return;
    }
    const versions = this.#versions.all(number, this.#source);
    const [only] = versions;
    if (only === undefined) {
      this.#add(row, columns);
      this.counts.added++;
    } else if (only.import_id === this.#import) {
      this.#merge(row, only, undefined);
    } else {
      this.#stage.run(this.#import, ordinal, null, number, kind, ...columns);
    }
  }

  /** The version that held on this day, where it says the same. */
  #sameAs(number: string, columns: Columns): number | undefined {
    return this.#unchanged.get(number, this.#source, this.#import, number, this.#source, this.#asOf, ...columns);
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
      for (const staged of page) this.#settleRow(staged);
      const last = page.at(-1);
      if (last === undefined) break;
      ordinal = last.ordinal;
    }
    this.flush();
  }

  #settleRow(staged: Staged): void {
    const certificate = { ...storedCertificate(staged), number: staged.number };
    const row = { number: staged.number, kind: staged.kind as MappedRow["kind"], certificate };
    const columns = columnsOf(certificate);
    const versions = this.#versions.all(row.number, this.#source);
    const current = versions.findLast((version) => version.first_seen <= this.#asOf);
    if (current?.import_id === this.#import) {
      this.#merge(row, current, versions[versions.indexOf(current) - 1]);
    } else if (current !== undefined && areEqual(storedColumns(current), columns)) {
      this.#confirm(current);
      this.counts.unchanged++;
    } else {
      this.#change(row, columns, current, versions);
    }
  }

  #change(row: MappedRow, columns: Columns, current: Stored | undefined, versions: readonly Stored[]): void {
    const next = versions.find((version) => version.first_seen > this.#asOf);
    if (current?.first_seen === this.#asOf) {
      // A corrected import of the same day stands in the place of the first.
      this.#overwrite(current.id, columns);
    } else if (next !== undefined && areEqual(storedColumns(next), columns)) {
      // The same facts known from a later day: that version began earlier than was known.
      this.#seen.run(this.#asOf, next.last_seen, this.#import, next.id);
      this.counts.unchanged++;
      return;
    } else {
      // An older import between two days on which the source said the same parts that span.
      if (current !== undefined && current.last_seen > this.#asOf) {
        const { changes, lastInsertRowid } = this.#copy.run(current.id);
        if (changes === 1) this.#names.link(Number(lastInsertRowid), current.product_name, current.holder);
      }
      this.#add(row, columns);
    }
    if (current !== undefined) this.#before.set(row.number, digestOf(storedColumns(current)));
    this.counts.changed++;
  }

  #confirm(current: Stored): void {
    const last = current.last_seen > this.#asOf ? current.last_seen : this.#asOf;
    this.#seen.run(current.first_seen, last, this.#import, current.id);
  }

  /** False where the source has a version of this number from this day. */
  #add(row: MappedRow, columns: Columns): boolean {
    const [name, holder, klass, rx, approvedOn, validUntil, status, facts] = columns;
    const { changes, lastInsertRowid } = this.#insert.run(
      row.number,
      this.#source,
      row.kind,
      this.#asOf,
      this.#asOf,
      this.#import,
      name,
      holder,
      klass,
      rx,
      approvedOn,
      validUntil,
      status,
      facts,
    );
    if (changes === 1) this.#names.link(Number(lastInsertRowid), name, holder);
    return changes === 1;
  }

  #overwrite(id: number, columns: Columns): void {
    this.#replace.run(...columns, this.#import, id);
    this.#names.link(id, columns[0], columns[1]);
  }

  #merge(row: MappedRow, current: Stored, previous: Stored | undefined): void {
    this.counts.merged++;
    const known = storedCertificate(current);
    const isLater = (row.certificate.approvedOn ?? "") > (known.approvedOn ?? "");
    const [first, second] = isLater ? [row.certificate, known] : [known, row.certificate];
    const columns = columnsOf({ ...second, ...withoutGaps(first) });
    if (areEqual(storedColumns(current), columns)) return;
    if (this.#before.get(row.number) === digestOf(columns)) {
      this.counts.changed--;
      this.counts.unchanged++;
      this.#before.delete(row.number);
    }
    if (current.first_seen < this.#asOf) {
      this.#add(row, columns);
      this.#before.set(row.number, digestOf(storedColumns(current)));
      this.counts.unchanged--;
      this.counts.changed++;
    } else if (
      previous !== undefined &&
      previous.first_seen < current.first_seen &&
      areEqual(storedColumns(previous), columns)
    ) {
      this.#remove.run(current.id);
      this.#confirm(previous);
    } else {
      this.#overwrite(current.id, columns);
    }
  }
}

const NOTHING = [null, null, null, null, null, null, null, null] as const;

function storedCertificate(stored: Omit<Staged, "ordinal" | "version_id">): Certificate {
  return withoutGaps({
    ...(JSON.parse(stored.facts ?? "{}") as Certificate),
    productName: stored.product_name ?? undefined,
    holder: stored.holder ?? undefined,
    class: stored.class ?? undefined,
    rx: (stored.rx as RxClass | null) ?? undefined,
    approvedOn: stored.approved_on ?? undefined,
    validUntil: stored.valid_until ?? undefined,
    status: stored.status ?? undefined,
  });
}

function withoutGaps(certificate: Certificate): Certificate {
  return Object.fromEntries(Object.entries(certificate).filter(([, value]) => value !== undefined)) as Certificate;
}
