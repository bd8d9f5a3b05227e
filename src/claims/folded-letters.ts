import { foldBare } from "../text/index.js";

/**
 * Folds a text to its letters and digits: what stays when width, case, glyph variants, spaces and marks are ignored.
 *
 * @example
 * foldedLetters("適用於：高血壓（原發性）。") === "适用于高血压原发性"
 */
export function foldedLetters(text: string): string {
  return foldBare(text).replace(/[^\p{L}\p{N}%]/gu, "");
}
