import type { Lexeme } from "../claims/group-terms.js";
import { type Lexicon, NUMBER_CONCEPT_COUNT } from "../claims/lexicon.js";
import { HIT, type SentenceReading } from "../claims/tokenize.js";
import type { Kind } from "../contracts/listing.js";
import type { ConceptSet } from "./concept-set.js";
import type { CompiledPattern } from "./match-pattern.js";

/** What an index holds: a pattern, and lists of the kinds of goods that it is for, each of which must allow the kind. */
export interface Indexable {
  readonly pattern: CompiledPattern;
  readonly kinds?: readonly (readonly Kind[] | undefined)[] | undefined;
}

/** Numbers of sentences after which it is looked up anew which set of each pattern is the rarest. */
const LEARN_AT = [256, 16_384];

/**
 * Which patterns may match in a sentence, told from its hits alone. A pattern needs one concept of each of several sets.
 * It is anchored at the set that was met least, so that a common word leads to no pattern at all, and it is tried only
 * where the sentence holds the other sets too: in a package insert that is one sentence in twenty. What is learned about
 * frequencies decides how fast an answer comes, never what it is.
 */
export class PatternIndex<Item extends Indexable> {
  readonly #lexicon: Lexicon;
  readonly #items: readonly Item[];
  /** See `anchors`. */
  #anchors: Int32Array;
  /** By pattern: ids of the sets that it needs a concept of, rarest first; made when it is first taken up. */
  #requires: (readonly number[] | undefined)[] = [];
  readonly #sets: ConceptSet[] = [];
  readonly #setIds = new Map<ConceptSet, number>();
  /** By set: the number concepts that belong to it, as bits. */
  readonly #numbersIn: number[] = [];
  /** By set: number of the sentence it was looked for in last, negative where it was not there. */
  readonly #looked: number[] = [];
  /** By pattern: number of the sentence in which it was last taken up. */
  readonly #taken: Int32Array;
  /** By term of the matcher: hits so far. */
  readonly #hitsOf: Uint32Array;
  /** By number concept: sentences that held one so far. */
  readonly #numbersOf = new Uint32Array(NUMBER_CONCEPT_COUNT);
  readonly #lists = new Map<Kind | undefined, PatternLists>();
  /** The concepts that the sentence names, as far as they were asked for. */
  readonly #concepts: Int32Array;
  readonly #listedIn: Int32Array;
  #conceptCount = 0;
  #isListed = false;
  #number = 0;

  /** @param anchors as an index of the same patterns had them */
  constructor(lexicon: Lexicon, items: readonly Item[], anchors?: Int32Array) {
    this.#lexicon = lexicon;
    this.#items = items;
    this.#taken = new Int32Array(items.length);
    this.#hitsOf = new Uint32Array(lexicon.lexemes.size);
    this.#concepts = new Int32Array(lexicon.concepts.length);
    this.#listedIn = new Int32Array(lexicon.concepts.length);
    this.#anchors = anchors ?? this.#chooseAnchors();
  }

  /**
   * The patterns by the concepts that lead to them: those of concept `c` are numbers `anchors[c]` to before
   * `anchors[c + 1]` of the same array.
   */
  get anchors(): Int32Array {
    return this.#anchors;
  }

  /** Chooses anchors by what was met so far. */
  learn(): void {
    this.#anchors = this.#chooseAnchors();
    this.#lists.clear();
  }

