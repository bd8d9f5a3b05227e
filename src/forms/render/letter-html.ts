import type { Block, Letter } from "../document.js";
import { chineseDay } from "../moments.js";
import { fieldLines } from "./field-pairs.js";
import { htmlLines, htmlPage } from "./html-page.js";
import { LETTER_STYLE } from "./print-style.js";
import { safeXml } from "./safe-text.js";

/** Lines of a boxed form that no page break may part. */
const MAX_TOGETHER = 8;
/** Number of a case: a line does not break within it. */
const CASE_NUMBER = /QM-\d{8,}/g;

function paragraph(text: string, name = ""): string {
  const words = htmlLines(text).replaceAll(CASE_NUMBER, "<b>$&</b>");
  return `<p${name === "" ? "" : ` class="${name}"`}>${words}</p>\n`;
}

// What several letters share is frozen: it is written once.
const written = new WeakMap<Block, string>();

function block(one: Block): string {
  const known = written.get(one);
  if (known !== undefined) return known;
  const text = blockHtml(one);
  if (Object.isFrozen(one)) written.set(one, text);
  return text;
}

function blockHtml(one: Block): string {
  switch (one.kind) {
    case "heading":
      return `<h2>${safeXml(one.text)}</h2>\n`;
    case "paragraph":
      return paragraph(one.text, one.align === "right" ? "right" : one.isFlush ? "flush" : "");
    case "fields": {
      const rows = fieldLines(one.fields).map((line) => {
        const cells = line.map(({ label, value }) => {
          const span = line.length === 1 ? ' colspan="3"' : "";
          return `<th scope="row">${htmlLines(label)}</th><td${span}>${htmlLines(value)}</td>`;
        });
        return `<tr>${cells.join("")}</tr>`;
      });
      const columns = '<col style="width:15%"><col style="width:35%"><col style="width:15%"><col style="width:35%">';
      const whole = rows.length <= MAX_TOGETHER ? ' class="whole"' : "";
      return `<table${whole}><colgroup>${columns}</colgroup><tbody>\n${rows.join("\n")}\n</tbody></table>\n`;
    }
    case "grid": {
      const total = one.columns.reduce((sum, column) => sum + column.share, 0);
      const columns = one.columns.map(({ share }) => `<col style="width:${((share / total) * 100).toFixed(1)}%">`);
      const head = one.columns.map(({ header }) => `<th scope="col">${safeXml(header)}</th>`).join("");
      const rows = one.rows.map(
        (cells) => `<tr>${one.columns.map((_, index) => `<td>${htmlLines(cells[index] ?? "")}</td>`).join("")}</tr>`,
      );
      return `<table><colgroup>${columns.join("")}</colgroup><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>\n`;
    }
    case "list":
      return `<ol>\n${one.items.map((item) => `<li>${htmlLines(item)}</li>`).join("\n")}\n</ol>\n`;
    case "signatures": {
      const title = one.title === undefined ? "" : `<h2>${safeXml(one.title)}</h2>\n`;
      const lines = one.lines.map(({ role, name, day }) =>
        paragraph(
          `${role}（签字）：${name ?? "______________"}　　日期：${day === undefined ? "________年____月____日" : chineseDay(day)}`,
          "flush",
        ),
      );
      return `<div class="whole">\n${title}${lines.join("")}</div>\n`;
    }
    case "seal":
      return [one.party === "" ? "______________________" : one.party, "（盖章处）　　　　", chineseDay(one.day)]
        .map((text) => paragraph(text, "right"))
        .join("");
    case "cut":
      return paragraph(one.text, "cut");
    case "page-break":
      return '<div class="page"></div>\n';
  }
}

/**
 * A letter as one HTML file for print (A4), nothing loaded from elsewhere: the same text for the same letter.
 *
 * @example
 * writeFileSync("通知书.html", letterHtml(letter));
 */
export function letterHtml(letter: Letter): string {
  const body = [
    letter.banner === null ? "" : paragraph(letter.banner, "banner"),
    `<h1>${safeXml(letter.title)}</h1>\n`,
    letter.number === "" ? "" : paragraph(letter.number, "number"),
    ...letter.blocks.map(block),
    `<footer>导出：${safeXml(letter.exported.by)}　${safeXml(letter.exported.at)}</footer>\n`,
  ];
  return htmlPage(letter.title, LETTER_STYLE, body.join(""));
}
