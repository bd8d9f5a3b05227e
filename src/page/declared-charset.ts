import { MAX_META_SCAN_BYTES } from "./limits.js";

/** What a label of the web means here; null for one that is unknown or cannot be decoded. */
export function charsetOf(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label.trim());
    // GB18030 contains GBK, and pages that say gb2312 use all of it.
    return encoding === "gbk" ? "gb18030" : encoding;
  } catch {
    return null;
  }
}

/**
 * The `charset` of a Content-Type header; null where it has none.
 *
 * @example
 * headerCharset('text/html; charset="GBK"'); // → "GBK"
 */
export function headerCharset(contentType: string): string | null {
  return charsetParameter(contentType.slice(0, 500));
}

/**
 * The charset that a `meta` at the beginning of the document declares, comments left out; null where none does.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
 */
export function metaCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, MAX_META_SCAN_BYTES));
  let at = head.indexOf("<");
  while (at >= 0) {
    if (head.startsWith("<!--", at)) {
      const end = head.indexOf("-->", at + 2);
      if (end < 0) return null;
      at = end;
    } else if (/^<meta[\s/]/i.test(head.slice(at, at + 6))) {
      const end = head.indexOf(">", at);
      const label = charsetParameter(head.slice(at + 5, end < 0 ? head.length : end));
      if (label !== null) return label;
    } else if (/^<\?xml\s/i.test(head.slice(at, at + 6))) {
      const end = head.indexOf(">", at);
      const label = /\sencoding\s?=\s?["']([\w.:-]{1,40})["']/i.exec(head.slice(at, end < 0 ? at + 200 : end))?.[1];
      if (label !== undefined) return label;
    }
    at = head.indexOf("<", at + 1);
  }
  return null;
}

/** `charset=x`, quoted or not, as it stands in a header, in `meta charset` and in `meta content`. */
function charsetParameter(text: string): string | null {
  return /charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i.exec(text)?.[1] ?? null;
}
