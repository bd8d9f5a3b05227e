import type { Listing } from "../../contracts/listing.js";
import { decodeBytes } from "./decode-bytes.js";
import { isBinary } from "./detect-format.js";
import { type Input, type ReadOptions, unreadable } from "./input.js";

/** Units at the beginning of a decoded text in which characters that could not be decoded are counted. */
const JUNK_SAMPLE_CHARS = 4096;

/**
 * One text or one page as a listing. Empty and binary content is unreadable: nothing was read, so nothing is clean.
 *
 * @param source the path, also the listing's id where no other is given
 */
export async function readDocument(
  bytes: Uint8Array,
  format: "text" | "html",
  source: string,
  options: ReadOptions,
): Promise<Input> {
  if (bytes.length === 0) return unreadable(source, "empty-file");
  if (isBinary(bytes.subarray(0, JUNK_SAMPLE_CHARS))) return unreadable(source, "binary-content");
  const { text, notes } = await decodeBytes(bytes);
  if (text.trim() === "") return unreadable(source, "empty-file");
  if (isJunk(text)) return unreadable(source, "binary-content");
  const listing: Listing = { ...options.defaults, id: options.id ?? source, ...content(format, text) };
  return { listing, name: source, source, notes };
}

function content(format: "text" | "html", text: string): Pick<Listing, "text" | "html" | "complete"> {
  return format === "html" ? { html: text, complete: true } : { text, complete: false };
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
