import { eastAsianWidth } from "get-east-asian-width";

/** Marks and format characters take no room of their own. */
const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/**
 * Columns that a text takes on a terminal: two for Han and full-width characters.
 *
 * @see https://www.unicode.org/reports/tr11/
 * @example
 * displayWidth("根治A"); // → 5
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!ZERO_WIDTH.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}
