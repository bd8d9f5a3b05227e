import type { Database, Statement } from "better-sqlite3";
import type { Certificate, RxClass } from "../contracts/listing.js";
import { areEqual, type CertificateRow, type Columns, columnsOf, digestOf, storedColumns } from "./certificate-row.js";
import type { MappedRow } from "./map-row.js";

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

type Stored = Omit<CertificateRow, "source" | "complete" | "kinds"> & {
  readonly id: number;
  readonly import_id: number;
};

/**
 * Writes rows of one import. A version is a span of days [first_seen, last_seen] with equal facts; imports may come in any
 * order of days. Two rows of one number in the same import (a registration and its 变更文件) are merged: the later approved
 * one wins, gaps are filled from the other.
 */
export class RowWriter {
  readonly #source: number;
  readonly #import: number;
  readonly #asOf: string;
  readonly #versions: Statement<[string, number], Stored>;
  readonly #insert: Statement<unknown[]>;
  readonly #copy: Statement<unknown[]>;
  readonly #seen: Statement<unknown[]>;
  readonly #replace: Statement<unknown[]>;
  readonly #remove: Statement<unknown[]>;
  /** Facts before this import of numbers that it changed, as digests: merging may bring them back. */
  readonly #before = new Map<string, string>();
  readonly counts: RowCounts = { added: 0, changed: 0, unchanged: 0, merged: 0 };

  constructor(database: Database, source: number, importId: number, asOf: string) {
    this.#source = source;
    this.#import = importId;
    this.#asOf = asOf;
    this.#versions = database.prepare(
      "SELECT * FROM certificate WHERE number = ? AND source_id = ? ORDER BY first_seen",
    );
    this.#insert = database.prepare(`INSERT INTO certificate (number, source_id, kind, first_seen, last_seen, import_id,
      product_name, holder, class, rx, approved_on, valid_until, status, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#copy =
      database.prepare(`INSERT OR IGNORE INTO certificate (number, source_id, kind, first_seen, last_seen, import_id,
      product_name, holder, class, rx, approved_on, valid_until, status, facts) SELECT number, source_id, kind, last_seen,
      last_seen, import_id, product_name, holder, class, rx, approved_on, valid_until, status, facts
      FROM certificate WHERE id = ?`);
    this.#seen = database.prepare("UPDATE certificate SET first_seen = ?, last_seen = ?, import_id = ? WHERE id = ?");
    this.#replace = database.prepare(`UPDATE certificate SET product_name = ?, holder = ?, class = ?, rx = ?,
      approved_on = ?, valid_until = ?, status = ?, facts = ?, import_id = ? WHERE id = ?`);
    this.#remove = database.prepare("DELETE FROM certificate WHERE id = ?");
  }

  write(row: MappedRow): void {
    const columns = columnsOf(row.certificate);
    const versions = this.#versions.all(row.number, this.#source);
    const current = versions.findLast((version) => version.first_seen <= this.#asOf);
    if (versions.length === 0) {
      this.#add(row, columns);
      this.counts.added++;
    } else if (current?.import_id === this.#import) {
      this.#merge(row, current, versions.at(versions.indexOf(current) - 1));
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
      this.#replace.run(...columns, this.#import, current.id);
    } else if (next !== undefined && areEqual(storedColumns(next), columns)) {
      // The same facts known from a later day: that version began earlier than was known.
      this.#seen.run(this.#asOf, next.last_seen, this.#import, next.id);
      this.counts.unchanged++;
      return;
    } else {
      // An older import between two days on which the source said the same parts that span.
      if (current !== undefined && current.last_seen > this.#asOf) this.#copy.run(current.id);
      this.#add(row, columns);
    }
    if (current !== undefined) this.#before.set(row.number, digestOf(storedColumns(current)));
    this.counts.changed++;
  }

  #confirm(current: Stored): void {
    const last = current.last_seen > this.#asOf ? current.last_seen : this.#asOf;
    this.#seen.run(current.first_seen, last, this.#import, current.id);
  }

  #add(row: MappedRow, columns: Columns): void {
    this.#insert.run(row.number, this.#source, row.kind, this.#asOf, this.#asOf, this.#import, ...columns);
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
      this.#replace.run(...columns, this.#import, current.id);
    }
  }
}

function storedCertificate(stored: Stored): Certificate {
  return withoutGaps({
    ...(JSON.parse(stored.facts) as Certificate),
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
