import { DISGUISES, type Disguise } from "../contracts/match.js";
import type { Passage } from "../contracts/passage.js";
import type { Lexeme } from "./group-terms.js";
import { isGuarded, isListBreak } from "./guards.js";
import type { Lexicon } from "./lexicon.js";
import { HIT, type MatchedText, matchText } from "./matched-text.js";
import { readNumbers } from "./numbers.js";
import { clauseEndsOf, mayHoldNumber, SPAN } from "./segment.js";
import type { Sentence, Token, TokenizedPassage } from "./token.js";

/**
 * Reads a text into sentences and tokens: guards checked, words inside lawful longer words masked, of nested words of
 * one class the longest kept (血压 inside 高血压 is no word of its own), numbers with units added. The text is matched at
 * once, the tokens of a sentence are made when they are first asked for: most sentences of most pages never are.
 *
 * @example
 * tokenize(lexicon, "三天见效").tokens.length; // → 2: a duration and a result
 */
export function tokenize(lexicon: Lexicon, text: string): Reading {
  return new Reading(lexicon, matchText(lexicon, text));
}

const NO_TOKENS: readonly Token[] = [];
const readings = new WeakMap<Passage, Reading>();

/** The reading of a passage's text, made once: several rules ask for the same passage. */
export function readingOf(lexicon: Lexicon, passage: Passage): Reading {
  return knownReading(lexicon, passage) ?? keepReading(lexicon, passage, matchText(lexicon, passage.text));
}

/** The reading of a passage's text if it was made already. */
export function knownReading(lexicon: Lexicon, passage: Passage): Reading | null {
  const known = readings.get(passage);
  return known?.lexicon === lexicon ? known : null;
}

/** Makes the reading of a passage that was just matched. */
export function keepReading(lexicon: Lexicon, passage: Passage, matched: MatchedText): Reading {
  const reading = new Reading(lexicon, matched);
  readings.set(passage, reading);
  return reading;
}

/**
 * Tokens of a passage whose concepts a table marks, of dictionary words only. No reading is made, or kept, of a passage
 * whose hits name none of them.
 */
export function tokensOfPassage(lexicon: Lexicon, passage: Passage, table: Uint8Array): readonly Token[] {
  const known = knownReading(lexicon, passage);
  if (known !== null) return known.tokensOf(table);
  const matched = matchText(lexicon, passage.text);
  const isNamed = namesAny(lexicon, matched, 0, matched.spans[matched.count * SPAN + 3] as number, table);
  return isNamed ? keepReading(lexicon, passage, matched).tokensOf(table) : NO_TOKENS;
}

/** Whether a hit between two places names a concept that a table marks; guards and masks are not looked at. */
function namesAny({ lexemes }: Lexicon, { hits }: MatchedText, from: number, to: number, table: Uint8Array): boolean {
  for (let at = from; at < to; at += HIT) {
    const term = hits[at] as number;
    const end = lexemes.entriesFrom(term + 1);
    for (let entry = lexemes.entriesFrom(term); entry < end; entry++)
      if (table[lexemes.conceptAt(entry)] === 1) return true;
  }
  return false;
}

/** A text that was matched, to be read sentence by sentence. */
export class Reading implements TokenizedPassage, MatchedText {
  readonly lexicon: Lexicon;
  readonly text: string;
  readonly hits: Int32Array;
  readonly spans: Int32Array;
  readonly count: number;
  readonly #made: (SentenceReading | undefined)[];
  #tokens: readonly Token[] | null = null;

  /** Copies what it takes of `matched`, which is good until the next text is matched. */
  constructor(lexicon: Lexicon, { text, hits, spans, count }: MatchedText) {
    this.lexicon = lexicon;
    this.text = text;
    this.count = count;
    this.spans = spans.slice(0, (count + 1) * SPAN);
    this.hits = hits.slice(0, spans[count * SPAN + 3]);
    this.#made = [];
  }

  /** The sentence of a number from 0 to before `count`. */
  sentence(index: number): SentenceReading {
    let sentence = this.#made[index];
    if (sentence === undefined) {
      sentence = new SentenceReading(this, index);
      this.#made[index] = sentence;
    }
    return sentence;
  }

  get sentences(): readonly SentenceReading[] {
    for (let index = 0; index < this.count; index++) this.sentence(index);
    return this.#made as SentenceReading[];
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= this.sentences.flatMap(({ tokens }) => tokens);
    return this.#tokens;
  }

