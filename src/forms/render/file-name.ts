import { createHash } from "node:crypto";

const MAX_NAME_CHARS = 60;

/**
 * Text of a page as part of a file name on any system: no separators, no controls, no leading dot, at most 60 characters;
 * `_` where nothing is left.
 *
 * @example
 * fileName("../一号/店铺"); // → "一号_店铺"
 */
export function fileName(text: string): string {
  const safe = text.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|‮]+/gu, "_").replace(/^[\s._]+|[\s.]+$/g, "");
  const short = [...safe].slice(0, MAX_NAME_CHARS).join("").trimEnd();
  return short === "" ? "_" : short;
}

/**
 * A file name for a key: the key itself where it is one, else its safe form with a piece of its hash, so that two keys
 * never share a file.
 */
export function keyName(key: string): string {
  const name = fileName(key);
  return name === key ? name : `${name}-${createHash("sha256").update(key).digest("hex").slice(0, 8)}`;
}
