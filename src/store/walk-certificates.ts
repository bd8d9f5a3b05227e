import type { Database } from "better-sqlite3";
import type { Certificate } from "../contracts/listing.js";
import { CERTIFICATE_COLUMNS, certificateRowOf, columnsOfRow, factsOf } from "./certificate-row.js";
import { IS_SHOWN } from "./migrations.js";

/** A certificate as one source has it last. */
export interface RegisteredCertificate {
  readonly certificate: Certificate & { readonly number: string; readonly asOf: string };
  readonly source: string;
}

/** Every number of every source in its last version, in the order in which they came; in pages, so that millions need no memory. */
export function* walkCertificates(database: Database): Generator<RegisteredCertificate> {
  const sources = new Map(database.prepare("SELECT id, name FROM source").raw().all() as [number, string][]);
  // Read in pages: a statement that is being walked blocks the others of its connection.
  const page = database
    .prepare(`SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE id > ? AND ${IS_SHOWN}
      AND NOT EXISTS (SELECT 1 FROM certificate AS later WHERE later.number = certificate.number
        AND later.source_id = certificate.source_id AND later.first_seen > certificate.first_seen)
      ORDER BY id LIMIT 1000`)
    .raw();
  for (let last = 0; ; ) {
    const rows = (page.all(last) as unknown[][]).map(certificateRowOf);
    for (const row of rows) {
      const [id, number, , , asOf, source] = row;
      yield { certificate: { ...factsOf(columnsOfRow(row)), number, asOf }, source: sources.get(source) ?? "" };
      last = id;
    }
    if (rows.length === 0) return;
  }
}
