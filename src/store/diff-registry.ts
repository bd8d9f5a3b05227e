import type { Database } from "better-sqlite3";
import type { Certificate } from "../contracts/listing.js";
import { type StoredRow, storedColumns } from "./certificate-row.js";
import { IS_SHOWN } from "./migrations.js";

/** A field whose registered value changed. */
export interface FieldChange {
  readonly field: keyof Certificate;
  readonly before: string;
  readonly after: string;
}

export interface RegistryChange {
  readonly kind: "added" | "changed" | "gone";
  readonly number: string;
  readonly productName: string;
  readonly source: string;
  /** `YYYY-MM-DD`: the day on which it was first seen so; for `gone` the day on which it was last seen. */
  readonly day: string;
  readonly fields: readonly FieldChange[];
}

type Row = StoredRow & { readonly source: string; readonly source_id: number };

const NAMES = ["productName", "holder", "class", "rx", "approvedOn", "validUntil", "status"] as const;

/**
 * What the registry learned after `from` up to and with `to`: numbers that are new, facts that changed, and numbers that a
 * complete source no longer had. By number; in one pass, so that millions of rows need no memory.
 */
export function* diffRegistry(database: Database, from: string, to: string): Generator<RegistryChange> {
  const before = database.prepare(`SELECT * FROM certificate WHERE number = ? AND source_id = ? AND first_seen <= ?
    AND ${IS_SHOWN} ORDER BY first_seen DESC LIMIT 1`);
  // Read in pages: a statement that is being walked blocks the others of its connection.
  const page = database.prepare(`SELECT certificate.*, source.name AS source FROM certificate
    JOIN source ON source.id = certificate.source_id
    WHERE certificate.id > ? AND first_seen > ? AND first_seen <= ? AND ${IS_SHOWN} ORDER BY certificate.id LIMIT 1000`);
  for (let id = 0; ; ) {
    const rows = page.all(id, from, to) as (Row & { id: number })[];
    for (const row of rows) {
      const old = before.get(row.number, row.source_id, from) as Row | undefined;
      const fields = old === undefined ? [] : changesOf(old, row);
      yield changeOf(old === undefined ? "added" : "changed", row, row.first_seen, fields);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    id = last.id;
  }
  const gone = database.prepare(`SELECT certificate.*, source.name AS source FROM certificate
    JOIN source ON source.id = certificate.source_id
    WHERE certificate.id > ? AND source.complete = 1 AND source.as_of > ? AND source.as_of <= ?
      AND last_seen < source.as_of AND last_seen >= ? AND ${IS_SHOWN}
      AND NOT EXISTS (SELECT 1 FROM certificate AS later WHERE later.number = certificate.number
        AND later.source_id = certificate.source_id AND later.last_seen > certificate.last_seen)
    ORDER BY certificate.id LIMIT 1000`);
  for (let id = 0; ; ) {
    const rows = gone.all(id, from, to, from) as (Row & { id: number })[];
    for (const row of rows) yield changeOf("gone", row, row.last_seen, []);
    const last = rows.at(-1);
    if (last === undefined) return;
    id = last.id;
  }
}

function changeOf(kind: RegistryChange["kind"], row: Row, day: string, fields: readonly FieldChange[]): RegistryChange {
  return { kind, number: row.number, productName: row.product_name ?? "", source: row.source, day, fields };
}

function changesOf(old: Row, row: Row): FieldChange[] {
  const [was, is] = [storedColumns(old), storedColumns(row)];
  const changes: FieldChange[] = NAMES.flatMap((field, i) =>
    was[i] === is[i] ? [] : [{ field, before: was[i] ?? "", after: is[i] ?? "" }],
  );
  const [facts, now] = [JSON.parse(old.facts), JSON.parse(row.facts)] as Record<string, unknown>[];
  for (const field of new Set([...Object.keys(facts ?? {}), ...Object.keys(now ?? {})])) {
    const [one, other] = [String(facts?.[field] ?? ""), String(now?.[field] ?? "")];
    if (one !== other) changes.push({ field: field as keyof Certificate, before: one, after: other });
  }
  return changes;
}
