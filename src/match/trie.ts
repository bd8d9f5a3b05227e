/** All patterns as a tree of classes with failure links, nodes numbered by depth: node 0 is the root. */
export interface Trie {
  readonly size: number;
  readonly parent: Int32Array;
  readonly classOf: Int32Array;
  readonly depth: Int32Array;
  readonly fail: Int32Array;
  /** Children of node n are `children[childStart[n] … childStart[n + 1])`. */
  readonly childStart: Int32Array;
  readonly children: Int32Array;
  /** The first pattern that ends at a node or at the nearest of its suffixes, or -1. */
  readonly output: Int32Array;
  /** The pattern to report after a pattern: one with the same classes, else the next shorter suffix, or -1. */
  readonly link: Int32Array;
  /** 1 where a primary pattern passes: such nodes are worth a dense row before others. */
  readonly primary: Uint8Array;
}

/** Node and class to child: open addressing, since a Map with composed keys takes ten times as long. */
class EdgeTable {
  readonly #mask: number;
  readonly #nodes: Int32Array;
  readonly #classes: Uint16Array;
  readonly #children: Int32Array;

  constructor(edges: number) {
    let capacity = 16;
    while (capacity < edges * 2) capacity *= 2;
    this.#mask = capacity - 1;
    this.#nodes = new Int32Array(capacity).fill(-1);
    this.#classes = new Uint16Array(capacity);
    this.#children = new Int32Array(capacity);
  }

  #place(node: number, number: number): number {
    let at = Math.imul(node, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b);
    at = (at ^ (at >>> 15)) & this.#mask;
    while (this.#nodes[at] !== -1 && (this.#nodes[at] !== node || this.#classes[at] !== number))
      at = (at + 1) & this.#mask;
    return at;
  }

  get(node: number, number: number): number {
    const at = this.#place(node, number);
    return this.#nodes[at] === -1 ? -1 : (this.#children[at] as number);
  }

  /** The child of a node, made by giving it the number `fresh` where there is none. */
  add(node: number, number: number, fresh: number): number {
    const at = this.#place(node, number);
    if (this.#nodes[at] !== -1) return this.#children[at] as number;
    this.#nodes[at] = node;
    this.#classes[at] = number;
    this.#children[at] = fresh;
    return fresh;
  }
}

/**
 * Builds the tree.
 *
 * @param keys class sequences of all patterns one after another; pattern p is `keys[starts[p] … starts[p + 1])`
 * @param isPrimary whether a pattern is a term as written rather than a disguise of it
 * @param members the patterns to take, in ascending order
 * @param backward whether patterns are read from their ends: then the suffixes of a node are those that it goes through
 */
export function buildTrie(
  keys: Uint16Array,
  starts: Int32Array,
  isPrimary: (pattern: number) => boolean,
  members: readonly number[],
  backward = false,
): Trie {
  let total = 1;
  for (const p of members) total += (starts[p + 1] as number) - (starts[p] as number);
  const edges = new EdgeTable(total);
  const parentOf = new Int32Array(total);
  const classes = new Int32Array(total);
  const depths = new Int32Array(total);
  const isPrimaryNode = new Uint8Array(total);
  const ends = new Int32Array(members.length);
  isPrimaryNode[0] = 1;
  let size = 1;
  members.forEach((p, index) => {
    const primary = isPrimary(p) ? 1 : 0;
    let node = 0;
    const first = starts[p] as number;
    const last = (starts[p + 1] as number) - 1;
    for (let k = first; k <= last; k++) {
      const number = keys[backward ? first + last - k : k] as number;
      const child = edges.add(node, number, size);
      if (child === size) {
        parentOf[child] = node;
        classes[child] = number;
        depths[child] = (depths[node] as number) + 1;
        size++;
      }
      if (primary === 1) isPrimaryNode[child] = 1;
      node = child;
    }
    ends[index] = node;
  });

  // Failure links point to lesser depths: nodes are visited by depth, in order of making within one depth.
  const order = Int32Array.from({ length: size }, (_, i) => i);
  let deepest = 0;
  for (let n = 0; n < size; n++) deepest = Math.max(deepest, depths[n] as number);
  const depthStart = new Int32Array(deepest + 2);
  for (let n = 0; n < size; n++)
    depthStart[(depths[n] as number) + 1] = (depthStart[(depths[n] as number) + 1] as number) + 1;
  for (let d = 0; d <= deepest; d++) depthStart[d + 1] = (depthStart[d + 1] as number) + (depthStart[d] as number);
  const cursor = depthStart.slice();
  for (let n = 0; n < size; n++) {
    const d = depths[n] as number;
    order[cursor[d] as number] = n;
    cursor[d] = (cursor[d] as number) + 1;
  }
  const rank = new Int32Array(size);
  for (let i = 0; i < size; i++) rank[order[i] as number] = i;

  const parent = new Int32Array(size);
  const classOf = new Int32Array(size);
  const depth = new Int32Array(size);
  const primary = new Uint8Array(size);
  const fail = new Int32Array(size);
  const failRaw = new Int32Array(size);
  for (let i = 1; i < size; i++) {
    const raw = order[i] as number;
    const rawParent = parentOf[raw] as number;
    const number = classes[raw] as number;
    parent[i] = rank[rawParent] as number;
    classOf[i] = number;
    depth[i] = depths[raw] as number;
    primary[i] = isPrimaryNode[raw] as number;
    let target = backward ? rawParent : 0;
    if (rawParent !== 0 && !backward) {
      let f = failRaw[rawParent] as number;
      for (;;) {
        const next = edges.get(f, number);
        if (next !== -1) {
          target = next;
          break;
        }
        if (f === 0) break;
        f = failRaw[f] as number;
      }
    }
    failRaw[raw] = target;
    fail[i] = rank[target] as number;
  }
  primary[0] = 1;

  const childStart = new Int32Array(size + 1);
  for (let i = 1; i < size; i++)
    childStart[(parent[i] as number) + 1] = (childStart[(parent[i] as number) + 1] as number) + 1;
  for (let i = 0; i < size; i++) childStart[i + 1] = (childStart[i + 1] as number) + (childStart[i] as number);
  const children = new Int32Array(Math.max(0, size - 1));
  const fill = childStart.slice();
  for (let i = 1; i < size; i++) {
    const p = parent[i] as number;
    children[fill[p] as number] = i;
    fill[p] = (fill[p] as number) + 1;
  }

  const output = new Int32Array(size).fill(-1);
  const link = new Int32Array(starts.length).fill(-1);
  const lastPattern = new Int32Array(size).fill(-1);
  members.forEach((p, index) => {
    const node = rank[ends[index] as number] as number;
    if (node === 0) return;
    if ((lastPattern[node] as number) < 0) output[node] = p;
    else link[lastPattern[node] as number] = p;
    lastPattern[node] = p;
  });
  for (let i = 1; i < size; i++) {
    const shorter = output[fail[i] as number] as number;
    if ((lastPattern[i] as number) < 0) output[i] = shorter;
    else link[lastPattern[i] as number] = shorter;
  }
  return { size, parent, classOf, depth, fail, childStart, children, output, link, primary };
}
