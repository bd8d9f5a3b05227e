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
 * one for the other: 乾眼症, 顯著 is folded, 著涼 is not. They hold for every term and are no disguise.
 */
export const LAWFUL_CONFUSIONS: readonly Confusion[] = ["干乾", "乾干", "着著", "著着"].map((pair) => ({
  from: pair.charCodeAt(0),
  to: pair.charCodeAt(1),
  confidence: 900,
  disguise: 0,
}));

/** A hit with more substituted characters is none. */
export const MAX_SUBSTITUTIONS = 2;

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
