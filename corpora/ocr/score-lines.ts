import { normalise } from "./normalise.js";

/** How the lines read from one picture compare with what is written on it. Counts of characters, normalised. */
export interface LineScore {
  /** Written. */
  readonly written: number;
  /** Read. */
  readonly read: number;
  /** Written characters that were read, in their order within a line, each once. */
  readonly found: number;
  /** Sum over written lines of the edit distance to the nearest read line, each by the longer's length. */
  readonly distance: number;
  readonly lines: number;
  /** Written lines that one read line equals. */
  readonly exact: number;
  readonly missed: readonly { readonly written: string; readonly nearest: string }[];
}

/** A pair of lines counts where at least this share of the shorter one is common. */
const LEAST_COMMON = 0.4;

/**
 * Scores lines without regard to their order. Equal lines are paired first, then those with most characters in common;
 * characters once paired are used up, so that a line read in two pieces, or two lines read as one, count in full.
 */
export function scoreLines(writtenLines: readonly string[], readLines: readonly string[]): LineScore {
  const written = writtenLines.map(normalise).filter((line) => line !== "");
  const read = readLines.map(normalise).filter((line) => line !== "");
  const exact = countExact(written, read);
  let restWritten = written.map((line) => Array.from(line));
  let restRead = read.map((line) => Array.from(line));
  let found = 0;
  for (;;) {
    let best: { w: number; r: number; common: readonly (readonly [number, number])[] } | null = null;
    for (const [w, line] of restWritten.entries()) {
      for (const [r, other] of restRead.entries()) {
        const shorter = Math.min(line.length, other.length);
        if (shorter === 0 || shorter <= (best?.common.length ?? 0)) continue;
        const common = commonSubsequence(line, other);
        if (common.length < Math.max(1, LEAST_COMMON * shorter)) continue;
        if (common.length > (best?.common.length ?? 0)) best = { w, r, common };
      }
    }
    if (best === null) break;
    found += best.common.length;
    const { w, r, common } = best;
    const [fromWritten, fromRead] = [new Set(common.map(([i]) => i)), new Set(common.map(([, j]) => j))];
    restWritten = restWritten.map((line, at) => (at === w ? line.filter((_, i) => !fromWritten.has(i)) : line));
    restRead = restRead.map((line, at) => (at === r ? line.filter((_, j) => !fromRead.has(j)) : line));
  }
  const nearest = written.map((line) =>
    read.reduce<{ text: string; cost: number }>(
      (near, other) => {
        if (Math.abs(other.length - line.length) >= near.cost * Math.max(other.length, line.length)) return near;
        const cost = editDistance(line, other) / Math.max(line.length, other.length);
        return cost < near.cost ? { text: other, cost } : near;
      },
      { text: "", cost: 1 },
    ),
  );
  const length = (lines: readonly string[]) => lines.reduce((sum, line) => sum + Array.from(line).length, 0);
  return {
    written: length(written),
    read: length(read),
    found,
    distance: nearest.reduce((sum, { cost }) => sum + cost, 0),
    lines: written.length,
    exact,
    missed: written.flatMap((line, at) =>
      nearest[at]?.cost === 0 ? [] : [{ written: line, nearest: nearest[at]?.text ?? "" }],
    ),
  };
}

function countExact(written: readonly string[], read: readonly string[]): number {
  const left = [...read];
  return written.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

/** Index pairs of a longest common subsequence. */
function commonSubsequence(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] as number) + 1
          : Math.max(table[(i + 1) * width + j] as number, table[i * width + j + 1] as number);
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if ((table[(i + 1) * width + j] as number) >= (table[i * width + j + 1] as number)) i++;
    else j++;
  }
  return pairs;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
