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
