import { isUtf8 } from "node:buffer";
import { JsonLine, type LineBlock } from "./json-line.js";
import { OddBytes } from "./odd-bytes.js";
import { RowsError } from "./rows-error.js";
import { type ReadOptions, RejectedRow, type RowStream, type UnreadRow } from "./source-row.js";

/** Longer lines are passed over and rejected. Bytes. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

const NEWLINE = 0x0a;
/** Room behind the lines, beside as much again as they take. */
const ROOM_BYTES = 4096;
/** A line that begins with it is not blank. */
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** Space, tab, line ends, and what editors of old leave at the end of a file. */
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0x1a]);
const TOO_LONG = new RejectedRow("行过长");
const NOT_UTF8 = new RejectedRow("不是 UTF-8 编码");

/** Reads JSON Lines; memory is bounded by chunk and line cap. A chunk need hold only until the next is asked for. */
export async function* readJsonLines(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): RowStream<UnreadRow> {
  const reader = new LineReader(options);
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;
  let isOverlong = false;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end === -1) {
      carriedBytes += chunk.length;
      // Of a line over the cap only that it was one is kept.
      if (carriedBytes > options.maxLineBytes) {
        isOverlong = true;
        carried = [];
      } else {
        carried.push(Buffer.from(chunk));
      }
      continue;
    }
    const rows: UnreadRow[] = [];
    let start = 0;
    if (isOverlong || carried.length > 0) {
      start = chunk.indexOf(NEWLINE) + 1;
      if (isOverlong) reader.reject(TOO_LONG, rows);
      else reader.readOne(Buffer.concat([...carried, chunk.subarray(0, start)]), rows);
    }
    if (start <= end) reader.read(chunk.subarray(start, end + 1), rows);
    const rest = chunk.subarray(end + 1);
    carriedBytes = rest.length;
    isOverlong = carriedBytes > options.maxLineBytes;
    carried = isOverlong || carriedBytes === 0 ? [] : [Buffer.from(rest)];
    if (rows.length > 0) yield rows;
  }
  const rows: UnreadRow[] = [];
  if (isOverlong) reader.reject(TOO_LONG, rows);
  else if (carriedBytes > 0) reader.readLast(Buffer.concat(carried), rows);
  if (rows.length > 0) yield rows;
}

function roomFor(lines: Uint8Array): number {
  return 2 * lines.length + ROOM_BYTES;
}

class LineReader {
  readonly #options: ReadOptions;
  #bytes = Buffer.alloc(0);
  #line = 0;
  #rows = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  reject(reason: RejectedRow, rows: UnreadRow[]): void {
    this.#line++;
    this.#rows++;
    if (this.#rows > this.#options.skip) rows.push({ line: this.#line, fields: reason });
  }

  /**
   * Reads the last line of a file that does not end with one.
   *
   * @throws RowsError the line is cut: rows that stood behind it would be taken for rows that the source no longer has
   */
  readLast(line: Buffer, rows: UnreadRow[]): void {
    const end = line.findLastIndex((byte) => !BLANKS.has(byte));
    if (line[0] === OPEN && line[end] !== CLOSE) {
      const where = `第 ${this.#line + 1} 行没有写完，文件可能被截断`;
      throw new RowsError("MEDLINT_IMPORT_DAMAGED", where);
    }
    this.readOne(line, rows);
  }

  /** Reads a line that two chunks have parts of. */
  readOne(line: Uint8Array, rows: UnreadRow[]): void {
    this.#read(line, Buffer.allocUnsafeSlow(roomFor(line)), rows);
  }

  /** Reads lines with their ends; the last of a file may have none. Their rows hold until the next call. */
  read(lines: Uint8Array, rows: UnreadRow[]): void {
    if (this.#bytes.length < roomFor(lines)) this.#bytes = Buffer.allocUnsafeSlow(roomFor(lines));
    this.#read(lines, this.#bytes, rows);
  }

  #read(lines: Uint8Array, bytes: Buffer, rows: UnreadRow[]): void {
    const { length } = lines;
    bytes.set(lines);
    const isWhole = isUtf8(lines);
    const odd = new OddBytes(bytes.subarray(0, length));
    const block = { bytes, length, units: bytes.toString("latin1", 0, length) };
    for (let start = 0; start < length; ) {
      const found = block.units.indexOf("\n", start);
      const end = found === -1 ? length : found;
      // A block with lines of another encoding is looked at line by line.
      if (isWhole || isUtf8(bytes.subarray(start, end))) this.#take(block, start, end, odd, rows);
      else this.reject(NOT_UTF8, rows);
      start = end + 1;
    }
  }

  #take(block: LineBlock, start: number, end: number, odd: OddBytes, rows: UnreadRow[]): void {
    const { skip, maxLineBytes } = this.#options;
    this.#line++;
    const { bytes } = block;
    if (bytes[start] !== OPEN && bytes.toString("utf8", start, end).trim() === "") return;
    this.#rows++;
    if (this.#rows <= skip) return;
    const fields = end - start > maxLineBytes ? TOO_LONG : new JsonLine(block, start, end, odd.isPlain(start, end));
    rows.push({ line: this.#line, fields });
  }
}
