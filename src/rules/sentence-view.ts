import type { Lexeme } from "../claims/group-terms.js";
import { isGuarded, isListBreak } from "../claims/guards.js";
import type { Lexicon } from "../claims/lexicon.js";
import { HIT, type MatchedText } from "../claims/matched-text.js";
import { type NumberSpan, readNumbers } from "../claims/numbers.js";
import { possibleNumbers, SPAN } from "../claims/segment.js";
import type { ConceptSet } from "./concept-set.js";
import { farthest, visibleUnits } from "./match-pattern.js";

/** Words of a sentence, at most, that are looked at one by one. */
const MAX_WORDS = 256;
/** Numbers a word: concept, hit, entry of its term. */
const WORD = 3;
/** Places of one set in a sentence, at most, that are compared: the work grows with their square. */
const MAX_PLACES = 64;
/** Numbers a lawful word: concept, start, end. */
const LAWFUL = 3;

/**
 * What a sentence of a matched text holds, from its hits alone: shorter words inside longer ones of their class count too, so
 * that it may hold less than this says, never more. Its arrays are used again for the next sentence.
 */
export class SentenceView {
  readonly #lexicon: Lexicon;
  #matched: MatchedText | null = null;
  #index = 0;
  /** Bits of the number concepts that it may hold; once the numbers are read, of those that it does hold. */
  #possible = 0;
  #numbers: readonly NumberSpan[] | null = null;
  readonly #words = new Int32Array(MAX_WORDS * WORD);
  /** As far as `words` is filled; fewer than 0: not yet, more than it holds: too many. */
  #wordsEnd = -1;
  readonly #starts = new Int32Array(MAX_PLACES);
  readonly #ends = new Int32Array(MAX_PLACES);
  /** Lawful words, which mask what stands inside them. */
  readonly #lawful: number[] = [];
  #knowsLawful = false;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  look(matched: MatchedText, index: number): void {
    this.#matched = matched;
    this.#index = index;
    this.#knowsLawful = false;
    this.#wordsEnd = -1;
    this.#numbers = null;
    this.#possible = possibleNumbers(matched.spans[index * SPAN + 2] as number);
  }

  /** The number concepts that it may hold, as bits. */
  get possible(): number {
    return this.#possible;
  }

  /** The number concepts that it holds, as bits. The numbers are read at most once. */
  get numberBits(): number {
    if (this.#numbers === null && this.#possible !== 0) this.#readNumbers();
    return this.#possible;
  }

  /** Whether a member of a set stands within `reach` units of the start. */
  opensWith(set: ConceptSet, reach: number): boolean {
    const start = (this.#matched as MatchedText).spans[this.#index * SPAN] as number;
    const count = this.#listBounds(set, START, this.#starts, true);
    if (count > MAX_PLACES) return true;
    for (let i = 0; i < count; i++) if ((this.#starts[i] as number) - start <= reach) return true;
    return false;
  }

  /** Whether a member of a set, be it a word or a number, stands in it. */
  holds(set: ConceptSet): boolean {
    return this.holdsWord(set) || this.#listNumbers(set, START, this.#starts, 0) > 0;
  }

  /** Whether a word of a set stands in it. */
  holdsWord(set: ConceptSet): boolean {
    if (!this.#hasWords()) return true;
    for (let at = 0; at < this.#wordsEnd; at += WORD)
      if (set.has(this.#words[at] as number) && this.#stands(at)) return true;
    return false;
  }

  /**
   * Whether a member of `second` stands behind one of `first`, with at most `gap` units between that a reader sees.
   *
   * @param withNumbers whether either set has numbers: then they are read
   */
  hasInOrder(first: ConceptSet, second: ConceptSet, gap: number, withNumbers: boolean): boolean {
    const starts = this.#starts;
    const ends = this.#ends;
    const behind = this.#listBounds(second, START, starts, withNumbers);
    if (behind === 0) return false;
    const before = this.#listBounds(first, END, ends, withNumbers);
    if (Math.max(behind, before) > MAX_PLACES) return true;
    const { text } = this.#matched as MatchedText;
    const reach = farthest(gap);
    for (let i = 0; i < behind; i++) {
      const start = starts[i] as number;
      for (let k = 0; k < before; k++) {
        const end = ends[k] as number;
        if (end > start || start - end > reach) continue;
        if (start - end <= gap || visibleUnits(text, end, start) <= gap) return true;
      }
    }
    return false;
  }

  /** Lists where members of a set start or end; returns their number, one more than there is room for where there are more. */
  #listBounds(set: ConceptSet, bound: typeof START | typeof END, into: Int32Array, withNumbers: boolean): number {
    if (!this.#hasWords()) return MAX_PLACES + 1;
    const { hits } = this.#matched as MatchedText;
    const words = this.#words;
    let count = 0;
    for (let at = 0; at < this.#wordsEnd; at += WORD) {
      if (!set.has(words[at] as number) || !this.#stands(at)) continue;
      if (count === MAX_PLACES) return count + 1;
      into[count++] = hits[(words[at + 1] as number) + bound] as number;
    }
    return withNumbers ? this.#listNumbers(set, bound, into, count) : count;
  }

  /** The same for the numbers of a set, behind the `count` that are listed. */
  #listNumbers(set: ConceptSet, bound: typeof START | typeof END, into: Int32Array, count: number): number {
    let bits = this.#possible;
    for (let concept = 0; bits >> concept !== 0; concept++) if (!set.has(concept)) bits &= ~(1 << concept);
    if (bits === 0) return count;
    const from = (this.#matched as MatchedText).spans[this.#index * SPAN] as number;
    let listed = count;
    for (const { concept, start, end } of this.#readNumbers()) {
      if (!set.has(this.#lexicon.conceptIndex.get(concept) as number)) continue;
      if (listed === MAX_PLACES) return listed + 1;
      into[listed++] = from + (bound === START ? start : end);
    }
    return listed;
  }

  /** Lists what the words of it name; false where that is too much. */
  #hasWords(): boolean {
    if (this.#wordsEnd < 0) this.#wordsEnd = this.#listWords();
    return this.#wordsEnd <= MAX_WORDS * WORD;
  }

  #listWords(): number {
    const { hits, spans } = this.#matched as MatchedText;
    const { lexemes } = this.#lexicon;
    const words = this.#words;
    const last = spans[this.#index * SPAN + SPAN + 3] as number;
    let end = 0;
    for (let at = spans[this.#index * SPAN + 3] as number; at < last; at += HIT) {
      const named = lexemes.of(hits[at] as number);
      for (let i = 0; i < named.length; i++) {
        if (end >= words.length) return words.length + WORD;
        words[end] = (named[i] as Lexeme).concept;
        words[end + 1] = at;
        words[end + 2] = i;
        end += WORD;
      }
    }
    return end;
  }

  /** Whether neither what stands beside a word nor a lawful word around it speaks against it. */
  #stands(word: number): boolean {
    const { text, hits } = this.#matched as MatchedText;
    const at = this.#words[word + 1] as number;
    const start = hits[at + 1] as number;
    const end = hits[at + 2] as number;
    if (isListBreak(text, start, end, hits[at + 3] as number)) return false;
    const lexeme = this.#lexicon.lexemes.of(hits[at] as number)[this.#words[word + 2] as number] as Lexeme;
    return !isGuarded(lexeme, text, start, end) && !this.#isMasked(lexeme.concept, start, end);
  }

  /** Whether a lawful longer word masks a word, as tokens are masked. */
  #isMasked(concept: number, start: number, end: number): boolean {
    if (this.#lexicon.lawful[concept] === 1) return false;
    if (!this.#knowsLawful) this.#listLawful();
    const lawful = this.#lawful;
    for (let i = 0; i < lawful.length; i += LAWFUL) {
      if ((lawful[i + 1] as number) > start || (lawful[i + 2] as number) < end) continue;
      if (this.#lexicon.masks(lawful[i] as number, concept)) return true;
    }
    return false;
  }

  #listLawful(): void {
    const { text, hits } = this.#matched as MatchedText;
    const { lexemes, lawful } = this.#lexicon;
    const words = this.#words;
    const list = this.#lawful;
    list.length = 0;
    this.#knowsLawful = true;
    for (let word = 0; word < this.#wordsEnd; word += WORD) {
      const at = words[word + 1] as number;
      if (lawful[words[word] as number] !== 1 || ((hits[at + 3] as number) & 15) !== 0) continue;
      const start = hits[at + 1] as number;
      const end = hits[at + 2] as number;
      const lexeme = lexemes.of(hits[at] as number)[words[word + 2] as number] as Lexeme;
      if (!isGuarded(lexeme, text, start, end)) list.push(lexeme.concept, start, end);
    }
  }

  #readNumbers(): readonly NumberSpan[] {
    if (this.#numbers !== null) return this.#numbers;
    const { text, spans } = this.#matched as MatchedText;
    const at = this.#index * SPAN;
    this.#numbers = readNumbers(text.slice(spans[at], spans[at + 1]));
    let bits = 0;
    // Number concepts are the first of a lexicon.
    for (const { concept } of this.#numbers) bits |= 1 << (this.#lexicon.conceptIndex.get(concept) as number);
    this.#possible = bits;
    return this.#numbers;
  }
}

/** Places in a hit. */
const START = 1;
const END = 2;
