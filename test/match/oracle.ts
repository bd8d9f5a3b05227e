import type { Term } from "../../src/match/index.js";
import { CharKind, foldCodePoint, isNoiseKind, kindOfCodePoint } from "../../src/text/index.js";

export interface Span {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

interface Point {
  readonly start: number;
  readonly end: number;
  readonly folded: number;
  readonly kind: CharKind;
}

const LAWFUL = ["干乾", "着著"];

function read(text: string): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < text.length; ) {
    const point = text.codePointAt(i) as number;
    const end = i + (point > 0xffff ? 2 : 1);
    points.push({ start: i, end, folded: foldCodePoint(point), kind: kindOfCodePoint(point) });
    i = end;
  }
  return points;
}

const isWord = (kind: CharKind): boolean => kind === CharKind.LATIN || kind === CharKind.DIGIT;

function same(a: number, b: number): boolean {
  const pair = String.fromCodePoint(a) + String.fromCodePoint(b);
  return a === b || LAWFUL.some((p) => p === pair || [...p].reverse().join("") === pair);
}

/** Up to three visible noise characters and any 32 invisible ones, or one bracketed gloss of up to ten letters. */
function isGap(points: readonly Point[]): boolean {
  const visible = points.filter(({ kind }) => kind !== CharKind.ZERO_WIDTH).map(({ kind }) => kind);
  if (points.length - visible.length > 32) return false;
  if (visible.length <= 3) return true;
  const inner = visible.slice(1, -1);
  return (
    visible[0] === CharKind.OPEN &&
    visible.at(-1) === CharKind.CLOSE &&
    inner.length <= 10 &&
    inner.every((kind) => kind === CharKind.LATIN)
  );
}

/** Every hit of every term, straight from the definition in docs/design.md: no automaton, no cleverness, quadratic. */
export function oracle(terms: readonly Term[], text: string): Span[] {
  const points = read(text);
  const spans: Span[] = [];
  const indexed: (Span & { index: number })[] = [];
  terms.forEach((term, index) => {
    const written = read(term.text);
    if (written.some(({ kind }) => kind === CharKind.SENTENCE_END)) return;
    const symbols = written.filter(({ kind }) => !isNoiseKind(kind));
    if (symbols.length === 0 || symbols.some(({ folded }) => folded >= 0xd800 && folded < 0xe000)) return;
    const allHan = symbols.every(({ kind }) => kind === CharKind.HAN);
    const wide = allHan && symbols.length > 1 && term.noise !== "narrow" && term.noise !== "none";
    const isNoise = (kind: CharKind): boolean => isNoiseKind(kind) || (wide && isWord(kind));
    for (let i = 0; i < points.length; i++) {
      let at = i;
      let ok = true;
      for (let k = 0; k < symbols.length && ok; k++) {
        const from = at;
        if (k > 0) while (at < points.length && isNoise((points[at] as Point).kind)) at++;
        const point = points[at];
        ok = point !== undefined && !isNoise(point.kind) && same((symbols[k] as Point).folded, point.folded);
        if (ok && at > from) ok = isGap(points.slice(from, at));
        at++;
      }
      if (!ok) continue;
      const slice = points.slice(i, at);
      const first = slice[0] as Point;
      const last = slice.at(-1) as Point;
      if (term.noise === "none") {
        const start = written.findIndex(({ kind }) => !isNoiseKind(kind));
        const own = written.slice(start, written.findLastIndex(({ kind }) => !isNoiseKind(kind)) + 1);
        if (own.length !== slice.length || own.some(({ folded }, k) => !same(folded, (slice[k] as Point).folded)))
          continue;
      }
      if (isWord((symbols[0] as Point).kind) && i > 0 && isWord((points[i - 1] as Point).kind)) continue;
      const after = points[at];
      if (isWord((symbols.at(-1) as Point).kind) && after !== undefined && isWord(after.kind)) continue;
      indexed.push({ term: term.id, start: first.start, end: last.end, index });
    }
  });
  indexed.sort((a, b) => a.end - b.end || a.start - b.start || a.index - b.index);
  for (const { term, start, end } of indexed) spans.push({ term, start, end });
  return spans;
}
