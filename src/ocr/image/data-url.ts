import { MAX_PICTURE_BYTES } from "../limits.js";

const SCHEME = "data:";
/** Base64 writes three bytes as four letters; percent-encoding one byte as three. */
const MAX_URL_LENGTH = MAX_PICTURE_BYTES * 3;

/**
 * The bytes inside a `data:` URL; its declared type is not looked at.
 *
 * @returns null where it is no such URL, is longer than any picture may be, or does not decode
 * @example
 * decodeDataUrl("data:image/gif;base64,R0lGODlh"); // → Uint8Array "GIF89a"
 */
export function decodeDataUrl(url: string): Uint8Array | null {
  if (url.length > MAX_URL_LENGTH || url.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return null;
  const comma = url.indexOf(",");
  if (comma === -1) return null;
  const isBase64 = /;\s*base64\s*$/i.test(url.slice(Math.max(0, comma - 20), comma));
  try {
    const body = url.slice(comma + 1);
    const text = body.includes("%") ? percentDecode(body) : body;
    return isBase64 ? Buffer.from(text, "base64") : Buffer.from(text, "latin1");
  } catch {
    return null;
  }
}

/** Bytes as Latin letters; `decodeURIComponent` would insist on UTF-8. */
function percentDecode(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
