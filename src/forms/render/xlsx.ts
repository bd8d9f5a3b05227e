import { withoutFormula } from "../../report/finding-row.js";
import type { TableForm } from "../document.js";
import { CUT } from "./cell-text.js";
import { isPlain, safeXml } from "./safe-text.js";
import type { TableWriter } from "./table-writer.js";
import { bookParts, STYLE, sheetClosing, sheetOpening } from "./xlsx-parts.js";
import { StreamedEntry, zip } from "./zip.js";

/** Rows of one sheet: what Excel opens; what is more comes in the next. */
const MAX_ROWS = 1_048_000;
/** UTF-16 units of one cell: what Excel opens. */
const MAX_CELL_CHARS = 32_000;
/** Fonts with tall lines (Noto) need this for 9 points; 宋体 needs less. */
const LINE_POINTS = 13.4;
/** Half-width characters across A4 at 9 points: what the columns share, so that nothing is printed too small to read. */
const PAGE_CHARS = 178;
/** The highest row that a spreadsheet takes. */
const MAX_ROW_POINTS = 400;
/** Lines that the highest row holds. */
const MAX_ROW_LINES = Math.floor((MAX_ROW_POINTS - 6) / LINE_POINTS);
/** Of 31 units that a name may have, room for the number of the sheet. */
const MAX_SHEET_NAME = 26;
const LINE_FEED = 10;

/** Text of a page as text of a cell: never a formula, control characters shown, line breaks kept. */
function cellXml(text: string): string {
  const own = withoutFormula(text.length > MAX_CELL_CHARS ? text.slice(0, MAX_CELL_CHARS) : text);
  return isPlain(own) ? own : own.split("\n").map(safeXml).join("\n");
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

/** A text as far as the highest row shows it, and a word where there is more. */
function fitted(text: string, width: number): string {
  let kept = "";
  let lines = linesOf(CUT, width);
  for (const line of text.split("\n")) {
    lines += linesOf(line, width);
    if (lines > MAX_ROW_LINES) break;
    kept += `${line}\n`;
  }
  return kept + CUT;
}

/** `A`, `B` … `Z`, `AA` … of a column, from 0. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/**
 * Writes a table as an XLSX file (A4 across, all columns on one page's width, the heading on each page): every text is
 * text, never a formula or a link; the same bytes for the same rows. Written part by part, as letters are
 * (docs/decisions/030): three times as quick as the package that could do it.
 *
 * @param maxRows rows of one sheet, heading included
 */
export function tableXlsx<Row>(form: TableForm<Row>, maxRows = MAX_ROWS): TableWriter {
  const sheets = [new Sheet(form, 1)];
  const last = () => sheets[sheets.length - 1] as Sheet<Row>;
  return {
    row: (texts) => {
      if (last().rows >= maxRows) sheets.push(new Sheet(form, sheets.length + 1));
      last().row(texts);
    },
    none: (text) => last().none(text),
    drained: () => last().drained(),
    finish: async () => {
      last().sign();
      const packed = await Promise.all(sheets.map((sheet) => sheet.end()));
      const { title, exported } = form;
      const about = { title, by: exported.by, at: exported.at };
      const names = sheets.map(({ name }) => name);
      return zip([...bookParts(names, headRowOf(form), about), ...packed]);
    },
  };
}

function headRowOf<Row>({ head }: TableForm<Row>): number {
  return head.length > 0 ? 3 : 2;
}

/** One sheet of a table, with title and heading. */
class Sheet<Row> {
  rows = 0;
  readonly name: string;
  readonly #form: TableForm<Row>;
  readonly #entry: StreamedEntry;
  readonly #widths: readonly number[];
  readonly #letters: readonly string[];
  readonly #merged: string[] = [];

  constructor(form: TableForm<Row>, number: number) {
    this.#form = form;
    const { title, head, code, columns } = form;
    const name = title.slice(0, MAX_SHEET_NAME);
    this.name = number === 1 ? name : `${name} ${number}`;
    this.#entry = new StreamedEntry(`xl/worksheets/sheet${number}.xml`);
    const asked = columns.reduce((sum, { width }) => sum + width, 0);
    this.#widths = columns.map(({ width }) => (width * PAGE_CHARS) / asked);
    this.#letters = columns.map((_, index) => letters(index));
    this.#entry.write(sheetOpening(this.#widths, headRowOf(form)));
    this.#across(title, STYLE.title, 28);
    if (head.length > 0) {
      const own = code === undefined ? [] : [`表单编号：${code}`];
      this.#across([...own, ...head.map(({ label, value }) => `${label}：${value}`)].join("　　"), STYLE.line);
    }
    const headings = columns.map(({ header }) => header);
    this.#add(headings, STYLE.head, 6);
  }

  row(texts: readonly string[]): void {
    this.#add(texts, STYLE.cell, 4);
  }

  /** One line across instead of rows. */
  none(text: string): void {
    this.#across(text, STYLE.none, 24);
  }

  /** Remarks and lines to sign on, under the last row. */
  sign(): void {
    const { notes, signatures } = this.#form;
    for (const note of notes) this.#across(note, STYLE.line);
    if (signatures.length > 0) {
      const lines = signatures.map((role) => `${role}（签字）：____________　日期：____________`);
      this.#across(lines.join("　　"), STYLE.line, 24);
    }
  }

  drained(): Promise<void> {
    return this.#entry.drained();
  }

  end(): ReturnType<StreamedEntry["end"]> {
    const { by, at } = this.#form.exported;
    this.#entry.write(
      sheetClosing(this.#merged, `&L&8导出：${by.replaceAll("&", "&&")}　${at}&R&8第 &P 页 / 共 &N 页`),
    );
    return this.#entry.end();
  }

  #add(texts: readonly string[], style: number, space: number): void {
    const row = ++this.rows;
    let lines = 1;
    let cells = "";
    for (let index = 0; index < this.#widths.length; index++) {
      const width = this.#widths[index] ?? 0;
      const given = texts[index] ?? "";
      const needed = given === "" ? 0 : linesOf(given, width);
      const text = needed > MAX_ROW_LINES ? fitted(given, width) : given;
      const place = `<c r="${this.#letters[index]}${row}" s="${style}"`;
      if (text === "") cells += `${place}/>`;
      else {
        cells += `${place} t="inlineStr"><is><t xml:space="preserve">${cellXml(text)}</t></is></c>`;
        lines = Math.max(lines, Math.min(needed, MAX_ROW_LINES));
      }
    }
    this.#row(row, Math.min(MAX_ROW_POINTS, LINE_POINTS * lines + space), cells);
  }

  #across(text: string, style: number, height?: number): void {
    const row = ++this.rows;
    this.#merged.push(`A${row}:${this.#letters.at(-1)}${row}`);
    const cell = `<c r="A${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellXml(text)}</t></is></c>`;
    this.#row(row, height ?? Math.min(MAX_ROW_POINTS, LINE_POINTS * linesOf(text, PAGE_CHARS) + 4), cell);
  }

  #row(row: number, height: number, cells: string): void {
    this.#entry.write(`<row r="${row}" ht="${height.toFixed(1)}" customHeight="1">${cells}</row>`);
  }
}