  /** Tokens of concepts that a table marks, of dictionary words only; sentences without one are not read. */
  tokensOf(table: Uint8Array): Token[] {
    const found: Token[] = [];
    for (let index = 0; index < this.count; index++) {
      const at = index * SPAN + 3;
      const [from, to] = [this.spans[at] as number, this.spans[at + SPAN] as number];
      if (!namesAny(this.lexicon, this, from, to, table)) continue;
      for (const token of this.sentence(index).tokens) if (table[token.concept] === 1) found.push(token);
    }
    return found;
  }
}

/** One sentence of a reading. */
export class SentenceReading implements Sentence {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly reading: Reading;
  #numbers: readonly Token[] | null = null;
  #tokens: readonly Token[] | null = null;
  #clauseEnds: readonly number[] | null = null;

  constructor(reading: Reading, index: number) {
    const at = index * SPAN;
    this.reading = reading;
    this.index = index;
    this.start = reading.spans[at] as number;
    this.end = reading.spans[at + 1] as number;
  }

  /** Its hits are `reading.hits` from `firstHit` to before `lastHit`, as places in the array. */
  get firstHit(): number {
    return this.reading.spans[this.index * SPAN + 3] as number;
  }

  get lastHit(): number {
    return this.reading.spans[(this.index + 1) * SPAN + 3] as number;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= dropNested(this.reading.lexicon, tokensIn(this));
    return this.#tokens;
  }

  /** Its numbers with units, in order of place. */
  get numbers(): readonly Token[] {
    const signs = this.reading.spans[this.index * SPAN + 2] as number;
    this.#numbers ??= mayHoldNumber(signs) ? numbersIn(this) : NO_TOKENS;
    return this.#numbers;
  }

  get clauseEnds(): readonly number[] {
    this.#clauseEnds ??= clauseEndsOf(this.reading.text, this.start, this.end);
    return this.#clauseEnds;
  }
}

function tokensIn({ reading, numbers, firstHit, lastHit }: SentenceReading): Token[] {
  const { lexicon, text, hits } = reading;
  const tokens: Token[] = [];
  for (let at = firstHit; at < lastHit; at += HIT) {
    const start = hits[at + 1] as number;
    const end = hits[at + 2] as number;
    const flags = hits[at + 3] as number;
    const code = flags & 15;
    const disguise: Disguise | null = code === 0 ? null : (DISGUISES[code - 1] ?? null);
    if (isListBreak(text, start, end, flags)) continue;
    const lexemes = lexicon.lexemes.of(hits[at] as number);
    for (let n = 0; n < lexemes.length; n++) {
      const lexeme = lexemes[n] as Lexeme;
      if (isGuarded(lexeme, text, start, end)) continue;
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
  return sortByPlace(withNumbers(numbers, tokens) as Token[]);
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

function numbersIn({ reading: { lexicon, text }, start: from, end: to }: SentenceReading): Token[] {
  const tokens: Token[] = [];
  for (const { concept: id, start, end, value } of readNumbers(text.slice(from, to))) {
    const concept = lexicon.conceptIndex.get(id);
    if (concept !== undefined)
      tokens.push({ concept, start: from + start, end: from + end, value, disguise: null, confidence: 1 });
  }
  return tokens;
}

/** Joins numbers into tokens that are in order of end, keeping that order. */
function withNumbers(numbers: readonly Token[], hits: readonly Token[]): readonly Token[] {
  if (numbers.length === 0) return hits;
  const joined: Token[] = [];
  let next = 0;
  for (const number of numbers) {
    while (next < hits.length && (hits[next] as Token).end <= number.end) joined.push(hits[next++] as Token);
    joined.push(number);
  }
  while (next < hits.length) joined.push(hits[next++] as Token);
  return joined;
}

/** Tokens come by start, longer first, so whatever covers a token stands before it. */
function dropNested(lexicon: Lexicon, tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  const lawful: Token[] = [];
  for (const token of tokens) if (lexicon.lawful[token.concept] === 1 && token.disguise === null) lawful.push(token);
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
  if (lexicon.lawful[token.concept] === 1) return false;
  for (let i = first; i < lawful.length; i++) {
    const word = lawful[i] as Token;
    if (word.start > token.start) return false;
    if (word.end >= token.end && lexicon.masks(word.concept, token.concept)) return true;
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
