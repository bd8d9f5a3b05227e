import { neutralise } from "./neutralise.js";

/** An excerpt in three parts, safe to print; joined they are the line, `match` is what is marked. */
export interface MarkedExcerpt {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/**
 * Finds the matched words in the excerpt, cuts both sides to what fits and neutralises them.
 * Of several places the one nearest the middle is meant, as excerpts are cut evenly around the match.
 *
 * @param maxChars UTF-16 units kept on each side; the match itself is cut to twice that
 * @returns null where the words are not in the excerpt
 */
export function markExcerpt(excerpt: string, matched: string, maxChars = 36): MarkedExcerpt | null {
  if (matched === "") return null;
  const start = nearestToMiddle(excerpt, matched);
  if (start < 0) return null;
  const end = start + matched.length;
  return {
    before: neutralise(cutHead(excerpt.slice(0, start), maxChars)),
    match: neutralise(cutMiddle(matched, maxChars * 2)),
    after: neutralise(cutTail(excerpt.slice(end), maxChars)),
  };
}

/** Cuts a text behind `maxChars` units, never inside a surrogate pair. */
export function cutTail(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const end = isLowSurrogate(text, maxChars) ? maxChars - 1 : maxChars;
  return `${text.slice(0, end)}…`;
}

function cutHead(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const start = text.length - maxChars;
  return `…${text.slice(isLowSurrogate(text, start) ? start + 1 : start)}`;
}

function cutMiddle(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const half = Math.floor(maxChars / 2);
  return `${cutTail(text, half)}${cutHead(text, half).slice(1)}`;
}

function nearestToMiddle(excerpt: string, matched: string): number {
  const middle = (excerpt.length - matched.length) / 2;
  let best = -1;
  for (let at = excerpt.indexOf(matched); at >= 0; at = excerpt.indexOf(matched, at + 1)) {
    if (best < 0 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
    else break;
  }
  return best;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
