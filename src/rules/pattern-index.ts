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
const LEARN_AT = [64, 1024, 16_384, 262_144];

/**
 * Which patterns may match in a sentence, told from its hits alone. A pattern needs one concept of each of several sets.
 * It is anchored at the set that was met least, so that a common word leads to no pattern at all, and it is tried only
 * where the sentence holds the other sets too: in a package insert that is one sentence in twenty. What is learned about
 * frequencies decides how fast an answer comes, never what it is.
 */
export class PatternIndex<Item extends Indexable> {
  readonly #lexicon: Lexicon;
  readonly #patterns: readonly IndexedPattern<Item>[];
  readonly #sets: ConceptSet[] = [];
  readonly #setIds = new Map<ConceptSet, number>();
  /** By set: the number concepts that belong to it, as bits. */
  readonly #numbersIn: Uint32Array;
  /** By set: number of the sentence it was looked for in last, negative where it was not there. */
  readonly #looked: Int32Array;
  /** By pattern: number of the sentence in which it was last taken up. */
  readonly #taken: Int32Array;
  /** By term of the matcher: hits so far. */
  readonly #hitsOf: Uint32Array;
  readonly #anchors = new Map<Kind | undefined, Anchors<Item>>();
  /** By number concept: sentences that held one so far. */
  readonly #numbersOf = new Uint32Array(NUMBER_CONCEPT_COUNT);
  #number = 0;

  constructor(lexicon: Lexicon, items: readonly Item[]) {
    this.#lexicon = lexicon;
    this.#patterns = items.map((item, index) => {
      const needed = item.pattern.elements.filter((element) => !element.optional);
      return { item, index, requires: [...new Set(needed.map((element) => this.#setId(element.accepts)))] };
    });
    this.#numbersIn = Uint32Array.from(this.#sets, (set) => {
      let bits = 0;
      for (let concept = 0; concept < NUMBER_CONCEPT_COUNT; concept++) if (set.has(concept)) bits |= 1 << concept;
      return bits;
    });
    this.#looked = new Int32Array(this.#sets.length);
    this.#taken = new Int32Array(items.length);
    this.#hitsOf = new Uint32Array(lexicon.lexemes.length);
  }

