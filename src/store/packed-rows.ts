import { transcode } from "node:buffer";
import type { Database, Statement } from "better-sqlite3";
import {
  CERTIFICATE_COLUMN_LIST,
  CERTIFICATE_COLUMNS,
  type CertificateRow,
  certificateRowOf,
  ROW_LENGTH,
} from "./certificate-row.js";
import { UNIT, unpackedFact } from "./packed-facts.js";

const NUMBERS: ReadonlySet<string> = new Set(["id", "source_id", "import_id"]);
const IS_NUMBER = CERTIFICATE_COLUMN_LIST.map((column) => NUMBERS.has(column));

/**
 * Reads many rows of `certificate` as one piece of bytes: SQLite joins them, and they are decoded at once. Handing out each
 * value by itself takes twice the time: the decoder of single strings is slow for Chinese, and each has its own call.
 */
export class PackedRows {
  readonly #packed: Statement<string[], readonly [count: number, packed: Buffer | null]>;
  readonly #plain: Statement<string[], unknown[]>;

  /** @param where a condition with question marks for the values */
  constructor(database: Database, where: string) {
    const columns = CERTIFICATE_COLUMN_LIST.map((column) => `certificate.${column}`);
    const list = <Row>(sql: string) => database.prepare(sql).raw() as unknown as Statement<string[], Row>;
    this.#packed = list(`SELECT count(*), CAST(group_concat(concat(${columns.join(", char(31), ")}), char(31)) AS BLOB)
      FROM certificate WHERE ${where}`);
    this.#plain = list(`SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE ${where}`);
  }

  /** Rows that fit. A text of nothing is null. */
  all(values: readonly string[]): readonly CertificateRow[] {
    const row = this.#packed.get(...values);
    if (row === undefined || row[1] === null) return [];
    return unpacked(row[1], row[0]) ?? this.#plain.all(...values).map(certificateRowOf);
  }
}

/** Null where a row has other fields than rows have, as a damaged file may. */
function unpacked(packed: Buffer, count: number): CertificateRow[] | null {
  const fields = decoded(packed).split(UNIT);
  if (fields.length !== count * ROW_LENGTH) return null;
  const rows: CertificateRow[] = [];
  for (let start = 0; start < fields.length; start += ROW_LENGTH) {
    const row: (string | number | null)[] = fields.slice(start, start + ROW_LENGTH);
    for (let i = 0; i < ROW_LENGTH; i++) {
      if (IS_NUMBER[i]) row[i] = Number(row[i]);
      else row[i] = row[i] === "" ? null : unpackedFact(row[i] as string);
    }
    rows.push(row as unknown as CertificateRow);
  }
  return rows;
}

/** Chinese UTF-8 is decoded twice as fast by way of `transcode` (337 against 150 MB/s); it wants ICU, which Node has by default. */
function decoded(bytes: Buffer): string {
  try {
    return transcode(bytes, "utf8", "ucs2").toString("ucs2");
  } catch {
    return bytes.toString("utf8");
  }
}
