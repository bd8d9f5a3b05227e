import type { TableForm } from "../document.js";
import { HTML_CLOSING, htmlLines, htmlOpening } from "./html-page.js";
import { TABLE_STYLE } from "./print-style.js";
import { safeXml } from "./safe-text.js";
import type { TableWriter } from "./table-writer.js";

/** Rows a piece: keeps strings short of a long table. */
const ROWS_A_PIECE = 200;

/**
 * Writes a table as HTML for print (A4 across).
 *
 * @example
 * const [page] = await writeTable(form, [tableHtml(form)]);
 */
export function tableHtml<Row>(form: TableForm<Row>): TableWriter {
  const pieces: Buffer[] = [];
  const give = (text: string) => pieces.push(Buffer.from(text, "utf8"));
  let piece: string[] = [];
  give(opening(form));
  return {
    row: (texts) => {
      piece.push(`<tr>${texts.map((text) => `<td>${htmlLines(text)}</td>`).join("")}</tr>\n`);
      if (piece.length < ROWS_A_PIECE) return;
      give(piece.join(""));
      piece = [];
    },
    none: (text) => give(`<tr><td class="none" colspan="${form.columns.length}">${htmlLines(text)}</td></tr>\n`),
    finish: () => {
      give(piece.join("") + closing(form));
      return Buffer.concat(pieces);
    },
  };
}

function opening<Row>({ title, code, head, columns }: TableForm<Row>): string {
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map(({ width }) => `<col style="width:${((width / total) * 100).toFixed(1)}%">`).join("");
  const headings = columns.map(({ header }) => `<th scope="col">${htmlLines(header)}</th>`).join("");
  return [
    htmlOpening(title, TABLE_STYLE),
    code === undefined ? "" : `<p class="code">表单编号：${safeXml(code)}</p>\n`,
    `<h1>${safeXml(title)}</h1>\n`,
    `<p class="head">${head.map(({ label, value }) => `<span>${safeXml(label)}：${safeXml(value)}</span>`).join("\n")}</p>\n`,
    `<table><colgroup>${widths}</colgroup><thead><tr>${headings}</tr></thead><tbody>\n`,
  ].join("");
}

function closing<Row>({ notes, signatures, exported }: TableForm<Row>): string {
  return [
    '</tbody></table>\n<div class="end">\n',
    ...notes.map((note) => `<p class="note">${safeXml(note)}</p>\n`),
    signatures.length === 0
      ? ""
      : `<p class="sign">${signatures.map((role) => `<span>${safeXml(role)}（签字）：____________　日期：____________</span>`).join("\n")}</p>\n`,
    `<footer>导出：${safeXml(exported.by)}　${safeXml(exported.at)}</footer>\n</div>\n`,
    HTML_CLOSING,
  ].join("");
}
