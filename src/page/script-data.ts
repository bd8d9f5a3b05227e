import { decodeAttribute } from "./entities.js";
import { type Scalar, scanJson, unescapeString } from "./json-scan.js";
import { MAX_NESTING, MAX_STATE_LENGTH, MAX_STATE_STRINGS } from "./limits.js";
import type { NoteList } from "./notes.js";
import { Voice, voiceOf } from "./review.js";
import type { StructuredData } from "./structured-data.js";

export type DataZone = "state" | "json-ld";

/** Span in the page of the string that a text was decoded from. */
interface Whole {
  readonly at: number;
  readonly length: number;
}

/** Takes a text found in a script: plain, or a page fragment to be read as one. `at` and `length` span it in the page. */
export interface ScriptTextSink {
  text(zone: DataZone, text: string, at: number, length: number, voice: Voice): void;
  fragment(zone: DataZone, html: string, at: number, length: number, voice: Voice): void;
}

/** Han, or an escape that can stand for it. */
const MAYBE_HAN = /[\u3400-\u9fff\uf900-\ufaff]|\\u[3-9f][0-9a-f]{3}|%E[4-9]%/i;
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;
const STATE_NAME =
  /^_|state|data|props|store|initial|preload|product|goods|sku|item|detail|page|info|apollo|nuxt|next/i;
/** How far before and after a `=` the name and the value may stand. */
const REACH = 80;
/** Values of one script that never end, after which the rest is not searched: each costs a pass over the script. */
const MAX_FAILED_SCANS = 8;

/**
 * The data that scripts carry: JSON scripts, JSON-LD, and what is assigned to `window.__INITIAL_STATE__` and its like.
 * Finds the strings that hold Chinese text, with HTML and JSON nested in strings; programs themselves are not read.
 */
export class ScriptData {
  readonly #sink: ScriptTextSink;
  readonly #notes: NoteList;
  readonly #structured: StructuredData;
  readonly #seen = new Set<string>();
  #length = 0;

  constructor(sink: ScriptTextSink, notes: NoteList, structured: StructuredData) {
    this.#sink = sink;
    this.#notes = notes;
    this.#structured = structured;
  }

  /** Reads the script whose text is `html[start, end)`. */
  read(html: string, start: number, end: number, type: string, id: string): void {
    const kind = kindOfScript(type, id);
    if (kind === null || start >= end) return;
    // JSON-LD may name its product in Latin letters only.
    if (kind !== "json-ld" && !hasHanWithin(html, start, end)) return;
    this.#length += end - start;
    if (this.#length > MAX_STATE_LENGTH) {
      this.#notes.add("state-too-large", start);
      return;
    }
    if (kind === "program") this.#readProgram(html, start, end);
    else this.#readJson(html, start, end, kind);
  }

