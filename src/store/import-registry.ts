import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Database } from "better-sqlite3";
import type { Kind } from "../contracts/listing.js";
import { ImportError, registryError } from "./errors.js";
import { mapRow, RejectedRow, readDate } from "./map-row.js";
import { detectMapping, type Mapping } from "./mapping.js";
import { MAPPINGS } from "./mappings/index.js";
import { openForWriting } from "./open-database.js";
import { type Line, MAX_LINE_BYTES, readLines } from "./read-lines.js";
import { type RowCounts, RowWriter } from "./row-writer.js";

/** Rows read before the format must be known. */
const MAX_UNKNOWN_ROWS = 100;
/** Rejected rows that are recorded one by one; more are counted. */
export const MAX_REJECTIONS = 10_000;
const PROGRESS_EVERY = 1_000;

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
}

/** What to import: a file of JSON Lines, or its bytes under a name. */
export type ImportInput =
  | { readonly file: string }
  | { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };

export interface Rejection {
  /** From 1. */
  readonly line: number;
  /** A Chinese phrase. */
  readonly reason: string;
}

export interface ImportReport extends Readonly<RowCounts> {
  readonly mapping: string;
  readonly sha256: string;
  /** Lines that are not blank. */
  readonly rows: number;
  readonly rejected: number;
  /** The first `MAX_REJECTIONS`. */
  readonly rejections: readonly Rejection[];
  readonly kinds: readonly Kind[];
}

/**
 * Imports JSON Lines into a registry, creating it where it does not exist. All or nothing: a failure or a kill in the middle
 * leaves the registry as it was. Importing the same again changes nothing; changed facts are added as a new version.
 *
 * @param path the registry file
 * @throws RegistryError also `MEDLINT_IMPORT_UNREADABLE` (the input), `MEDLINT_IMPORT_FORMAT` (no mapping fits), `MEDLINT_IMPORT_OPTION`
 * @example
 * await importRegistry("registry.sqlite", { file: "rows.jsonl" }, { source: "国家药监局", asOf: "2026-05-01", complete: true });
 */
export async function importRegistry(path: string, input: ImportInput, options: ImportOptions): Promise<ImportReport> {
  checkOptions(path, options);
  const database = openForWriting(path);
  try {
    database.exec("BEGIN IMMEDIATE");
    const report = await new Import(database, path, input, options).run();
    database.exec("COMMIT");
    database.pragma("wal_checkpoint(TRUNCATE)");
    return report;
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw registryError(path, error);
  } finally {
    database.close();
  }
}

function checkOptions(path: string, { source, asOf }: ImportOptions): void {
  if (source.trim() === "") throw new ImportError("MEDLINT_IMPORT_OPTION", path, "导入须写明来源名称（--source）");
  if (readDate(asOf) !== asOf) {
    const message = `来源日期（--as-of）应为 YYYY-MM-DD，实为 ${asOf.slice(0, 40)}`;
    throw new ImportError("MEDLINT_IMPORT_OPTION", path, message);
  }
}

class Import {
  readonly #database: Database;
  readonly #path: string;
  readonly #input: ImportInput;
  readonly #options: ImportOptions;
  readonly #name: string;
  readonly #digest = createHash("sha256");
  readonly #rejections: Rejection[] = [];
  readonly #kinds = new Set<Kind>();
  #mapping: Mapping | null;
  #unknown = 0;
  #rejected = 0;
  #rows = 0;
  #bytes = 0;

  constructor(database: Database, path: string, input: ImportInput, options: ImportOptions) {
    this.#database = database;
    this.#path = path;
    this.#input = input;
    this.#options = options;
    this.#mapping = options.mapping ?? null;
    this.#name = "file" in input ? basename(input.file) : input.name;
  }

