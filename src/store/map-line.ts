import { FACTS, HOLDER, MANUFACTURERS, PRODUCT_NAME } from "./certificate-row.js";
import {
  isNothing,
  MAX_FIELD_LENGTH,
  type MappedRow,
  mappedRow,
  meantBy,
  NUMBER,
  type Plan,
  planOf,
  readText,
} from "./map-row.js";
import type { FieldMapping, MappedField, Mapping } from "./mapping.js";
import { type KnownName, nameOf } from "./names/known-name.js";
import { packedFact, UNIT_BYTE } from "./packed-facts.js";
import type { JsonLine } from "./rows/json-line.js";
import { LineScanner } from "./rows/line-scanner.js";
import { RejectedRow } from "./rows/source-row.js";
import { TextMemo } from "./rows/text-memo.js";

const SPACE = 0x20;
/** No text of more bytes is nothing. */
const NOTHING_BYTES = 4;
/** Names of a register and of its holders, days and classes that are remembered. */
const MANY = 1 << 14;
const FEW = 1 << 12;
/** Facts that are strings: names are indexed. */
const NAMES: ReadonlySet<MappedField> = new Set(["productName", "holder"]);

/** A fact that was read from a text. */
interface ReadFact {
  /** Of a product or a holder. */
  readonly name: KnownName | null;
  /** Packed; null where they are those of the source. */
  readonly bytes: Buffer | null;
}

/** Where a fact comes from and how it is read. */
interface Step {
  readonly place: number;
  /** Fields in the scanner, tried in order, each with what reads its text; null where its bytes are stored as they stand. */
  readonly from: readonly { readonly slot: number; readonly read: TextMemo<ReadFact | RejectedRow> | null }[];
}

/** Reads rows of one source from lines of JSON, without making strings of what is only stored. */
export class LineMapper {
  readonly #scanner: LineScanner;
  readonly #steps: readonly Step[] | null;
  readonly #number: FieldMapping;

  constructor(mapping: Mapping) {
    const plan = planOf(mapping);
    const names = [...new Set(plan.flatMap(({ spec }) => spec.from))];
    this.#scanner = new LineScanner(names);
    this.#number = mapping.fields.number;
    const isSimple = plan.every(({ place, spec }) => spec.as !== "list" && place !== MANUFACTURERS);
    this.#steps = isSimple ? plan.map((one) => stepOf(one, (name) => names.indexOf(name))) : null;
  }

  /** What `RowMapper` reads of the fields of a line; null where it must. The facts are packed behind the lines of the block. */
  read(line: JsonLine): MappedRow | RejectedRow | null {
    const scanner = this.#scanner;
    if (this.#steps === null || !scanner.scan(line)) return null;
    const { bytes, length } = line.block;
    let written: string | null = null;
    let productName: KnownName | null = null;
    let holder: KnownName | null = null;
    let at = length;
    let filled = 0;
    for (const { place, from } of this.#steps) {
      // A number stands before all facts.
      for (; filled < place; filled++) bytes[at++] = UNIT_BYTE;
      for (const { slot, read } of from) {
        let start = scanner.starts[slot] as number;
        if (start === -1) continue;
        let end = scanner.ends[slot] as number;
        while (start < end && bytes[start] === SPACE) start++;
        while (end > start && bytes[end - 1] === SPACE) end--;
        if (end - start <= NOTHING_BYTES && isNothing(bytes.toString("utf8", start, end))) continue;
        // A unit is at least one byte.
        if (end - start > MAX_FIELD_LENGTH || hasBlankEnds(bytes, start, end)) return null;
        if (at + (end - start) + FACTS.length > bytes.length) return null;
        if (place === NUMBER) {
          // No two rows have the same.
          written = meantBy(this.#number, bytes.toString("utf8", start, end));
        } else {
          const value = read?.get(bytes, start, end) ?? null;
          if (value instanceof RejectedRow) return value;
          if (place === PRODUCT_NAME) productName = value?.name ?? null;
          else if (place === HOLDER) holder = value?.name ?? null;
          if (value !== null && value.bytes !== null) {
            if (at + value.bytes.length + FACTS.length > bytes.length) return null;
            bytes.set(value.bytes, at);
            at += value.bytes.length;
          } else {
            // Within one array, as a view costs four times the copy.
            bytes.copyWithin(at, start, end);
            at += end - start;
          }
        }
        break;
      }
    }
    for (; filled < FACTS.length - 1; filled++) bytes[at++] = UNIT_BYTE;
    return mappedRow(written, productName, holder, bytes.subarray(length, at));
  }
}

function stepOf({ field, place, spec }: Plan[number], slotOf: (name: string) => number): Step {
  const isStored = spec.values === undefined && spec.as !== "date" && !NAMES.has(field);
  const places = NAMES.has(field) ? MANY : FEW;
  return {
    place,
    from: spec.from.map((name) => ({
      slot: slotOf(name),
      read: isStored ? null : new TextMemo((text) => readFact(field, spec, name, text), places),
    })),
  };
}

function readFact(field: MappedField, spec: FieldMapping, from: string, text: string): ReadFact | RejectedRow {
  const value = readText(spec, from, text);
  if (value instanceof RejectedRow) return value;
  return {
    name: NAMES.has(field) ? nameOf(value) : null,
    bytes: value === text ? null : Buffer.from(packedFact(value)),
  };
}

/** Whether a text of UTF-8 begins or ends with a blank that is not a space, as `trim` knows them. */
function hasBlankEnds(bytes: Buffer, start: number, end: number): boolean {
  if ((bytes[start] as number) >= 0x80 && blankAt(bytes, start)) return true;
  if ((bytes[end - 1] as number) < 0x80) return false;
  return blankAt(bytes, end - 3) || (bytes[end - 2] === 0xc2 && bytes[end - 1] === 0xa0);
}

/** U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF. */
function blankAt(bytes: Buffer, at: number): boolean {
  const [second, third] = [bytes[at + 1] as number, bytes[at + 2] as number];
  switch (bytes[at]) {
    case 0xc2:
      return second === 0xa0;
    case 0xe1:
      return second === 0x9a && third === 0x80;
    case 0xe2:
      if (second === 0x81) return third === 0x9f;
      return second === 0x80 && (third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf);
    case 0xe3:
      return second === 0x80 && third === 0x80;
    case 0xef:
      return second === 0xbb && third === 0xbf;
    default:
      return false;
  }
}
