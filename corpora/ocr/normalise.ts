const SAME: readonly (readonly [RegExp, string])[] = [
  [/[‐‑‒–—―－_~～→]/gu, "-"],
  [/[·•．。。]/gu, "."],
  [/[“”„‟"'‘’`´]/gu, '"'],
  [/[【〔［「『〖]/gu, "["],
  [/[】〕］」』〗]/gu, "]"],
  [/[、]/gu, ","],
  [/[×✕✖]/gu, "x"],
];

/**
 * What is compared: compatibility forms as one, blanks dropped, marks that look alike as one. Letters stay as they are.
 *
 * @example
 * normalise("７ 天，见效。"); // → "7天,见效."
 */
export function normalise(text: string): string {
  let plain = text.normalize("NFKC").replace(/\s+/gu, "");
  for (const [marks, mark] of SAME) plain = plain.replace(marks, mark);
  return plain;
}
