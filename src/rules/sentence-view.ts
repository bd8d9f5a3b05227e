import type { Lexeme } from "../claims/group-terms.js";
import { isGuarded, isListBreak } from "../claims/guards.js";
import type { Lexicon } from "../claims/lexicon.js";
import { HIT, type MatchedText } from "../claims/matched-text.js";
import { type NumberSpan, readNumbers } from "../claims/numbers.js";
import { possibleNumbers, SPAN } from "../claims/segment.js";
import type { ConceptSet } from "./concept-set.js";
import { farthest, visibleUnits } from "./match-pattern.js";

/** Words and numbers of a sentence, at most, whose places are compared: the work grows with their square. */
const MAX_PLACES = 64;
/** Numbers a place: concept, start, end. */
const PLACE = 3;

/**
 * What a sentence of a matched text holds, from its hits alone: words inside longer ones count too, so that it may hold
 * less than this says, never more. Its arrays are used again for the next sentence.
 */
export class SentenceView {
  readonly #lexicon: Lexicon;
  #matched: MatchedText | null = null;
  #index = 0;
  /** Number of the sentence among all that were looked at. */
  #number = 0;
  /** The concepts that its words name, each once; fewer than 0 are not yet listed. */
  readonly #concepts: Int32Array;
  #conceptCount = -1;
  /** By concept: number of the sentence in which it was listed last. */
  readonly #listedIn: Int32Array;
  /** Bits of the number concepts that it may hold; once the numbers are read, of those that it does hold. */
  #possible = 0;
  #numbers: readonly NumberSpan[] | null = null;
  readonly #places = new Int32Array(MAX_PLACES * PLACE);
  #placeCount = -1;
  /** Places of lawful words: they mask what stands inside them. */
  readonly #lawful: number[] = [];

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#concepts = new Int32Array(lexicon.concepts.length);
    this.#listedIn = new Int32Array(lexicon.concepts.length);
  }

  look(matched: MatchedText, index: number): void {
    this.#matched = matched;
    this.#index = index;
    this.#number++;
    this.#conceptCount = -1;
    this.#placeCount = -1;
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

  /** Whether a word of it names a concept of a set; what stands around the word is not looked at. */
  hasWord(set: ConceptSet): boolean {
    if (this.#conceptCount < 0) this.#listConcepts();
    const concepts = this.#concepts;
    const count = this.#conceptCount;
    for (let i = 0; i < count; i++) if (set.has(concepts[i] as number)) return true;
    return false;
  }

  /** Whether a member of a set stands within `reach` units of the start. */
  opensWith(set: ConceptSet, reach: number): boolean {
    if (!this.#hasPlaces()) return true;
    const start = (this.#matched as MatchedText).spans[this.#index * SPAN] as number;
    const places = this.#places;
    for (let at = 0; at < this.#placeCount; at += PLACE)
      if ((places[at + 1] as number) - start <= reach && set.has(places[at] as number)) return true;
    return false;
  }

  /** Whether a member of a set stands in it. */
  holds(set: ConceptSet): boolean {
    if (!this.#hasPlaces()) return true;
    for (let at = 0; at < this.#placeCount; at += PLACE) if (set.has(this.#places[at] as number)) return true;
    return false;
  }

  /** Whether a member of `second` stands behind one of `first`, with at most `gap` units between that a reader sees. */
  hasInOrder(first: ConceptSet, second: ConceptSet, gap: number): boolean {
    if (!this.#hasPlaces()) return true;
    const places = this.#places;
    const count = this.#placeCount;
    for (let at = 0; at < count; at += PLACE) {
      if (!second.has(places[at] as number)) continue;
      const start = places[at + 1] as number;
      for (let before = 0; before < count; before += PLACE) {
        const end = places[before + 2] as number;
        if (end > start || start - end > farthest(gap) || !first.has(places[before] as number)) continue;
        if (start - end <= gap || visibleUnits((this.#matched as MatchedText).text, end, start) <= gap) return true;
      }
    }
    return false;
  }

  /** Lists the places of words and numbers; false where there are too many. */
  #hasPlaces(): boolean {
    if (this.#placeCount < 0) this.#placeCount = this.#listPlaces();
    return this.#placeCount <= MAX_PLACES * PLACE;
  }

  #listPlaces(): number {
    const { text, hits, spans } = this.#matched as MatchedText;
    const places = this.#places;
    const last = spans[this.#index * SPAN + SPAN + 3] as number;
    let count = 0;
    const lawful = this.#lawful;
    lawful.length = 0;
    for (let at = spans[this.#index * SPAN + 3] as number; at < last; at += HIT) {
      const start = hits[at + 1] as number;
      const end = hits[at + 2] as number;
      if (isListBreak(text, start, end, hits[at + 3] as number)) continue;
      const lexemes = this.#lexicon.lexemes.of(hits[at] as number);
      for (let i = 0; i < lexemes.length; i++) {
        const lexeme = lexemes[i] as Lexeme;
        if (isGuarded(lexeme, text, start, end)) continue;
        if (count >= places.length) return places.length + 1;
        places[count] = lexeme.concept;
        places[count + 1] = start;
        places[count + 2] = end;
        count += PLACE;
        const isPlain = ((hits[at + 3] as number) & 15) === 0;
        if (isPlain && this.#lexicon.lawful[lexeme.concept] === 1) lawful.push(lexeme.concept, start, end);
      }
    }
    if (lawful.length > 0) count = this.#dropMasked(count);
    if (this.#possible === 0) return count;
    const from = spans[this.#index * SPAN] as number;
    for (const { concept, start, end } of this.#readNumbers()) {
      if (count >= places.length) return places.length + 1;
      places[count] = this.#lexicon.conceptIndex.get(concept) as number;
      places[count + 1] = from + start;
      places[count + 2] = from + end;
      count += PLACE;
    }
    return count;
  }

  /** Drops the words inside lawful longer ones, as tokens are dropped. */
  #dropMasked(count: number): number {
    const places = this.#places;
    let kept = 0;
    for (let at = 0; at < count; at += PLACE) {
      if (this.#isMasked(places[at] as number, places[at + 1] as number, places[at + 2] as number)) continue;
      for (let i = 0; i < PLACE; i++) places[kept + i] = places[at + i] as number;
      kept += PLACE;
    }
    return kept;
  }

  #isMasked(concept: number, start: number, end: number): boolean {
    const lawful = this.#lawful;
    if (this.#lexicon.lawful[concept] === 1) return false;
    for (let i = 0; i < lawful.length; i += PLACE) {
      if ((lawful[i + 1] as number) > start || (lawful[i + 2] as number) < end) continue;
      if (this.#lexicon.masks(lawful[i] as number, concept)) return true;
    }
    return false;
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

  #listConcepts(): void {
    const { hits, spans } = this.#matched as MatchedText;
    const { lexemes } = this.#lexicon;
    const concepts = this.#concepts;
    const listedIn = this.#listedIn;
    const last = spans[this.#index * SPAN + SPAN + 3] as number;
    let count = 0;
    for (let at = spans[this.#index * SPAN + 3] as number; at < last; at += HIT) {
      const term = hits[at] as number;
      const end = lexemes.entriesFrom(term + 1);
      for (let entry = lexemes.entriesFrom(term); entry < end; entry++) {
        const concept = lexemes.conceptAt(entry);
        if (listedIn[concept] === this.#number) continue;
        listedIn[concept] = this.#number;
        concepts[count++] = concept;
      }
    }
    this.#conceptCount = count;
  }
}
