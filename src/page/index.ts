/** Pages: bytes to text, text to passages. */
export { type Decoded, type DecodeOptions, decode } from "./decode.js";
export * as limits from "./limits.js";
export { PAGE_NOTES, type PageNoteCode } from "./notes.js";
export type { Page, PageImage, PageLink, Structured, StructuredField } from "./page.js";
export { readPage } from "./read-page.js";
