import type { SourceMap } from "../contracts/passage.js";

/**
 * The span of the decoded document that produced `[start, end)` of a passage.
 *
 * @param map runs `[textStart, sourceStart, sourceLength, …]`, see `SourceMap`
 * @param length units of the passage's text
 * @returns null where the passage has no source
 */
export function sourceSpan(
  map: SourceMap | null,
  length: number,
  start: number,
  end: number,
): { start: number; end: number } | null {
  if (map === null || map.length === 0 || end <= start) return null;
  return { start: place(map, length, start, false), end: place(map, length, end - 1, true) };
}

function place(map: SourceMap, length: number, unit: number, isEnd: boolean): number {
  let low = 0;
  let high = map.length / 3 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map[middle * 3] as number) <= unit) low = middle;
    else high = middle - 1;
  }
  const textStart = map[low * 3] as number;
  const sourceStart = map[low * 3 + 1] as number;
  const sourceLength = map[low * 3 + 2] as number;
  const textEnd = low * 3 + 3 < map.length ? (map[low * 3 + 3] as number) : length;
  const isExact = sourceLength === textEnd - textStart;
  if (!isExact) return isEnd ? sourceStart + sourceLength : sourceStart;
  return sourceStart + (unit - textStart) + (isEnd ? 1 : 0);
}
