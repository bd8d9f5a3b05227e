/** Ways in which scopes and shops write the same words: 手术后的伤口 and 术后伤口, 烧、烫伤. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/手术后/gu, "术后"],
  [/手术/gu, "术"],
  [/瘢痕/gu, "疤痕"],
  [/创面|创口/gu, "伤口"],
  [/粘膜/gu, "黏膜"],
  [/疼痛/gu, "痛"],
  [/[的之性等]/gu, ""],
];

/**
 * Writes folded letters the plainest way, so that the same wording is found in both.
 *
 * @example
 * plainWording("手术后的伤口愈合"); // → "术后伤口愈合"
 */
export function plainWording(letters: string): string {
  return SAME.reduce((text, [from, to]) => text.replace(from, to), letters);
}
