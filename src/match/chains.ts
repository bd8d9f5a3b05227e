import {
  FLAG_DISGUISE_SHIFT,
  FLAG_NEVER_PLAIN,
  FLAG_PLAIN,
  FLAG_PLAIN_WORD,
  FLAG_WORD_END,
  FLAG_WORD_START,
  P_CONFIDENCE,
  P_FLAGS,
  P_LENGTH,
  P_LINK,
  P_TERM,
  PATTERN,
} from "./pattern-table.js";

/** Numbers at the start of a chain: first pattern; length of it, how many hits follow, whether all are plain; next chain. */
export const CHAIN_HEAD = 3;
/** Numbers a hit in a chain: term; confidence * 16 + disguise, length. */
export const CHAIN_HIT = 2;
/** Bits of the second number of a head: eight of length, seven of count, then this. */
export const CHAIN_LENGTH = 255;
export const CHAIN_COUNT_SHIFT = 8;
export const CHAIN_COUNT = 127;
export const CHAIN_PLAIN = 1 << 15;
/** One hit, certain where no letter or digit stands before it, behind it, or neither. */
export const CHAIN_WORD_START = 1 << 16;
export const CHAIN_WORD_END = 1 << 17;
export const CHAIN_WORD = CHAIN_WORD_START | CHAIN_WORD_END;
/** Bits of length in the second number of a hit. */
export const CHAIN_HIT_SHIFT = 8;
/** Longer chains go on in the chain of the next pattern, so that nested terms take no more room than others. */
const MOST_HITS = 6;

/**
 * The hits of one place written out side by side, longest first, ready to be copied: where the text is plain, one or two
 * lines of memory are read instead of one for each pattern.
 */
export class ChainWriter {
  readonly #patterns: Int32Array;
  readonly #chainOf: Int32Array;
  #chains = new Int32Array(1024);
  #length = 0;

  constructor(patterns: Int32Array) {
    this.#patterns = patterns;
    this.#chainOf = new Int32Array(patterns.length / PATTERN).fill(-1);
  }

  /** All chains, one after another. */
  finish(): Int32Array {
    return this.#chains.slice(0, this.#length);
  }

  /** The place of the chain that begins with a pattern, written when it is first asked for. */
  chainOf(first: number): number {
    // Later pieces are written before earlier ones, since these name them.
    const pieces: number[] = [];
    for (let p = first; p >= 0 && (this.#chainOf[p] as number) < 0; ) {
      pieces.push(p);
      for (let k = 0; k < MOST_HITS && p >= 0; k++) p = this.#patterns[p * PATTERN + P_LINK] as number;
    }
    for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) this.#write(piece);
    return this.#chainOf[first] as number;
  }

  #write(first: number): void {
    const patterns = this.#patterns;
    const head = this.#length;
    let at = head + CHAIN_HEAD;
    if (at + MOST_HITS * CHAIN_HIT > this.#chains.length) {
      const more = new Int32Array(this.#chains.length * 2);
      more.set(this.#chains);
      this.#chains = more;
    }
    const chains = this.#chains;
    let plain = CHAIN_PLAIN;
    let word = 0;
    let count = 0;
    let p = first;
    for (let k = 0; k < MOST_HITS && p >= 0; k++) {
      const from = p * PATTERN;
      const flags = patterns[from + P_FLAGS] as number;
      p = patterns[from + P_LINK] as number;
      if ((flags & FLAG_NEVER_PLAIN) !== 0) continue;
      if ((flags & FLAG_PLAIN) === 0) plain = 0;
      if ((flags & FLAG_PLAIN_WORD) !== 0) word = wordBits(flags);
      const packed = (patterns[from + P_CONFIDENCE] as number) * 16 + ((flags >> FLAG_DISGUISE_SHIFT) & 15);
      chains[at++] = patterns[from + P_TERM] as number;
      chains[at++] = (packed << CHAIN_HIT_SHIFT) | (patterns[from + P_LENGTH] as number);
      count++;
    }
    const next = p < 0 ? -1 : (this.#chainOf[p] as number);
    if (next >= 0) plain &= (chains[next + 1] as number) & CHAIN_PLAIN;
    const length = patterns[first * PATTERN + P_LENGTH] as number;
    const isSingle = next < 0 && count === 1 && ((chains[head + CHAIN_HEAD + 1] as number) & CHAIN_LENGTH) === length;
    if (isSingle) plain |= word;
    chains[head] = first;
    chains[head + 1] = length | (count << CHAIN_COUNT_SHIFT) | plain;
    chains[head + 2] = next;
    this.#chainOf[first] = head;
    this.#length = at;
  }
}

function wordBits(flags: number): number {
  return (
    ((flags & FLAG_WORD_START) === 0 ? 0 : CHAIN_WORD_START) | ((flags & FLAG_WORD_END) === 0 ? 0 : CHAIN_WORD_END)
  );
}
