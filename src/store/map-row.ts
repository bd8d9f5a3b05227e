import { isDate, readProductNumber } from "../certificates/index.js";
import type { Certificate, Kind } from "../contracts/listing.js";
import { type Columns, FACTS, factsOf, HOLDER, MANUFACTURERS, PRODUCT_NAME } from "./certificate-row.js";
import type { FieldMapping, MappedField, Mapping } from "./mapping.js";
import { type KnownName, nameOf } from "./names/known-name.js";
import { packedFacts, unpackedFacts } from "./packed-facts.js";
import { type Fields, RejectedRow } from "./rows/source-row.js";

/** A longer value is no registered fact but an accident or an attack: the row is rejected. UTF-16 units. */
export const MAX_FIELD_LENGTH = 200_000;

/** A row in the words of this program. */
export interface MappedRow {
  readonly number: string;
  readonly kind: Kind;
  /** Of the product and its holder; null where the source says nothing. */
  readonly productName: KnownName | null;
  readonly holder: KnownName | null;
  /** All facts as `packedFacts` packs them; bytes hold until the next row is read. */
  readonly facts: string | Buffer;
}

/** Where a mapping's field goes: the number, or the place of a fact. */
export const NUMBER = -1;
const NOTHING: readonly null[] = FACTS.map(() => null);
/** A mapping's fields in the order in which they are stored. */
export type Plan = readonly { readonly field: MappedField; readonly place: number; readonly spec: FieldMapping }[];

/** Reads rows of one source by its mapping. */
export class RowMapper {
  readonly #plan: Plan;

  constructor(mapping: Mapping) {
    this.#plan = planOf(mapping);
  }

  /** Never throws. */
  read(row: Fields): MappedRow | RejectedRow {
    const columns: Columns = NOTHING.slice();
    let written: string | null = null;
    for (const { place, spec } of this.#plan) {
      const value = readField(spec, row);
      if (value === null) continue;
      if (value instanceof RejectedRow) return value;
      if (place === NUMBER) written = typeof value === "string" ? value : null;
      else if (place === MANUFACTURERS) columns[place] = JSON.stringify(typeof value === "string" ? [value] : value);
      else columns[place] = typeof value === "string" ? value : value.join("\n");
    }
    const [productName, holder] = [nameOf(columns[PRODUCT_NAME]), nameOf(columns[HOLDER])];
    return mappedRow(written, productName, holder, packedFacts(columns));
  }
}

export function planOf(mapping: Mapping): Plan {
  const fields = Object.entries(mapping.fields) as [MappedField, FieldMapping][];
  return fields
    .map(([field, spec]) => ({ field, place: field === "number" ? NUMBER : FACTS.indexOf(field), spec }))
    .sort((a, b) => a.place - b.place);
}

/** A row with these facts, or why it is none. @param written its number as the source has it */
export function mappedRow(
  written: string | null,
  productName: KnownName | null,
  holder: KnownName | null,
  facts: string | Buffer,
): MappedRow | RejectedRow {
  if (written === null) return new RejectedRow("没有编号");
  const read = readProductNumber(written);
  if (read === null) return new RejectedRow(`编号无法识别：${written.slice(0, 60)}`);
  const { number, kind } = read;
  if (kind === null) return new RejectedRow(`不是产品的注册、备案或批准文号：${number}`);
  return { number, kind, productName, holder, facts };
}

/** Reads one row by a mapping as a certificate; never throws. */
export function mapRow(mapping: Mapping, row: Fields): (Certificate & { readonly number: string }) | RejectedRow {
  const mapped = new RowMapper(mapping).read(row);
  return mapped instanceof RejectedRow
    ? mapped
    : { ...factsOf(unpackedFacts(mapped.facts.toString())), number: mapped.number };
}

/** A field of a source row, read as its mapping says; null where the row has none. */
export function readField(spec: FieldMapping, row: Fields): string | string[] | null | RejectedRow {
  for (const name of spec.from) {
    const value = row[name];
    if (typeof value === "string" && spec.as !== "list") {
      const text = value.trim();
      if (isNothing(text)) continue;
      return text.length > MAX_FIELD_LENGTH ? tooLong(name, text.length) : readText(spec, name, text);
    }
    if (value === undefined || value === null || !Object.hasOwn(row, name)) continue;
    if (value instanceof RejectedRow) return new RejectedRow(`字段 ${name} ${value.reason}`);
    const texts = textsOf(value);
    if (texts.length === 0) continue;
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (length > MAX_FIELD_LENGTH) return tooLong(name, length);
    if (spec.as === "list") return texts.map((text) => meantBy(spec, text));
    return readText(spec, name, texts.map((text) => meantBy(spec, text)).join("\n"));
  }
  return null;
}

export function readText(spec: FieldMapping, name: string, text: string): string | RejectedRow {
  const meant = meantBy(spec, text);
  if (spec.as !== "date") return meant;
  return readDate(meant) ?? new RejectedRow(`字段 ${name} 不是日期：${meant.slice(0, 40)}`);
}

export function meantBy(spec: FieldMapping, text: string): string {
  const { values } = spec;
  return values !== undefined && Object.hasOwn(values, text) ? (values[text] as string) : text;
}

function tooLong(name: string, length: number): RejectedRow {
  return new RejectedRow(`字段 ${name} 过长：${length} 字，上限 ${MAX_FIELD_LENGTH}`);
}

export function isNothing(text: string): boolean {
  return text === "" || text === "null" || text === "/";
}

function textsOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((one) => typeof one === "string" || typeof one === "number")
    .map((one) => String(one).trim())
    .filter((one) => !isNothing(one));
}

const DATE = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?(?:[T ].*)?$/;

/** Days remembered: a register has few of them. */
const MAX_DAYS = 10_000;
const days = new Map<string, string | null>();

/** `2021.1.3`, `2021-01-03`, `20210103`, `2021年1月3日` → `2021-01-03`; null where it is no day of the calendar. */
export function readDate(text: string): string | null {
  const written = text.slice(0, 40);
  const known = days.get(written);
  if (known !== undefined) return known;
  if (days.size >= MAX_DAYS) days.clear();
  const day = dayOf(written);
  days.set(written, day);
  return day;
}

function dayOf(text: string): string | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const [, year, month, day] = match as unknown as [string, string, string, string];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(date) ? date : null;
}
