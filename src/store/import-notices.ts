import { readProductNumber } from "../certificates/index.js";
import type { Notice } from "../contracts/listing.js";
import { ImportError, registryError } from "./errors.js";
import { type ImportInput, OpenInput } from "./import-input.js";
import { ImportLock } from "./import-lock.js";
import { MAX_REJECTIONS, type Rejection } from "./import-session.js";
import { readDate, readField } from "./map-row.js";
import type { FieldMapping } from "./mapping.js";
import { openForWriting } from "./open-database.js";
import { MAX_LINE_BYTES } from "./rows/read-json-lines.js";
import { type Fields, RejectedRow } from "./rows/source-row.js";

/** Column names that lists of authorities and registrants use. */
const COLUMNS: Readonly<Record<Exclude<keyof Notice, "kind">, FieldMapping>> = {
  number: { from: ["number", "注册证编号", "注册证号", "批准文号", "备案号", "注册证书编号"] },
  name: { from: ["name", "产品名称", "药品名称", "品名", "标示产品名称", "通用名称"] },
  model: { from: ["model", "型号规格", "规格型号", "型号", "规格", "型号/规格"] },
  batch: { from: ["batch", "批号", "生产批号", "产品批号", "批号/编号", "序列号"] },
  firm: { from: ["firm", "生产企业", "标示生产企业", "生产企业名称", "注册人", "持有人", "企业名称", "召回企业"] },
  notice: { from: ["notice", "公告", "公告号", "文号", "通告", "标题"] },
  date: { from: ["date", "日期", "发布日期", "公告日期", "召回日期", "发布时间"], as: "date" },
};

export interface NoticeOptions {
  readonly kind: Notice["kind"];
  /** Name of the list; importing it again replaces it. */
  readonly source: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

export interface NoticeReport {
  readonly rows: number;
  readonly imported: number;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
}

/**
 * Imports a list of recalls, failed samples, suspended sales or revoked certificates: JSON Lines, CSV, XLSX, XML or zip, in
 * one transaction. A row needs a number, or a name and a firm. The list stands in the place of an earlier one of its name.
 *
 * @throws RegistryError as `importRegistry`
 * @example
 * await importNotices("registry.sqlite", { file: "召回.csv" }, { kind: "recall", source: "召回公告", asOf: "2026-05-01" });
 */
export async function importNotices(path: string, input: ImportInput, options: NoticeOptions): Promise<NoticeReport> {
  if (options.source.trim() === "" || readDate(options.asOf) !== options.asOf) {
    throw new ImportError("MEDLINT_IMPORT_OPTION", path, "名单须写明名称（--source）和日期（--as-of YYYY-MM-DD）");
  }
  const open = new OpenInput(path, input);
  const database = openForWriting(path);
  let lock: ImportLock | null = null;
  try {
    lock = new ImportLock(path);
    database.exec("BEGIN IMMEDIATE");
    database.prepare("DELETE FROM notice_list WHERE name = ? AND kind = ?").run(options.source, options.kind);
    const { lastInsertRowid } = database
      .prepare("INSERT INTO notice_list (name, kind, as_of, sha256) VALUES (?, ?, ?, ?)")
      .run(options.source, options.kind, options.asOf, (await open.digest()) ?? "");
    const insert = database.prepare(
      "INSERT INTO notice (list_id, number, name, model, batch, firm, notice, date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    const rejections: Rejection[] = [];
    let [rows, rejected] = [0, 0];
    for await (const some of open.rows({ skip: 0, maxLineBytes: MAX_LINE_BYTES, mapping: null })) {
      for (const { line, fields } of some) {
        rows++;
        const notice = fields instanceof RejectedRow ? fields : readNotice(fields);
        if (notice instanceof RejectedRow) {
          rejected++;
          if (rejections.length < MAX_REJECTIONS) rejections.push({ line, reason: notice.reason });
        } else {
          const { number, name, model, batch, firm, notice: title, date } = notice;
          insert.run(lastInsertRowid, ...[number, name, model, batch, firm, title, date].map((value) => value ?? null));
        }
      }
    }
    if (rows === rejected) {
      const names = Object.values(COLUMNS).map(({ from }) => from[1]);
      const message = `${open.name} 中没有可识别的行；每行须有证号，或者产品名称和企业。认识的列名：${names.join("、")}`;
      throw new ImportError("MEDLINT_IMPORT_FORMAT", path, message);
    }
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

function readNotice(fields: Fields): Omit<Notice, "kind"> | RejectedRow {
  const notice: { -readonly [Field in keyof Notice]?: string } = {};
  for (const [field, spec] of Object.entries(COLUMNS)) {
    const value = readField(spec, fields);
    if (value instanceof RejectedRow) return value;
    if (value !== null) notice[field as keyof Notice] = String(value);
  }
  const { kind: _, ...rest } = notice;
  if (rest.number !== undefined) rest.number = readProductNumber(rest.number)?.number ?? rest.number;
  if (rest.number === undefined && (rest.name === undefined || rest.firm === undefined)) {
    return new RejectedRow("既没有证号，也没有产品名称和企业");
  }
  return rest;
}
