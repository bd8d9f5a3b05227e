import type { Passage, Zone } from "../../../contracts/passage.js";
import type { Note } from "../../../contracts/result.js";
import { MAX_ATTRIBUTES, MAX_IMAGES, MAX_PASSAGES } from "../../limits.js";
import type { ReadPage } from "../../passages.js";
import { type InlineImage, plainInline } from "./markdown-inline.js";

const HEADING = /^ {0,3}#{1,6}(?=[ \t]|$)/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const FENCE = /^( {0,3}(`{3,}|~{3,}))(.*)$/;
/** What stands behind a fence as the name of a language; anything else is somebody's words. */
const LANGUAGE = /^[ \t]*[\w+#.-]*[ \t]*$/;
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/;
const QUOTE = /^ {0,3}(?:>[ \t]?)+/;
const DELIMITER_ROW = /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/;

interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * Markdown copy as passages: headings, paragraphs, list items, cells of tables, texts of pictures. Marks are taken out
 * of the passages, and every unit keeps its place in the source, so that a finding points at the file as it is written.
 * What is not understood as a mark is text: nothing is lost. Source: CommonMark 0.31 and tables of GFM, as far as plain
 * copy uses them.
 *
 * @example
 * readMarkdown("## 三天**根治**\n").passages[0]?.text; // → "三天根治"
 */
export function readMarkdown(source: string): ReadPage {
  return new MarkdownReader(source).read();
}

class MarkdownReader {
  readonly #source: string;
  readonly #passages: Passage[] = [];
  readonly #images: InlineImage[] = [];
  readonly #attributes: Record<string, string> = {};
  readonly #notes: Note[] = [];
  #title: string | null = null;
  #attributeCount = 0;
  #paragraph: Line[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  read(): ReadPage {
    let fence: string | null = null;
    let isTable = false;
    const lines = linesOf(this.#source);
    for (const [index, line] of lines.entries()) {
      const text = this.#textOf(line);
      const [, opening = "", mark, info = ""] = FENCE.exec(text) ?? [];
      if (fence !== null) {
        // Code is shown as it stands: each of its lines is text.
        if (mark?.startsWith(fence) && info.trim() === "") fence = null;
        else this.#keep("body", [line], false);
        continue;
      }
      if (mark !== undefined) {
        this.#flush();
        fence = mark.slice(0, 3);
        if (!LANGUAGE.test(info)) this.#keep("body", [{ start: line.start + opening.length, end: line.end }], false);
        continue;
      }
      const next = lines[index + 1];
      if (!isTable && text.includes("|") && next !== undefined && DELIMITER_ROW.test(this.#textOf(next))) {
        this.#flush();
        isTable = true;
      } else if (isTable && !text.includes("|")) isTable = false;
      if (isTable) {
        if (!DELIMITER_ROW.test(text)) this.#row(line);
        continue;
      }
      this.#line(line, text);
    }
    this.#flush();
    return {
      passages: this.#passages,
      title: this.#title,
      attributes: this.#attributes,
      images: this.#images,
      notes: this.#notes,
      truncated: false,
    };
  }

  #line(line: Line, text: string): void {
    const heading = HEADING.exec(text);
    if (text.trim() === "") this.#flush();
    else if (heading !== null) {
      this.#flush();
      const closing = /[ \t]+#+[ \t]*$/.exec(text.slice(-200))?.[0].length ?? 0;
      this.#keep("heading", [{ start: line.start + heading[0].length, end: line.end - closing }]);
    } else if (this.#paragraph.length > 0 && UNDERLINE.test(text)) this.#flush("heading");
    else if (RULE.test(text)) this.#flush();
    else {
      const quote = QUOTE.exec(text)?.[0].length ?? 0;
      const item = ITEM.exec(text.slice(quote));
      if (item !== null) this.#flush();
      const indent = item === null ? (/^[ \t]+/.exec(text.slice(quote))?.[0].length ?? 0) : item[0].length;
      this.#paragraph.push({ start: line.start + quote + indent, end: line.end });
    }
  }

  /** Cells are passages; in a row of two the first names the second. */
  #row(line: Line): void {
    const cells: Line[] = [];
    let start = line.start;
    for (let at = line.start; at <= line.end; at++) {
      const isCut = at === line.end || (this.#source[at] === "|" && this.#source[at - 1] !== "\\");
      if (!isCut) continue;
      if (this.#source.slice(start, at).trim() !== "") cells.push({ start, end: at });
      start = at + 1;
    }
    const texts = cells.map((cell) => plainInline(this.#source, [cell]).text.trim());
    const name = cells.length === 2 ? (texts[0] ?? "") : "";
    for (const [index, cell] of cells.entries()) {
      this.#keep("table", [cell], true, index === 1 && name !== "" ? name : null);
    }
    if (name !== "" && name !== "__proto__" && this.#attributeCount++ < MAX_ATTRIBUTES)
      this.#attributes[name] ??= texts[1] ?? "";
  }

  #flush(zone: Zone = "body"): void {
    if (this.#paragraph.length > 0) this.#keep(zone, this.#paragraph);
    this.#paragraph = [];
  }

  #keep(zone: Zone, lines: readonly Line[], hasMarks = true, label: string | null = null): void {
    const { text, map, images } = plainInline(this.#source, lines, hasMarks);
    for (const image of images) {
      if (this.#images.length < MAX_IMAGES) this.#images.push(image);
      this.#push("alt", image.alt, [0, image.at, image.alt.length], null);
    }
    this.#push(zone, text, map, label);
    if (zone === "heading") this.#title ??= text.trim();
  }

  #push(zone: Zone, text: string, source: readonly number[], label: string | null): void {
    if (text.trim() === "") return;
    if (this.#passages.length >= MAX_PASSAGES) {
      if (this.#notes.length === 0) this.#notes.push({ code: "list-truncated", where: "markdown" });
      return;
    }
    this.#passages.push({
      zone,
      field: "text",
      text,
      context: "advertisement",
      declared: false,
      author: "merchant",
      label,
      hidden: false,
      source,
      image: null,
    });
  }

  #textOf(line: Line): string {
    return this.#source.slice(line.start, line.end);
  }
}

function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= source.length) {
    const found = source.indexOf("\n", start);
    const stop = found < 0 ? source.length : found;
    const end = source[stop - 1] === "\r" && stop > start ? stop - 1 : stop;
    lines.push({ start, end });
    start = stop + 1;
  }
  return lines;
}
