import { extname } from "node:path";
import type { InputFormat } from "./input.js";

type Known = Exclude<InputFormat, "auto">;

const BY_EXTENSION: Readonly<Record<string, Known>> = {
  ".txt": "text",
  ".text": "text",
  ".md": "markdown",
  ".markdown": "markdown",
  ".html": "html",
  ".htm": "html",
  ".xhtml": "html",
  ".shtml": "html",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".csv": "csv",
  ".tsv": "csv",
  ".xlsx": "xlsx",
  ".docx": "docx",
  ".srt": "srt",
  ".vtt": "vtt",
};

/** The format that a file's name promises; null where it promises none. */
export function formatByName(path: string): Known | null {
  return BY_EXTENSION[extname(path).toLowerCase()] ?? null;
}

const PICTURES = new Set([".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp"]);

/** Whether a file's name promises a picture. Pictures are listings where they are named, not where a folder holds them. */
export function isPictureName(path: string): boolean {
  return PICTURES.has(extname(path).toLowerCase());
}

/** How pictures begin, in Latin-1. */
const PICTURE_START =
  /^(?:\u00ff\u00d8\u00ff|\u0089PNG\r\n|GIF8[79]a|RIFF[\s\S]{4}WEBP|BM[\s\S]{4}\0\0\0\0|[\s\S]{4}ftypavi[fs])/;

/**
 * The format that a file's beginning shows: a picture by its first bytes, JSON Lines where the first line opens an
 * object, HTML where the text opens with a tag, else text.
 *
 * @example
 * formatByContent(Buffer.from("<!DOCTYPE html><p>血压计")); // → "html"
 */
export function formatByContent(beginning: Uint8Array): Known {
  // Latin-1 shows every ASCII byte as it is, whatever the charset of the rest.
  const text = Buffer.from(beginning)
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  if (PICTURE_START.test(Buffer.from(beginning.subarray(0, 32)).toString("latin1"))) return "image";
  if (/^\{\s*("|\})/.test(text)) return "jsonl";
  if (/^<(!doctype|!--|\?xml|[a-z][a-z0-9-]*[\s/>])/i.test(text)) return "html";
  return "text";
}

/**
 * Whether bytes are no text at all (a picture, an archive, a program): a NUL outside UTF-16, or more than a tenth
 * control characters.
 */
export function isBinary(beginning: Uint8Array): boolean {
  if (beginning.length === 0) return false;
  if (hasUtf16Mark(beginning)) return false;
  let controls = 0;
  for (const byte of beginning) {
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls++;
  }
  return controls * 10 > beginning.length;
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
