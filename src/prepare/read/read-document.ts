import type { Listing } from "../../contracts/listing.js";
import type { Note } from "../../contracts/result.js";
import type { ReadPage } from "../passages.js";
import { decodeBytes } from "./decode-bytes.js";
import { isBinary } from "./detect-format.js";
import { type DocumentFormat, type Input, type ReadOptions, unreadable } from "./input.js";

/** Units at the beginning of a decoded text in which characters that could not be decoded are counted. */
const JUNK_SAMPLE_CHARS = 4096;

/** What a document says, before it is named. */
interface Content {
  readonly listing: Listing;
  readonly document?: ReadPage | undefined;
  readonly notes?: readonly Note[] | undefined;
}

/**
 * One file as a listing. Empty and binary content is unreadable: nothing was read, so nothing is clean.
 *
 * @param source the path, also the listing's id where no other is given
 */
export async function readDocument(
  bytes: Uint8Array,
  format: DocumentFormat,
  source: string,
  options: Pick<ReadOptions, "defaults" | "id">,
): Promise<Input> {
  if (bytes.length === 0) return unreadable(source, "empty-file");
  if (format === "docx") {
    const { readDocx } = await import("./copy/read-docx.js");
    const docx = await readDocx(bytes, source);
    if (typeof docx === "string") return unreadable(source, docx);
    return named(docx, [], source, options);
  }
  if (isBinary(bytes.subarray(0, JUNK_SAMPLE_CHARS))) return unreadable(source, "binary-content");
  const { text, notes } = await decodeBytes(bytes);
  if (text.trim() === "") return unreadable(source, "empty-file");
  if (isJunk(text)) return unreadable(source, "binary-content");
  return named(await contentOf(format, text, source), notes, source, options);
}

async function contentOf(format: Exclude<DocumentFormat, "docx">, text: string, source: string): Promise<Content> {
  if (format === "html") return { listing: { html: text, complete: true } };
  if (format === "markdown") {
    const { readMarkdown } = await import("./copy/read-markdown.js");
    return { listing: { complete: false }, document: readMarkdown(text) };
  }
  if (format === "srt" || format === "vtt") {
    const { readTranscript } = await import("./copy/read-transcript.js");
    return readTranscript(text, source);
  }
  return { listing: { text, complete: false } };
}

function named(
  { listing, document, notes = [] }: Content,
  before: readonly Note[],
  source: string,
  options: Pick<ReadOptions, "defaults" | "id">,
): Input {
  return {
    listing: { ...options.defaults, id: options.id ?? source, ...listing },
    name: source,
    source,
    notes: [...before, ...notes],
    ...(document && { document }),
  };
}

/** Whether a tenth of the characters could not be decoded or are controls. */
function isJunk(text: string): boolean {
  const sample = text.slice(0, JUNK_SAMPLE_CHARS);
  let junk = 0;
  for (let index = 0; index < sample.length; index++) {
    const unit = sample.charCodeAt(index);
    if (unit === 0xfffd || (unit < 32 && unit !== 9 && unit !== 10 && unit !== 12 && unit !== 13)) junk++;
  }
  return junk * 10 > sample.length;
}
