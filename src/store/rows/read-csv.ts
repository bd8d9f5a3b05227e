import { Readable } from "node:stream";
import { loadOptional, RowsError } from "./rows-error.js";
import { type Fields, type ReadOptions, RejectedRow, type RowStream, type SourceRow } from "./source-row.js";

/** A longer record is an unclosed quotation mark or an attack: the file is refused. UTF-16 units. */
export const MAX_CSV_RECORD = 4 * 1024 * 1024;
/** Columns of a table; also of a sheet. */
export const MAX_COLUMNS = 1_000;
const BATCH = 500;

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads comma, tab or semicolon separated text whose row `headerRow` (from 1) names the columns. */
export async function* readCsv(
  texts: AsyncIterable<string>,
  { skip }: Pick<ReadOptions, "skip">,
  headerRow = 1,
): RowStream {
  const { parse } = await loadOptional("csv-parse", " CSV 文件", () => import("csv-parse"));
  const [head, all] = await firstLine(texts);
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(head),
    info: true,
    max_record_size: MAX_CSV_RECORD,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const source = Readable.from(all);
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  const table = new Table(headerRow, skip);
  let batch: SourceRow[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      const row = table.take(record, info.lines);
      if (row === null) continue;
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw csvError(error);
  } finally {
    source.destroy();
  }
  if (batch.length > 0) yield batch;
}

/** Turns cells into rows by the names in the header. */
export class Table {
  readonly #headerRow: number;
  readonly #skip: number;
  #names: readonly string[] | null = null;
  #seen = 0;
  #rows = 0;

  constructor(headerRow: number, skip: number) {
    this.#headerRow = headerRow;
    this.#skip = skip;
  }

  /** The row of these cells, or null for the header, what stands before it, blank rows and those passed over. */
  take(cells: readonly unknown[], line: number): SourceRow | null {
    this.#seen++;
    if (this.#seen < this.#headerRow) return null;
    if (this.#names === null) {
      if (cells.length > MAX_COLUMNS) {
        throw new RowsError("MEDLINT_IMPORT_LIMIT", `有 ${cells.length} 列，上限 ${MAX_COLUMNS}`);
      }
      this.#names = namesOf(cells);
      return null;
    }
    if (cells.every((cell) => cell === null || cell === undefined || String(cell).trim() === "")) return null;
    this.#rows++;
    return this.#rows <= this.#skip ? null : { line, fields: this.#fieldsOf(cells, this.#names) };
  }

  #fieldsOf(cells: readonly unknown[], names: readonly string[]): Fields | RejectedRow {
    if (cells.length > names.length && cells.slice(names.length).some((cell) => String(cell ?? "").trim() !== "")) {
      return new RejectedRow(`有 ${cells.length} 列，表头只有 ${names.length} 列`);
    }
    const fields: Record<string, unknown> = {};
    for (const [i, name] of names.entries()) if (name !== "") fields[name] = cells[i] ?? "";
    return fields;
  }
}

/** Two columns of one name are told apart as `名称`, `名称#2`. */
function namesOf(cells: readonly unknown[]): string[] {
  const counts = new Map<string, number>();
  return cells.map((cell) => {
    const name = String(cell ?? "")
      .replace(/[\s\u200b\ufeff]+/g, " ")
      .trim();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return name === "" || count === 1 ? name : `${name}#${count}`;
  });
}

/** The first line, and the whole text again. */
async function firstLine(texts: AsyncIterable<string>): Promise<[string, AsyncIterable<string>]> {
  const iterator = texts[Symbol.asyncIterator]();
  let read = "";
  let isDone = false;
  while (!isDone && !read.includes("\n") && read.length < MAX_CSV_RECORD) {
    const next = await iterator.next();
    isDone = next.done === true;
    if (!isDone) read += next.value;
  }
  async function* all(): AsyncGenerator<string> {
    yield read;
    if (!isDone)
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  return [read.slice(0, Math.max(read.indexOf("\n"), 0) || read.length), all()];
}

function delimiterOf(head: string): string {
  const count = (sign: string) => head.split(sign).length;
  return [",", "\t", ";"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function csvError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const line = error instanceof Error && "lines" in error ? Number(error.lines) : 0;
  if (code === "CSV_MAX_RECORD_SIZE") {
    return new RowsError(
      "MEDLINT_IMPORT_LIMIT",
      `第 ${line} 行附近的一条记录超过 ${MAX_CSV_RECORD} 字，可能有引号没有配对`,
      error,
    );
  }
  if (!code.startsWith("CSV_")) return error;
  const why = code === "CSV_QUOTE_NOT_CLOSED" ? "引号到文件结尾也没有配对，文件可能被截断" : "不符合 CSV 格式";
  return new RowsError("MEDLINT_IMPORT_DAMAGED", `第 ${line} 行附近${why}`, error);
}
