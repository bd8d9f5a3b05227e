import { MAX_JSON_DEPTH } from "./limits.js";

/** A string, number or word found as a value. `start` and `end` span it in the scanned text, without quotes. */
export interface Scalar {
  readonly start: number;
  readonly end: number;
  readonly isString: boolean;
  /** Keys and indices from the outside in. The array is reused: copy what is kept. */
  readonly path: readonly (string | number)[];
}

export interface ScanEnd {
  /** Offset after the value. */
  readonly end: number;
  readonly result: "complete" | "cut" | "too-deep";
}

const COMMA = 44;
const SLASH = 47;
const COLON = 58;
const BACKSLASH = 92;
const STAR = 42;

/**
 * Visits the scalars of the JSON value at `text[from]`, in one linear pass that keeps offsets and forgives what scripts
 * do to JSON: single quotes, bare keys, `undefined`, comments, trailing commas, calls. `JSON.parse` does neither.
 */
export function scanJson(text: string, from: number, to: number, visit: (scalar: Scalar) => void): ScanEnd {
  const path: (string | number)[] = [];
  const isObject: boolean[] = [];
  let expectsKey = false;
  let at = from;
  while (at < to) {
    const unit = text.charCodeAt(at);
    if (unit <= 32) {
      at++;
    } else if (unit === 34 || unit === 39 || unit === 96) {
      const end = endOfString(text, at, to);
      if (end < 0) return { end: to, result: "cut" };
      if (expectsKey) path[path.length - 1] = unescapeString(text.slice(at + 1, end));
      else visit({ start: at + 1, end, isString: true, path });
      at = end + 1;
      if (path.length === 0) return { end: at, result: "complete" };
    } else if (unit === 123 || unit === 91) {
      if (path.length >= MAX_JSON_DEPTH) return { end: at, result: "too-deep" };
      expectsKey = unit === 123;
      isObject.push(expectsKey);
      path.push(expectsKey ? "" : 0);
      at++;
    } else if (unit === 125 || unit === 93) {
      path.pop();
      isObject.pop();
      expectsKey = false;
      at++;
      if (path.length === 0) return { end: at, result: "complete" };
    } else if (unit === COMMA) {
      expectsKey = isObject.at(-1) === true;
      const last = path.length - 1;
      const index = path[last];
      if (typeof index === "number") path[last] = index + 1;
      at++;
    } else if (unit === COLON) {
      expectsKey = false;
      at++;
    } else if (unit === SLASH) {
      at = endOfComment(text, at, to);
    } else if (isWordUnit(unit)) {
      const start = at;
      while (at < to && isWordUnit(text.charCodeAt(at))) at++;
      if (expectsKey) path[path.length - 1] = text.slice(start, at);
      else visit({ start, end: at, isString: false, path });
      if (path.length === 0) return { end: at, result: "complete" };
    } else {
      at++;
    }
  }
  return { end: to, result: "cut" };
}

/** Offset of the quote that closes the string at `open`; -1 where none does. */
function endOfString(text: string, open: number, to: number): number {
  const quote = text[open] ?? '"';
  for (let at = text.indexOf(quote, open + 1); at >= 0 && at < to; at = text.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH && at - 1 - slashes > open) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", "0": "\0" };

/** Undoes the escapes of JSON and JavaScript strings. */
export function unescapeString(raw: string): string {
  let at = raw.indexOf("\\");
  if (at < 0) return raw;
  let text = "";
  let from = 0;
  while (at >= 0) {
    text += raw.slice(from, at);
    const kind = raw[at + 1] ?? "";
    const digits = kind === "u" ? 4 : kind === "x" ? 2 : 0;
    const hex = raw.slice(at + 2, at + 2 + digits);
    if (digits > 0 && hex.length === digits && /^[0-9a-f]+$/i.test(hex)) {
      text += String.fromCharCode(Number.parseInt(hex, 16));
      from = at + 2 + digits;
    } else {
      text += ESCAPES[kind] ?? kind;
      from = at + 2;
    }
    at = raw.indexOf("\\", from);
  }
  return text + raw.slice(from);
}

function isWordUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit === 36 ||
    unit === 45 ||
    unit === 43 ||
    unit === 46 ||
    unit > 127
  );
}

function endOfComment(text: string, at: number, to: number): number {
  const next = text.charCodeAt(at + 1);
  if (next !== SLASH && next !== STAR) return at + 1;
  const close = next === SLASH ? text.indexOf("\n", at) : text.indexOf("*/", at + 2);
  return close < 0 || close >= to ? to : close + (next === SLASH ? 1 : 2);
}
