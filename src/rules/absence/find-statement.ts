import type { CompiledStatement } from "./compile-statement.js";
import { findWording } from "./find-wording.js";
import type { ListingTexts } from "./listing-texts.js";

/** Whether a statement is shown; `perhaps` where only text that a visitor may not see has it. */
export type Shown = "shown" | "perhaps" | "missing";

/** Numbers that stand on the page as text, by family. */
export interface NumbersShown {
  readonly product: boolean;
  readonly licence: boolean;
  readonly advertisement: boolean;
}

/** Looks for a statement in the letters of a listing. */
export function findStatement(statement: CompiledStatement, texts: ListingTexts, numbers: NumbersShown): Shown {
  const { number } = statement.spec;
  if (number !== undefined && numbers[number]) return "shown";
  if (isIn(statement, texts.visible)) return "shown";
  return isIn(statement, texts.doubtful) ? "perhaps" : "missing";
}

function isIn(statement: CompiledStatement, letters: string): boolean {
  if (statement.wordings.some((wording) => findWording(letters, wording) !== null)) return true;
  const { words } = statement;
  return words.length > 0 && words.every((list) => list.some((word) => standsIn(letters, word)));
}

const NOT = "不非";

/** A word counts only where it is not the tail of its own denial (不适宜人群 is not 适宜人群). */
function standsIn(letters: string, word: string): boolean {
  for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + 1)) {
    if (at === 0 || !NOT.includes(letters.charAt(at - 1))) return true;
  }
  return false;
}
