import { PassThrough } from "node:stream";
import type { Style } from "exceljs";
import { withoutFormula } from "../../report/finding-row.js";
import type { TableForm } from "../document.js";
import { cellText } from "./cell-text.js";
import { shown } from "./safe-text.js";
import { settleTimes } from "./zip.js";

/** The part of `exceljs` that is used: its streaming writer. */
type Exceljs = typeof import("exceljs");

/** Rows of one sheet: what Excel opens. */
const MAX_ROWS = 1_048_000;
const ROWS_A_BREATH = 500;
const PAPER_A4: number = 9;
/** Fonts with tall lines (Noto) need this for 9 points; 宋体 needs less. */
const LINE_POINTS = 13.4;
/** Half-width characters across A4 at 9 points: what the columns share, so that nothing is printed too small to read. */
const PAGE_CHARS = 178;
/** The highest row that a spreadsheet takes. */
const MAX_ROW_POINTS = 400;
const FONT = "宋体";

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
  return withoutFormula(text.split("\n").map(shown).join("\n"));
}

/** Columns of a text, a Chinese character two. */
function roughWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) width += text.charCodeAt(at) < 0x1100 ? 1.1 : 2.1;
  return width;
}

function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split("\n")) lines += Math.max(1, Math.ceil(roughWidth(line) / Math.max(2, width - 1)));
  return lines;
}

/** How long an export's time (`YYYY-MM-DD HH:MM`, Beijing) lies after the epoch. */
function dateOf(at: string): Date {
  const date = new Date(`${at.replace(" ", "T")}:00+08:00`);
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}

/**
 * A table as an XLSX file (A4 across, all columns on one page's width, the heading on each page): every text is text,
 * never a formula or a link; the same bytes for the same rows.
 *
 * @param exceljs handed in, since the package is optional
 * @throws RangeError where there are more rows than a sheet can hold
 */
export async function tableXlsx<Row>(exceljs: Exceljs, form: TableForm<Row>): Promise<Buffer> {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    stream.once("end", resolve);
    stream.once("error", reject);
  });
  const created = dateOf(form.exported.at);
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
    created,
    modified: created,
    creator: form.exported.by,
    lastModifiedBy: form.exported.by,
  } as ConstructorParameters<Exceljs["stream"]["xlsx"]["WorkbookWriter"]>[0]);
  const headRow = form.head.length > 0 ? 3 : 2;
  const sheet = book.addWorksheet(form.title.slice(0, 31), {
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
      oddFooter: `&L&8导出：${form.exported.by.replaceAll("&", "&&")}　${form.exported.at}&R&8第 &P 页 / 共 &N 页`,
    },
  });
  const total = PAGE_CHARS;
  const asked = form.columns.reduce((sum, { width }) => sum + width, 0);
  const columns = form.columns.map((column) => ({ ...column, width: (column.width * PAGE_CHARS) / asked }));
  sheet.columns = columns.map(({ width }) => ({ width }));
  let rows = 0;

  const across = (text: string, style: Partial<Style>, height?: number): void => {
    const row = sheet.addRow([safeText(text)]);
    rows++;
    sheet.mergeCells(rows, 1, rows, columns.length);
    row.getCell(1).style = style;
    row.height = height ?? Math.min(MAX_ROW_POINTS, LINE_POINTS * linesOf(text, total) + 4);
    row.commit();
  };

  across(form.title, TITLE, 28);
  if (form.head.length > 0) {
    const code = form.code === undefined ? [] : [`表单编号：${form.code}`];
    across([...code, ...form.head.map(({ label, value }) => `${label}：${value}`)].join("　　"), LINE);
  }
  const head = sheet.addRow([]);
  rows++;
  let headLines = 1;
  for (const [index, { header, width }] of columns.entries()) {
    const cell = head.getCell(index + 1);
    cell.value = header;
    cell.style = HEAD;
    headLines = Math.max(headLines, linesOf(header, width));
  }
  head.height = LINE_POINTS * headLines + 6;
  head.commit();
  let sinceBreath = 0;
  for (const one of form.rows) {
    const row = sheet.addRow([]);
    if (++rows > MAX_ROWS) throw new RangeError("more rows than one sheet can hold");
    let lines = 1;
    for (const [index, { width, cell: linesFor }] of columns.entries()) {
      const text = safeText(cellText(linesFor(one)));
      const cell = row.getCell(index + 1);
      if (text !== "") cell.value = text;
      cell.style = CELL;
      lines = Math.max(lines, linesOf(text, width));
    }
    row.height = Math.min(MAX_ROW_POINTS, LINE_POINTS * lines + 4);
    row.commit();
    if (++sinceBreath >= ROWS_A_BREATH) {
      sinceBreath = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  for (const note of form.notes) across(note, LINE);
  if (form.signatures.length > 0) {
    across(form.signatures.map((role) => `${role}（签字）：____________　日期：____________`).join("　　"), LINE, 24);
  }
  sheet.commit();
  await book.commit();
  await ended;
  return settleTimes(Buffer.concat(chunks));
}
