import type { Lexicon } from "../../claims/lexicon.js";

const cache = new WeakMap<Lexicon, (ReadonlySet<number> | undefined)[]>();

/** All broader concepts of a concept, at any distance (circles in the data end the walk). */
export function broaderOf(lexicon: Lexicon, concept: number): ReadonlySet<number> {
  let known = cache.get(lexicon);
  if (known === undefined) {
    known = new Array<ReadonlySet<number> | undefined>(lexicon.concepts.length);
    cache.set(lexicon, known);
  }
  const cached = known[concept];
  if (cached) return cached;
  const found = new Set<number>();
  const open = [concept];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const parent of lexicon.concepts[next]?.parents ?? []) {
      const index = lexicon.conceptIndex.get(parent);
      if (index === undefined || found.has(index)) continue;
      found.add(index);
      open.push(index);
    }
  }
  known[concept] = found;
  return found;
}

/** Whether two concepts are the same, or one is broader than the other. */
export function isRelated(lexicon: Lexicon, a: number | string, b: number | string): boolean {
  const first = typeof a === "number" ? a : lexicon.conceptIndex.get(a);
  const second = typeof b === "number" ? b : lexicon.conceptIndex.get(b);
  if (first === undefined || second === undefined) return false;
  return first === second || broaderOf(lexicon, first).has(second) || broaderOf(lexicon, second).has(first);
}

/** More narrower concepts than this make a concept a whole field (皮肤病), whose members have little in common. */
const MAX_NARROWER = 12;
const narrowerCounts = new WeakMap<Lexicon, ReadonlyMap<string, number>>();

/** Whether a concept is no whole field. */
export function isNarrow(lexicon: Lexicon, id: string): boolean {
  let counts = narrowerCounts.get(lexicon);
  if (counts === undefined) {
    const found = new Map<string, number>();
    for (const concept of lexicon.concepts)
      for (const parent of concept.parents ?? []) found.set(parent, (found.get(parent) ?? 0) + 1);
    narrowerCounts.set(lexicon, found);
    counts = found;
  }
  return (counts.get(id) ?? 0) <= MAX_NARROWER;
}
