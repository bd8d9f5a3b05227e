/**
 * Ascending numbers as runs.
 *
 * @example
 * formatIndices([0, 1, 2, 5]); // → "0-2,5"
 */
export function formatIndices(indices: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const index of indices) {
    const last = runs.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}