  /** Patterns for goods of a kind that may match in a sentence, in the order of the rules. */
  feasibleIn(sentence: SentenceReading, kind: Kind | undefined): readonly Item[] {
    if (LEARN_AT.includes(++this.#number)) this.learn();
    this.#isListed = false;
    const { byTerm, byNumber } = this.#listsFor(kind);
    const { firstHit, lastHit, numberBits } = sentence;
    const { hits } = sentence.reading;
    const found: number[] = [];
    for (let concept = 0; numberBits >> concept !== 0; concept++) {
      if (((numberBits >> concept) & 1) === 0) continue;
      this.#numbersOf[concept] = (this.#numbersOf[concept] as number) + 1;
      this.#take(byNumber[concept] ?? [], sentence, found);
    }
    for (let at = firstHit; at < lastHit; at += HIT) {
      const term = hits[at] as number;
      this.#hitsOf[term] = (this.#hitsOf[term] as number) + 1;
      const patterns = byTerm[term] ?? this.#listPatterns(byTerm, term, kind);
      if (patterns.length > 0) this.#take(patterns, sentence, found);
    }
    if (found.length === 0) return [];
    return found.sort((a, b) => a - b).map((pattern) => this.#items[pattern] as Item);
  }

  #take(patterns: readonly number[], sentence: SentenceReading, found: number[]): void {
    for (let i = 0; i < patterns.length; i++) {
      const pattern = patterns[i] as number;
      if (this.#taken[pattern] === this.#number) continue;
      this.#taken[pattern] = this.#number;
      const requires = this.#requires[pattern] ?? this.#listRequired(pattern);
      if (this.#holdsAll(requires, sentence)) found.push(pattern);
    }
  }

  #holdsAll(requires: readonly number[], sentence: SentenceReading): boolean {
    for (let i = 0; i < requires.length; i++) if (!this.#holds(requires[i] as number, sentence)) return false;
    return true;
  }

  #holds(id: number, sentence: SentenceReading): boolean {
    const looked = this.#looked[id] as number;
    if (looked === this.#number) return true;
    if (looked === -this.#number) return false;
    const holds =
      ((this.#numbersIn[id] as number) & sentence.numberBits) !== 0 ||
      this.#hasHit(this.#sets[id] as ConceptSet, sentence);
    this.#looked[id] = holds ? this.#number : -this.#number;
    return holds;
  }

  #hasHit(set: ConceptSet, sentence: SentenceReading): boolean {
    if (!this.#isListed) this.#listConcepts(sentence);
    for (let i = 0; i < this.#conceptCount; i++) if (set.has(this.#concepts[i] as number)) return true;
    return false;
  }

  /** Lists the concepts that the hits of a sentence name, each once. */
  #listConcepts({ reading: { hits }, firstHit, lastHit }: SentenceReading): void {
    this.#isListed = true;
    this.#conceptCount = 0;
    for (let at = firstHit; at < lastHit; at += HIT) {
      const lexemes = this.#lexicon.lexemes.of(hits[at] as number);
      for (let n = 0; n < lexemes.length; n++) {
        const { concept } = lexemes[n] as Lexeme;
        if (this.#listedIn[concept] === this.#number) continue;
        this.#listedIn[concept] = this.#number;
        this.#concepts[this.#conceptCount++] = concept;
      }
    }
  }

  #listsFor(kind: Kind | undefined): PatternLists {
    let lists = this.#lists.get(kind);
    if (lists === undefined) {
      const numbers = Array.from({ length: NUMBER_CONCEPT_COUNT }, (_, concept) => concept);
      lists = { byTerm: [], byNumber: numbers.map((concept) => this.#patternsAt([concept], kind)) };
      this.#lists.set(kind, lists);
    }
    return lists;
  }

  #listPatterns(byTerm: (readonly number[] | undefined)[], term: number, kind: Kind | undefined): readonly number[] {
    const concepts = this.#lexicon.lexemes.of(term).map(({ concept }) => concept);
    const patterns = this.#patternsAt(concepts, kind);
    byTerm[term] = patterns;
    return patterns;
  }

  #patternsAt(concepts: readonly number[], kind: Kind | undefined): readonly number[] {
    const anchors = this.#anchors;
    return concepts.flatMap((concept) =>
      Array.from(anchors.subarray(anchors[concept], anchors[concept + 1])).filter((pattern) =>
        (this.#items[pattern]?.kinds ?? []).every((kinds) => concerns(kinds, kind)),
      ),
    );
  }

  #listRequired(index: number): readonly number[] {
    const ids = this.#setsOf(index);
    this.#requires[index] = ids;
    return ids;
  }

  #setsOf(index: number): readonly number[] {
    const elements = this.#items[index]?.pattern.elements ?? [];
    return [...new Set(elements.filter(({ optional }) => !optional).map(({ accepts }) => this.#setId(accepts)))];
  }

  #chooseAnchors(): Int32Array {
    const sets = this.#items.map((_, index) => this.#setsOf(index));
    const frequency = this.#frequencies();
    const rarity = (a: number, b: number): number => (frequency[a] as number) - (frequency[b] as number);
    const leading: number[][] = Array.from(this.#lexicon.concepts, () => []);
    this.#requires = sets.map((ids, pattern) => {
      const [rarest, ...rest] = ids.toSorted(rarity);
      if (rarest === undefined) return [];
      for (const concept of this.#sets[rarest]?.members() ?? []) leading[concept]?.push(pattern);
      return rest;
    });
    let at = leading.length + 1;
    const anchors: number[] = [];
    for (const patterns of leading) {
      anchors.push(at);
      at += patterns.length;
    }
    return Int32Array.from([...anchors, at, ...leading.flat()]);
  }

  /** By set: how often a word or number of it was met. */
  #frequencies(): Float64Array {
    const frequency = Float64Array.from(this.#numbersIn, (bits) =>
      this.#numbersOf.reduce((sum, count, concept) => sum + ((bits >> concept) & 1) * count, 0),
    );
    const met = new Float64Array(this.#lexicon.concepts.length);
    this.#hitsOf.forEach((count, term) => {
      if (count === 0) return;
      for (const { concept } of this.#lexicon.lexemes.of(term)) met[concept] = (met[concept] as number) + count;
    });
    met.forEach((count, concept) => {
      if (count === 0) return;
      for (let id = 0; id < this.#sets.length; id++) {
        if ((this.#sets[id] as ConceptSet).has(concept)) frequency[id] = (frequency[id] as number) + count;
      }
    });
    return frequency;
  }

  #setId(accepts: ConceptSet): number {
    let id = this.#setIds.get(accepts);
    if (id === undefined) {
      id = this.#sets.push(accepts) - 1;
      this.#setIds.set(accepts, id);
      this.#looked.push(0);
      let bits = 0;
      for (let concept = 0; concept < NUMBER_CONCEPT_COUNT; concept++) if (accepts.has(concept)) bits |= 1 << concept;
      this.#numbersIn.push(bits);
    }
    return id;
  }
}

/** The patterns for goods of a kind that a term, or a number, leads to. */
interface PatternLists {
  readonly byTerm: (readonly number[] | undefined)[];
  readonly byNumber: readonly (readonly number[])[];
}

function concerns(kinds: readonly Kind[] | undefined, kind: Kind | undefined): boolean {
  return kinds === undefined || kind === undefined || kinds.includes(kind);
}
