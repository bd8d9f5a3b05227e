import { isDate, kindOfNumber, parseCertificateNumber } from "../certificates/index.js";
import type { Certificate, Kind } from "../contracts/listing.js";
import type { FieldMapping, MappedField, Mapping } from "./mapping.js";

/** A longer value is no registered fact but an accident or an attack: the row is rejected. UTF-16 units. */
export const MAX_FIELD_LENGTH = 200_000;

/** A row in the words of this program. */
export interface MappedRow {
  readonly number: string;
  readonly kind: Kind;
  readonly certificate: Certificate;
}

/** Why a row was not taken, as a Chinese phrase. */
export class RejectedRow {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

type Facts = { -readonly [Field in MappedField]?: unknown };

/** Reads a source row by a mapping; never throws. */
export function mapRow(mapping: Mapping, row: Readonly<Record<string, unknown>>): MappedRow | RejectedRow {
  const facts: Facts = {};
  for (const [field, spec] of Object.entries(mapping.fields) as [MappedField, FieldMapping][]) {
    const value = readField(spec, row);
    if (value instanceof RejectedRow) return value;
    if (value !== null) facts[field] = value;
  }
  const written = facts.number;
  if (typeof written !== "string") return new RejectedRow("没有编号");
  const parsed = parseCertificateNumber(written);
  if (parsed === null) return new RejectedRow(`编号无法识别：${written.slice(0, 60)}`);
  const kind = kindOfNumber(parsed);
  if (kind === null) return new RejectedRow(`不是产品的注册、备案或批准文号：${parsed.number}`);
  facts.number = parsed.number;
  return { number: parsed.number, kind, certificate: facts as Certificate };
}

function readField(spec: FieldMapping, row: Readonly<Record<string, unknown>>): string | string[] | null | RejectedRow {
  for (const name of spec.from) {
    if (!Object.hasOwn(row, name)) continue;
    const texts = textsOf(row[name]);
    if (texts.length === 0) continue;
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (length > MAX_FIELD_LENGTH) return new RejectedRow(`字段 ${name} 过长：${length} 字，上限 ${MAX_FIELD_LENGTH}`);
    const meant = texts.map((text) => spec.values?.[text] ?? text);
    if (spec.as === "list") return meant;
    const text = meant.join("\n");
    if (spec.as !== "date") return text;
    const date = readDate(text);
    return date ?? new RejectedRow(`字段 ${name} 不是日期：${text.slice(0, 40)}`);
  }
  return null;
}

function textsOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((one) => typeof one === "string" || typeof one === "number")
    .map((one) => String(one).trim())
    .filter((one) => one !== "" && one !== "null" && one !== "/");
}

const DATE = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?(?:[T ].*)?$/;

/** `2021.1.3`, `2021-01-03`, `20210103`, `2021年1月3日` → `2021-01-03`; null where it is no day of the calendar. */
export function readDate(text: string): string | null {
  const match = DATE.exec(text.slice(0, 40));
  if (match === null) return null;
  const [, year, month, day] = match as unknown as [string, string, string, string];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(date) ? date : null;
}
