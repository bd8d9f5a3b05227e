import type { Point } from "./rectangle.js";

/** A connected piece of the map: its outermost pixels in each row, and what it weighs. */
export interface Component {
  /** Pixel corners, sorted by x, then y: everything its convex hull needs. */
  readonly outline: readonly Point[];
  readonly pixels: number;
  /** Sum of its values. */
  readonly sum: number;
}

/** Values of a map, one byte a pixel, row by row. */
export interface ByteMap {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

interface Piece {
  top: number;
  lefts: number[];
  rights: number[];
  pixels: number;
  sum: number;
}

/**
 * Pieces of neighbouring pixels (diagonals count) whose value reaches a threshold. One pass over the rows; runs that
 * touch are joined by union and find, so that time grows with pixels and memory with runs.
 */
export function findComponents({ width, height, values }: ByteMap, threshold: number): Component[] {
  const parents: number[] = [];
  const runs: { y: number; start: number; end: number; sum: number }[] = [];
  const find = (run: number): number => {
    let root = run;
    while (parents[root] !== root) root = parents[root] as number;
    for (let at = run; at !== root; ) [parents[at], at] = [root, parents[at] as number];
    return root;
  };
  let above = 0;
  let aboveEnd = 0;
  for (let y = 0; y < height; y++) {
    const first = runs.length;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if ((values[row + x] as number) < threshold) continue;
      const start = x;
      let sum = 0;
      for (; x < width && (values[row + x] as number) >= threshold; x++) sum += values[row + x] as number;
      const run = runs.length;
      runs.push({ y, start, end: x, sum });
      parents.push(run);
      while (above < aboveEnd && (runs[above]?.end as number) < start) above++;
      for (let other = above; other < aboveEnd && (runs[other]?.start as number) <= x; other++) {
        parents[find(run)] = find(other);
      }
    }
    above = first;
    aboveEnd = runs.length;
  }
  return gather(runs, find);
}

function gather(
  runs: readonly { readonly y: number; readonly start: number; readonly end: number; readonly sum: number }[],
  find: (run: number) => number,
): Component[] {
  const pieces = new Map<number, Piece>();
  for (const [index, { y, start, end, sum }] of runs.entries()) {
    const root = find(index);
    let piece = pieces.get(root);
    if (piece === undefined) {
      piece = { top: y, lefts: [], rights: [], pixels: 0, sum: 0 };
      pieces.set(root, piece);
    }
    const row = y - piece.top;
    piece.lefts[row] = Math.min(piece.lefts[row] ?? Infinity, start);
    piece.rights[row] = Math.max(piece.rights[row] ?? -Infinity, end);
    piece.pixels += end - start;
    piece.sum += sum;
  }
  return [...pieces.values()].map(({ top, lefts, rights, pixels, sum }) => {
    const outline: Point[] = [];
    for (const [row, left] of lefts.entries()) {
      const right = rights[row] as number;
      outline.push([left, top + row], [left, top + row + 1], [right, top + row], [right, top + row + 1]);
    }
    outline.sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
    return { outline, pixels, sum };
  });
}
