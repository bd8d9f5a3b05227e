import { type Lexicon, NUMBER_CONCEPT_COUNT } from "../claims/lexicon.js";
import { HIT, type MatchedText } from "../claims/matched-text.js";
import { SPAN } from "../claims/segment.js";
import type { Kind } from "../contracts/listing.js";
import type { ConceptSet } from "./concept-set.js";
import { type CompiledPattern, START_REACH } from "./match-pattern.js";
import { SentenceView } from "./sentence-view.js";

/** What an index holds: a pattern, and lists of the kinds of goods that it is for, each of which must allow the kind. */
export interface Indexable {
  readonly pattern: CompiledPattern;
  readonly kinds?: readonly (readonly Kind[] | undefined)[] | undefined;
}

/** Numbers of sentences after which it is looked up anew which set of each pattern is the rarest. */
const LEARN_AT = [256, 16_384];
const LEARN_LAST = 16_384;
/** In tables by term: not looked up yet. */
const UNKNOWN = -1;
/** Numbers a pattern in a list: the pattern and the marks that it needs. */
const LISTED = 3;
/** Sets that are told by a bit. */
const MARKS = 64;

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
  /** By pattern: what it needs besides the set that leads to it; made when it is first taken up. */
  #needs: (Needs | undefined)[] = [];
  // Marks are the bits of two numbers.
  /** By pattern: marks of the sets that it needs. */
  readonly #marksNeeded: Int32Array;
  /** By term of the matcher: marks of the sets that it belongs to, where the term is in a list. */
  readonly #marksOf: Int32Array;
  /** By number concept, likewise. */
  readonly #marksOfNumbers = new Int32Array(NUMBER_CONCEPT_COUNT * 2);
  /** Sets that have a mark: its number. */
  readonly #markOf = new Map<number, number>();
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
  /** By number concept: sentences so far that may have held one. */
  readonly #numbersOf = new Uint32Array(NUMBER_CONCEPT_COUNT);
  readonly #lists = new Map<Kind | undefined, PatternLists>();
  #last: PatternLists | null = null;
  #lastKind: Kind | undefined;
  // Of the sentence being looked at:
  readonly #view: SentenceView;
  #number = 0;
  #marks = 0;
  #moreMarks = 0;
  readonly #found: number[] = [];
  readonly #leading: number[] = [];

  /** @param anchors as an index of the same patterns had them */
  constructor(lexicon: Lexicon, items: readonly Item[], anchors?: Int32Array) {
    this.#lexicon = lexicon;
    this.#items = items;
    this.#view = new SentenceView(lexicon);
    this.#taken = new Int32Array(items.length);
    this.#marksNeeded = new Int32Array(items.length * 2);
    this.#marksOf = new Int32Array(lexicon.lexemes.size * 2);
    this.#hitsOf = new Uint32Array(lexicon.lexemes.size);
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
    this.#last = null;
  }

  /** Patterns for goods of a kind that may match in a sentence of a text, in the order of the rules. */
  feasibleIn(matched: MatchedText, sentence: number, kind: Kind | undefined): readonly Item[] {
    this.#number++;
    const isLearning = this.#number <= LEARN_LAST;
    if (isLearning && LEARN_AT.includes(this.#number)) this.learn();
    const { hits, spans } = matched;
    const first = spans[sentence * SPAN + 3] as number;
    const last = spans[sentence * SPAN + SPAN + 3] as number;
    const view = this.#view;
    view.look(matched, sentence);
    const possible = view.possible;
    if (first === last && possible === 0) return NOTHING;
    const lists = kind === this.#lastKind && this.#last !== null ? this.#last : this.#listsFor(kind);
    const { listOf, leadingNumbers } = lists;
    const marksOf = this.#marksOf;
    const leading = this.#leading;
    leading.length = 0;
    let marks = 0;
    let more = 0;
    for (let at = first; at < last; at += HIT) {
      const term = hits[at] as number;
      let list = listOf[term] as number;
      if (list === UNKNOWN) list = this.#meet(lists, term, kind);
      marks |= marksOf[term * 2] as number;
      more |= marksOf[term * 2 + 1] as number;
      if (list > 0) leading.push(list);
    }
    if (isLearning) this.#count(matched, first, last);
    if (leading.length === 0 && (possible & leadingNumbers) === 0) return NOTHING;
    for (let concept = 0; possible >> concept !== 0; concept++) {
      if (((possible >> concept) & 1) === 0) continue;
      marks |= this.#marksOfNumbers[concept * 2] as number;
      more |= this.#marksOfNumbers[concept * 2 + 1] as number;
    }
    this.#marks = marks;
    this.#moreMarks = more;
    const found = this.#found;
    found.length = 0;
    for (let i = 0; i < leading.length; i++) this.#take(lists.lists[leading[i] as number] as Int32Array);
    if ((view.possible & leadingNumbers) !== 0) this.#takeNumbers(lists);
    if (found.length === 0) return NOTHING;
    return found.sort((a, b) => a - b).map((pattern) => this.#items[pattern] as Item);
  }

  /** After the words: what a number leads to is kept only where the number, once read, is one. */
  #takeNumbers({ byNumber, leadingNumbers }: PatternLists): void {
    const found = this.#found;
    for (let concept = 0; leadingNumbers >> concept !== 0; concept++) {
      const bit = 1 << concept;
      if ((leadingNumbers & this.#view.possible & bit) === 0) continue;
      const kept = found.length;
      this.#take(byNumber[concept] as Int32Array);
      if (found.length === kept || (this.#view.numberBits & bit) !== 0) continue;
      // Another number may lead to them yet.
      for (let i = kept; i < found.length; i++) this.#taken[found[i] as number] = 0;
      found.length = kept;
    }
  }

  #take(list: Int32Array): void {
    const lacking = ~this.#marks;
    const lackingMore = ~this.#moreMarks;
    for (let i = 0; i < list.length; i += LISTED) {
      if (((list[i + 1] as number) & lacking) !== 0 || ((list[i + 2] as number) & lackingMore) !== 0) continue;
      const pattern = list[i] as number;
      if (this.#taken[pattern] === this.#number) continue;
      this.#taken[pattern] = this.#number;
      const needs = this.#needs[pattern] ?? this.#listNeeds(pattern);
      if (this.#holdsAll(needs.sets) && this.#standsInOrder(needs)) this.#found.push(pattern);
    }
  }

  #holdsAll(sets: readonly number[]): boolean {
    for (let i = 0; i < sets.length; i++) if (!this.#holds(sets[i] as number)) return false;
    return true;
  }

  #holds(id: number): boolean {
    const looked = this.#looked[id] as number;
    if (looked === this.#number) return true;
    if (looked === -this.#number) return false;
    const view = this.#view;
    const numbers = this.#numbersIn[id] as number;
    // Words first: to read the numbers is dear.
    const holds =
      view.hasWord(this.#sets[id] as ConceptSet) ||
      ((numbers & view.possible) !== 0 && (numbers & view.numberBits) !== 0);
    this.#looked[id] = holds ? this.#number : -this.#number;
    return holds;
  }

  #standsInOrder({ start, only, steps }: Needs): boolean {
    if (only !== null && !this.#view.holds(only)) return false;
    if (start !== null && !this.#view.opensWith(start, START_REACH)) return false;
    for (let i = 0; i < steps.length; i++) {
      const { first, second, gap } = steps[i] as Step;
      if (!this.#view.hasInOrder(first, second, gap)) return false;
    }
    return true;
  }

  #count({ hits }: MatchedText, first: number, last: number): void {
    for (let at = first; at < last; at += HIT) {
      const term = hits[at] as number;
      this.#hitsOf[term] = (this.#hitsOf[term] as number) + 1;
    }
    // What may be a number is what leads to patterns.
    const bits = this.#view.possible;
    for (let concept = 0; bits >> concept !== 0; concept++)
      if (((bits >> concept) & 1) === 1) this.#numbersOf[concept] = (this.#numbersOf[concept] as number) + 1;
  }

  #listsFor(kind: Kind | undefined): PatternLists {
    let lists = this.#lists.get(kind);
    if (lists === undefined) {
      const numbers = Array.from({ length: NUMBER_CONCEPT_COUNT }, (_, concept) => concept);
      const byNumber = numbers.map((concept) => this.#patternsAt([concept], kind));
      lists = {
        listOf: new Int32Array(this.#lexicon.lexemes.size).fill(UNKNOWN),
        lists: [new Int32Array(0)],
        byNumber,
        leadingNumbers: byNumber.reduce((bits, { length }, concept) => bits | (length === 0 ? 0 : 1 << concept), 0),
      };
      this.#lists.set(kind, lists);
    }
    this.#last = lists;
    this.#lastKind = kind;
    return lists;
  }

  /** Looks up which patterns a term leads to, and its marks. */
  #meet({ listOf, lists }: PatternLists, term: number, kind: Kind | undefined): number {
    const concepts = this.#lexicon.lexemes.of(term).map(({ concept }) => concept);
    const patterns = this.#patternsAt(concepts, kind);
    const list = patterns.length === 0 ? 0 : lists.push(patterns) - 1;
    listOf[term] = list;
    for (const concept of concepts) this.#addMarks(this.#marksOf, term, concept);
    return list;
  }

  #addMarks(table: Int32Array, row: number, concept: number): void {
    for (const [id, mark] of this.#markOf) if ((this.#sets[id] as ConceptSet).has(concept)) setMark(table, row, mark);
  }

  #patternsAt(concepts: readonly number[], kind: Kind | undefined): Int32Array {
    const anchors = this.#anchors;
    const patterns = concepts.flatMap((concept) =>
      Array.from(anchors.subarray(anchors[concept], anchors[concept + 1])).filter((pattern) =>
        (this.#items[pattern]?.kinds ?? []).every((kinds) => concerns(kinds, kind)),
      ),
    );
    const needed = this.#marksNeeded;
    return Int32Array.from(
      patterns.flatMap((pattern) => [pattern, needed[pattern * 2] as number, needed[pattern * 2 + 1] as number]),
    );
  }

  #listNeeds(index: number): Needs {
    const needs = this.#needsOf(index, this.#setsOf(index));
    this.#needs[index] = needs;
    return needs;
  }

  #needsOf(index: number, sets: readonly number[]): Needs {
    const { elements = [], atStart = false } = this.#items[index]?.pattern ?? {};
    const steps: Step[] = [];
    for (let at = 0; at + 1 < elements.length; ) {
      let next = at + 1;
      while (next < elements.length && elements[next]?.optional) next++;
      const first = elements[at]?.accepts;
      const second = elements[next]?.accepts;
      if (first === undefined || second === undefined) break;
      // What stands in between may be of any length.
      const gap = next > at + 1 ? Number.POSITIVE_INFINITY : (elements[next]?.gap ?? 0);
      steps.push({ first, second, gap });
      at = next;
    }
    const first = elements[0]?.accepts ?? null;
    return { sets, steps, only: steps.length === 0 ? first : null, start: atStart ? first : null };
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
    const sorted = sets.map((ids) => ids.toSorted(rarity));
    this.#mark(sorted, frequency);
    this.#needs = sorted.map(([rarest, ...rest], pattern) => {
      for (const concept of this.#sets[rarest ?? -1]?.members() ?? []) leading[concept]?.push(pattern);
      return this.#needsOf(
        pattern,
        rest.filter((id) => !this.#markOf.has(id) || this.#numbersIn[id] !== 0),
      );
    });
    let at = leading.length + 1;
    const anchors: number[] = [];
    for (const patterns of leading) {
      anchors.push(at);
      at += patterns.length;
    }
    return Int32Array.from([...anchors, at, ...leading.flat()]);
  }

  /** Gives a mark to the sets that are asked for most, so that one comparison tells that a pattern lacks one of them. */
  #mark(sorted: readonly (readonly number[])[], frequency: Float64Array): void {
    const asked = new Float64Array(this.#sets.length);
    for (const [rarest = -1, ...rest] of sorted)
      for (const id of rest) asked[id] = (asked[id] as number) + (frequency[rarest] as number);
    const ids = [...asked.keys()].filter((id) => (asked[id] as number) > 0);
    ids.sort((a, b) => (asked[b] as number) - (asked[a] as number));
    this.#markOf.clear();
    for (const [mark, id] of ids.slice(0, MARKS).entries()) this.#markOf.set(id, mark);
    this.#marksOf.fill(0);
    this.#marksOfNumbers.fill(0);
    for (let concept = 0; concept < NUMBER_CONCEPT_COUNT; concept++)
      this.#addMarks(this.#marksOfNumbers, concept, concept);
    this.#marksNeeded.fill(0);
    for (const [pattern, [, ...rest]] of sorted.entries()) {
      for (const id of rest) {
        const mark = this.#markOf.get(id);
        if (mark !== undefined) setMark(this.#marksNeeded, pattern, mark);
      }
    }
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
  /** By term: which of `lists`; the first, empty one for most; `UNKNOWN` until the term is met. */
  readonly listOf: Int32Array;
  readonly lists: Int32Array[];
  readonly byNumber: readonly Int32Array[];
  /** Number concepts that lead to any pattern, as bits. */
  readonly leadingNumbers: number;
}

/** What a pattern needs of a sentence, besides the set that leads to it. */
interface Needs {
  /** Ids of sets without a mark, rarest first. */
  readonly sets: readonly number[];
  readonly steps: readonly Step[];
  /** What there must be of a pattern without steps. */
  readonly only: ConceptSet | null;
  /** What must stand at the start of the sentence. */
  readonly start: ConceptSet | null;
}

/** Two elements that follow one another, and how far the second may stand behind the first, in units. */
interface Step {
  readonly first: ConceptSet;
  readonly second: ConceptSet;
  readonly gap: number;
}

const NOTHING: readonly never[] = [];

function setMark(table: Int32Array, row: number, mark: number): void {
  const at = row * 2 + (mark >> 5);
  table[at] = (table[at] as number) | (1 << (mark & 31));
}

function concerns(kinds: readonly Kind[] | undefined, kind: Kind | undefined): boolean {
  return kinds === undefined || kind === undefined || kinds.includes(kind);
}
