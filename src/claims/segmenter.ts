import { clauseEnd, clauseStart, type Sentence, type Token } from "./token.js";

/** Cuts Chinese text into words; injected, named in `engine.segmenter`, asked only where a match depends on it. */
export interface Segmenter {
  readonly name: string;
  /** The words of a text, in order; joined they are the text again. */
  cut(text: string): readonly string[];
  /** Whether any word of its dictionary holds the two characters side by side; absent: unknown, ask `cut`. */
  mayJoin?(left: string, right: string): boolean;
}

/** Longer terms do not arise by chance from the end of one word and the start of the next. */
const MAX_AMBIGUOUS_UNITS = 3;
/** Units of a clause that are cut at most: the words around a term depend on no more. */
const WINDOW = 24;

/**
 * Whether a short term is made of pieces of two words that have nothing to do with it: 全无 in 安全无创.
 *
 * @example
 * crossesWords(jieba, "但安全无创", sentence, token); // → true for 全无
 */
export function crossesWords(segmenter: Segmenter, text: string, sentence: Sentence, token: Token): boolean {
  if (token.disguise !== null || token.end - token.start > MAX_AMBIGUOUS_UNITS || token.end - token.start < 2)
    return false;
  const from = Math.max(clauseStart(sentence, token.start), token.start - WINDOW);
  const to = Math.min(clauseEnd(sentence, token.end - 1), token.end + WINDOW);
  if (segmenter.mayJoin !== undefined) {
    // No word reaches over an edge whose two characters stand together in no word: most terms need no cutting at all.
    const left = token.start > from && segmenter.mayJoin(text.charAt(token.start - 1), text.charAt(token.start));
    const right = token.end < to && segmenter.mayJoin(text.charAt(token.end - 1), text.charAt(token.end));
    if (!left && !right) return false;
  }
  let at = from;
  let hasInner = false;
  let startsWord = token.start === from;
  let endsWord = token.end === to;
  for (const word of segmenter.cut(text.slice(from, to))) {
    at += word.length;
    if (at === token.start) startsWord = true;
    else if (at === token.end) endsWord = true;
    else if (at > token.start && at < token.end) hasInner = true;
    if (at >= token.end) break;
  }
  return hasInner && !(startsWord && endsWord);
}
