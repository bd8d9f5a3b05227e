import { placeNodes } from "./double-array.js";
import type { Trie } from "./trie.js";

/** So many symbols of a pattern, counted from its end, are in the tree: it bounds the work that a character can cost. */
export const TAIL = 12;

/**
 * The last symbols of all patterns as a tree that is read backward from each place of a text, in a double array: the child
 * of a node by class c lies in cell `base + c` if `check[base + c] = c`. Cell c itself is the node of the last symbol c.
 */
export interface Tails {
  /** The class by which each cell is reached, or `NO_CLASS`. Apart from the rest: most probes end here. */
  readonly check: Uint16Array;
  /** Two numbers a cell: base; what ends there, see `END_LONG`. */
  readonly links: Int32Array;
}

/** Numbers a cell holds in `links`. */
export const TAIL_LINK = 2;
/**
 * What ends at a cell: `END_LONG` where longer patterns go on there, the place of a chain plus one above it. The chain is that
 * of the longest pattern between there and the place where reading began.
 */
export const END_LONG = 1;
export const END_SHIFT = 1;
const NO_CLASS = 0xffff;

/**
 * @param trie all patterns, read backward
 * @param chainOf the chain that begins with a pattern
 */
export function createTails(trie: Trie, classes: number, chainOf: (pattern: number) => number): Tails {
  // Nodes are numbered by depth.
  let size = trie.size;
  while ((trie.depth[size - 1] as number) > TAIL) size--;
  const childStart = trie.childStart.map((start) => Math.min(start, size - 1));
  const isRoot = new Uint8Array(size);
  isRoot[0] = 1;
  const { cellOf, baseOf, cells } = placeNodes({ ...trie, size, childStart }, isRoot, classes, true);
  const check = new Uint16Array(cells).fill(NO_CLASS);
  const links = new Int32Array(cells * TAIL_LINK);
  // Behind the last cell nobody has children.
  const barren = cells - classes;
  for (let cell = 0; cell < classes; cell++) links[cell * TAIL_LINK] = barren;
  for (let n = 1; n < size; n++) {
    const cell = cellOf[n] as number;
    if (trie.parent[n] !== 0) check[cell] = trie.classOf[n] as number;
    const base = baseOf[n] as number;
    links[cell * TAIL_LINK] = base < 0 ? barren : base;
    const pattern = trie.output[n] as number;
    const goesOn = trie.depth[n] === TAIL && (trie.childStart[n + 1] as number) > (trie.childStart[n] as number);
    links[cell * TAIL_LINK + 1] = ((pattern < 0 ? 0 : chainOf(pattern) + 1) << END_SHIFT) | (goesOn ? END_LONG : 0);
  }
  return { check, links };
}

/** Whether some pattern ends with a class. */
export function isEnding({ links }: Tails, c: number): boolean {
  // All classes that end none have the base that the first class, of no symbol, has.
  return links[c * TAIL_LINK + 1] !== 0 || links[c * TAIL_LINK] !== links[0];
}
