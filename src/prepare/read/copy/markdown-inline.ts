/** A picture in Markdown; `at` is the place of its text in the source. */
export interface InlineImage {
  readonly src: string;
  readonly alt: string;
  readonly at: number;
}

export interface PlainText {
  readonly text: string;
  /** Runs as in `SourceMap`. */
  readonly map: readonly number[];
  readonly images: readonly InlineImage[];
}

/** UTF-16 units of a link's address or of a tag; longer ones are text. */
const MAX_TARGET = 2_000;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
const TAG = /^<(?:\/?[a-zA-Z][^<>\n]*|https?:[^<>\n]*)>/;

/**
 * The text of some lines of Markdown without its marks, each unit with its place in the source: emphasis, code, links,
 * pictures (their text is given apart), tags, escapes. Lines are joined by their line break.
 *
 * @param lines half-open ranges of the source
 * @param hasMarks false for code, where every sign is text
 */
export function plainInline(
  source: string,
  lines: readonly { readonly start: number; readonly end: number }[],
  hasMarks = true,
): PlainText {
  const text = new MappedText(source);
  const images: InlineImage[] = [];
  for (const [index, { start, end }] of lines.entries()) {
    // Two spaces or a backslash at the end are a line break.
    if (index > 0) text.add(lineBreakBefore(source, start), 1);
    if (hasMarks) plainLine(source, start, end, text, images);
    else text.add(start, end - start);
  }
  return { text: text.text, map: text.map, images };
}

function plainLine(source: string, start: number, end: number, text: MappedText, images: InlineImage[]): void {
  const links = linksOf(source, start, end);
  const singles = new Map<string, number>();
  for (let at = start; at < end; at++) {
    const sign = source[at] ?? "";
    const link = links.get(at);
    if (link !== undefined) {
      if (link.kind === "image") {
        const alt = source.slice(link.textStart, link.textEnd);
        images.push({ src: addressIn(source.slice(link.textEnd + 2, link.end - 1)), alt, at: link.textStart });
      }
      at = link.kind === "open" ? at : link.end - 1;
      continue;
    }
    if (sign === "\\" && ESCAPABLE.test(source[at + 1] ?? "") && at + 1 < end) {
      text.add(++at, 1);
    } else if (sign === "<") {
      const tag = TAG.exec(source.slice(at, Math.min(end, at + MAX_TARGET)))?.[0];
      if (tag === undefined) text.add(at, 1);
      else if (/^<https?:/.test(tag)) {
        text.add(at + 1, tag.length - 2);
        at += tag.length - 1;
      } else at += tag.length - 1;
    } else if (sign === "*" || sign === "`" || sign === "~" || sign === "_") {
      const run = runLength(source, at, end, sign);
      if (!isMark(source, start, at, end, sign, run, singles)) text.add(at, run);
      at += run - 1;
    } else text.add(at, 1);
  }
}

/** Whether a run of signs is a mark: `5*3`, `snake_case` and a lone `~` are text. */
function isMark(
  source: string,
  start: number,
  at: number,
  end: number,
  sign: string,
  run: number,
  singles: Map<string, number>,
): boolean {
  if (sign === "`") return true;
  if (sign === "~") return run === 2;
  const before = at > start ? (source[at - 1] ?? " ") : " ";
  const after = at + run < end ? (source[at + run] ?? " ") : " ";
  if (sign === "_" && isWord(before) && isWord(after)) return false;
  if (/\s/.test(before) && /\s/.test(after)) return false;
  if (run > 1) return true;
  // A single sign is a mark where it has a partner on the line.
  const open = singles.get(sign) ?? 0;
  if (open > 0) {
    singles.set(sign, open - 1);
    return true;
  }
  if (source.slice(at + 1, end).includes(sign)) {
    singles.set(sign, open + 1);
    return true;
  }
  return false;
}

function isWord(sign: string): boolean {
  return /[0-9A-Za-z]/.test(sign);
}

function runLength(source: string, at: number, end: number, sign: string): number {
  let length = 1;
  while (at + length < end && source[at + length] === sign) length++;
  return length;
}

interface LinkPart {
  readonly kind: "image" | "open" | "target";
  /** One past the last unit of the part. */
  readonly end: number;
  readonly textStart: number;
  readonly textEnd: number;
}

/** Places of `[`, `](address)` and `![alt](address)` that are marks, by their first unit. */
function linksOf(source: string, start: number, end: number): ReadonlyMap<number, LinkPart> {
  const parts = new Map<number, LinkPart>();
  const open: number[] = [];
  for (let at = start; at < end; at++) {
    const sign = source[at];
    if (sign === "\\") at++;
    else if (sign === "[") open.push(at);
    else if (sign === "]") {
      const from = open.pop();
      if (from === undefined || source[at + 1] !== "(") continue;
      const close = source.slice(at + 2, Math.min(end, at + 2 + MAX_TARGET)).indexOf(")");
      if (close < 0) continue;
      const stop = at + 3 + close;
      if (source[from - 1] === "!" && from > start) {
        parts.set(from - 1, { kind: "image", end: stop, textStart: from + 1, textEnd: at });
      } else {
        parts.set(from, { kind: "open", end: from + 1, textStart: from + 1, textEnd: at });
        parts.set(at, { kind: "target", end: stop, textStart: at, textEnd: at });
      }
      at = stop - 1;
    }
  }
  return parts;
}

/** `<a b.jpg> "title"` → `a b.jpg`. */
function addressIn(target: string): string {
  const trimmed = target.trim();
  if (trimmed.startsWith("<")) return trimmed.slice(1, trimmed.indexOf(">") < 0 ? undefined : trimmed.indexOf(">"));
  return trimmed.split(/\s/, 1)[0] ?? "";
}

function lineBreakBefore(source: string, start: number): number {
  const at = source.lastIndexOf("\n", start);
  return at < 0 ? 0 : at;
}

/** Text with the runs of its source. */
class MappedText {
  readonly #source: string;
  readonly #pieces: string[] = [];
  readonly map: number[] = [];
  #length = 0;
  #sourceEnd = -1;

  constructor(source: string) {
    this.#source = source;
  }

  get text(): string {
    return this.#pieces.join("");
  }

  add(at: number, length: number): void {
    this.#pieces.push(this.#source.slice(at, at + length));
    if (at === this.#sourceEnd) this.map[this.map.length - 1] = (this.map.at(-1) ?? 0) + length;
    else this.map.push(this.#length, at, length);
    this.#length += length;
    this.#sourceEnd = at + length;
  }
}
