import { contentTypes, coreProperties, DECLARATION, OFFICE, PACKAGE, relationships } from "./office-parts.js";
import { safeXml } from "./safe-text.js";
import type { ZipEntry } from "./zip.js";

const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Indices of the styles of `styles.xml`. */
export const STYLE = { cell: 1, head: 2, title: 3, line: 4, none: 5 } as const;

const font = (name: string, size: number, extra = "") =>
  `<font>${extra}<sz val="${size}"/><name val="${name}"/><family val="1"/></font>`;
const BORDER = ["left", "right", "top", "bottom"]
  .map((side) => `<${side} style="thin"><color rgb="FF404040"/></${side}>`)
  .join("");
const format = (fontId: number, fill: number, border: number, alignment: string) =>
  `<xf numFmtId="49" fontId="${fontId}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${alignment}/></xf>`;

// 宋体 9, headings 黑体 on grey: what fits across A4 and is still read. All cells are text (format 49).
const STYLES = `<styleSheet xmlns="${SHEET}"><fonts count="3">${font("宋体", 9)}${font("黑体", 9)}${font("宋体", 16, "<b/>")}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFEFEF"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${BORDER}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${[
  format(0, 0, 1, 'vertical="top" wrapText="1" readingOrder="1"'),
  format(1, 2, 1, 'horizontal="center" vertical="center" wrapText="1"'),
  format(2, 0, 0, 'horizontal="center" vertical="center"'),
  format(0, 0, 0, 'vertical="center" wrapText="1"'),
  format(0, 0, 1, 'horizontal="center" vertical="center"'),
].join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** The parts of a workbook beside its sheets (ECMA-376, part 1, chapter 18). */
export function bookParts(
  sheets: readonly string[],
  titleRow: number,
  about: { readonly title: string; readonly by: string; readonly at: string },
): ZipEntry[] {
  const list = sheets
    .map((name, index) => `<sheet name="${safeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join("");
  const titles = sheets
    .map(
      (name, index) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${safeXml(name)}'!$${titleRow}:$${titleRow}</definedName>`,
    )
    .join("");
  return [
    contentTypes([
      ["/xl/workbook.xml", `${SHEET_TYPE}.sheet.main+xml`],
      ["/xl/styles.xml", `${SHEET_TYPE}.styles+xml`],
      ...sheets.map((_, index) => [`/xl/worksheets/sheet${index + 1}.xml`, `${SHEET_TYPE}.worksheet+xml`] as const),
    ]),
    relationships("_rels/.rels", [
      [`${OFFICE}/relationships/officeDocument`, "xl/workbook.xml"],
      [`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"],
    ]),
    relationships("xl/_rels/workbook.xml.rels", [
      ...sheets.map((_, index) => [`${OFFICE}/relationships/worksheet`, `worksheets/sheet${index + 1}.xml`] as const),
      [`${OFFICE}/relationships/styles`, "styles.xml"],
    ]),
    {
      path: "xl/workbook.xml",
      text: `${DECLARATION}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView/></bookViews><sheets>${list}</sheets><definedNames>${titles}</definedNames></workbook>`,
    },
    { path: "xl/styles.xml", text: DECLARATION + STYLES },
    coreProperties(about.title, about.by, about.at),
  ];
}

/** What stands in a sheet before its rows. `widths` in half-width characters. */
export function sheetOpening(widths: readonly number[], frozenRows: number): string {
  const columns = widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width.toFixed(2)}" customWidth="1"/>`)
    .join("");
  return `${DECLARATION}<worksheet xmlns="${SHEET}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="${frozenRows}" topLeftCell="B${frozenRows + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols><sheetData>`;
}

/** What stands in a sheet after its rows: A4 across, all columns on one page's width, who exported it and the page below. */
export function sheetClosing(merged: readonly string[], footer: string): string {
  const cells = merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
  return `</sheetData><mergeCells count="${merged.length}">${cells}</mergeCells><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.2" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${safeXml(footer)}</oddFooter></headerFooter></worksheet>`;
}
