import { createHash } from "node:crypto";
import type { Kind } from "../contracts/listing.js";
import { ImportError, registryError } from "./errors.js";
import { type ImportInput, OpenInput } from "./import-input.js";
import { ImportLock } from "./import-lock.js";
import { type ImportProgress, ImportSession, type Rejection } from "./import-session.js";
import { LineMapper } from "./map-line.js";
import { type MappedRow, RowMapper, readDate } from "./map-row.js";
import { detectMapping, type Mapping } from "./mapping.js";
import { MAPPINGS } from "./mappings/index.js";
import { openForWriting } from "./open-database.js";
import { RowWriter } from "./row-writer.js";
import { JsonLine } from "./rows/json-line.js";
import { MAX_LINE_BYTES } from "./rows/read-json-lines.js";
import { RejectedRow, type UnreadRow } from "./rows/source-row.js";

/** Rows read before the format must be known. */
const MAX_UNKNOWN_ROWS = 100;
const PROGRESS_EVERY = 1_000;
/** Rows kept by one commit: what a killed import must do again. */
const BATCH_ROWS = 50_000;

export interface ImportOptions {
  /** Name of the source, the same for every import of it: `国家药监局医疗器械数据库`. */
  readonly source: string;
  /** `YYYY-MM-DD`: the day on which the source was true. */
  readonly asOf: string;
  /** Whether the source has everything there is of its kinds. Only then "not found" proves anything. Default: false. */
  readonly complete?: boolean | undefined;
  /** Kinds that the source covers. Default: those of the rows. */
  readonly kinds?: readonly Kind[] | undefined;
  /** Default: found by the fields of the first readable row. */
  readonly mapping?: Mapping | undefined;
  /** Called about every thousand rows and at the end. */
  readonly onProgress?: ((progress: { readonly rows: number; readonly bytes: number }) => void) | undefined;
  readonly maxLineBytes?: number | undefined;
  /** Rows kept by one commit. Default: 50,000. */
  readonly batchRows?: number | undefined;
}

export interface ImportReport {
  /** Numbers that the source did not have. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly merged: number;
  readonly mapping: string;
  readonly sha256: string;
  /** Rows that are not blank. */
  readonly rows: number;
  readonly rejected: number;
  /** The first `MAX_REJECTIONS`. */
  readonly rejections: readonly Rejection[];
  readonly kinds: readonly Kind[];
  /** Rows that an earlier, killed run of the same import had written already. */
  readonly resumed: number;
  /** Of text files. */
  readonly encoding: string | null;
  /** Entries of an archive that are no data and were passed over. */
  readonly passedOver: readonly string[];
}

/**
 * Imports a file into a registry, creating it where it does not exist: JSON Lines, CSV, XLSX, XML, or a zip of these. Rows are
 * committed in batches that readers do not see before the end. A failure leaves the registry as it was; a killed import of a
 * file is taken up where it stopped when the same file is imported again. Importing the same again changes nothing; changed
 * facts are added as a new version.
 *
 * @param path the registry file
 * @throws RegistryError also `MEDLINT_IMPORT_UNREADABLE` (the input), `MEDLINT_IMPORT_FORMAT` (no mapping fits), `MEDLINT_IMPORT_OPTION`
 * @example
 * await importRegistry("registry.sqlite", { file: "rows.jsonl" }, { source: "国家药监局", asOf: "2026-05-01", complete: true });
 */
export async function importRegistry(path: string, input: ImportInput, options: ImportOptions): Promise<ImportReport> {
  checkOptions(path, options);
  const open = new OpenInput(path, input);
  const sha256 = await open.digest();
  const database = openForWriting(path);
  let lock: ImportLock | null = null;
  let session: ImportSession | null = null;
  try {
    lock = new ImportLock(path);
    // The rows name the source and the import that stand in the same transaction: looking for both costs a tenth of a row.
    database.pragma("foreign_keys = OFF");
    session = new ImportSession(database, {
      source: options.source,
      asOf: options.asOf,
      file: open.name,
      sha256,
      mappingDigest: options.mapping === undefined ? "" : digestOf(options.mapping),
    });
    const report = await new Import(path, open, options, session).run(
      new RowWriter(database, {
        source: session.source,
        importId: session.importId,
        asOf: options.asOf,
        isFirst: session.isFirst,
        counts: session.progress.counts,
      }),
    );
    database.pragma("wal_checkpoint(TRUNCATE)");
    return report;
  } catch (error) {
    try {
      session?.discard();
    } catch {
      // The first error says more; what is left is discarded by the next import.
    }
    throw registryError(path, error);
  } finally {
    database.close();
    lock?.release();
  }
}

function checkOptions(path: string, { source, asOf }: ImportOptions): void {
  if (source.trim() === "") throw new ImportError("MEDLINT_IMPORT_OPTION", path, "导入须写明来源名称（--source）");
  if (readDate(asOf) !== asOf) {
    const message = `来源日期（--as-of）应为 YYYY-MM-DD，实为 ${asOf.slice(0, 40)}`;
    throw new ImportError("MEDLINT_IMPORT_OPTION", path, message);
  }
}

