import { isAscii } from "node:buffer";
import type { Note } from "../contracts/result.js";
import { charsetOf, headerCharset, metaCharset } from "./declared-charset.js";
import { cutLength, detectLegacy, fitCharset, isLongUtf8, isUtf8Text } from "./detect-charset.js";
import { MAX_DETECT_BYTES } from "./limits.js";
import { NoteList } from "./notes.js";

export interface DecodeOptions {
  /** The `Content-Type` header of the response. */
  readonly contentType?: string | undefined;
}

export interface Decoded {
  readonly text: string;
  /** Lower-case name of the encoding standard; `gb18030` for all of GB2312, GBK and GB18030. */
  readonly charset: string;
  readonly notes: readonly Note[];
}

/** Share of characters that a declared charset may fail to read and still be believed. */
const MAX_ERRORS = 0.02;
/** Share of control characters from which bytes are no text. */
const MAX_CONTROLS = 0.02;

/**
 * Decodes a page: byte order mark, header, meta, then detection. A declaration that plainly does not fit the bytes is
 * corrected and noted. Never throws; what could not be decoded is U+FFFD and noted.
 *
 * @see https://encoding.spec.whatwg.org/
 * @example
 * decode(Uint8Array.of(0xb8, 0xf9, 0xd6, 0xce), { contentType: "text/html; charset=gbk" }).text; // → "根治"
 */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): Decoded {
  const notes = new NoteList();
  const charset = markOf(bytes) ?? chooseCharset(bytes, options, notes);
  const text = new TextDecoder(charset).decode(bytes);
  if (looksBinary(bytes, text, charset)) notes.add("binary", "bytes");
  else if (hasUndecodable(bytes, text, charset)) notes.add("undecodable-bytes", `html@${text.indexOf("\ufffd")}`);
  return { text, charset, notes: notes.toArray() };
}

/** The charset that a byte order mark names. */
function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return null;
}

function chooseCharset(bytes: Uint8Array, { contentType }: DecodeOptions, notes: NoteList): string {
  const label = (contentType ? headerCharset(contentType) : null) ?? metaCharset(bytes);
  let declared = label === null ? null : charsetOf(label);
  if (label !== null && declared === null) notes.add("charset-unknown", label);
  // A meta that could be read as ASCII cannot be in UTF-16.
  if (declared?.startsWith("utf-16") && !alternatesWithNul(bytes)) declared = "utf-8";
  const isPlain = isAscii(bytes);
  if (isPlain) {
    const wide = alternatesWithNul(bytes);
    if (wide) return wide;
    return declared ?? "utf-8";
  }
  const actual = detectCharset(bytes, declared);
  if (declared === null) {
    if (actual !== "utf-8") notes.add("charset-guessed", actual);
  } else if (actual !== declared) {
    notes.add("charset-corrected", `${declared}→${actual}`);
  }
  return actual;
}

/** UTF-8 where the bytes are, else the declared charset where it fits, else what reads most like Chinese. */
function detectCharset(bytes: Uint8Array, declared: string | null): string {
  const wide = alternatesWithNul(bytes);
  if (wide) return wide;
  if (isUtf8Text(bytes)) {
    if (declared === null || declared === "utf-8") return "utf-8";
    // A few two-byte characters of GBK can be UTF-8 by chance; a run of three-byte ones is not.
    if (isLongUtf8(bytes) || fitCharset(bytes, declared).errors > 0) return "utf-8";
    return fitCharset(bytes, "utf-8").score > fitCharset(bytes, declared).score ? "utf-8" : declared;
  }
  if (declared !== null) {
    const fit = fitCharset(bytes, declared);
    if (declared !== "gb18030" && declared !== "big5") {
      if (fit.errors <= MAX_ERRORS && !declared.startsWith("windows-")) return declared;
    } else {
      const legacy = detectLegacy(bytes);
      // Both read nearly any bytes without error: the declaration stands unless the other reads far better.
      if (legacy.charset === declared || legacy.score - legacy.errors - (fit.score - fit.errors) < 0.25)
        return declared;
    }
  }
  const utf8 = fitCharset(bytes, "utf-8");
  const legacy = detectLegacy(bytes);
  return utf8.score - utf8.errors > legacy.score - legacy.errors ? "utf-8" : legacy.charset;
}

/** UTF-16 without a mark: tags and spaces are a letter and a NUL. */
function alternatesWithNul(bytes: Uint8Array): string | null {
  const size = Math.min(bytes.length, MAX_DETECT_BYTES);
  if (!bytes.includes(0) && size > 0) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < size; at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  if (even + odd < size / 10) return null;
  if (odd > even * 50) return "utf-16le";
  return even > odd * 50 ? "utf-16be" : null;
}

const MAGIC = [
  "%PDF-",
  "\x89PNG",
  "\xff\xd8\xff",
  "GIF8",
  "PK\x03\x04",
  "\x1f\x8b\x08",
  "RIFF",
  "\x7fELF",
  "\xd0\xcf\x11\xe0",
];

/** Controls that no text holds, and what could not be decoded. */
const UNTEXTUAL = /[\0-\x08\x0b\x0e-\x1f\x7f\ufffd]/;

function looksBinary(bytes: Uint8Array, text: string, charset: string): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  if (MAGIC.some((magic) => head.startsWith(magic))) return true;
  const size = Math.min(text.length, MAX_DETECT_BYTES);
  // Most pages hold none: the search is five times as fast as the count.
  if (!UNTEXTUAL.test(text.length > size ? text.slice(0, size) : text)) return false;
  let controls = 0;
  let unread = 0;
  for (let at = 0; at < size; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) unread++;
    else if (unit < 32 ? unit !== 9 && unit !== 10 && unit !== 12 && unit !== 13 : unit === 0x7f) controls++;
  }
  return (
    controls > Math.max(4, size * MAX_CONTROLS) || (unread > Math.max(8, size / 10) && !charset.startsWith("utf-16"))
  );
}

/** Whether decoding lost something; a U+FFFD that the page itself holds is no loss. */
function hasUndecodable(bytes: Uint8Array, text: string, charset: string): boolean {
  if (charset === "utf-8") return cutLength(bytes) > 0 || !isUtf8Text(bytes);
  return text.includes("\ufffd");
}
