import { hash } from "node:crypto";
import type { Certificate, Kind, RxClass } from "../contracts/listing.js";
import type { KnownCertificate } from "../contracts/prepared.js";
import type { RegistrySource } from "./registry-source.js";

/** Facts that are not asked for in SQL: one JSON object. */
type Facts = Pick<
  Certificate,
  "scope" | "contraindications" | "precautions" | "models" | "composition" | "manufacturers" | "dosageForm"
>;

/** A row of `certificate` as an array, the fastest way out of SQLite. */
export type CertificateRow = readonly [
  number: string,
  kind: string,
  firstSeen: string,
  lastSeen: string,
  productName: string | null,
  holder: string | null,
  klass: string | null,
  rx: string | null,
  approvedOn: string | null,
  validUntil: string | null,
  status: string | null,
  facts: string,
  sourceId: number,
  importId: number,
];

/** The same row by names, as it is compared with another. */
export interface StoredRow {
  readonly number: string;
  readonly kind: string;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly product_name: string | null;
  readonly holder: string | null;
  readonly class: string | null;
  readonly rx: string | null;
  readonly approved_on: string | null;
  readonly valid_until: string | null;
  readonly status: string | null;
  readonly facts: string;
}

/** The columns that tell one version of a certificate from another, in the order of `INSERT`. */
export type Columns = [
  productName: string | null,
  holder: string | null,
  klass: string | null,
  rx: string | null,
  approvedOn: string | null,
  validUntil: string | null,
  status: string | null,
  facts: string,
];

/** A certificate as the columns of its row. */
export function columnsOf(certificate: Certificate): Columns {
  const { scope, contraindications, precautions, models, composition, manufacturers, dosageForm } = certificate;
  // Versions are compared as text: the order of keys counts.
  const facts: Facts = { scope, contraindications, precautions, models, composition, manufacturers, dosageForm };
  return [
    certificate.productName ?? null,
    certificate.holder ?? null,
    certificate.class ?? null,
    certificate.rx ?? null,
    certificate.approvedOn ?? null,
    certificate.validUntil ?? null,
    certificate.status ?? null,
    JSON.stringify(facts),
  ];
}

/** The same columns of a stored row. */
export function storedColumns(row: StoredRow): Columns {
  const { product_name, holder, rx, approved_on, valid_until, status, facts } = row;
  return [product_name, holder, row.class, rx, approved_on, valid_until, status, facts];
}

export function areEqual(one: Columns, other: Columns): boolean {
  return one.every((value, i) => value === other[i]);
}

/** Short for columns that must be remembered. */
export function digestOf(columns: Columns): string {
  return hash("sha256", columns.join("\u0000"), "base64");
}

/** The certificate of a row, without the fields that are not known. */
export function certificateOf(row: CertificateRow, sources: ReadonlyMap<number, RegistrySource>): KnownCertificate {
  const [number, kind, , lastSeen, productName, holder, klass, rx, approvedOn, validUntil, status, facts, id] = row;
  const source = sources.get(id);
  const certificate: Writable<KnownCertificate> = {
    ...(JSON.parse(facts) as Facts),
    number,
    asOf: lastSeen,
    origin: "registry",
    source: source?.source ?? null,
    complete: source?.complete === true && source.kinds.includes(kind as Kind),
  };
  if (productName !== null) certificate.productName = productName;
  if (holder !== null) certificate.holder = holder;
  if (klass !== null) certificate.class = klass;
  if (rx !== null) certificate.rx = rx as RxClass;
  if (approvedOn !== null) certificate.approvedOn = approvedOn;
  if (validUntil !== null) certificate.validUntil = validUntil;
  if (status !== null) certificate.status = status;
  return certificate;
}

type Writable<Record> = { -readonly [Field in keyof Record]: Record[Field] };
