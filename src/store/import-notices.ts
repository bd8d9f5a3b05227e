import { readProductNumber } from "../certificates/index.js";
import type { Notice } from "../contracts/listing.js";
import type { ImportInput } from "./import-input.js";
import { importList, type ListKeeper, type ListOptions, type ListReport } from "./import-list.js";
import { readField } from "./map-row.js";
import type { FieldMapping } from "./mapping.js";
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

export interface NoticeOptions extends ListOptions {
  readonly kind: Notice["kind"];
}

export type NoticeReport = ListReport;

/**
 * Imports a list of recalls, failed samples, suspended sales or revoked certificates: JSON Lines, CSV, XLSX, XML or zip, in
 * one transaction. A row needs a number, or a name and a firm. The list stands in the place of an earlier one of its name.
 *
 * @throws RegistryError as `importRegistry`
 * @example
 * await importNotices("registry.sqlite", { file: "召回.csv" }, { kind: "recall", source: "召回公告", asOf: "2026-05-01" });
 */
export function importNotices(path: string, input: ImportInput, options: NoticeOptions): Promise<NoticeReport> {
  const { kind, source, asOf } = options;
  const names = Object.values(COLUMNS).map(({ from }) => from[1]);
  const keeper: ListKeeper = {
    needed: `每行须有证号，或者产品名称和企业。认识的列名：${names.join("、")}`,
    begin(database, sha256) {
      database.prepare("DELETE FROM notice_list WHERE name = ? AND kind = ?").run(source, kind);
      const { lastInsertRowid } = database
        .prepare("INSERT INTO notice_list (name, kind, as_of, sha256) VALUES (?, ?, ?, ?)")
        .run(source, kind, asOf, sha256);
      const insert = database.prepare(
        "INSERT INTO notice (list_id, number, name, model, batch, firm, notice, date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      );
      return (fields) => {
        const notice = readNotice(fields);
        if (notice instanceof RejectedRow) return notice;
        const { number, name, model, batch, firm, notice: title, date } = notice;
        insert.run(lastInsertRowid, ...[number, name, model, batch, firm, title, date].map((value) => value ?? null));
        return null;
      };
    },
  };
  return importList(path, input, options, keeper);
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