  #readJson(html: string, start: number, end: number, kind: DataZone): void {
    const from = html.slice(start, start + 200).search(/[{["']/);
    if (from < 0) return;
    if (kind === "json-ld") this.#structured.beginJsonLd();
    this.#scan(html, start + from, end, kind, null, 0, true);
  }

  /** Looks at each assignment; searching for `=` keeps this linear where a pattern for names would not be. */
  #readProgram(html: string, start: number, end: number): void {
    let at = html.indexOf("=", start);
    let failed = 0;
    while (at >= 0 && at < end) {
      const value = valueAfter(html, at + 1, end);
      const name = value < 0 ? "" : nameBefore(html, at, start);
      if (name !== "" && STATE_NAME.test(name)) {
        const after = this.#scan(html, value, end, "state", null, 0, name.startsWith("__"));
        if (after === value + 1 && ++failed > MAX_FAILED_SCANS) {
          this.#notes.add("state-incomplete", value);
          return;
        }
        at = after;
      } else {
        at++;
      }
      at = html.indexOf("=", at);
    }
    const push = html.indexOf("__next_f.push(", start);
    if (push >= 0 && push < end) this.#scan(html, push + 14, end, "state", null, 0, false);
  }

  /**
   * Scans one value of `text`.
   *
   * @param whole span in the page of the string that `text` was decoded from; null where `text` is the page
   * @returns offset after the value
   */
  #scan(
    text: string,
    from: number,
    to: number,
    zone: DataZone,
    whole: Whole | null,
    nesting: number,
    mustEnd: boolean,
  ): number {
    const { end, result } = scanJson(text, from, to, (scalar) => this.#visit(text, scalar, zone, whole, nesting));
    const where = whole?.at ?? from;
    if (result === "too-deep") this.#notes.add("state-too-deep", where);
    else if (result === "cut" && mustEnd) {
      this.#notes.add(zone === "json-ld" ? "json-ld-incomplete" : "state-incomplete", where);
    }
    // A value that never ends may be a program's pattern or template: look for the next one close behind.
    return result === "complete" ? end : from + 1;
  }

  #visit(text: string, scalar: Scalar, zone: DataZone, whole: Whole | null, nesting: number): void {
    const raw = text.slice(scalar.start, scalar.end);
    if (zone === "json-ld" && nesting === 0) this.#structured.addScalar(scalar.path, unescapeString(raw));
    if (!scalar.isString || !(zone === "json-ld" ? isWording(raw, scalar.path) : MAYBE_HAN.test(raw))) return;
    const at = whole?.at ?? scalar.start;
    const length = whole?.length ?? scalar.end - scalar.start;
    let value = unescapeString(raw);
    if (value.startsWith("%7B") || value.startsWith("%5B")) value = decodePercent(value);
    const first = value.charCodeAt(0);
    const isJson = (first === 123 || first === 91) && /^[{[]\s*["'{[]/.test(value.slice(0, 40));
    const isFlight = /^[0-9a-f]{1,4}:/.test(value.slice(0, 6));
    if (isJson || isFlight) {
      if (nesting >= MAX_NESTING) this.#notes.add("html-nested-too-deep", at);
      else if (isJson) this.#scan(value, 0, value.length, zone, { at, length }, nesting + 1, false);
      else this.#readFlight(value, { at, length }, nesting + 1);
      return;
    }
    this.#keep(zone, value, at, length, voiceOf(scalar.path.join(" ")) ?? Voice.MERCHANT);
  }

  /** Lines of `id:value` that Next.js streams into the page. */
  #readFlight(value: string, whole: Whole, nesting: number): void {
    for (const line of value.split("\n")) {
      const colon = line.indexOf(":");
      const open = line.slice(colon + 1, colon + 12).search(/[[{"]/);
      if (colon >= 0 && colon < 6 && open >= 0) {
        this.#scan(line, colon + 1 + open, line.length, "state", whole, nesting, false);
      } else {
        this.#keep("state", line, whole.at, whole.length, Voice.MERCHANT);
      }
    }
  }

  #keep(zone: DataZone, text: string, at: number, length: number, voice: Voice): void {
    let value = text;
    if (zone === "state" && (!HAN.test(value) || isAddress(value))) return;
    if (value.includes("&lt;")) value = decodeAttribute(value);
    if (this.#seen.has(value)) return;
    if (this.#seen.size >= MAX_STATE_STRINGS) {
      this.#notes.add("state-too-many-strings", at);
      return;
    }
    this.#seen.add(value);
    if (looksLikeHtml(value)) this.#sink.fragment(zone, value, at, length, voice);
    else this.#sink.text(zone, value, at, length, voice);
  }
}

/** Whether a text holds a tag or a character reference. */
export function looksLikeHtml(text: string): boolean {
  const tag = text.search(/<[a-z/!]/i);
  return (tag >= 0 && text.includes(">", tag)) || /&(?:#\d|#x[0-9a-f]|[a-z]{2,8};)/i.test(text);
}

function kindOfScript(type: string, id: string): "json-ld" | "state" | "program" | null {
  const name = type.toLowerCase().split(";")[0]?.trim() ?? "";
  if (name.endsWith("ld+json")) return "json-ld";
  if (name.endsWith("json") || id === "__NEXT_DATA__" || id === "__NUXT_DATA__") return "state";
  return name === "" || name === "module" || name.endsWith("javascript") || name.endsWith("ecmascript")
    ? "program"
    : null;
}

function hasHanWithin(html: string, start: number, end: number): boolean {
  return MAYBE_HAN.test(html.slice(start, end));
}

/** Offset of the object, array or `JSON.parse` string assigned by the `=` before `at`; -1 for anything else. */
function valueAfter(html: string, at: number, end: number): number {
  let next = at;
  while (next < end && html.charCodeAt(next) <= 32) next++;
  // Most values are neither; this keeps the look ahead rare.
  if (!"{[(J".includes(html[next] ?? "=") || next - at > REACH) return -1;
  const ahead = html.slice(at, Math.min(end, at + REACH));
  const match = /^\s*(?:JSON\.parse\(\s*(?:decodeURIComponent\(\s*)?(?=["'`])|(?=[{[]))/.exec(ahead);
  if (match) return at + match[0].length;
  // `__NUXT__=(function(a,b){return {…}}("…"))`: the arguments hold the strings.
  return /^\s*\(function\(/.test(ahead) ? html.indexOf("{", at) : -1;
}

/** The identifier that the `=` at `at` assigns to: `window.x`, `window["x"]`, `var x`. */
function nameBefore(html: string, at: number, start: number): string {
  const before = html.slice(Math.max(start, at - REACH), at).trimEnd();
  return /([\w$]{1,64})(?:["']\])?$/.exec(before.slice(-70))?.[1] ?? "";
}

function isAddress(value: string): boolean {
  return /^(?:https?:)?\/\//i.test(value) || (value.startsWith("/") && !value.includes(" "));
}

const NO_WORDING = new Set(["@context", "@type", "@id", "url", "image", "logo", "sku", "mpn", "sameAs", "contentUrl"]);

/** JSON-LD text for people: Han, or words; not addresses, codes and dates. */
function isWording(raw: string, path: readonly (string | number)[]): boolean {
  const key = path.findLast((part) => typeof part === "string") ?? "";
  if (typeof key === "string" && (NO_WORDING.has(key) || key.startsWith("gtin"))) return false;
  return (MAYBE_HAN.test(raw) || /[a-z] [a-z0-9]/i.test(raw)) && !isAddress(raw);
}

function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // A broken escape: the rest may still be read as it stands.
    return value;
  }
}
