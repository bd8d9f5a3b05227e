import type { Block, Export, Field, GridColumn, Letter, Signature } from "../document.js";
import { chineseDay } from "../moments.js";
import { FIXED_PARTS, part, SECTION, TEXT_WIDTH } from "./docx-parts.js";
import { fieldLines } from "./field-pairs.js";
import { coreProperties } from "./office-parts.js";
import { isPlain, safeXml } from "./safe-text.js";
import { type ZipEntry, zip } from "./zip.js";

/** The paragraph that must follow a table: low, so that it starts no page of its own. */
const AFTER_TABLE = '<w:spacing w:line="120" w:lineRule="exact"/>';
const LABEL_SHARE = 0.15;
/** Lines of a boxed form that no page break may part. */
const MAX_TOGETHER = 8;
const BORDERS = ["top", "left", "bottom", "right", "insideH", "insideV"]
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>`)
  .join("");

function line(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

function run(text: string): string {
  if (isPlain(text)) return line(text);
  return text
    .split(/\r\n?|\n/)
    .map((one) => line(safeXml(one)))
    .join("<w:r><w:br/></w:r>");
}

function paragraph(style: string, text: string, extra = ""): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${extra}</w:pPr>${text === "" ? "" : run(text)}</w:p>`;
}

interface Cell {
  readonly text: string;
  readonly style: "Cell" | "CellHead";
  readonly width: number;
  readonly span?: number;
}

function row(cells: readonly Cell[], isHead = false, staysWithNext = false): string {
  const content = cells
    .map(({ text, style, width, span }) => {
      const spanning = span === undefined ? "" : `<w:gridSpan w:val="${span}"/>`;
      const shade = style === "CellHead" ? '<w:shd w:val="clear" w:color="auto" w:fill="EFEFEF"/>' : "";
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${spanning}${shade}<w:vAlign w:val="center"/></w:tcPr>${paragraph(style, text, staysWithNext ? "<w:keepNext/>" : "")}</w:tc>`;
    })
    .join("");
  const flags = isHead ? "<w:cantSplit/><w:tblHeader/>" : "<w:cantSplit/>";
  return `<w:tr><w:trPr>${flags}</w:trPr>${content}</w:tr>`;
}

function table(widths: readonly number[], rows: readonly string[]): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  // A paragraph must stand between two tables, and after one at the end.
  return `<w:tbl><w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join("")}</w:tbl>${paragraph("Cell", "", AFTER_TABLE)}`;
}

function fieldTable(fields: readonly Field[]): string {
  const label = Math.round(TEXT_WIDTH * LABEL_SHARE);
  const value = Math.round(TEXT_WIDTH / 2) - label;
  const wide = TEXT_WIDTH - label;
  const lines = fieldLines(fields);
  const rows = lines.map(([first, second], index) => {
    const stays = index < lines.length - 1 && lines.length <= MAX_TOGETHER;
    const head = (field: Field): Cell => ({ text: field.label, style: "CellHead", width: label });
    if (first === undefined) return "";
    if (second === undefined) {
      return row([head(first), { text: first.value, style: "Cell", width: wide, span: 3 }], false, stays);
    }
    const cells: readonly Cell[] = [
      head(first),
      { text: first.value, style: "Cell", width: value },
      head(second),
      { text: second.value, style: "Cell", width: value },
    ];
    return row(cells, false, stays);
  });
  return table([label, value, label, value], rows);
}

function gridTable(columns: readonly GridColumn[], rows: readonly (readonly string[])[]): string {
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => Math.floor((TEXT_WIDTH * column.share) / total));
  const head = row(
    columns.map((column, index) => ({ text: column.header, style: "CellHead", width: widths[index] ?? 0 })),
    true,
  );
  const body = rows.map((cells) =>
    row(columns.map((_, index) => ({ text: cells[index] ?? "", style: "Cell", width: widths[index] ?? 0 }))),
  );
  return table(widths, [head, ...body]);
}

function signatureLine({ role, name, day }: Signature): string {
  return `${role}（签字）：${name ?? "______________"}　　日期：${day === undefined ? "________年____月____日" : chineseDay(day)}`;
}

// What several letters share is frozen: it is written once.
const written = new WeakMap<Block, string>();

function block(one: Block): string {
  const known = written.get(one);
  if (known !== undefined) return known;
  const text = blockXml(one);
  if (Object.isFrozen(one)) written.set(one, text);
  return text;
}

function blockXml(one: Block): string {
  switch (one.kind) {
    case "heading":
      return paragraph("Heading1", one.text);
    case "paragraph":
      return paragraph(
        one.align === "right" ? "Right" : one.isFlush ? "Flush" : "Body",
        one.text,
        one.isKept ? "<w:keepNext/>" : "",
      );
    case "fields":
      return fieldTable(one.fields);
    case "grid":
      return gridTable(one.columns, one.rows);
    case "list":
      return one.items.map((item, index) => paragraph("Body", `${index + 1}. ${item}`)).join("");
    case "signatures":
      return [
        one.title === undefined ? "" : paragraph("Heading1", one.title),
        // No page begins with the last signature alone.
        ...one.lines.map((line, index) =>
          paragraph(
            "Flush",
            signatureLine(line),
            `${index < one.lines.length - 1 ? "<w:keepNext/>" : ""}<w:keepLines/>`,
          ),
        ),
      ].join("");
    case "seal":
      return [one.party === "" ? "______________________" : one.party, "（盖章处）　　　　"]
        .map((text) => paragraph("Right", text))
        .concat(`<w:p><w:pPr><w:jc w:val="right"/></w:pPr>${run(chineseDay(one.day))}</w:p>`)
        .join("");
    case "cut":
      return paragraph("Cut", one.text, "<w:keepNext/>");
    case "page-break":
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  }
}

const counter = (name: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

// All letters of one export have the same footer: it is written and packed once.
const footers = new WeakMap<Export, ZipEntry>();

function footer(exported: Export): ZipEntry {
  const known = footers.get(exported);
  if (known !== undefined) return known;
  const text = `<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${run(`导出：${exported.by}　${exported.at}`)}<w:r><w:tab/></w:r>${run("第 ")}${counter("PAGE")}${run(" 页 / 共 ")}${counter("NUMPAGES")}${run(" 页")}</w:p>`;
  const entry = Object.freeze(part("word/footer1.xml", "ftr", text));
  footers.set(exported, entry);
  return entry;
}

/**
 * A letter as a DOCX file (A4, portrait): the same bytes for the same letter. Written part by part, since the package
 * that could do it stamps the clock and random ids into the file and takes 20 ms a letter (docs/decisions/030).
 *
 * @example
 * writeFileSync("通知书.docx", letterDocx(letter));
 */
export function letterDocx(letter: Letter): Buffer {
  const body = [
    letter.banner === null ? "" : paragraph("Banner", letter.banner),
    paragraph("Title", letter.title),
    letter.number === "" ? "" : paragraph("Number", letter.number),
    ...letter.blocks.map(block),
  ].join("");
  return zip([
    ...FIXED_PARTS,
    part("word/document.xml", "document", `<w:body>${body}${SECTION}</w:body>`),
    footer(letter.exported),
    coreProperties(letter.title, letter.exported.by, letter.exported.at),
  ]);
}
