import { contentTypes, DECLARATION, OFFICE, PACKAGE, relationships } from "./office-parts.js";
import type { ZipEntry } from "./zip.js";

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** Attributes of the root of each part. */
export const ROOT_NAMES = `xmlns:w="${WORD}" xmlns:r="${OFFICE}/relationships"`;

/** Width of the text on A4 between margins of 22 mm, in twentieths of a point. */
export const TEXT_WIDTH = 9_412;
/** A4, portrait, in twentieths of a point; the footer is part `rId2`. */
export const SECTION = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1247" w:bottom="1304" w:left="1247" w:header="851" w:footer="737" w:gutter="0"/></w:sectPr>`;

const SONG = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>';
const HEI = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体" w:cs="Arial"/>';

/** Part of a letter: text with its root and declaration. */
export function part(path: string, root: string, content: string): ZipEntry {
  return { path, text: `${DECLARATION}<w:${root} ${ROOT_NAMES}>${content}</w:${root}>` };
}

function style(id: string, name: string, paragraph: string, run: string, isDefault = false): string {
  return `<w:style w:type="paragraph"${isDefault ? ' w:default="1"' : ""} w:styleId="${id}"><w:name w:val="${name}"/>${
    isDefault ? "" : '<w:basedOn w:val="Normal"/>'
  }<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;

// 宋体小四, 1.5 lines, title 宋体二号 bold and centred: the template of the quality system.
const STYLES = `<w:docDefaults><w:rPrDefault><w:rPr>${SONG}${size(24)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>${[
  style("Normal", "Normal", '<w:spacing w:line="360" w:lineRule="auto"/>', "", true),
  style(
    "Title",
    "Title",
    '<w:keepNext/><w:spacing w:before="60" w:after="120" w:line="320" w:lineRule="auto"/><w:jc w:val="center"/>',
    `<w:b/>${size(44)}`,
  ),
  style("Number", "Number", '<w:keepNext/><w:spacing w:after="160"/><w:jc w:val="center"/>', size(24)),
  style("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>', `${HEI}${size(24)}`),
  style("Body", "Body Text", '<w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/>', ""),
  style("Flush", "Flush", "", ""),
  style("Right", "Right", '<w:keepNext/><w:jc w:val="right"/>', ""),
  style("Cell", "Cell", '<w:spacing w:line="260" w:lineRule="exact"/>', size(20)),
  style(
    "CellHead",
    "Cell Head",
    '<w:spacing w:line="260" w:lineRule="exact"/><w:jc w:val="center"/>',
    `${HEI}${size(20)}`,
  ),
  style(
    "Banner",
    "Banner",
    '<w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="C00000"/><w:left w:val="single" w:sz="8" w:space="4" w:color="C00000"/><w:bottom w:val="single" w:sz="8" w:space="4" w:color="C00000"/><w:right w:val="single" w:sz="8" w:space="4" w:color="C00000"/></w:pBdr><w:spacing w:after="120"/><w:jc w:val="center"/>',
    `<w:color w:val="C00000"/>${size(21)}`,
  ),
  style(
    "Cut",
    "Cut",
    '<w:pBdr><w:top w:val="dashed" w:sz="6" w:space="6" w:color="808080"/></w:pBdr><w:spacing w:before="240"/><w:jc w:val="center"/>',
    `${HEI}${size(24)}`,
  ),
  style("Footer", "footer", '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>', `${size(18)}`),
].join("")}`;

/** The parts that are the same in every letter; frozen, so that they are packed once. */
export const FIXED_PARTS: readonly ZipEntry[] = [
  contentTypes([
    ["/word/document.xml", `${WORD_TYPE}.document.main+xml`],
    ["/word/styles.xml", `${WORD_TYPE}.styles+xml`],
    ["/word/footer1.xml", `${WORD_TYPE}.footer+xml`],
  ]),
  relationships("_rels/.rels", [
    [`${OFFICE}/relationships/officeDocument`, "word/document.xml"],
    [`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"],
  ]),
  relationships("word/_rels/document.xml.rels", [
    [`${OFFICE}/relationships/styles`, "styles.xml"],
    [`${OFFICE}/relationships/footer`, "footer1.xml"],
  ]),
  part("word/styles.xml", "styles", STYLES),
].map((entry) => Object.freeze(entry));
