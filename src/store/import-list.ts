import type { Database } from "better-sqlite3";
import { ImportError, registryError } from "./errors.js";
import { type ImportInput, OpenInput } from "./import-input.js";
import { ImportLock } from "./import-lock.js";
import { MAX_REJECTIONS, type Rejection } from "./import-session.js";
import { readDate } from "./map-row.js";
import type { Mapping } from "./mapping.js";
import { openForWriting } from "./open-database.js";
import { JsonLine } from "./rows/json-line.js";
import { MAX_LINE_BYTES } from "./rows/read-json-lines.js";
import { type Fields, RejectedRow } from "./rows/source-row.js";

export interface ListOptions {
  /** Name of the list; importing it again replaces it. */
  readonly source: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

export interface ListReport {
  readonly rows: number;
  readonly imported: number;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
}

/** How one sort of list is kept. */
export interface ListKeeper {
  /** Layout of the rows, where a mapping says it. */
  readonly layout?: Mapping["layout"] | undefined;
  /** Takes an earlier list of this name away and begins the new one; returns how a row is kept, or why it is not. */
  begin(database: Database, sha256: string): (fields: Fields) => RejectedRow | null;
  /** Called behind the last row, in the same transaction. */
  end?(database: Database): void;
  /** Chinese: what a row must have, for the error that none has it. */
  readonly needed: string;
}

/**
 * Imports a list that stands in the place of an earlier one of its name: JSON Lines, CSV, XLSX, XML or zip, in one
 * transaction.
 *
 * @throws RegistryError as `importRegistry`
 */
export async function importList(
  path: string,
  input: ImportInput,
  options: ListOptions,
  keeper: ListKeeper,
): Promise<ListReport> {
  if (options.source.trim() === "" || readDate(options.asOf) !== options.asOf) {
    throw new ImportError("MEDLINT_IMPORT_OPTION", path, "名单须写明名称（--source）和日期（--as-of YYYY-MM-DD）");
  }
  const open = new OpenInput(path, input);
  const database = openForWriting(path);
  let lock: ImportLock | null = null;
  try {
    lock = new ImportLock(path);
    database.exec("BEGIN IMMEDIATE");
    const keep = keeper.begin(database, (await open.digest()) ?? "");
    const rejections: Rejection[] = [];
    let [rows, rejected] = [0, 0];
    const mapping = keeper.layout === undefined ? null : { layout: keeper.layout };
    for await (const some of open.rows({ skip: 0, maxLineBytes: MAX_LINE_BYTES, mapping })) {
      for (const { line, fields: unread } of some) {
        rows++;
        const fields = unread instanceof JsonLine ? unread.fields() : unread;
        const reason = fields instanceof RejectedRow ? fields : keep(fields);
        if (reason === null) continue;
        rejected++;
        if (rejections.length < MAX_REJECTIONS) rejections.push({ line, reason: reason.reason });
      }
    }
    if (rows === rejected) {
      throw new ImportError("MEDLINT_IMPORT_FORMAT", path, `${open.name} 中没有可识别的行；${keeper.needed}`);
    }
    keeper.end?.(database);
    database.exec("COMMIT");
    database.pragma("wal_checkpoint(TRUNCATE)");
    return { rows, imported: rows - rejected, rejected, rejections };
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw registryError(path, error);
  } finally {
    database.close();
    lock?.release();
  }
}