  /** Patterns for goods of a kind that may match in a sentence, in the order of the rules. */
  feasibleIn(sentence: SentenceReading, kind: Kind | undefined): readonly Item[] {
    if (LEARN_AT.includes(++this.#number)) this.#anchors.clear();
    const anchors = this.#anchorsFor(kind);
    const { firstHit, lastHit } = sentence;
    const { hits } = sentence.reading;
    const found: IndexedPattern<Item>[] = [];
    const { numberBits } = sentence;
    for (let concept = 0; numberBits >> concept !== 0; concept++) {
      if (((numberBits >> concept) & 1) === 0) continue;
      this.#numbersOf[concept] = (this.#numbersOf[concept] as number) + 1;
      this.#take(anchors.byNumber[concept] ?? [], sentence, found);
    }
    for (let at = firstHit; at < lastHit; at += HIT) {
      const term = hits[at] as number;
      this.#hitsOf[term] = (this.#hitsOf[term] as number) + 1;
      const patterns = anchors.byTerm[term] ?? this.#listPatterns(anchors, term);
      if (patterns.length > 0) this.#take(patterns, sentence, found);
    }
    if (found.length === 0) return [];
    return found.sort((a, b) => a.index - b.index).map(({ item }) => item);
  }

  #take(patterns: readonly IndexedPattern<Item>[], sentence: SentenceReading, found: IndexedPattern<Item>[]): void {
    for (let i = 0; i < patterns.length; i++) {
      const pattern = patterns[i] as IndexedPattern<Item>;
      if (this.#taken[pattern.index] === this.#number) continue;
      this.#taken[pattern.index] = this.#number;
      if (this.#holdsAll(pattern.requires, sentence)) found.push(pattern);
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

  #hasHit(set: ConceptSet, { reading: { hits }, firstHit, lastHit }: SentenceReading): boolean {
    for (let at = firstHit; at < lastHit; at += HIT) if (this.#namesAny(hits[at] as number, set)) return true;
    return false;
  }

  #namesAny(term: number, set: ConceptSet): boolean {
    const lexemes = this.#lexicon.lexemes[term] as readonly Lexeme[];
    for (let n = 0; n < lexemes.length; n++) if (set.has((lexemes[n] as Lexeme).concept)) return true;
    return false;
  }

  #anchorsFor(kind: Kind | undefined): Anchors<Item> {
    let anchors = this.#anchors.get(kind);
    if (anchors === undefined) {
      anchors = this.#chooseAnchors(kind);
      this.#anchors.set(kind, anchors);
    }
    return anchors;
  }

  #chooseAnchors(kind: Kind | undefined): Anchors<Item> {
    const frequency = this.#frequencies();
    const bySet = new Map<number, IndexedPattern<Item>[]>();
    for (const pattern of this.#patterns) {
      if (!(pattern.item.kinds ?? []).every((kinds) => concerns(kinds, kind))) continue;
      const [rarest, ...requires] = pattern.requires.toSorted(
        (a, b) => (frequency[a] as number) - (frequency[b] as number),
      );
      if (rarest === undefined) continue;
      const list = bySet.get(rarest);
      if (list === undefined) bySet.set(rarest, [{ ...pattern, requires }]);
      else list.push({ ...pattern, requires });
    }
    const byNumber = Array.from({ length: NUMBER_CONCEPT_COUNT }, (_, concept) =>
      [...bySet].flatMap(([id, patterns]) => (((this.#numbersIn[id] as number) >> concept) & 1 ? patterns : [])),
    );
    return { bySet: [...bySet], byTerm: [], byNumber };
  }

  /** By set: how often a word or number of it was met. */
  #frequencies(): Float64Array {
    const frequency = Float64Array.from(this.#numbersIn, (bits) =>
      this.#numbersOf.reduce((sum, count, concept) => sum + ((bits >> concept) & 1) * count, 0),
    );
    this.#hitsOf.forEach((count, term) => {
      if (count === 0) return;
      for (let id = 0; id < this.#sets.length; id++) {
        if (this.#namesAny(term, this.#sets[id] as ConceptSet)) frequency[id] = (frequency[id] as number) + count;
      }
    });
    return frequency;
  }

  #listPatterns(anchors: Anchors<Item>, term: number): readonly IndexedPattern<Item>[] {
    const patterns: IndexedPattern<Item>[] = [];
    for (const [id, list] of anchors.bySet) {
      if (this.#namesAny(term, this.#sets[id] as ConceptSet)) patterns.push(...list);
    }
    anchors.byTerm[term] = patterns;
    return patterns;
  }

  #setId(accepts: ConceptSet): number {
    let id = this.#setIds.get(accepts);
    if (id === undefined) {
      id = this.#sets.push(accepts) - 1;
      this.#setIds.set(accepts, id);
    }
    return id;
  }
}

/** Patterns by the set that they are anchored at, and by term as far as terms were met. */
interface Anchors<Item> {
  readonly bySet: readonly (readonly [set: number, patterns: readonly IndexedPattern<Item>[]])[];
  readonly byTerm: (readonly IndexedPattern<Item>[] | undefined)[];
  readonly byNumber: readonly (readonly IndexedPattern<Item>[])[];
}

interface IndexedPattern<Item> {
  readonly item: Item;
  readonly index: number;
  /** Ids of the sets that the pattern needs a concept of; of an anchored one, those besides its anchor, rarest first. */
  readonly requires: readonly number[];
}

function concerns(kinds: readonly Kind[] | undefined, kind: Kind | undefined): boolean {
  return kinds === undefined || kind === undefined || kinds.includes(kind);
}
