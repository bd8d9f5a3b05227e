import { hash } from "node:crypto";
import type { Certificate, Kind } from "../contracts/listing.js";
import type { KnownCertificate } from "../contracts/prepared.js";
import { packedFacts, unpackedFacts } from "./packed-facts.js";
import type { RegistrySource } from "./registry-source.js";

/** Facts of a certificate that are kept, in the order in which they are stored: what tells one version from another. */
export const FACTS = [
  "productName",
  "holder",
  "class",
  "rx",
  "approvedOn",
  "validUntil",
  "status",
  "scope",
  "contraindications",
  "precautions",
  "models",
  "composition",
  "manufacturers",
  "dosageForm",
] as const satisfies readonly (keyof Certificate)[];

export const [PRODUCT_NAME, HOLDER, APPROVED_ON, MANUFACTURERS] = [0, 1, 4, 12] as const;

/** Values of the facts; null where the source says nothing. Manufacturers are a JSON list. */
export type Columns = (string | null)[];

/** A row of `certificate` with its facts behind its other columns. */
export type CertificateRow = readonly [
  id: number,
  number: string,
  kind: string,
  firstSeen: string,
  lastSeen: string,
  sourceId: number,
  importId: number,
  ...columns: (string | null)[],
];

/** How many columns of a `CertificateRow` stand before its facts, and how many there are. */
const LEADING = 7;
export const ROW_LENGTH = LEADING + FACTS.length;

/** Names of the columns of `certificate`. */
export const CERTIFICATE_COLUMN_LIST: readonly string[] = [
  ...["id", "number", "kind", "first_seen", "last_seen", "source_id", "import_id"],
  "facts",
];

export const CERTIFICATE_COLUMNS = CERTIFICATE_COLUMN_LIST.map((column) => `certificate.${column}`).join(", ");

/** A row that was read by `CERTIFICATE_COLUMNS` as an array, the fastest way out of SQLite. */
export function certificateRowOf(stored: readonly unknown[]): CertificateRow {
  const leading = stored.slice(0, LEADING) as [number, string, string, string, string, number, number];
  return [...leading, ...unpackedFacts(stored[LEADING] as string)];
}

/** Facts of a row of `certificate`. */
export function columnsOfRow(row: CertificateRow): Columns {
  return row.slice(LEADING) as Columns;
}

export function areEqual(one: Columns, other: Columns): boolean {
  return one.every((value, i) => value === other[i]);
}

/** Short for columns that must be remembered. */
export function digestOf(columns: Columns): string {
  return hash("sha256", packedFacts(columns), "base64");
}

/** The facts of these columns, without those that are not known. */
export function factsOf(columns: Columns): Certificate {
  const facts: Record<string, unknown> = {};
  addFacts(facts, columns, 0);
  return facts as Certificate;
}

/** The certificate of a row, without the fields that are not known. */
export function certificateOf(row: CertificateRow, sources: ReadonlyMap<number, RegistrySource>): KnownCertificate {
  const [, number, kind, , lastSeen, sourceId] = row;
  const source = sources.get(sourceId);
  const certificate: KnownCertificate = {
    number,
    asOf: lastSeen,
    origin: "registry",
    source: source?.source ?? null,
    complete: source?.complete === true && source.kinds.includes(kind as Kind),
  };
  addFacts(certificate as unknown as Record<string, unknown>, row, LEADING);
  return certificate;
}

function addFacts(facts: Record<string, unknown>, row: readonly (string | number | null)[], at: number): void {
  for (let place = 0; place < FACTS.length; place++) {
    const value = row[at + place];
    // A mapping may have written nothing for something.
    if (typeof value !== "string" || value === "") continue;
    facts[FACTS[place] as string] = place === MANUFACTURERS ? (JSON.parse(value) as string[]) : value;
  }
}
