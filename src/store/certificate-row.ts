import { hash } from "node:crypto";
import type { Certificate, RxClass } from "../contracts/listing.js";
import type { KnownCertificate } from "../contracts/prepared.js";

/** Facts that are not asked for in SQL: one JSON object. */
type Facts = Pick<
  Certificate,
  "scope" | "contraindications" | "precautions" | "models" | "composition" | "manufacturers" | "dosageForm"
>;

/** A row of `certificate`, joined with its source. */
export interface CertificateRow {
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
  readonly source: string;
  readonly complete: number;
  readonly kinds: string;
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
export function storedColumns(row: Omit<CertificateRow, "source" | "complete" | "kinds">): Columns {
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
export function certificateOf(row: CertificateRow): KnownCertificate {
  const facts = JSON.parse(row.facts) as Facts;
  return {
    number: row.number,
    ...optional("productName", row.product_name),
    ...facts,
    ...optional("holder", row.holder),
    ...optional("class", row.class),
    ...optional("rx", row.rx as RxClass | null),
    ...optional("approvedOn", row.approved_on),
    ...optional("validUntil", row.valid_until),
    ...optional("status", row.status),
    asOf: row.last_seen,
    origin: "registry",
    source: row.source,
    complete: row.complete === 1 && (JSON.parse(row.kinds) as string[]).includes(row.kind),
  };
}

function optional<Field extends string, Value>(field: Field, value: Value | null): { [F in Field]?: Value } {
  return value === null ? {} : ({ [field]: value } as { [F in Field]?: Value });
}
