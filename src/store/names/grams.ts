import { foldBare } from "../../text/index.js";

/** Longer names are cut for the index; the stored name is whole. UTF-16 units. */
export const MAX_INDEXED_NAME = 200;
/** Brackets' contents count, brackets and sentence ends do not. */
const ENDS = /[。！？!?；;，,、\n\r]/g;

/** A name as it is compared: folded, without blanks, brackets and punctuation. */
export function compactText(name: string): string {
  return foldBare(name.slice(0, MAX_INDEXED_NAME)).replace(ENDS, "");
}

/**
 * Pairs of neighbouring characters of a compact text, each once, and its last character alone, so that a search for one
 * character finds it as the beginning of a gram wherever it stands.
 *
 * @example
 * gramsOf("冷敷贴"); // ["冷敷", "敷贴", "贴"]
 */
export function gramsOf(compact: string): string[] {
  const points = [...compact];
  // Names are short: looking through a list is quicker than a set.
  const grams: string[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const gram = `${points[i]}${points[i + 1]}`;
    if (!grams.includes(gram)) grams.push(gram);
  }
  const last = points.at(-1);
  if (last !== undefined) grams.push(last);
  return grams;
}

/**
 * The same pairs as numbers, of UTF-16 units: the first in the upper 16 bits; the last unit stands there alone. A pair may come
 * more than once. A character of two units is a pair itself, so that nothing is missed.
 */
export function eachGram(compact: string, act: (gram: number) => void): void {
  if (compact === "") return;
  let unit = compact.charCodeAt(0);
  for (let i = 1; i < compact.length; i++) {
    const next = compact.charCodeAt(i);
    act(unit * 0x10000 + next);
    unit = next;
  }
  act(unit * 0x10000);
}

/** The pairs of a text, each once, without its last unit; of a text of one unit none. */
export function pairsOf(compact: string): number[] {
  const pairs = new Set<number>();
  eachGram(compact, (gram) => pairs.add(gram));
  pairs.delete(compact.charCodeAt(compact.length - 1) * 0x10000);
  return [...pairs];
}
