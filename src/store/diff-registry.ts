import type { Database } from "better-sqlite3";
import type { Certificate } from "../contracts/listing.js";
import {
  CERTIFICATE_COLUMNS,
  type CertificateRow,
  certificateRowOf,
  columnsOfRow,
  FACTS,
  MANUFACTURERS,
  PRODUCT_NAME,
} from "./certificate-row.js";
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

/**
 * What the registry learned after `from` up to and with `to`: numbers that are new, facts that changed, and numbers that a
 * complete source no longer had. By number; in one pass, so that millions of rows need no memory.
 */
export function* diffRegistry(database: Database, from: string, to: string): Generator<RegistryChange> {
  const sources = new Map(database.prepare("SELECT id, name FROM source").raw().all() as [number, string][]);
  const before = database
    .prepare(`SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE number = ? AND source_id = ? AND first_seen <= ?
      AND ${IS_SHOWN} ORDER BY first_seen DESC LIMIT 1`)
    .raw();
  // Read in pages: a statement that is being walked blocks the others of its connection.
  const page = database
    .prepare(`SELECT ${CERTIFICATE_COLUMNS} FROM certificate
      WHERE id > ? AND first_seen > ? AND first_seen <= ? AND ${IS_SHOWN} ORDER BY id LIMIT 1000`)
    .raw();
  for (let last = 0; ; ) {
    const rows = (page.all(last, from, to) as unknown[][]).map(certificateRowOf);
    for (const row of rows) {
      const [id, number, , firstSeen, , source] = row;
      const stored = before.get(number, source, from) as unknown[] | undefined;
      const old = stored === undefined ? null : certificateRowOf(stored);
      const fields = old === null ? [] : changesOf(columnsOfRow(old), columnsOfRow(row));
      yield changeOf(old === null ? "added" : "changed", row, sources, firstSeen, fields);
      last = id;
    }
    if (rows.length === 0) break;
  }
  const gone = database
    .prepare(`SELECT ${CERTIFICATE_COLUMNS} FROM certificate JOIN source ON source.id = certificate.source_id
      WHERE certificate.id > ? AND source.complete = 1 AND source.as_of > ? AND source.as_of <= ?
        AND last_seen < source.as_of AND last_seen >= ? AND ${IS_SHOWN}
        AND NOT EXISTS (SELECT 1 FROM certificate AS later WHERE later.number = certificate.number
          AND later.source_id = certificate.source_id AND later.last_seen > certificate.last_seen)
      ORDER BY certificate.id LIMIT 1000`)
    .raw();
  for (let last = 0; ; ) {
    const rows = (gone.all(last, from, to, from) as unknown[][]).map(certificateRowOf);
    for (const row of rows) {
      const [id, , , , lastSeen] = row;
      yield changeOf("gone", row, sources, lastSeen, []);
      last = id;
    }
    if (rows.length === 0) return;
  }
}

function changeOf(
  kind: RegistryChange["kind"],
  row: CertificateRow,
  sources: ReadonlyMap<number, string>,
  day: string,
  fields: readonly FieldChange[],
): RegistryChange {
  const [, number, , , , source] = row;
  const productName = columnsOfRow(row)[PRODUCT_NAME] ?? "";
  return { kind, number, productName, source: sources.get(source) ?? "", day, fields };
}

function changesOf(old: readonly (string | null)[], now: readonly (string | null)[]): FieldChange[] {
  return FACTS.flatMap((field, place) => {
    const [before, after] = [old[place], now[place]].map((value) => textOf(place, value ?? null)) as [string, string];
    return before === after ? [] : [{ field, before, after }];
  });
}

function textOf(place: number, value: string | null): string {
  if (value === null) return "";
  return place === MANUFACTURERS ? (JSON.parse(value) as string[]).join(",") : value;
}
