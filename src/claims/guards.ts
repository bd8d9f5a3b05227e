import { DISGUISES } from "../contracts/match.js";
import type { Lexeme } from "./group-terms.js";

/** Whether a hit does not mean what its term can mean, because of the words around it: `notAfter`, `notBefore`. */
export function isGuarded({ notAfter, notBefore }: Lexeme, text: string, start: number, end: number): boolean {
  if (notAfter?.edges.has(text.charCodeAt(start - 1)) && notAfter.words.some((word) => text.endsWith(word, start)))
    return true;
  return (
    notBefore?.edges.has(text.charCodeAt(end)) === true && notBefore.words.some((word) => text.startsWith(word, end))
  );
}

const PUNCTUATION = DISGUISES.indexOf("punctuation") + 1;
const LIST_MARKS = "、，,“”‘’\"'（）()《》【】[]：:";

/**
 * Whether a single mark of a list or quotation stands inside a hit (病”“根, 菜根、治疗): it separates words and disguises
 * nothing.
 *
 * @param flags of the hit: see `Matcher.findInto`
 */
export function isListBreak(text: string, start: number, end: number, flags: number): boolean {
  if ((flags & 15) !== PUNCTUATION) return false;
  let gaps = 0;
  for (let i = start + 1; i < end - 1; i++) {
    if (!LIST_MARKS.includes(text.charAt(i))) continue;
    if (!LIST_MARKS.includes(text.charAt(i - 1))) gaps++;
  }
  return gaps === 1;
}
