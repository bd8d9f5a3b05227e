import type { TableForm } from "../document.js";
import { cellText } from "./cell-text.js";
import { HTML_CLOSING, htmlLines, htmlOpening } from "./html-page.js";
import { TABLE_STYLE } from "./print-style.js";
import { safeXml } from "./safe-text.js";

/** Rows a piece: keeps strings short of a long table. */
const ROWS_A_PIECE = 200;

/**
 * A table as HTML for print (A4 across), piece by piece: joined they are one file.
 *
 * @example
 * for (const piece of tableHtml(form)) file.write(piece);
 */
export function* tableHtml<Row>(form: TableForm<Row>): Generator<string> {
  const { columns, head, notes, signatures, exported } = form;
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map(({ width }) => `<col style="width:${((width / total) * 100).toFixed(1)}%">`).join("");
  const headings = columns.map(({ header }) => `<th scope="col">${safeXml(header)}</th>`).join("");
  yield [
    htmlOpening(form.title, TABLE_STYLE),
    form.code === undefined ? "" : `<p class="code">表单编号：${safeXml(form.code)}</p>\n`,
    `<h1>${safeXml(form.title)}</h1>\n`,
    `<p class="head">${head.map(({ label, value }) => `<span>${safeXml(label)}：${safeXml(value)}</span>`).join("\n")}</p>\n`,
    `<table><colgroup>${widths}</colgroup><thead><tr>${headings}</tr></thead><tbody>\n`,
  ].join("");
  let piece: string[] = [];
  for (const row of form.rows) {
    piece.push(`<tr>${columns.map(({ cell }) => `<td>${htmlLines(cellText(cell(row)))}</td>`).join("")}</tr>\n`);
    if (piece.length < ROWS_A_PIECE) continue;
    yield piece.join("");
    piece = [];
  }
  yield [
    ...piece,
    "</tbody></table>\n",
    ...notes.map((note) => `<p>${safeXml(note)}</p>\n`),
    signatures.length === 0
      ? ""
      : `<p class="sign">${signatures.map((role) => `<span>${safeXml(role)}（签字）：____________　日期：____________</span>`).join("\n")}</p>\n`,
    `<footer>导出：${safeXml(exported.by)}　${safeXml(exported.at)}</footer>\n`,
    HTML_CLOSING,
  ].join("");
}
