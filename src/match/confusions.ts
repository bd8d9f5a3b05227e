import { DISGUISES } from "../contracts/match.js";
import { CONFUSION_PAIRS, NEIGHBOURS } from "./variant-data.js";

/** A character that stands for another one. Code points, folded. */
export interface Confusion {
  readonly from: number;
  readonly to: number;
  /** Thousandths. */
  readonly confidence: number;
  /** 0 where it is a lawful way of writing, else 1 + index into `DISGUISES`. */
  readonly disguise: number;
}

/**
 * Characters that the fold table keeps apart, being two words of today's Chinese, though a traditional text writes
 * one for the other: 乾眼症, 顯著. They hold for every term and are no disguise.
 */
const LAWFUL: readonly Confusion[] = ["干乾", "乾干", "着著", "著着"].map((pair) => ({
  from: pair.charCodeAt(0),
  to: pair.charCodeAt(1),
  confidence: 900,
  disguise: 0,
}));

/** A hit with more substituted characters is none. */
export const MAX_SUBSTITUTIONS = 2;

let curated: readonly Confusion[] | null = null;

function readCurated(): readonly Confusion[] {
  curated ??= CONFUSION_PAIRS.flatMap(({ disguise, confidence, pairs }) => {
    const code = 1 + DISGUISES.indexOf(disguise);
    const points = Array.from(pairs, (c) => c.codePointAt(0) ?? 0);
    const list: Confusion[] = [];
    for (let i = 0; i + 1 < points.length; i += 2)
      list.push({ from: points[i] ?? 0, to: points[i + 1] ?? 0, confidence, disguise: code });
    return list;
  });
  return curated;
}

/**
 * The confusions that concern a set of terms.
 *
 * @param isUsed whether any term has the symbol
 * @param isConfusable whether a term that is searched with substitutions has it
 */
export function selectConfusions(
  isUsed: (symbol: number) => boolean,
  isConfusable: (symbol: number) => boolean,
): readonly Confusion[] {
  return [...LAWFUL.filter(({ from }) => isUsed(from)), ...readCurated().filter(({ from }) => isConfusable(from))];
}

/**
 * Two-character words with the characters that stand for others, as sorted numbers `first * 65536 + second`:
 * 兄弟 for 弟, so that 兄弟一起 is not 第一.
 */
export function selectNeighbours(confusions: readonly Confusion[]): Uint32Array {
  const used = new Set(confusions.filter(({ disguise }) => disguise !== 0).map(({ to }) => to));
  const pairs: number[] = [];
  if (used.size > 0)
    for (let i = 0; i + 1 < NEIGHBOURS.length; i += 2) {
      const first = NEIGHBOURS.charCodeAt(i);
      const second = NEIGHBOURS.charCodeAt(i + 1);
      if (used.has(first) || used.has(second)) pairs.push(first * 0x10000 + second);
    }
  return Uint32Array.from(pairs).sort();
}

/** Whether two neighbouring characters are in a list of `selectNeighbours`. */
export function areNeighbours(sorted: Uint32Array, first: number, second: number): boolean {
  const wanted = first * 0x10000 + second;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}

/** Looks confusions up by the two characters. */
export class ConfusionTable {
  readonly #byPair = new Map<number, Confusion>();
  readonly entries: readonly Confusion[];

  constructor(entries: readonly Confusion[]) {
    this.entries = entries;
    for (const entry of entries) this.#byPair.set(entry.from * 0x200000 + entry.to, entry);
  }

  get(from: number, to: number): Confusion | undefined {
    return this.#byPair.get(from * 0x200000 + to);
  }
}