function digestOf(mapping: Mapping): string {
  return createHash("sha256").update(JSON.stringify(mapping)).digest("hex");
}

class Import {
  readonly #path: string;
  readonly #input: OpenInput;
  readonly #options: ImportOptions;
  readonly #session: ImportSession;
  readonly #progress: ImportProgress;
  #mapping: Mapping | null = null;
  #mapper: RowMapper | null = null;
  #lines: LineMapper | null = null;
  #unknown = 0;

  constructor(path: string, input: OpenInput, options: ImportOptions, session: ImportSession) {
    this.#path = path;
    this.#input = input;
    this.#options = options;
    this.#session = session;
    this.#progress = session.progress;
  }

  async run(writer: RowWriter): Promise<ImportReport> {
    const { onProgress, maxLineBytes = MAX_LINE_BYTES, batchRows = BATCH_ROWS } = this.#options;
    const resumed = this.#progress.rows;
    const known = this.#progress.mapping;
    this.#use(this.#options.mapping ?? MAPPINGS.find(({ id }) => id === known) ?? null);
    let reported = resumed;
    let kept = resumed;
    const rows = this.#input.rows({ skip: resumed, maxLineBytes, mapping: this.#options.mapping ?? null });
    for await (const some of rows) {
      for (const row of some) this.#take(row, writer);
      if (this.#progress.rows - kept >= batchRows) {
        kept = this.#progress.rows;
        writer.flush();
        this.#session.saveBatch();
      }
      if (this.#progress.rows - reported >= PROGRESS_EVERY) {
        reported = this.#progress.rows;
        onProgress?.({ rows: reported, bytes: this.#input.bytes });
      }
    }
    if (this.#mapping === null) throw this.#formatError();
    writer.settle();
    onProgress?.({ rows: this.#progress.rows, bytes: this.#input.bytes });
    return this.#finish(this.#mapping, resumed);
  }

  #use(mapping: Mapping | null): void {
    if (mapping === null) return;
    this.#mapping = mapping;
    this.#mapper = new RowMapper(mapping);
    this.#lines = new LineMapper(mapping);
    this.#progress.mapping = mapping.id;
  }

  #take(row: UnreadRow, writer: RowWriter): void {
    const ordinal = ++this.#progress.rows;
    if (row.fields instanceof JsonLine) {
      const read = this.#lines?.read(row.fields);
      if (read !== undefined && read !== null) {
        this.#keep(read, row, ordinal, writer);
        return;
      }
    }
    const fields = row.fields instanceof JsonLine ? row.fields.fields() : row.fields;
    if (fields instanceof RejectedRow) {
      this.#reject(row, fields.reason);
      return;
    }
    if (this.#mapper === null) this.#use(detectMapping(MAPPINGS, fields));
    if (this.#mapper === null) {
      if (++this.#unknown >= MAX_UNKNOWN_ROWS) throw this.#formatError();
      this.#reject(row, "字段不属于任何已知格式");
      return;
    }
    this.#keep(this.#mapper.read(fields), row, ordinal, writer);
  }

  #keep(mapped: MappedRow | RejectedRow, row: UnreadRow, ordinal: number, writer: RowWriter): void {
    if (mapped instanceof RejectedRow) {
      this.#reject(row, mapped.reason);
      return;
    }
    this.#progress.kinds.add(mapped.kind);
    writer.write(mapped, ordinal);
  }

  #reject({ line, part }: UnreadRow, reason: string): void {
    // Lines are counted anew in every entry of an archive: then the row of the whole import tells them apart.
    if (part === undefined) this.#session.reject({ line, reason });
    else this.#session.reject({ line: this.#progress.rows, reason: `${part} 第 ${line} 行：${reason}` });
  }

  #formatError(): ImportError {
    const known = MAPPINGS.map(({ name, detect }) => `${name}（${detect.join("、")}）`).join("；");
    const message = `${this.#input.name} 中没有可识别的行；可用 --mapping 写明各列的含义。已知格式及其必有字段：${known}`;
    return new ImportError("MEDLINT_IMPORT_FORMAT", this.#path, message);
  }

  async #finish(mapping: Mapping, resumed: number): Promise<ImportReport> {
    const { complete = false } = this.#options;
    const seen = [...this.#progress.kinds].sort();
    const kinds = this.#options.kinds ?? (seen.length > 0 ? seen : mapping.kinds);
    const sha256 = (await this.#input.digest()) ?? "";
    this.#session.finish(sha256, complete, kinds);
    const { rows, rejected, counts } = this.#progress;
    return {
      ...counts,
      mapping: mapping.id,
      sha256,
      rows,
      rejected,
      rejections: this.#session.rejections(),
      kinds,
      resumed,
      encoding: this.#input.encoding,
      passedOver: this.#input.passedOver,
    };
  }
}
