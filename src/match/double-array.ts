import type { Trie } from "./trie.js";

/** Where the sparse nodes of a trie lie. */
export interface DoubleArray {
  /** Cell of each sparse node, or -1. */
  readonly cellOf: Int32Array;
  /** Base of each sparse node: its child by class c lies in cell `base + c`. */
  readonly baseOf: Int32Array;
  readonly cells: number;
}

/** A node that needed more tries than this to find a place moves the place where the next one starts to look. */
const MAX_TRIES = 48;

/**
 * Children of nodes of these depths lie together, the last number standing for all that are deeper: most characters of a
 * text lead to states of one or two symbols, which then fill a part of the cache instead of being strewn over all of it.
 */
const DEPTH_GROUPS = 3;

/** Which cells are free; the next free one is found by path halving. */
class FreeCells {
  #next: Int32Array;

  constructor(capacity: number) {
    this.#next = Int32Array.from({ length: capacity }, (_, i) => i);
  }

  get capacity(): number {
    return this.#next.length;
  }

  reach(cell: number): void {
    const old = this.#next;
    if (cell < old.length - 1) return;
    this.#next = Int32Array.from({ length: Math.max(cell + 2, old.length * 2) }, (_, i) => i);
    this.#next.set(old);
  }

  isFree(cell: number): boolean {
    return this.#next[cell] === cell;
  }

  take(cell: number): void {
    this.reach(cell + 1);
    this.#next[cell] = cell + 1;
  }

  /** The first free cell at or after `cell`. */
  from(cell: number): number {
    this.reach(cell);
    let at = cell;
    for (;;) {
      const next = this.#next[at] as number;
      if (next === at) return at;
      const after = this.#next[next] as number;
      this.#next[at] = after;
      at = after;
    }
  }
}

/**
 * Places every sparse node in a cell so that the child of node n by class c lies at `base(n) + c`.
 *
 * A cell keeps only its class, not its parent: bases are unique, so that `base + c` with class c belongs to one parent.
 * Of one depth, nodes with many children are placed first, those with one fill the holes (one step each).
 *
 * @param isDense nodes that have a row of their own need no cell; their children are reached through the row
 * @param byClass whether the children of dense nodes lie in the cells of their classes, one for each class, nobody else's
 */
export function placeNodes(trie: Trie, isDense: Uint8Array, classes: number, byClass = false): DoubleArray {
  const { size, childStart, children, classOf, depth, parent } = trie;
  const cellOf = new Int32Array(size).fill(-1);
  const baseOf = new Int32Array(size).fill(-1);
  const free = new FreeCells(size + classes * 4 + 64);
  let baseTaken = new Uint8Array(free.capacity);
  let end = 0;

  const groups = Array.from({ length: DEPTH_GROUPS }, () => ({ families: [] as number[], singles: [] as number[] }));
  const orphans: number[] = [];
  const count = (n: number): number => (childStart[n + 1] as number) - (childStart[n] as number);
  for (let n = 1; n < size; n++) {
    if (isDense[n] === 1) continue;
    if (isDense[parent[n] as number] === 1) orphans.push(n);
    const group = groups[Math.min(depth[n] as number, DEPTH_GROUPS) - 1];
    if (count(n) > 1) group?.families.push(n);
    else if (count(n) === 1) group?.singles.push(n);
  }
  for (const { families } of groups) families.sort((a, b) => count(b) - count(a) || a - b);

  const fits = (base: number, first: number, last: number): boolean => {
    free.reach(base + classes);
    if (baseTaken.length < free.capacity) {
      const more = new Uint8Array(free.capacity);
      more.set(baseTaken);
      baseTaken = more;
    }
    if (baseTaken[base] === 1) return false;
    for (let k = first; k < last; k++)
      if (!free.isFree(base + (classOf[children[k] as number] as number))) return false;
    return true;
  };
  // Children of dense rows are found through the row, so that any cell will do. They are read most often: side by side.
  if (byClass) {
    for (let c = 0; c < classes; c++) free.take(c);
    for (const n of orphans) cellOf[n] = trie.classOf[n] as number;
    end = classes;
  }
  let cell = 0;
  for (const n of byClass ? [] : orphans) {
    cell = free.from(cell);
    free.take(cell);
    cellOf[n] = cell;
    if (cell >= end) end = cell + 1;
  }
  // A place that is too crowded for one node is passed over by those after it.
  for (const nodes of groups.flatMap(({ families, singles }) => [families, singles])) {
    let scanFrom = 0;
    for (const n of nodes) {
      const first = childStart[n] as number;
      const last = childStart[n + 1] as number;
      let lowest = classes;
      for (let k = first; k < last; k++) lowest = Math.min(lowest, classOf[children[k] as number] as number);
      let cell = free.from(Math.max(scanFrom, lowest));
      let failed = 0;
      while (!fits(cell - lowest, first, last)) {
        failed++;
        cell = free.from(cell + 1);
      }
      if (failed > MAX_TRIES) scanFrom = cell;
      const base = cell - lowest;
      baseOf[n] = base;
      baseTaken[base] = 1;
      for (let k = first; k < last; k++) {
        const child = children[k] as number;
        const place = base + (classOf[child] as number);
        free.take(place);
        cellOf[child] = place;
        if (place >= end) end = place + 1;
      }
    }
  }
  return { cellOf, baseOf, cells: end + classes };
}
