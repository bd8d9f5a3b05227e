import { isClauseEnd, isSentenceEnd } from "./character.js";

/** A piece of a text: UTF-16 units, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

function cut(text: string, isEnd: (codeUnit: number) => boolean): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++)
    if (isEnd(text.charCodeAt(i))) {
      if (i > start) spans.push({ start, end: i });
      start = i + 1;
    }
  if (text.length > start) spans.push({ start, end: text.length });
  return spans;
}

/**
 * Cuts a text into sentences at 。！？； and line breaks. The ends themselves and empty sentences are left out.
 *
 * @example
 * sentenceSpans("三天见效。无效退款") // [{ start: 0, end: 4 }, { start: 5, end: 9 }]
 */
export function sentenceSpans(text: string): Span[] {
  return cut(text, isSentenceEnd);
}

/** Cuts a text into clauses: at sentence ends, commas and colons, but not at 、. */
export function clauseSpans(text: string): Span[] {
  return cut(text, isClauseEnd);
}
