import { Parser } from "htmlparser2";
import type { Listing, ListingPassage } from "../../../contracts/listing.js";
import type { Note } from "../../../contracts/result.js";
import { Archive } from "../../../store/rows/archive.js";
import { RowsError } from "../../../store/rows/rows-error.js";
import { MAX_DOCX_CHARS, MAX_DOCX_DEPTH, MAX_PASSAGES, MAX_TEXT_CHARS } from "../../limits.js";

/** Parts of a document that a reader sees, in this order. Source: ECMA-376 part 1, 11.3. */
const PARTS = /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;
const RANK = ["document", "header", "footer", "footnotes", "endnotes", "comments"];

/**
 * The paragraphs of a Word document: each is a passage, those of tables with zone `table`, headings with zone `heading`.
 * Deleted text of tracked changes is left out, inserted text is read; hidden text (`w:vanish`) has zone `hidden`.
 *
 * @returns a listing with notes, or the code of what keeps the file from being read
 */
export async function readDocx(
  bytes: Uint8Array,
  source: string,
): Promise<{ listing: Listing; notes: readonly Note[] } | string> {
  let archive: Archive | null = null;
  try {
    archive = await Archive.open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const parts = archive.entries
      .filter(({ fileName }) => PARTS.test(fileName))
      .sort((a, b) => rankOf(a.fileName) - rankOf(b.fileName) || (a.fileName < b.fileName ? -1 : 1));
    if (!parts.some(({ fileName }) => fileName === "word/document.xml")) return "not-a-docx";
    const reader = new ParagraphReader();
    for (const part of parts) {
      const parser = new Parser(reader, { xmlMode: true, decodeEntities: true });
      const decoder = new TextDecoder();
      for await (const chunk of archive.read(part)) {
        parser.write(decoder.decode(chunk, { stream: true }));
        if (reader.isFull) break;
      }
      reader.endPart();
      if (reader.isFull) break;
    }
    const notes: Note[] = [];
    if (reader.isFull) notes.push({ code: "docx-too-long", where: source });
    if (reader.isTooDeep) notes.push({ code: "docx-too-deep", where: source });
    if (reader.passages.length === 0) return "empty-file";
    return { listing: { passages: reader.passages, complete: false }, notes };
  } catch (error) {
    if (!(error instanceof RowsError)) throw error;
    if (error.code === "MEDLINT_IMPORT_MODULE") return "package-missing";
    return error.code === "MEDLINT_IMPORT_LIMIT" ? "docx-over-limit" : "docx-damaged";
  } finally {
    archive?.close();
  }
}

function rankOf(name: string): number {
  return RANK.findIndex((part) => name.startsWith(`word/${part}`));
}

/** Joins runs into paragraphs. */
class ParagraphReader {
  readonly passages: ListingPassage[] = [];
  isFull = false;
  isTooDeep = false;
  #chars = 0;
  #depth = 0;
  #tables = 0;
  #deleted = 0;
  #text = "";
  #hidden = "";
  #isText = false;
  #isHidden = false;
  #isHeading = false;

  onopentag(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (++this.#depth > MAX_DOCX_DEPTH) {
      this.isTooDeep = true;
      return;
    }
    const name = local(tag);
    if (name === "t") this.#isText = true;
    else if (name === "tab") this.#add("\t");
    else if (name === "br" || name === "cr") this.#add("\n");
    else if (name === "tbl") this.#tables++;
    else if (name === "del" || name === "moveFrom") this.#deleted++;
    else if (name === "r") this.#isHidden = false;
    else if (name === "vanish") this.#isHidden = !/^(0|false|off)$/.test(attributes["w:val"] ?? "");
    else if (name === "pStyle") this.#isHeading = /^(heading|title|subtitle|\d$)/i.test(attributes["w:val"] ?? "");
  }

  ontext(text: string): void {
    if (this.#isText) this.#add(text);
  }

  onclosetag(tag: string): void {
    const isSkipped = this.#depth-- > MAX_DOCX_DEPTH;
    if (isSkipped) return;
    const name = local(tag);
    if (name === "t") this.#isText = false;
    else if (name === "p") this.#endParagraph();
    else if (name === "tbl") this.#tables--;
    else if (name === "del" || name === "moveFrom") this.#deleted--;
  }

  endPart(): void {
    this.#endParagraph();
    this.#depth = 0;
    this.#tables = 0;
    this.#deleted = 0;
    this.#isText = false;
  }

  #add(text: string): void {
    if (this.#deleted > 0 || this.isFull) return;
    this.#chars += text.length;
    if (this.#chars > MAX_DOCX_CHARS) {
      this.isFull = true;
      return;
    }
    if (this.#isHidden) this.#hidden += text;
    else this.#text += text;
  }

  #endParagraph(): void {
    const zone = this.#tables > 0 ? "table" : this.#isHeading ? "heading" : "body";
    this.#keep(this.#text, zone);
    this.#keep(this.#hidden, "hidden");
    this.#text = "";
    this.#hidden = "";
    this.#isHeading = false;
  }

  #keep(text: string, zone: string): void {
    if (text.trim() === "") return;
    if (this.passages.length >= MAX_PASSAGES || text.length > MAX_TEXT_CHARS) this.isFull = true;
    if (this.passages.length < MAX_PASSAGES) this.passages.push({ zone, text: text.slice(0, MAX_TEXT_CHARS) });
  }
}

function local(tag: string): string {
  return tag.slice(tag.indexOf(":") + 1);
}
