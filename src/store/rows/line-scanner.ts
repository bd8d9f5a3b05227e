import type { JsonLine } from "./json-line.js";

const [SPACE, QUOTE, COMMA, COLON, OPEN, CLOSE, RETURN] = [0x20, 0x22, 0x2c, 0x3a, 0x7b, 0x7d, 0x0d] as const;
const NULL = Buffer.from("null");
/** Of a field that nobody asked for. */
const UNWANTED = -1;
/** Fields remembered. */
const MAX_FIELDS = 200;

/** A field of the line before. */
interface Field {
  /** From the quote before its key to the quote before its text. */
  readonly bytes: Buffer;
  readonly slot: number;
}

/**
 * Finds the texts of some fields in a line of JSON without making strings of them: an object of texts and nulls without
 * escapes, as registers are exported. Of anything else it says that it cannot; `JSON.parse` must read that line. What it
 * reads, `JSON.parse` reads alike.
 */
export class LineScanner {
  readonly #slots: ReadonlyMap<string, number>;
  /** The next line has its fields in the same places. */
  readonly #fields: Field[] = [];
  /** Where the text of each wanted field begins in the block; -1 where the line has none. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;

  /** @param names of the fields, each once */
  constructor(names: readonly string[]) {
    this.#slots = new Map(names.map((name, slot) => [Buffer.from(name).toString("latin1"), slot]));
    this.starts = new Int32Array(names.length);
    this.ends = new Int32Array(names.length);
  }

  /** False where the line is not of the simple kind. */
  scan({ block, start, end, isPlain }: JsonLine): boolean {
    if (!isPlain || block.bytes[start] !== OPEN) return false;
    const { bytes, units } = block;
    const { starts, ends } = this;
    starts.fill(-1);
    for (let at = start + 1, nth = 0; ; nth++) {
      if (bytes[at] === SPACE) at = afterSpaces(bytes, at, end);
      const known = this.#fields[nth];
      const field = known !== undefined && standsAt(known.bytes, bytes, at, end) ? known : null;
      const slot = field === null ? this.#slotAt(block, at, end) : field.slot;
      if (slot === null) return false;
      const from = field === null ? afterColon(block, at, end) : at + field.bytes.length;
      if (from === -1) return false;
      if (field !== null || bytes[from - 1] === QUOTE) {
        if (field === null) this.#remember(nth, { bytes: Buffer.from(bytes.subarray(at, from)), slot });
        const last = units.indexOf('"', from);
        if (last === -1 || last >= end) return false;
        if (slot !== UNWANTED) {
          starts[slot] = from;
          ends[slot] = last;
        }
        at = last + 1;
      } else if (standsAt(NULL, bytes, from, end)) {
        // Of a field that comes twice the last counts.
        if (slot !== UNWANTED) starts[slot] = -1;
        at = from + NULL.length;
      } else {
        return false;
      }
      if (bytes[at] === SPACE) at = afterSpaces(bytes, at, end);
      if (at >= end) return false;
      const next = bytes[at++];
      if (next === COMMA) continue;
      return next === CLOSE && isRest(bytes, at, end);
    }
  }

  #remember(nth: number, field: Field): void {
    if (nth <= this.#fields.length && nth < MAX_FIELDS) this.#fields[nth] = field;
  }

  /** The slot of the key that begins at a place; null where there is none. */
  #slotAt({ bytes, units }: JsonLine["block"], at: number, end: number): number | null {
    const last = bytes[at] === QUOTE ? units.indexOf('"', at + 1) : -1;
    if (last === -1 || last >= end) return null;
    return this.#slots.get(units.slice(at + 1, last)) ?? UNWANTED;
  }
}

/** The place behind a key, the colon and the quote that begins a text, or of what else stands there; -1 where nothing does. */
function afterColon({ bytes, units }: JsonLine["block"], key: number, end: number): number {
  let at = afterSpaces(bytes, units.indexOf('"', key + 1) + 1, end);
  if (at >= end || bytes[at] !== COLON) return -1;
  at = afterSpaces(bytes, at + 1, end);
  if (at >= end) return -1;
  return bytes[at] === QUOTE ? at + 1 : at;
}

/** Whether a line has nothing more but blanks. */
function isRest(bytes: Buffer, start: number, end: number): boolean {
  const at = afterSpaces(bytes, start, end);
  return at === end || (at === end - 1 && bytes[at] === RETURN);
}

function afterSpaces(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] === SPACE) at++;
  return at;
}

function standsAt(sought: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (start + sought.length > end) return false;
  for (let i = 0; i < sought.length; i++) if (bytes[start + i] !== sought[i]) return false;
  return true;
}
