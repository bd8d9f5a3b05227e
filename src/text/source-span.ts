import type { SourceMap } from "../contracts/passage.js";

/** A span of the decoded document, half-open, in UTF-16 units. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The smallest span of the document that `[start, end)` of a passage's text came from. Tags between are included; an
 * entity or an attribute that is touched is included whole.
 *
 * @param textLength length of the passage's text, in UTF-16 units
 * @returns null for an empty span or map
 * @example
 * sourceSpan([0, 100, 2, 2, 105, 8], 3, 1, 3); // → { start: 101, end: 113 }
 */
export function sourceSpan(map: SourceMap | null, textLength: number, start: number, end: number): SourceSpan | null {
  if (map === null || map.length < 3 || start >= end || start < 0 || end > textLength) return null;
  const first = runAt(map, start);
  const last = runAt(map, end - 1);
  const from = map[first + 1] ?? 0;
  const to = map[last + 1] ?? 0;
  return {
    start: isByUnit(map, first, textLength) ? from + start - (map[first] ?? 0) : from,
    end: isByUnit(map, last, textLength) ? to + end - (map[last] ?? 0) : to + (map[last + 2] ?? 0),
  };
}

/** Index in `map` of the run that covers `offset`. */
function runAt(map: SourceMap, offset: number): number {
  let low = 0;
  let high = map.length / 3 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map[middle * 3] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low * 3;
}

function isByUnit(map: SourceMap, run: number, textLength: number): boolean {
  return (map[run + 3] ?? textLength) - (map[run] ?? 0) === map[run + 2];
}
