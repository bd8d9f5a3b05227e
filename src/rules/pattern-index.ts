import type { Sentence, TokenizedPassage } from "../claims/token.js";
import type { Kind } from "../contracts/listing.js";
import type { RulePattern } from "./compiled-rule.js";
import type { ConceptSet } from "./concept-set.js";

/**
 * Patterns by what their first token may be, for each kind of goods, and a quick test whether a sentence holds what a
 * pattern asks for at all: most patterns fail there. Lists are made when a concept is first met, so that a start costs
 * nothing for concepts that no text holds.
 */
export class PatternIndex {
  readonly #patterns: readonly IndexedPattern[];
  readonly #byKind = new Map<Kind | undefined, (readonly IndexedPattern[] | undefined)[]>();
  readonly #sets: ConceptSet[] = [];
  readonly #setIds = new Map<ConceptSet, number>();
  /** By set: number of the sentence it was last looked for in, negative where it was not there. */
  readonly #seen: Int32Array;
  #passage: TokenizedPassage | null = null;
  #sentence: Sentence | null = null;
  #number = 0;

  constructor(patterns: readonly RulePattern[]) {
    this.#patterns = patterns.map((item) => {
      const needed = item.pattern.elements.slice(1).filter((element) => !element.optional);
      return { item, requires: [...new Set(needed.map((element) => this.#setId(element.accepts)))] };
    });
    this.#seen = new Int32Array(this.#sets.length);
  }

  /** Patterns that may start with a concept, for goods of a kind. */
  startingWith(concept: number, kind: Kind | undefined): readonly IndexedPattern[] {
    let lists = this.#byKind.get(kind);
    if (lists === undefined) {
      lists = [];
      this.#byKind.set(kind, lists);
    }
    let list = lists[concept];
    if (list === undefined) {
      list = this.#patterns.filter(
        ({ item }) =>
          item.pattern.elements[0]?.accepts.has(concept) === true &&
          concerns(item.rule.spec.kinds, kind) &&
          concerns(item.spec.kinds, kind),
      );
      lists[concept] = list;
    }
    return list;
  }

  /** Names the sentence that `isFeasible` answers for. */
  enter(passage: TokenizedPassage, sentence: Sentence): void {
    this.#passage = passage;
    this.#sentence = sentence;
    this.#number++;
  }

  /** Whether the sentence holds a token for each element that the pattern needs. */
  isFeasible(pattern: IndexedPattern): boolean {
    const { requires } = pattern;
    for (let i = 0; i < requires.length; i++) if (!this.#holds(requires[i] as number)) return false;
    return true;
  }

  #holds(id: number): boolean {
    const seen = this.#seen[id] as number;
    if (seen === this.#number) return true;
    if (seen === -this.#number) return false;
    const set = this.#sets[id] as ConceptSet;
    const { firstToken, lastToken } = this.#sentence as Sentence;
    const { tokens } = this.#passage as TokenizedPassage;
    for (let i = firstToken; i < lastToken; i++) {
      const token = tokens[i];
      if (token !== undefined && set.has(token.concept)) {
        this.#seen[id] = this.#number;
        return true;
      }
    }
    this.#seen[id] = -this.#number;
    return false;
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

export interface IndexedPattern {
  readonly item: RulePattern;
  /** Ids of the element sets that the rest of the pattern needs. */
  readonly requires: readonly number[];
}

function concerns(kinds: readonly Kind[] | undefined, kind: Kind | undefined): boolean {
  return kinds === undefined || kind === undefined || kinds.includes(kind);
}
