import { PRODUCT_HEADS } from "../words-data.js";

/** Groups of heads that a name shows: two names with different heads are different products. */
export function headsOf(name: string): Set<number> {
  const heads = new Set<number>();
  for (const [group, words] of PRODUCT_HEADS.entries()) if (words.some((word) => name.includes(word))) heads.add(group);
  return heads;
}
