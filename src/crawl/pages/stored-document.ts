import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Note } from "../../contracts/result.js";
import type { ReadPage } from "../../prepare/passages.js";

/** Inflated, a stored document can't be larger than what was stored; the cap is for a damaged file. */
const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;

/** What is kept of a page: enough to judge it again without its HTML. */
export interface StoredDocument {
  readonly page: ReadPage;
  readonly notes: readonly Note[];
}

/** A document as it is stored. */
export function closeDocument(stored: StoredDocument): Uint8Array {
  return deflateRawSync(JSON.stringify(stored), { level: 1 });
}

/** @throws where the bytes are damaged */
export function openDocument(bytes: Uint8Array): StoredDocument {
  return JSON.parse(inflateRawSync(bytes, { maxOutputLength: MAX_DOCUMENT_BYTES }).toString("utf8")) as StoredDocument;
}

/** Addresses of a page's pictures as it writes them, each once, in its order: a picture's place is its index here. */
export function pictureSources({ page }: StoredDocument): string[] {
  return [...new Set(page.images.map(({ src }) => src))].filter((src) => src !== "");
}
