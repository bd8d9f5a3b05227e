import type { Sentence, TokenizedPassage } from "../claims/token.js";
import type { Kind } from "../contracts/listing.js";
import type { RulePattern } from "./compiled-rule.js";

/**
 * Patterns by what their first token may be, for each kind of goods, and a quick test whether a sentence holds what a
 * pattern asks for at all: most patterns fail there, for the price of one comparison.
 */
export class PatternIndex {
  readonly #patterns: readonly RulePattern[];
  readonly #concepts: number;
  readonly #byKind = new Map<Kind | undefined, readonly (readonly IndexedPattern[] | undefined)[]>();
  readonly #setIds = new Map<Uint8Array, number>();
  /** Concept → ids of the element sets that accept it. */
  readonly #setsOf: number[][];
  readonly #requires = new Map<RulePattern, readonly number[]>();
  readonly #stamps: Int32Array;
  #stamp = 0;

  constructor(patterns: readonly RulePattern[], concepts: number) {
    this.#patterns = patterns;
    this.#concepts = concepts;
    this.#setsOf = Array.from({ length: concepts }, () => []);
    for (const item of patterns) {
      const needed = item.pattern.elements.slice(1).filter((element) => !element.optional);
      this.#requires.set(item, [...new Set(needed.map((element) => this.#setId(element.accepts)))]);
    }
    this.#stamps = new Int32Array(this.#setIds.size);
  }

  /** Patterns that may start with a concept, for goods of a kind. */
  of(kind: Kind | undefined): readonly (readonly IndexedPattern[] | undefined)[] {
    let lists = this.#byKind.get(kind);
    if (lists === undefined) {
      lists = this.#index(kind);
      this.#byKind.set(kind, lists);
    }
    return lists;
  }

  /** Notes what a sentence holds; `isFeasible` then answers for this sentence. */
  enter(passage: TokenizedPassage, sentence: Sentence): void {
    this.#stamp++;
    for (let i = sentence.firstToken; i < sentence.lastToken; i++) {
      const sets = this.#setsOf[passage.tokens[i]?.concept ?? 0] ?? [];
      for (let s = 0; s < sets.length; s++) this.#stamps[sets[s] as number] = this.#stamp;
    }
  }

  isFeasible(pattern: IndexedPattern): boolean {
    const { requires } = pattern;
    for (let i = 0; i < requires.length; i++) {
      if (this.#stamps[requires[i] as number] !== this.#stamp) return false;
    }
    return true;
  }

  #setId(accepts: Uint8Array): number {
    let id = this.#setIds.get(accepts);
    if (id === undefined) {
      id = this.#setIds.size;
      this.#setIds.set(accepts, id);
      for (const concept of membersOf(accepts)) this.#setsOf[concept]?.push(id);
    }
    return id;
  }

  #index(kind: Kind | undefined): (IndexedPattern[] | undefined)[] {
    const lists = new Array<IndexedPattern[] | undefined>(this.#concepts);
    for (const item of this.#patterns) {
      if (!concerns(item.rule.spec.kinds, kind) || !concerns(item.spec.kinds, kind)) continue;
      const indexed = { item, requires: this.#requires.get(item) ?? [] };
      const first = item.pattern.elements[0]?.accepts;
      if (first === undefined) continue;
      for (const concept of membersOf(first)) {
        const list = lists[concept] ?? [];
        list.push(indexed);
        lists[concept] = list;
      }
    }
    return lists;
  }
}

export interface IndexedPattern {
  readonly item: RulePattern;
  /** Ids of the element sets that the rest of the pattern needs. */
  readonly requires: readonly number[];
}

function membersOf(accepts: Uint8Array): number[] {
  const members: number[] = [];
  for (let i = accepts.indexOf(1); i >= 0; i = accepts.indexOf(1, i + 1)) members.push(i);
  return members;
}

function concerns(kinds: readonly Kind[] | undefined, kind: Kind | undefined): boolean {
  return kinds === undefined || kind === undefined || kinds.includes(kind);
}
