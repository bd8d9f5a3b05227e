import { references } from "../../certificates/index.js";
import { QUALIFICATION_COLUMNS, QualificationList, type QualificationRow } from "../../merchants/index.js";
import { prepareListing, todayInShanghai } from "../../prepare/index.js";
import { readInputs } from "../../prepare/read/read-inputs.js";
import { neutralise } from "../../report/neutralise.js";
import { CliError, UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { licenceLookup } from "../licence-lookup.js";
import { OutputFile } from "../output-file.js";
import type { Services } from "../services.js";

export const EXPIRING_FORMATS = ["stylish", "json", "csv", "xlsx"] as const;

export interface ExpiringOptions {
  readonly registry?: string | undefined;
  readonly asOf?: string | undefined;
  readonly format: (typeof EXPIRING_FORMATS)[number];
  readonly output?: string | undefined;
}

/** `medlint registry expiring`: the 资质异常清单 of the merchants and goods of listings. 3 where a listing could not be read. */
export async function listExpiring(
  paths: readonly string[],
  options: ExpiringOptions,
  io: Io,
  services: Services,
): Promise<number> {
  if (options.format === "xlsx" && options.output === undefined)
    throw new UsageError("--format xlsx 须用 --output 写明文件");
  const registry = options.registry === undefined ? null : await services.openRegistry(options.registry);
  const list = new QualificationList();
  const readPage = await services.loadPageReader();
  let unread = 0;
  try {
    const day = options.asOf ?? todayInShanghai();
    const lookup = registry === null ? undefined : registry.lookup.bind(registry);
    for await (const { listing } of readInputs(paths, { from: "auto", defaults: {} }, io.stdin, { otherFiles: 0 })) {
      if (listing === null) {
        unread++;
        continue;
      }
      // The list is of the day that is asked for, whenever the pages were taken.
      const { capturedAt: _, ...rest } = listing;
      const prepared = prepareListing(rest, {
        day,
        lookup,
        registry: registry?.sources,
        licences: licenceLookup(registry),
        readPage,
      });
      list.add(prepared, references(prepared.passages, listing.certificates ?? [], day));
    }
  } finally {
    registry?.close();
  }
  await write(list.rows(), options, io);
  if (unread > 0) await io.stderr.write(`有 ${unread} 项无法读取，不在清单之内\n`);
  return unread > 0 ? EXIT.unread : EXIT.ok;
}

async function write(rows: readonly QualificationRow[], { format, output }: ExpiringOptions, io: Io): Promise<void> {
  if (format === "xlsx") {
    await writeWorkbook(rows, output ?? "");
    return;
  }
  const text = format === "json" ? `${JSON.stringify(rows, null, 2)}\n` : format === "csv" ? toCsv(rows) : toText(rows);
  if (output === undefined) {
    await io.stdout.write(text);
    return;
  }
  const file = await OutputFile.open(output);
  await file.write(text);
  await file.commit();
}

function toCsv(rows: readonly QualificationRow[]): string {
  const cell = (value: unknown): string => {
    const text = String(value ?? "");
    // A spreadsheet would run what begins like a formula.
    const safe = /^[\s＇]*[=+\-@＝＋－＠\t\r]/.test(text) && typeof value !== "number" ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const head = QUALIFICATION_COLUMNS.map(([, name]) => name).join(",");
  const lines = rows.map((row) => QUALIFICATION_COLUMNS.map(([field]) => cell(row[field])).join(","));
  return `\ufeff${[head, ...lines].join("\r\n")}\r\n`;
}

function toText(rows: readonly QualificationRow[]): string {
  if (rows.length === 0) return "没有发现资质异常（未提供的证照不在检查之内）\n";
  const lines = rows.flatMap((row) => {
    const left =
      row.daysLeft === null ? "" : row.daysLeft < 0 ? `，已过 ${-row.daysLeft} 天` : `，剩余 ${row.daysLeft} 天`;
    const working =
      row.workingDaysLeft === null || row.daysLeft === null || row.daysLeft < 0
        ? ""
        : `（${row.workingDaysLeft} 个工作日）`;
    const values = [
      row.shown && `展示 ${row.shown}`,
      row.stored && `库内 ${row.stored}`,
      row.asOf && `截至 ${row.asOf}`,
    ];
    return [
      `${row.anomaly}  ${row.merchant || "（未写经营者）"} ${row.kind} ${row.number}`,
      `  有效期至 ${row.validUntil || "—"}${left}${working}${row.window === "" ? "" : `；延续窗口 ${row.window}`}`,
      `  ${values.filter(Boolean).join("，") || "—"}；在售商品 ${row.goods} 件；${row.advice}`,
    ];
  });
  return `${lines.map(neutralise).join("\n")}\n共 ${rows.length} 条\n`;
}

async function writeWorkbook(rows: readonly QualificationRow[], path: string): Promise<void> {
  const exceljs = await import("exceljs").catch((cause: unknown) => {
    throw new CliError(
      "MEDLINT_MODULE_MISSING",
      "写 XLSX 需要可选组件 exceljs；请运行 npm install exceljs，或改用 --format csv",
      { cause },
    );
  });
  const book = new exceljs.default.stream.xlsx.WorkbookWriter({ filename: path });
  const sheet = book.addWorksheet("资质异常清单");
  sheet.columns = QUALIFICATION_COLUMNS.map(([key, header]) => ({ key, header, width: 18 }));
  for (const row of rows) sheet.addRow({ ...row }).commit();
  sheet.commit();
  await book.commit();
}
