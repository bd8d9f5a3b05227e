/** A unit begins a word of two units and more, or is one. */
const PAIR = 1;
const WHOLE = 2;

/**
 * Tells of most texts in one pass that they hold none of many words: by the first two units of each word. It may say yes
 * wrongly, never no.
 *
 * @example
 * new SeedSieve(["请仔细阅读"]).mayHold("请仔细看"); // → true
 */
export class SeedSieve {
  readonly #firsts = new Uint8Array(0x10000);
  readonly #pairs = new Set<number>();

  constructor(seeds: readonly string[]) {
    for (const seed of seeds) {
      const first = seed.charCodeAt(0);
      this.#firsts[first] = (this.#firsts[first] as number) | (seed.length > 1 ? PAIR : WHOLE);
      this.#pairs.add(first * 0x10000 + seed.charCodeAt(1));
    }
  }

  mayHold(text: string): boolean {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const kind = this.#firsts[unit] as number;
      if (kind === 0) continue;
      if ((kind & WHOLE) !== 0 || this.#pairs.has(unit * 0x10000 + text.charCodeAt(at + 1))) return true;
    }
    return false;
  }
}
