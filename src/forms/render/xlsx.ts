import { PassThrough } from "node:stream";
import type { Style, stream } from "exceljs";
import { withoutFormula } from "../../report/finding-row.js";
import type { TableForm } from "../document.js";
import { isPlain, shown } from "./safe-text.js";
import type { TableWriter } from "./table-writer.js";
import { settleTimes } from "./zip.js";

/** The part of `exceljs` that is used: its streaming writer. */
type Exceljs = typeof import("exceljs");

/** Rows of one sheet: what Excel opens; what is more comes in the next. */
const MAX_ROWS = 1_048_000;
const PAPER_A4: number = 9;
/** Fonts with tall lines (Noto) need this for 9 points; 宋体 needs less. */
const LINE_POINTS = 13.4;
/** Half-width characters across A4 at 9 points: what the columns share, so that nothing is printed too small to read. */
const PAGE_CHARS = 178;
/** The highest row that a spreadsheet takes. */
const MAX_ROW_POINTS = 400;
const FONT = "宋体";
/** Of 31 units that a name may have, room for the number of the sheet. */
const MAX_SHEET_NAME = 26;
const LINE_FEED = 10;

const THIN = { style: "thin", color: { argb: "FF404040" } } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
// The package knows a style again by its identity.
const CELL: Partial<Style> = {
  font: { name: FONT, size: 9 },
  border: BORDER,
  alignment: { vertical: "top", wrapText: true, readingOrder: "ltr" },
};
const HEAD: Partial<Style> = {
  font: { name: "黑体", size: 9 },
  border: BORDER,
  fill: { type: "pattern", pattern: "solid", fgColor: { argb: "FFEFEFEF" } },
  alignment: { vertical: "middle", horizontal: "center", wrapText: true },
};
const TITLE: Partial<Style> = {
  font: { name: FONT, size: 16, bold: true },
  alignment: { horizontal: "center", vertical: "middle" },
};
const LINE: Partial<Style> = { font: { name: FONT, size: 9 }, alignment: { wrapText: true, vertical: "middle" } };

/** Text of a page as text of a cell: never a formula, control characters shown, line breaks kept. */
function safeText(text: string): string {
  return withoutFormula(isPlain(text) ? text : text.split("\n").map(shown).join("\n"));
}

/** Lines that a text takes in a column of so many half-width characters, a Chinese character two. */
function linesOf(text: string, width: number): number {
  const room = Math.max(2, width - 1);
  let lines = 0;
  let used = 0;
  for (let at = 0; at <= text.length; at++) {
    const unit = at === text.length ? LINE_FEED : text.charCodeAt(at);
    if (unit !== LINE_FEED) used += unit < 0x1100 ? 1.1 : 2.1;
    else {
      lines += Math.max(1, Math.ceil(used / room));
      used = 0;
    }
  }
  return lines;
}

/** How long an export's time (`YYYY-MM-DD HH:MM`, Beijing) lies after the epoch. */
function dateOf(at: string): Date {
  const date = new Date(`${at.replace(" ", "T")}:00+08:00`);
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}

/**
 * Writes a table as an XLSX file (A4 across, all columns on one page's width, the heading on each page): every text is
 * text, never a formula or a link; the same bytes for the same rows.
 *
 * @param exceljs handed in, since the package is optional
 * @param maxRows rows of one sheet, heading included
 */
export function tableXlsx<Row>(exceljs: Exceljs, form: TableForm<Row>, maxRows = MAX_ROWS): TableWriter {
  const output = new PassThrough();
  const chunks: Buffer[] = [];
  output.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    output.once("end", resolve);
    output.once("error", reject);
  });
  // Told to whoever waits for the file; a failure before that must not end the process.
  ended.catch(() => {});
  const { exported } = form;
  const created = dateOf(exported.at);
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
    created,
    modified: created,
    creator: exported.by,
    lastModifiedBy: exported.by,
  } as ConstructorParameters<Exceljs["stream"]["xlsx"]["WorkbookWriter"]>[0]);
  let sheets = 1;
  let sheet = new Sheet(book, form, sheets);
  return {
    row: (texts) => {
      if (sheet.rows >= maxRows) {
        sheet.commit();
        sheet = new Sheet(book, form, ++sheets);
      }
      sheet.row(texts);
    },
    finish: async () => {
      sheet.close();
      sheet.commit();
      await book.commit();
      await ended;
      return settleTimes(Buffer.concat(chunks));
    },
  };
}

/** One sheet of a table, with title and heading. */
class Sheet<Row> {
  rows = 0;
  readonly #form: TableForm<Row>;
  readonly #sheet: ReturnType<stream.xlsx.WorkbookWriter["addWorksheet"]>;
  readonly #widths: readonly number[];

  constructor(book: stream.xlsx.WorkbookWriter, form: TableForm<Row>, number: number) {
    this.#form = form;
    const { title, head, code, columns, exported } = form;
    const headRow = head.length > 0 ? 3 : 2;
    const name = title.slice(0, MAX_SHEET_NAME);
    this.#sheet = book.addWorksheet(number === 1 ? name : `${name} ${number}`, {
      views: [{ state: "frozen", xSplit: 1, ySplit: headRow }],
      pageSetup: {
        paperSize: PAPER_A4,
        orientation: "landscape",
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: `${headRow}:${headRow}`,
        margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
      },
      headerFooter: {
        oddFooter: `&L&8导出：${exported.by.replaceAll("&", "&&")}　${exported.at}&R&8第 &P 页 / 共 &N 页`,
      },
    });
    const asked = columns.reduce((sum, { width }) => sum + width, 0);
    this.#widths = columns.map(({ width }) => (width * PAGE_CHARS) / asked);
    this.#sheet.columns = this.#widths.map((width) => ({ width }));
    this.#across(title, TITLE, 28);
    if (head.length > 0) {
      const own = code === undefined ? [] : [`表单编号：${code}`];
      this.#across([...own, ...head.map(({ label, value }) => `${label}：${value}`)].join("　　"), LINE);
    }
    this.#add(
      columns.map(({ header }) => header),
      HEAD,
      6,
    );
  }

  row(texts: readonly string[]): void {
    this.#add(texts, CELL, 4);
  }

  /** Remarks and lines to sign on, under the last row. */
  close(): void {
    const { notes, signatures } = this.#form;
    for (const note of notes) this.#across(note, LINE);
    if (signatures.length > 0) {
      const lines = signatures.map((role) => `${role}（签字）：____________　日期：____________`);
      this.#across(lines.join("　　"), LINE, 24);
    }
  }

  commit(): void {
    this.#sheet.commit();
  }

  #add(texts: readonly string[], style: Partial<Style>, space: number): void {
    const row = this.#sheet.addRow([]);
    this.rows++;
    let lines = 1;
    for (let index = 0; index < this.#widths.length; index++) {
      const text = safeText(texts[index] ?? "");
      const cell = row.getCell(index + 1);
      if (text !== "") cell.value = text;
      cell.style = style;
      lines = Math.max(lines, linesOf(text, this.#widths[index] ?? 0));
    }
    row.height = Math.min(MAX_ROW_POINTS, LINE_POINTS * lines + space);
    row.commit();
  }

  #across(text: string, style: Partial<Style>, height?: number): void {
    const row = this.#sheet.addRow([safeText(text)]);
    this.rows++;
    this.#sheet.mergeCells(this.rows, 1, this.rows, this.#widths.length);
    row.getCell(1).style = style;
    row.height = height ?? Math.min(MAX_ROW_POINTS, LINE_POINTS * linesOf(text, PAGE_CHARS) + 4);
    row.commit();
  }
}
