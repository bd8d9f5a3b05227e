import type { Coverage, Note } from "./result.js";

/**
 * Notes that say how something was read, not that something was left out. Every other code, known or not, means that a
 * part of the listing is unread, and the listing is `incomplete`.
 */
const INFORMATIVE: ReadonlySet<string> = new Set([
  "image-not-read",
  "charset-guessed",
  "charset-corrected",
  "charset-declared-wrongly",
  "html-repaired",
  "hidden-text",
  "too-many-links",
  "style-too-large",
  "absence-not-judged",
  "rules-switched-off",
  "rules-overridden",
  "dictionary-extended",
  "words-allowed",
  "adapter-not-applied",
]);

/** Whether a note means that something was left unread. */
export function isLoss(note: Note): boolean {
  return !INFORMATIVE.has(note.code);
}

/** Whether a part of a listing could not be read: what was not seen may still be there. */
export function hasLoss(coverage: Pick<Coverage, "images" | "notes">): boolean {
  return coverage.images.failed > 0 || coverage.notes.some(isLoss);
}
