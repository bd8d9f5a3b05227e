import { type Alphabet, CLASS_ESCAPE, CLASS_NOISE, CLASS_WORD } from "./alphabet.js";
import { placeNodes } from "./double-array.js";
import type { Trie } from "./trie.js";

/**
 * An Aho-Corasick automaton over classes. A state is one number:
 *
 *     0 … limit           dense row times `classes`, no pattern ends here
 *     limit … sparseFrom  dense row times `classes`, patterns end here
 *     sparseFrom …        `sparseFrom` + cell of the double array
 *     escapeFrom …        the state before, plus `escapeFrom`: a high surrogate was read
 *
 * so that the hot loop needs one addition, one read and one comparison a character: `state = next[state + class]`.
 */
export interface Automaton {
  readonly classes: number;
  readonly limit: number;
  readonly sparseFrom: number;
  readonly escapeFrom: number;
  readonly next: Int32Array;
  /** The class by which each cell of the double array is reached, or 0. Apart from the rest: most probes end here. */
  readonly check: Uint16Array;
  /** Three numbers a cell: base; the state to fall back to; the chain of patterns that end there, or -1. */
  readonly links: Int32Array;
  /** The chain of patterns that end at each dense row from `limit` on: see `createChains`. */
  readonly rowOutput: Int32Array;
}

/** Numbers a cell holds in `links`. */
export const LINK = 3;

/** A step by any class but the escape. */
export function step(automaton: Automaton, state: number, number: number): number {
  const { sparseFrom, check, links, next } = automaton;
  let at = state;
  while (at >= sparseFrom) {
    const link = (at - sparseFrom) * LINK;
    const child = (links[link] as number) + number;
    if (check[child] === number) return sparseFrom + child;
    at = links[link + 1] as number;
  }
  return next[at + number] as number;
}

/** The chain of patterns that end at a dense state from `limit` on. */
export function outputOfRow(automaton: Automaton, state: number): number {
  return automaton.rowOutput[(state - automaton.limit) / automaton.classes] as number;
}

/**
 * Lays a trie out as dense rows and a double array.
 *
 * @param denseRows at most so many nodes get a row of their own; the root always does
 * @param skipsWords whether Latin letters and digits leave the automaton where it is, as noise does
 * @param chainOf the chain that begins with a pattern
 * @param stateOf receives the state of every node
 */
export function createAutomaton(
  trie: Trie,
  alphabet: Alphabet,
  denseRows: number,
  skipsWords: boolean,
  chainOf: (pattern: number) => number,
  stateOf: Int32Array,
): Automaton {
  const { size, fail, childStart, children, classOf } = trie;
  const { size: classes, firstWord, firstOdd, mainOf } = alphabet;
  const output = trie.output.map((pattern) => (pattern < 0 ? -1 : chainOf(pattern)));

  // Rows go to terms as written before disguises of them, and to shallow nodes before deep ones: the parent of a
  // dense node is dense.
  const isDense = new Uint8Array(size);
  let rows = 0;
  for (const wanted of [1, 0])
    for (let n = 0; n < size && rows < Math.max(1, denseRows); n++)
      if (trie.primary[n] === wanted && isDense[n] === 0) {
        isDense[n] = 1;
        rows++;
      }

  const { cellOf, baseOf, cells: cellCount } = placeNodes(trie, isDense, classes);
  const hasSparse = rows < size;
  let row = 0;
  for (let n = 0; n < size; n++) if (isDense[n] === 1 && (output[n] as number) < 0) stateOf[n] = row++ * classes;
  const limit = row * classes;
  for (let n = 0; n < size; n++) if (isDense[n] === 1 && (output[n] as number) >= 0) stateOf[n] = row++ * classes;
  const sparseFrom = row * classes;
  for (let n = 0; n < size; n++) if (isDense[n] === 0) stateOf[n] = sparseFrom + (cellOf[n] as number);
  const escapeFrom = sparseFrom + (hasSparse ? cellCount : 0);

  const next = new Int32Array(row * classes);
  const rowOutput = new Int32Array((sparseFrom - limit) / classes);
  const chain: number[] = [];
  for (let n = 0; n < size; n++) {
    if (isDense[n] === 0) continue;
    const state = stateOf[n] as number;
    // The row of the nearest dense suffix, then the edges of the sparse suffixes between, shortest first.
    let links = 0;
    let suffix = n;
    while (suffix !== 0) {
      chain[links++] = suffix;
      suffix = fail[suffix] as number;
      if (isDense[suffix] === 1) break;
    }
    if (n !== 0) {
      const from = stateOf[suffix] as number;
      next.copyWithin(state, from, from + classes);
    } else chain[links++] = 0;
    for (let k = links - 1; k >= 0; k--) {
      const node = chain[k] as number;
      for (let j = childStart[node] as number; j < (childStart[node + 1] as number); j++) {
        const child = children[j] as number;
        next[state + (classOf[child] as number)] = stateOf[child] as number;
      }
    }
    next[state + CLASS_NOISE] = state;
    if (skipsWords) {
      next[state + CLASS_WORD] = state;
      next.fill(state, state + firstWord, state + firstOdd);
    }
    for (let c = firstOdd; c < classes; c++) next[state + c] = next[state + (mainOf[c - firstOdd] as number)] as number;
    next[state + CLASS_ESCAPE] = escapeFrom + state;
    if (state >= limit) rowOutput[(state - limit) / classes] = output[n] as number;
  }

  const check = new Uint16Array(hasSparse ? cellCount : 0);
  const links = new Int32Array(check.length * LINK);
  for (let n = 1; n < size; n++) {
    if (isDense[n] === 1) continue;
    const cell = cellOf[n] as number;
    if (isDense[trie.parent[n] as number] === 0) check[cell] = classOf[n] as number;
    links[cell * LINK] = baseOf[n] as number;
    links[cell * LINK + 1] = stateOf[fail[n] as number] as number;
    links[cell * LINK + 2] = output[n] as number;
  }
  return {
    classes,
    limit,
    sparseFrom,
    escapeFrom,
    next,
    check,
    links,
    rowOutput,
  };
}
