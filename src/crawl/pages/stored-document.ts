import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Passage } from "../../contracts/passage.js";
import type { Note } from "../../contracts/result.js";
import type { ReadPage } from "../../prepare/passages.js";

/** Inflated, a stored document can't be larger than what was stored; the cap is for a damaged file. */
const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;
/** Below this, setting up the compressor costs more than reading and judging save by it. */
const PLAIN_BYTES = 4 * 1024;
/** What most passages have is not written. */
const USUAL: Omit<Passage, "zone" | "text" | "source"> = {
  field: "text",
  context: "advertisement",
  declared: false,
  author: "merchant",
  label: null,
  hidden: false,
  image: null,
};
const OPTIONAL = Object.keys(USUAL) as (keyof typeof USUAL)[];

/** What is kept of a page: enough to judge it again without its HTML. */
export interface StoredDocument {
  readonly page: ReadPage;
  readonly notes: readonly Note[];
}

/** A document as it is stored: JSON, compressed where that is worth it. */
export function closeDocument({ page, notes }: StoredDocument): Uint8Array {
  const json = Buffer.from(JSON.stringify({ page: { ...page, passages: page.passages.map(shortened) }, notes }));
  return json.length <= PLAIN_BYTES ? json : deflateRawSync(json, { level: 1 });
}

/** @throws where the bytes are damaged */
export function openDocument(bytes: Uint8Array): StoredDocument {
  // `{"`: no compressed text begins so, its first block not being one of fixed codes.
  const isPlain = bytes[0] === 0x7b && bytes[1] === 0x22;
  const json = isPlain ? Buffer.from(bytes) : inflateRawSync(bytes, { maxOutputLength: MAX_DOCUMENT_BYTES });
  const { page, notes } = JSON.parse(json.toString("utf8")) as StoredDocument;
  return { page: { ...page, passages: page.passages.map(completed) }, notes };
}

/** Addresses of a page's pictures as it writes them, each once, in its order: a picture's place is its index here. */
export function pictureSources({ page }: StoredDocument): string[] {
  return [...new Set(page.images.map(({ src }) => src))].filter((src) => src !== "");
}

function shortened(passage: Passage): Partial<Passage> {
  const { zone, text, source } = passage;
  const short: Record<string, unknown> = { zone, text, source };
  for (const name of OPTIONAL) if (passage[name] !== USUAL[name]) short[name] = passage[name];
  return short as Partial<Passage>;
}

function completed(short: Partial<Passage>): Passage {
  return { ...USUAL, ...short } as Passage;
}
