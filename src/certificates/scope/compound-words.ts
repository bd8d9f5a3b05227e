import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { tokenize } from "../../claims/tokenize.js";
import { tokensOf } from "./class-table.js";

/** A word of fewer units is not looked into. */
const MIN_WORD = 4;
export const MAX_WORD = 10;
/** More different words than this are forgotten again. */
export const MAX_KNOWN = 5_000;
const cache = new WeakMap<Lexicon, Map<string, readonly number[]>>();

/**
 * The conditions that compound words of a scope are made of: 眩晕耳鸣 is both 眩晕 and 耳鸣, 食少便溏 both 食少 and 便溏,
 * though the thesaurus knows the whole word under one of the two.
 *
 * @returns concepts, beside those of the whole words
 */
export function partsOfCompound(lexicon: Lexicon, text: string, tokens: readonly Token[]): number[] {
  return tokensOf(lexicon, tokens, "condition").flatMap((token) => {
    const length = token.end - token.start;
    return length < MIN_WORD || length > MAX_WORD ? [] : partsOf(lexicon, text.slice(token.start, token.end));
  });
}

function partsOf(lexicon: Lexicon, word: string): readonly number[] {
  let known = cache.get(lexicon);
  if (known === undefined) {
    known = new Map();
    cache.set(lexicon, known);
  }
  let parts = known.get(word);
  if (parts === undefined) {
    parts = splitWord(lexicon, word);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(word, parts);
  }
  return parts;
}

/** Both halves must be symptoms or states as they stand: 慢性 of 慢性咽炎 is none, and a disease is no list of its parts. */
function splitWord(lexicon: Lexicon, word: string): number[] {
  for (let at = 2; at <= word.length - 2; at++) {
    const first = wholeWord(lexicon, word.slice(0, at));
    const second = first.length === 0 ? [] : wholeWord(lexicon, word.slice(at));
    if (second.length > 0) return [...first, ...second];
  }
  return [];
}

function wholeWord(lexicon: Lexicon, word: string): number[] {
  const { tokens } = tokenize(lexicon, word);
  return tokensOf(lexicon, tokens, "condition")
    .filter((token) => token.start === 0 && token.end === word.length)
    .map((token) => token.concept)
    .filter((concept) => ["symptom", "state"].includes(lexicon.concepts[concept]?.nature ?? ""));
}
