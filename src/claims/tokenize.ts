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
  for (const number of readNumbers(text)) {
    const concept = lexicon.conceptIndex.get(number.concept);
    if (concept === undefined) continue;
    tokens.push({ concept, start: number.start, end: number.end, value: number.value, disguise: null, confidence: 1 });
  }
  return tokens.sort((a, b) => a.start - b.start || b.end - a.end || a.concept - b.concept);
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
  const lawful = tokens.filter((token) => lexicon.masks[token.concept] !== null && token.disguise === null);
  let firstLawful = 0;
  const covers: Token[] = [];
  return tokens.filter((token) => {
    while (firstLawful < lawful.length && (lawful[firstLawful] as Token).end <= token.start) firstLawful++;
    for (let i = firstLawful; i < lawful.length; i++) {
      const word = lawful[i] as Token;
      if (word.start > token.start) break;
      if (word.end < token.end || word === token) continue;
      if ((lexicon.masks[word.concept] as Uint8Array)[token.concept] === 1 && lexicon.masks[token.concept] === null)
        return false;
    }
    if (lexicon.transparent[token.concept] === 1 || !Number.isNaN(token.value)) return true;
    while (covers.length > 0 && (covers[covers.length - 1] as Token).end <= token.start) covers.pop();
    const isNested = covers.some(
      (cover) =>
        cover.end >= token.end &&
        cover.end - cover.start > token.end - token.start &&
        (lexicon.opaque[cover.concept] === 1 || sharesClass(lexicon, cover.concept, token.concept)),
    );
    if (!isNested) covers.push(token);
    return !isNested;
  });
}

function sharesClass(lexicon: Lexicon, a: number, b: number): boolean {
  const classes = lexicon.concepts[b]?.classes ?? [];
  return lexicon.concepts[a]?.classes.some((id) => classes.includes(id)) === true;
}

function groupBySentence(text: string, tokens: readonly Token[]): Sentence[] {
  let next = 0;
  return segment(text).map((span) => {
    const firstToken = next;
    while (next < tokens.length && (tokens[next] as Token).start < span.end) next++;
    return { ...span, firstToken, lastToken: next };
  });
}
