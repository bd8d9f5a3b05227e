import { DISGUISES, type Disguise } from "../contracts/match.js";
import type { Lexeme } from "./group-terms.js";
import type { Lexicon } from "./lexicon.js";
import { readNumbers } from "./numbers.js";
import { segment } from "./segment.js";
import type { Sentence, Token, TokenizedPassage } from "./token.js";

const ROOM_AT_FIRST = 4096;
let buffer = new Int32Array(ROOM_AT_FIRST);

/**
 * Reads a text into tokens: guards checked, words inside lawful longer words masked, of nested words of one class the
 * longest kept (血压 inside 高血压 is no word of its own), numbers with units added; then grouped by sentence.
 *
 * @example
 * tokenize(lexicon, "三天见效").tokens.length; // → 2: a duration and a result
 */
export function tokenize(lexicon: Lexicon, text: string): TokenizedPassage {
  const tokens = dropNested(lexicon, hitsToTokens(lexicon, text));
  return { text, tokens, sentences: groupBySentence(text, tokens) };
}

function hitsToTokens(lexicon: Lexicon, text: string): Token[] {
  let count = lexicon.matcher.findInto(text, buffer);
  if (count * 4 > buffer.length) {
    buffer = new Int32Array(count * 4 + ROOM_AT_FIRST);
    count = lexicon.matcher.findInto(text, buffer);
  }
  const tokens: Token[] = [];
  for (let i = 0; i < count * 4; i += 4) {
    const start = buffer[i + 1] as number;
    const end = buffer[i + 2] as number;
    const flags = buffer[i + 3] as number;
    const code = flags & 15;
    const disguise: Disguise | null = code === 0 ? null : (DISGUISES[code - 1] ?? null);
    if (disguise === "punctuation" && isListBreak(text, start, end)) continue;
    const lexemes = lexicon.lexemes[buffer[i] as number] as readonly Lexeme[];
    for (let n = 0; n < lexemes.length; n++) {
      const lexeme = lexemes[n] as Lexeme;
      if (lexeme.notAfter !== null && standsBehind(text, start, lexeme.notAfter)) continue;
      if (lexeme.notBefore !== null && standsBefore(text, end, lexeme.notBefore)) continue;
      tokens.push({
        concept: lexeme.concept,
        start,
        end,
        value: Number.NaN,
        disguise,
        confidence: (flags >> 4) / 1000,
      });
    }
  }
  return sortByPlace(withNumbers(lexicon, text, tokens));
}

/** By start, longer first. Hits come by end, so each token is nearly in place already: insertion beats a general sort. */
function sortByPlace(tokens: Token[]): Token[] {
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    let at = i - 1;
    for (; at >= 0; at--) {
      const before = tokens[at] as Token;
      if (before.start < token.start) break;
      if (before.start === token.start) {
        if (before.end > token.end || (before.end === token.end && before.concept <= token.concept)) break;
      }
      tokens[at + 1] = before;
    }
    tokens[at + 1] = token;
  }
  return tokens;
}

/** Joins the numbers of a text into tokens that are in order of end, keeping that order. */
function withNumbers(lexicon: Lexicon, text: string, hits: readonly Token[]): Token[] {
  const numbers = readNumbers(text);
  if (numbers.length === 0) return hits as Token[];
  const joined: Token[] = [];
  let next = 0;
  for (const number of numbers) {
    const concept = lexicon.conceptIndex.get(number.concept);
    if (concept === undefined) continue;
    while (next < hits.length && (hits[next] as Token).end <= number.end) joined.push(hits[next++] as Token);
    joined.push({ concept, start: number.start, end: number.end, value: number.value, disguise: null, confidence: 1 });
  }
  while (next < hits.length) joined.push(hits[next++] as Token);
  return joined;
}

function standsBehind(text: string, at: number, words: readonly string[]): boolean {
  return words.some((word) => text.endsWith(word, at));
}

function standsBefore(text: string, at: number, words: readonly string[]): boolean {
  return words.some((word) => text.startsWith(word, at));
}

const LIST_MARKS = "、，,“”‘’\"'（）()《》【】[]：:";

/** A single mark of a list or quotation inside a hit (病”“根, 菜根、治疗) separates words; it disguises nothing. */
function isListBreak(text: string, start: number, end: number): boolean {
  let gaps = 0;
  for (let i = start + 1; i < end - 1; i++) {
    if (!LIST_MARKS.includes(text.charAt(i))) continue;
    if (!LIST_MARKS.includes(text.charAt(i - 1))) gaps++;
  }
  return gaps === 1;
}

/** Tokens come by start, longer first, so whatever covers a token stands before it. */
function dropNested(lexicon: Lexicon, tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  const lawful: Token[] = [];
  for (const token of tokens) if (lexicon.masks[token.concept] !== null && token.disguise === null) lawful.push(token);
  let firstLawful = 0;
  const covers: Token[] = [];
  for (const token of tokens) {
    while (firstLawful < lawful.length && (lawful[firstLawful] as Token).end <= token.start) firstLawful++;
    if (isMasked(lexicon, lawful, firstLawful, token)) continue;
    if (lexicon.transparent[token.concept] === 1 || !Number.isNaN(token.value)) {
      kept.push(token);
      continue;
    }
    while (covers.length > 0 && (covers[covers.length - 1] as Token).end <= token.start) covers.pop();
    if (isNested(lexicon, covers, token)) continue;
    covers.push(token);
    kept.push(token);
  }
  return kept;
}

/** Whether a lawful longer word, from `first` on, holds the token and masks its concept. */
function isMasked(lexicon: Lexicon, lawful: readonly Token[], first: number, token: Token): boolean {
  if (lexicon.masks[token.concept] !== null) return false;
  for (let i = first; i < lawful.length; i++) {
    const word = lawful[i] as Token;
    if (word.start > token.start) return false;
    if (word.end >= token.end && (lexicon.masks[word.concept] as Uint8Array)[token.concept] === 1) return true;
  }
  return false;
}

function isNested(lexicon: Lexicon, covers: readonly Token[], token: Token): boolean {
  for (let i = covers.length - 1; i >= 0; i--) {
    const cover = covers[i] as Token;
    if (cover.end < token.end || cover.end - cover.start <= token.end - token.start) continue;
    if (lexicon.opaque[cover.concept] === 1 || sharesClass(lexicon, cover.concept, token.concept)) return true;
  }
  return false;
}

function sharesClass(lexicon: Lexicon, a: number, b: number): boolean {
  const own = lexicon.classIds[a] as readonly number[];
  const other = lexicon.classIds[b] as readonly number[];
  for (let i = 0; i < own.length; i++) if (other.includes(own[i] as number)) return true;
  return false;
}

function groupBySentence(text: string, tokens: readonly Token[]): Sentence[] {
  let next = 0;
  return segment(text).map((span) => {
    const firstToken = next;
    while (next < tokens.length && (tokens[next] as Token).start < span.end) next++;
    return { ...span, firstToken, lastToken: next };
  });
}
