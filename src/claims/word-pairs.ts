/** Bits of the filter: about a tenth of them are set by the 450,000 pairs of a dictionary. */
const BITS = 1 << 23;

/**
 * A Bloom filter of the pairs of characters that stand side by side in any word of a dictionary: it may say yes
 * wrongly, never no (Bloom 1970, Communications of the ACM 13).
 *
 * @param words one a line, with what else the line holds behind a blank
 * @example
 * hasPair(wordPairs("安全 3 n\n无创 3 n"), "安", "全"); // → true
 */
export function wordPairs(words: string): Uint8Array {
  const filter = new Uint8Array(BITS >> 3);
  for (const line of words.split("\n")) {
    const end = line.indexOf(" ");
    const word = end < 0 ? line : line.slice(0, end);
    for (let i = 1; i < word.length; i++) {
      for (const bit of bitsOf(word.charCodeAt(i - 1), word.charCodeAt(i))) {
        filter[bit >> 3] = (filter[bit >> 3] as number) | (1 << (bit & 7));
      }
    }
  }
  return filter;
}

/** Whether two characters may stand side by side in a word. */
export function hasPair(filter: Uint8Array, left: string, right: string): boolean {
  return bitsOf(left.charCodeAt(0), right.charCodeAt(0)).every(
    (bit) => ((filter[bit >> 3] as number) >> (bit & 7)) & 1,
  );
}

function bitsOf(left: number, right: number): readonly [number, number] {
  const key = (left << 16) | right;
  return [(Math.imul(key, 0x9e3779b1) >>> 0) % BITS, (Math.imul(key ^ (key >>> 15), 0x85ebca6b) >>> 0) % BITS];
}