  async run(): Promise<ImportReport> {
    const { asOf, onProgress, maxLineBytes } = this.#options;
    const [source, importId] = this.#begin();
    const writer = new RowWriter(this.#database, source, importId, asOf);
    let reported = 0;
    for await (const lines of readLines(this.#chunks(), maxLineBytes ?? MAX_LINE_BYTES)) {
      for (const line of lines) this.#take(line, writer);
      if (this.#rows - reported >= PROGRESS_EVERY) {
        reported = this.#rows;
        onProgress?.({ rows: this.#rows, bytes: this.#bytes });
      }
    }
    if (this.#mapping === null) throw this.#formatError();
    onProgress?.({ rows: this.#rows, bytes: this.#bytes });
    return this.#finish(source, importId, writer.counts);
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    const input = this.#input;
    try {
      const bytes = "file" in input ? createReadStream(input.file, { highWaterMark: 1 << 20 }) : input.bytes;
      for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
        this.#digest.update(chunk);
        this.#bytes += chunk.length;
        yield chunk;
      }
    } catch (cause) {
      const name = "file" in input ? input.file : input.name;
      const reason = cause instanceof Error && "code" in cause ? READ_REASONS[String(cause.code)] : undefined;
      const message = `导入文件 ${name} 无法读取：${reason ?? "读取中断"}；注册库未改动`;
      throw new ImportError("MEDLINT_IMPORT_UNREADABLE", this.#path, message, cause);
    }
  }

  #take(line: Line, writer: RowWriter): void {
    if (line.text !== null && line.text.trim() === "") return;
    this.#rows++;
    const row = line.text === null ? new RejectedRow(LINE_PROBLEMS[line.problem ?? "encoding"]) : parseRow(line.text);
    if (row instanceof RejectedRow) {
      this.#reject(line.line, row.reason);
      return;
    }
    this.#mapping ??= detectMapping(MAPPINGS, row);
    if (this.#mapping === null) {
      if (++this.#unknown >= MAX_UNKNOWN_ROWS) throw this.#formatError();
      this.#reject(line.line, "字段不属于任何已知格式");
      return;
    }
    const mapped = mapRow(this.#mapping, row);
    if (mapped instanceof RejectedRow) {
      this.#reject(line.line, mapped.reason);
      return;
    }
    this.#kinds.add(mapped.kind);
    writer.write(mapped);
  }

  #reject(line: number, reason: string): void {
    this.#rejected++;
    if (this.#rejections.length < MAX_REJECTIONS) this.#rejections.push({ line, reason });
  }

  #formatError(): ImportError {
    const known = MAPPINGS.map(({ name, detect }) => `${name}（${detect.join("、")}）`).join("；");
    const message = `${this.#name} 中没有可识别的行；每行应为一个 JSON 对象，已知格式及其必有字段：${known}`;
    return new ImportError("MEDLINT_IMPORT_FORMAT", this.#path, message);
  }

  #begin(): [source: number, importId: number] {
    const { source, asOf } = this.#options;
    this.#database
      .prepare("INSERT INTO source (name, as_of, complete, kinds) VALUES (?, ?, 0, '[]') ON CONFLICT DO NOTHING")
      .run(source, asOf);
    const id = this.#database.prepare("SELECT id FROM source WHERE name = ?").pluck().get(source) as number;
    const { lastInsertRowid } = this.#database
      .prepare(`INSERT INTO import (source_id, sha256, file, mapping, as_of, complete, kinds, rows, added, changed, unchanged, rejected)
        VALUES (?, '', ?, '', ?, 0, '[]', 0, 0, 0, 0, 0)`)
      .run(id, this.#name, asOf);
    return [id, Number(lastInsertRowid)];
  }

  #finish(source: number, importId: number, counts: RowCounts): ImportReport {
    const { asOf, complete = false } = this.#options;
    const kinds = this.#options.kinds ?? [...this.#kinds].sort();
    const mapping = this.#mapping?.id ?? "";
    const sha256 = this.#digest.digest("hex");
    this.#database
      .prepare(`UPDATE import SET sha256 = ?, mapping = ?, complete = ?, kinds = ?, rows = ?, added = ?, changed = ?, unchanged = ?,
        rejected = ? WHERE id = ?`)
      .run(
        sha256,
        mapping,
        complete ? 1 : 0,
        JSON.stringify(kinds),
        this.#rows,
        counts.added,
        counts.changed,
        counts.unchanged,
        this.#rejected,
        importId,
      );
    // The source is what its latest import says it is.
    this.#database
      .prepare("UPDATE source SET as_of = ?, complete = ?, kinds = ? WHERE id = ? AND as_of <= ?")
      .run(asOf, complete ? 1 : 0, JSON.stringify(kinds), source, asOf);
    const reject = this.#database.prepare("INSERT INTO rejected (import_id, line, reason) VALUES (?, ?, ?)");
    for (const { line, reason } of this.#rejections) reject.run(importId, line, reason);
    const rejected = this.#rejected;
    return { ...counts, mapping, sha256, rows: this.#rows, rejected, rejections: this.#rejections, kinds };
  }
}

const LINE_PROBLEMS = { "too-long": "行过长", encoding: "不是 UTF-8 编码" } as const;

const READ_REASONS: Readonly<Record<string, string>> = {
  ENOENT: "文件不存在",
  EACCES: "没有读取权限",
  EISDIR: "是文件夹，不是文件",
  EPERM: "没有读取权限",
};

function parseRow(text: string): Record<string, unknown> | RejectedRow {
  let value: unknown;
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return new RejectedRow("不是有效的 JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new RejectedRow("不是 JSON 对象");
  return value as Record<string, unknown>;
}
