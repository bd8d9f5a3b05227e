import { dirname } from "node:path";
import { Archive } from "../../../store/rows/archive.js";
import { decodeText } from "../../../store/rows/decode-text.js";
import { readCsv } from "../../../store/rows/read-csv.js";
import { readXlsx } from "../../../store/rows/read-xlsx.js";
import { RowsError, type RowsErrorCode } from "../../../store/rows/rows-error.js";
import { RejectedRow, type RowStream } from "../../../store/rows/source-row.js";
import { MAX_FILE_BYTES } from "../../limits.js";
import type { ReadOptions } from "../input.js";
import type { RawInput } from "../raw-input.js";
import { readCapped } from "../read-capped.js";
import { RowMapper } from "./listing-of-row.js";

/** A table to be read: a file in its place, or a stream. */
export interface TableSource {
  readonly format: "csv" | "xlsx";
  readonly name: string;
  readonly path: string | null;
  bytes(): AsyncIterable<Uint8Array>;
}

const CODES: Readonly<Record<RowsErrorCode, string>> = {
  MEDLINT_IMPORT_DAMAGED: "table-damaged",
  MEDLINT_IMPORT_ENCODING: "table-encoding",
  MEDLINT_IMPORT_FORMAT: "table-format",
  MEDLINT_IMPORT_LIMIT: "table-over-limit",
  MEDLINT_IMPORT_MODULE: "package-missing",
};

/**
 * Reads a merchant's table: one listing a row. Memory is that of some rows (and of a workbook's shared texts). A row that
 * cannot be read is given as unread with its number; where the rest cannot be read either, the file is.
 */
export async function* readTable(
  source: TableSource,
  { columns }: Pick<ReadOptions, "columns">,
): AsyncGenerator<readonly RawInput[]> {
  const { name } = source;
  const folder = source.path === null ? undefined : dirname(source.path);
  let mapper: RowMapper | null = null;
  let rows = 0;
  try {
    for await (const group of rowsOf(source, columns)) {
      const raws: RawInput[] = [];
      for (const { line, fields } of group) {
        if (fields instanceof RejectedRow) {
          raws.push({ kind: "unread", source: name, code: "row-unreadable", line });
          continue;
        }
        mapper ??= new RowMapper(Object.keys(fields), columns, name);
        if (!mapper.isUsable) {
          yield [{ kind: "unread", source: name, code: "columns-unknown" }];
          return;
        }
        raws.push({ kind: "row", source: name, folder, line, ...mapper.listingOf(fields, line) });
      }
      rows += raws.length;
      yield raws;
    }
  } catch (error) {
    if (!(error instanceof RowsError)) throw error;
    yield [{ kind: "unread", source: name, code: CODES[error.code] }];
    return;
  }
  if (rows === 0) yield [{ kind: "unread", source: name, code: "empty-file" }];
}

async function* rowsOf(source: TableSource, columns: ReadOptions["columns"]): RowStream {
  const options = { skip: 0 };
  if (source.format === "csv") {
    yield* readCsv(
      decodeText(source.bytes(), () => undefined),
      options,
      columns?.headerRow,
    );
    return;
  }
  const archive = await Archive.open(source.path ?? (await wholeOf(source)));
  try {
    yield* readXlsx(archive, options, columns?.headerRow, columns?.sheet ?? null);
  } finally {
    archive.close();
  }
}

async function wholeOf(source: TableSource): Promise<Buffer> {
  const bytes = await readCapped(source.bytes(), MAX_FILE_BYTES);
  if (bytes === null) throw new RowsError("MEDLINT_IMPORT_LIMIT", "过大，请先存为文件");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
