import { parseCertificateNumber } from "../certificates/index.js";
import type { ImportInput } from "./import-input.js";
import { importList, type ListKeeper, type ListOptions, type ListReport } from "./import-list.js";
import { LICENCE_FIELDS, type LicenceField } from "./licence-fields.js";
import { readField } from "./map-row.js";
import type { FieldMapping, Mapping } from "./mapping.js";
import { type Fields, RejectedRow } from "./rows/source-row.js";

/** Column names that registers of licences and filings use. */
const COLUMNS: Readonly<Record<LicenceField, FieldMapping>> = {
  kind: { from: ["kind", "证照种类", "许可证类型", "证件类型", "许可证名称", "证书名称", "类型"] },
  number: {
    from: ["number", "许可证编号", "许可证号", "备案编号", "备案号", "备案凭证编号", "证书编号", "证号", "编号"],
  },
  holder: { from: ["holder", "企业名称", "单位名称", "经营者名称", "机构名称", "持证单位"] },
  uscc: { from: ["uscc", "统一社会信用代码", "社会信用代码", "信用代码"] },
  scope: { from: ["scope", "经营范围", "许可范围", "备案范围", "生产范围"] },
  validUntil: {
    from: ["validUntil", "有效期至", "有效期截止", "有效截止日期", "有效期限", "有效期"],
    as: "date",
    values: { 长期: "9999-12-31", 长期有效: "9999-12-31", 永久: "9999-12-31" },
  },
  address: { from: ["address", "住所", "注册地址", "企业住所", "地址"] },
  premises: { from: ["premises", "经营场所", "经营地址", "生产地址"] },
  warehouse: { from: ["warehouse", "库房地址", "仓库地址", "库房"] },
  status: { from: ["status", "状态", "许可证状态", "证书状态", "经营状态"] },
};
/** As a register says that a licence does not run out. */
const FOR_EVER = "9999-12-31";

export interface LicenceOptions extends ListOptions {
  /** Whether the list has every licence of its kinds (and of its region). Only then "not found" proves anything. */
  readonly complete?: boolean | undefined;
  /** Code of the province that the list is of, as in GB/T 2260: `33`. Default: the whole country. */
  readonly region?: string | undefined;
  /** Which column is which field. Default: by the names that registers use. */
  readonly mapping?: LicenceMapping | undefined;
}

/** A mapping of a licence register, as `readLicenceMapping` reads it. */
export interface LicenceMapping {
  readonly layout?: Mapping["layout"] | undefined;
  readonly fields: Readonly<Partial<Record<LicenceField, FieldMapping>>>;
}

type Licence = Partial<Record<LicenceField, string>>;

/**
 * Imports a register of licences and filings: JSON Lines, CSV, XLSX, XML or zip, in one transaction. A row needs a number and
 * a holder or a credit code. The register stands in the place of an earlier one of its name.
 *
 * @throws RegistryError as `importRegistry`
 * @example
 * await importLicences("registry.sqlite", { file: "许可.csv" }, { source: "浙江省许可", asOf: "2026-05-01", region: "33" });
 */
export function importLicences(path: string, input: ImportInput, options: LicenceOptions): Promise<ListReport> {
  const { source, asOf, complete = false, region, mapping } = options;
  const columns = { ...COLUMNS, ...mapping?.fields };
  const kinds = new Set<string>();
  let list: number | bigint = 0;
  const keeper: ListKeeper = {
    layout: mapping?.layout,
    needed: `每行须有编号，以及企业名称或者统一社会信用代码。认识的列名：${Object.values(COLUMNS)
      .map(({ from }) => from[1])
      .join("、")}`,
    begin(database, sha256) {
      database.prepare("DELETE FROM licence_list WHERE name = ?").run(source);
      list = database
        .prepare("INSERT INTO licence_list (name, as_of, complete, region, kinds, sha256) VALUES (?, ?, ?, ?, '[]', ?)")
        .run(source, asOf, complete ? 1 : 0, region ?? null, sha256).lastInsertRowid;
      const names = LICENCE_FIELDS.map((field) => (field === "validUntil" ? "valid_until" : field));
      const insert = database.prepare(
        `INSERT INTO licence (list_id, ${names.join(", ")}) VALUES (?, ${names.map(() => "?").join(", ")})`,
      );
      return (fields) => {
        const licence = readLicence(columns, fields);
        if (licence instanceof RejectedRow) return licence;
        kinds.add(parseCertificateNumber(licence.number ?? "")?.kind ?? licence.kind ?? "");
        insert.run(list, ...LICENCE_FIELDS.map((field) => licence[field] ?? null));
        return null;
      };
    },
    end(database) {
      const known = [...kinds].filter((kind) => kind !== "").sort();
      database.prepare("UPDATE licence_list SET kinds = ? WHERE id = ?").run(JSON.stringify(known), list);
    },
  };
  return importList(path, input, options, keeper);
}

function readLicence(columns: Readonly<Record<LicenceField, FieldMapping>>, fields: Fields): Licence | RejectedRow {
  const licence: Licence = {};
  for (const field of LICENCE_FIELDS) {
    const value = readField(columns[field], fields);
    if (value instanceof RejectedRow) return value;
    if (value !== null) licence[field] = String(value);
  }
  const { number, holder, uscc } = licence;
  if (number === undefined) return new RejectedRow("没有许可证或者备案编号");
  if (holder === undefined && uscc === undefined) return new RejectedRow("既没有企业名称，也没有统一社会信用代码");
  licence.number = parseCertificateNumber(number)?.number ?? number;
  if (uscc !== undefined) licence.uscc = uscc.toUpperCase();
  if (licence.validUntil === FOR_EVER) delete licence.validUntil;
  return licence;
}
