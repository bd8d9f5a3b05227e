import { type Lexicon, NUMBER_CONCEPT_COUNT } from "../claims/lexicon.js";
import { HIT, type MatchedText } from "../claims/matched-text.js";
import { SPAN } from "../claims/segment.js";
import type { Kind } from "../contracts/listing.js";
import type { ConceptSet } from "./concept-set.js";
import { type CompiledPattern, START_REACH } from "./match-pattern.js";
import type { Needs, PatternLists, Step } from "./pattern-needs.js";
import { SentenceView } from "./sentence-view.js";
import { MARKS, ROW, setMark, TermMarks, WORDS } from "./term-marks.js";

/** What an index holds: a pattern, and lists of the kinds of goods that it is for, each of which must allow the kind. */
export interface Indexable {
  readonly pattern: CompiledPattern;
  readonly kinds?: readonly (readonly Kind[] | undefined)[] | undefined;
}

/** Numbers of sentences after which it is looked up anew which set of each pattern is the rarest. */
const LEARN_AT = [256, 16_384];
const LEARN_LAST = 16_384;
/** Numbers a pattern in a list: the pattern and the marks that it needs. */
const LISTED = 1 + WORDS;

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
  /** By pattern: marks of the sets that it needs. */
  readonly #marksNeeded: Int32Array;
  readonly #terms: TermMarks;
  /** By number concept: marks. */
  readonly #marksOfNumbers = new Int32Array(NUMBER_CONCEPT_COUNT * WORDS);
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
  /** Marks that none of its words has. */
  #lacking0 = 0;
  #lacking1 = 0;
  #lacking2 = 0;
  #lacking3 = 0;
  readonly #found: number[] = [];
  /** Rows that lead to patterns. */
  readonly #leading: number[] = [];

  /** @param anchors as an index of the same patterns had them */
  constructor(lexicon: Lexicon, items: readonly Item[], anchors?: Int32Array) {
    this.#lexicon = lexicon;
    this.#items = items;
    this.#view = new SentenceView(lexicon);
    this.#taken = new Int32Array(items.length);
    this.#marksNeeded = new Int32Array(items.length * WORDS);
    this.#terms = new TermMarks(lexicon.lexemes.size);
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
    const { leadingNumbers } = lists;
    const terms = this.#terms;
    const leading = this.#leading;
    leading.length = 0;
    for (let at = first; at < last; at += HIT) {
      let row = terms.rowOf[hits[at] as number] as number;
      if (row === 0) row = this.#meet(hits[at] as number);
      if (terms.rows[row] === 1) leading.push(row);
    }
    if (isLearning) this.#count(matched, first, last);
    if (leading.length === 0 && (possible & leadingNumbers) === 0) return NOTHING;
    this.#collectMarks(matched, first, last, possible);
    const found = this.#found;
    found.length = 0;
    for (let i = 0; i < leading.length; i++) {
      const row = leading[i] as number;
      this.#take(lists.byRow[row / ROW] ?? this.#listOfRow(lists, row, kind));
    }
    if ((view.possible & leadingNumbers) !== 0) this.#takeNumbers(lists);
    if (found.length === 0) return NOTHING;
    return found.sort((a, b) => a - b).map((pattern) => this.#items[pattern] as Item);
  }

  /** Notes which marks the words and possible numbers of a sentence lack. */
  #collectMarks({ hits }: MatchedText, first: number, last: number, possible: number): void {
    const { rowOf, rows } = this.#terms;
    let [marks0, marks1, marks2, marks3] = [0, 0, 0, 0];
    for (let at = first; at < last; at += HIT) {
      const row = rowOf[hits[at] as number] as number;
      marks0 |= rows[row + 1] as number;
      marks1 |= rows[row + 2] as number;
      marks2 |= rows[row + 3] as number;
      marks3 |= rows[row + 4] as number;
    }
    const ofNumbers = this.#marksOfNumbers;
    for (let concept = 0; possible >> concept !== 0; concept++) {
      if (((possible >> concept) & 1) === 0) continue;
      marks0 |= ofNumbers[concept * WORDS] as number;
      marks1 |= ofNumbers[concept * WORDS + 1] as number;
      marks2 |= ofNumbers[concept * WORDS + 2] as number;
      marks3 |= ofNumbers[concept * WORDS + 3] as number;
    }
    this.#lacking0 = ~marks0;
    this.#lacking1 = ~marks1;
    this.#lacking2 = ~marks2;
    this.#lacking3 = ~marks3;
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
    const lacking0 = this.#lacking0;
    const lacking1 = this.#lacking1;
    const lacking2 = this.#lacking2;
    const lacking3 = this.#lacking3;
    for (let i = 0; i < list.length; i += LISTED) {
      if (((list[i + 1] as number) & lacking0) !== 0 || ((list[i + 2] as number) & lacking1) !== 0) continue;
      if (((list[i + 3] as number) & lacking2) !== 0 || ((list[i + 4] as number) & lacking3) !== 0) continue;
      const pattern = list[i] as number;
      if (this.#taken[pattern] === this.#number) continue;
      this.#taken[pattern] = this.#number;
      const needs = this.#needs[pattern] ?? this.#listNeeds(pattern);
      // Words first: to read the numbers is dear.
      if (this.#standsInOrder(needs, false) && this.#holdsAll(needs.sets) && this.#standsInOrder(needs, true))
        this.#found.push(pattern);
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
      view.holdsWord(this.#sets[id] as ConceptSet) ||
      ((numbers & view.possible) !== 0 && (numbers & view.numberBits) !== 0);
    this.#looked[id] = holds ? this.#number : -this.#number;
    return holds;
  }

  #standsInOrder({ start, only, steps }: Needs, withNumbers: boolean): boolean {
    const view = this.#view;
    if (only !== null && !withNumbers && !view.holds(only)) return false;
    if (start !== null && !withNumbers && !view.opensWith(start, START_REACH)) return false;
    for (let i = 0; i < steps.length; i++) {
      const { first, second, numbers, gap } = steps[i] as Step;
      const needsNumbers = (numbers & view.possible) !== 0;
      if (needsNumbers === withNumbers && !view.hasInOrder(first, second, gap, needsNumbers)) return false;
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
        byRow: [],
        byNumber,
        leadingNumbers: byNumber.reduce((bits, { length }, concept) => bits | (length === 0 ? 0 : 1 << concept), 0),
      };
      this.#lists.set(kind, lists);
    }
    this.#last = lists;
    this.#lastKind = kind;
    return lists;
  }

  /** Makes the row of a term. */
  #meet(term: number): number {
    const row = this.#terms.add(term);
    const { rows } = this.#terms;
    for (const { concept } of this.#lexicon.lexemes.of(term)) {
      if (this.#anchors[concept] !== this.#anchors[concept + 1]) rows[row] = 1;
      this.#addMarks(rows, row + 1, concept);
    }
    return row;
  }

  #listOfRow({ byRow }: PatternLists, row: number, kind: Kind | undefined): Int32Array {
    const concepts = this.#lexicon.lexemes.of(this.#terms.termOf(row)).map(({ concept }) => concept);
    const list = this.#patternsAt(concepts, kind);
    byRow[row / ROW] = list;
    return list;
  }

  #addMarks(table: Int32Array, at: number, concept: number): void {
    for (const [id, mark] of this.#markOf) if ((this.#sets[id] as ConceptSet).has(concept)) setMark(table, at, mark);
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
      patterns.flatMap((pattern) => [pattern, ...needed.subarray(pattern * WORDS, (pattern + 1) * WORDS)]),
    );
  }

  #listNeeds(index: number): Needs {
    const ofNumbers = this.#setsOf(index).filter((id) => this.#numbersIn[id] !== 0);
    const needs = this.#needsOf(index, ofNumbers);
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
      const [firstId, secondId] = [this.#setId(first), this.#setId(second)];
      steps.push({
        first,
        second,
        gap,
        numbers: (this.#numbersIn[firstId] as number) | (this.#numbersIn[secondId] as number),
      });
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
      const ofNumbers = rest.filter((id) => this.#numbersIn[id] !== 0);
      return this.#needsOf(pattern, ofNumbers);
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
    this.#terms.clear();
    this.#marksOfNumbers.fill(0);
    for (let concept = 0; concept < NUMBER_CONCEPT_COUNT; concept++)
      this.#addMarks(this.#marksOfNumbers, concept * WORDS, concept);
    this.#marksNeeded.fill(0);
    for (const [pattern, [, ...rest]] of sorted.entries()) {
      for (const id of rest) {
        const mark = this.#markOf.get(id);
        if (mark !== undefined) setMark(this.#marksNeeded, pattern * WORDS, mark);
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
    for (const [id, set] of this.#sets.entries())
      frequency[id] = set.members().reduce((sum, concept) => sum + (met[concept] as number), frequency[id] as number);
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

const NOTHING: readonly never[] = [];

function concerns(kinds: readonly Kind[] | undefined, kind: Kind | undefined): boolean {
  return kinds === undefined || kind === undefined || kinds.includes(kind);
}
