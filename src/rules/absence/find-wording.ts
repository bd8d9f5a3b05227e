import { foldedLetters } from "../../claims/folded-letters.js";

/** Edits that a long sentence may differ by: what an OCR engine or a missing 的 does, not another statement. */
export const MAX_EDITS = 2;
/** Shorter wordings must stand exactly: two edits would make them something else. */
export const MIN_TOLERANT_LETTERS = 20;

/** Letters of a seed: long enough to be rare, short enough to stand in one line of a picture. */
const SEED = 4;

/** A sentence to be found: folded letters, cut into pieces of which at least one is intact in any tolerated copy. */
export interface Wording {
  readonly letters: string;
  readonly edits: number;
  readonly pieces: readonly { readonly text: string; readonly at: number }[];
  /** Words that a tolerated copy must hold whole. */
  readonly keep: readonly string[];
  /** The start of each piece: a text without any of them, as they stand, holds no copy worth folding the text for. */
  readonly seeds: readonly string[];
}

/** Where a wording was found in folded letters, half-open, and how many edits it took. */
export interface WordingMatch {
  readonly start: number;
  readonly end: number;
  readonly edits: number;
}

/**
 * Prepares a wording for `findWording`.
 *
 * @param keep folded words without which a similar sentence would say something else
 */
export function compileWording(text: string, keep: readonly string[] = []): Wording {
  const letters = foldedLetters(text);
  const edits = letters.length >= MIN_TOLERANT_LETTERS ? MAX_EDITS : 0;
  // By the pigeonhole principle one of `edits + 1` pieces is untouched by `edits` edits.
  const count = edits + 1;
  const pieces = Array.from({ length: count }, (_, i) => {
    const at = Math.floor((i * letters.length) / count);
    return { text: letters.slice(at, Math.floor(((i + 1) * letters.length) / count)), at };
  }).filter((piece) => piece.text !== "");
  const seeds = [...pieces.map((piece) => piece.text.slice(0, SEED)), letters.slice(-SEED)];
  return { letters, edits, pieces, keep, seeds };
}

/**
 * Finds a wording in folded letters, tolerating the edits that its length allows. Linear in the text: each intact piece
 * is found by string search and checked within a band of `2 * edits + 1` diagonals.
 *
 * @returns the first place with the fewest edits, or null
 * @example
 * findWording("本广告仅供医学药学专业人士阅读", compileWording("仅供医学药学专业人士")) // { start: 3, end: 13, edits: 0 }
 */
export function findWording(text: string, wording: Wording): WordingMatch | null {
  if (wording.letters === "" || text.length + wording.edits < wording.letters.length) return null;
  const exact = text.indexOf(wording.letters);
  if (exact >= 0) return { start: exact, end: exact + wording.letters.length, edits: 0 };
  if (wording.edits === 0) return null;
  let best: WordingMatch | null = null;
  for (const piece of wording.pieces) {
    const before = wording.letters.slice(0, piece.at);
    const after = wording.letters.slice(piece.at + piece.text.length);
    for (let at = text.indexOf(piece.text); at >= 0; at = text.indexOf(piece.text, at + 1)) {
      const left = extend(text, at - 1, -1, before, wording.edits);
      if (left === null) continue;
      const right = extend(text, at + piece.text.length, 1, after, wording.edits - left.edits);
      if (right === null) continue;
      const match = {
        start: at - left.length,
        end: at + piece.text.length + right.length,
        edits: left.edits + right.edits,
      };
      const isWhole = wording.keep.every((word) => text.slice(match.start, match.end).includes(word));
      if (isWhole && (best === null || match.edits < best.edits)) best = match;
      if (best?.edits === 1) return best;
    }
  }
  return best;
}

/** The cheapest way to read all of `part` from `text` at `from` in direction `step`; null above `edits`. */
function extend(
  text: string,
  from: number,
  step: 1 | -1,
  part: string,
  edits: number,
): { readonly length: number; readonly edits: number } | null {
  const size = part.length;
  if (size === 0) return { length: 0, edits: 0 };
  const width = 2 * edits + 1;
  const over = edits + 1;
  // row[d]: fewest edits for i units of `part` against i + d - edits units of `text`.
  let row = Array.from({ length: width }, (_, d) => (d >= edits ? d - edits : over));
  for (let i = 1; i <= size; i++) {
    const unit = part.charCodeAt(step === 1 ? i - 1 : size - i);
    const next = new Array<number>(width).fill(over);
    let least = over;
    for (let d = 0; d < width; d++) {
      const j = i + d - edits;
      if (j < 0) continue;
      const at = from + step * (j - 1);
      const isSame = j > 0 && at >= 0 && at < text.length && text.charCodeAt(at) === unit;
      const isThere = j > 0 && at >= 0 && at < text.length;
      let cost = (row[d + 1] ?? over) + 1;
      if (isThere) cost = Math.min(cost, (row[d] ?? over) + (isSame ? 0 : 1), (next[d - 1] ?? over) + 1);
      next[d] = Math.min(cost, over);
      least = Math.min(least, next[d] ?? over);
    }
    if (least > edits) return null;
    row = next;
  }
  let best: { length: number; edits: number } | null = null;
  for (let d = 0; d < width; d++) {
    const cost = row[d] ?? over;
    const length = size + d - edits;
    if (cost <= edits && length >= 0 && (best === null || cost < best.edits)) best = { length, edits: cost };
  }
  return best;
}
