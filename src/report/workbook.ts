import type { Writable } from "node:stream";
import type { Style } from "exceljs";
import type { ScanResult } from "../contracts/result.js";
import { FINDING_COLUMNS, type FindingRow, rowsOf, withoutFormula } from "./finding-row.js";
import type { Closing, ReportedListing } from "./reporter.js";
import type { Summary } from "./summary.js";
import { listUnchecked } from "./unchecked.js";
import { CERTAINTY_NAMES, disclaimer, STATUS_NAMES } from "./wording.js";

/** Rows of a sheet that Excel opens, heading included; what follows goes to the next sheet. */
export const MAX_SHEET_ROWS = 1_048_576;
/** Rows after which the writer waits until the file has taken what was written: bounds memory. */
const ROWS_A_BREATH = 200;
/** The format's number of the paper; the package's type lists only some. */
const PAPER_A3: number = 8;

const WRAPPED_KEYS: ReadonlySet<string> = new Set([
  "excerpt",
  "message",
  "basis",
  "registered",
  "claimed",
  "suggestion",
]);
/** Columns whose texts run over several lines, with their width. */
const WRAPPED = FINDING_COLUMNS.filter(([key]) => WRAPPED_KEYS.has(key)).map(([key, , width]) => [key, width] as const);
const LINE_POINTS = 15;
const MEASURED_CHARS = 1000;
/** Lines that a row is high at most; the rest of a cell shows when it is opened. */
const MAX_LINES = 8;

// The package knows a style again by its identity: one object for many cells is what makes it fast.
const PLAIN: Partial<Style> = { alignment: { vertical: "top", readingOrder: "ltr" } };
const WRAPPED_STYLE: Partial<Style> = { alignment: { vertical: "top", readingOrder: "ltr", wrapText: true } };
const CERTAINTY_STYLES: Readonly<Record<string, Partial<Style>>> = {
  [CERTAINTY_NAMES.violation]: { ...PLAIN, font: { bold: true, color: { argb: "FFC00000" } } },
  [CERTAINTY_NAMES.review]: { ...PLAIN, font: { bold: true, color: { argb: "FF9C5700" } } },
};

/** The part of `exceljs` that is used: its streaming writer. */
type Exceljs = typeof import("exceljs");
type Book = InstanceType<Exceljs["stream"]["xlsx"]["WorkbookWriter"]>;
type Sheet = ReturnType<Book["addWorksheet"]>;

export interface WorkbookOptions {
  readonly hasRegistry: boolean;
  readonly quiet?: boolean | undefined;
  /** Rows a sheet, heading included. Default: `MAX_SHEET_ROWS`. */
  readonly maxRows?: number | undefined;
}

/**
 * An XLSX workbook written row by row: findings with frozen heading and filters, then a sheet of counts. Every text is
 * stored as text, never as formula or link.
 */
export class WorkbookReport {
  readonly #book: Book;
  readonly #options: WorkbookOptions;
  #sheet: Sheet;
  #sheets = 1;
  #rows = 1;
  #sinceBreath = 0;

  /**
   * @param exceljs handed in, since the package is optional
   * @param stream takes the file's bytes; ended by `end`
   */
  constructor(exceljs: Exceljs, stream: Writable, options: WorkbookOptions) {
    this.#book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
    this.#options = options;
    this.#sheet = this.#addSheet("问题");
  }

  async result(result: ScanResult, listing: ReportedListing | null): Promise<void> {
    if (this.#options.quiet && result.status === "clean") return;
    for (const row of rowsOf(result, listing)) {
      this.#nextSheetWhenFull();
      this.#addRow(row);
      if (++this.#sinceBreath >= ROWS_A_BREATH) {
        this.#sinceBreath = 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  async end(summary: Summary, closing: Closing): Promise<void> {
    this.#finishSheet();
    this.#addCounts(summary, closing);
    await this.#book.commit();
  }

  #addSheet(name: string): Sheet {
    const sheet = this.#book.addWorksheet(name, {
      views: [{ state: "frozen", xSplit: 1, ySplit: 1 }],
      // A3 across, all columns on one sheet of paper, the heading on each.
      pageSetup: {
        paperSize: PAPER_A3,
        orientation: "landscape",
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: "1:1",
      },
    });
    sheet.columns = FINDING_COLUMNS.map(([key, header, width]) => ({ key, header, width }));
    const head = sheet.getRow(1);
    head.font = { bold: true, color: { argb: "FFFFFFFF" } };
    head.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FF1F4E79" } };
    head.alignment = { vertical: "middle" };
    head.height = 22;
    head.commit();
    return sheet;
  }

  #addRow(row: FindingRow): void {
    const added = this.#sheet.addRow([]);
    for (const [index, [key]] of FINDING_COLUMNS.entries()) {
      const value = row[key];
      if (value === null || value === "") continue;
      const cell = added.getCell(index + 1);
      cell.value = typeof value === "string" ? withoutFormula(value) : value;
      cell.style =
        key === "certainty"
          ? (CERTAINTY_STYLES[String(value)] ?? PLAIN)
          : WRAPPED_KEYS.has(key)
            ? WRAPPED_STYLE
            : PLAIN;
    }
    added.height = LINE_POINTS * linesOf(row) + 4;
    added.commit();
    this.#rows++;
  }

  #nextSheetWhenFull(): void {
    if (this.#rows < (this.#options.maxRows ?? MAX_SHEET_ROWS)) return;
    this.#finishSheet();
    this.#sheets++;
    this.#rows = 1;
    this.#sheet = this.#addSheet(`问题 ${this.#sheets}`);
  }

  #finishSheet(): void {
    this.#sheet.autoFilter = {
      from: { row: 1, column: 1 },
      to: { row: Math.max(1, this.#rows), column: FINDING_COLUMNS.length },
    };
    this.#sheet.commit();
  }

  #addCounts(summary: Summary, closing: Closing): void {
    const sheet = this.#book.addWorksheet("汇总");
    sheet.columns = [{ width: 24 }, { width: 90 }];
    const { status, findings, levels } = summary;
    const rows: [string, string | number][] = [
      ["共检查（件）", summary.listings],
      ...(["violation", "review", "incomplete", "clean"] as const).map((one): [string, number] => [
        STATUS_NAMES[one],
        status[one],
      ]),
      ["问题（项）", findings.total],
      ["其中疑似", findings.violation],
      ["其中待人工", findings.review],
      ...([1, 2, 3, 4] as const).map((level): [string, number] => [`建议等级 ${level} 级`, levels[level]]),
      ["其中已知", summary.known],
      ["其中已豁免", summary.suppressed],
      ...closing.remarks.map((remark): [string, string] => ["提示", remark]),
      ["说明", disclaimer(listUnchecked(summary, this.#options.hasRegistry), summary.suggested)],
    ];
    for (const values of rows) {
      const row = sheet.addRow(values);
      row.getCell(2).alignment = { wrapText: true, vertical: "top", horizontal: "left" };
      row.commit();
    }
    sheet.commit();
  }
}

/** Spreadsheets don't fit the height of a row to wrapped text that a program wrote. */
function linesOf(row: FindingRow): number {
  const lines = WRAPPED.map(([key, width]) => Math.ceil(roughWidth(String(row[key] ?? "")) / (width - 5)));
  return Math.min(MAX_LINES, Math.max(1, ...lines));
}

/** Columns of a text, a Chinese character two: near enough for a height. */
function roughWidth(text: string): number {
  let width = 0;
  const end = Math.min(text.length, MEASURED_CHARS);
  for (let at = 0; at < end; at++) width += text.charCodeAt(at) < 0x1100 ? 1 : 2;
  return width;
}
