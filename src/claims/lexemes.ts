import type { Concept } from "../contracts/dictionary.js";
import { isSentenceEnd } from "../text/index.js";
import type { Guard, Lexeme } from "./group-terms.js";

/**
 * What the terms of the matcher stand for, made term by term when a text first holds it: a listing holds some hundred of
 * the tens of thousands.
 */
export class Lexemes {
  /** Terms of the matcher. */
  readonly size: number;
  readonly #concepts: readonly Concept[];
  /** By entry (a term of a concept, in order): its concept. */
  readonly #conceptOf: Int32Array;
  /** By concept: its first entry. */
  readonly #firstOf: Int32Array;
  /** Entries by term, those of `term` from `#starts[term]` on. */
  readonly #entries: Int32Array;
  readonly #starts: Int32Array;
  readonly #made: (readonly Lexeme[] | undefined)[];
  #guardsCrossEnds = false;

  /** @param termOf term index of each term of each concept, in order */
  constructor(concepts: readonly Concept[], termOf: Int32Array) {
    this.#concepts = concepts;
    this.#conceptOf = new Int32Array(termOf.length);
    this.#firstOf = new Int32Array(concepts.length);
    let entry = 0;
    concepts.forEach(({ terms }, concept) => {
      this.#firstOf[concept] = entry;
      this.#conceptOf.fill(concept, entry, entry + terms.length);
      entry += terms.length;
    });
    // Plain loops over plain arrays: this runs at every start, before anything is compiled.
    const count = termOf.length;
    let size = 0;
    for (let i = 0; i < count; i++) if ((termOf[i] as number) >= size) size = (termOf[i] as number) + 1;
    const starts = new Int32Array(size + 2);
    for (let i = 0; i < count; i++) {
      const at = (termOf[i] as number) + 2;
      starts[at] = (starts[at] as number) + 1;
    }
    for (let term = 2; term <= size + 1; term++) starts[term] = (starts[term] as number) + (starts[term - 1] as number);
    // Filling a row moves its start to its end, which is the start of the next: one place on, all is right.
    const entries = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const at = (termOf[i] as number) + 1;
      const place = starts[at] as number;
      entries[place] = i;
      starts[at] = place + 1;
    }
    this.size = size;
    this.#entries = entries;
    this.#starts = starts;
    this.#made = [];
  }

  /** Whether a guard of any term met so far holds a sentence end: then what a sentence says may depend on the one beside it. */
  get guardsCrossEnds(): boolean {
    return this.#guardsCrossEnds;
  }

  /** Every concept that a term names, each once. */
  of(term: number): readonly Lexeme[] {
    return this.#made[term] ?? this.#make(term);
  }

  /** Entries of a term: from here to before those of the next term. For loops that must not allocate; see `conceptAt`. */
  entriesFrom(term: number): number {
    return this.#starts[term] as number;
  }

  /** The concept of an entry. Two entries of one term may name the same. */
  conceptAt(entry: number): number {
    return this.#conceptOf[this.#entries[entry] as number] as number;
  }

  #make(term: number): readonly Lexeme[] {
    const lexemes: Lexeme[] = [];
    const end = this.#starts[term + 1] ?? 0;
    for (let i = this.#starts[term] ?? end; i < end; i++) {
      const entry = this.#entries[i] as number;
      const concept = this.#conceptOf[entry] as number;
      if (lexemes.some((known) => known.concept === concept)) continue;
      const spec = this.#concepts[concept]?.terms[entry - (this.#firstOf[concept] as number)];
      if (crossesEnd(spec?.notAfter) || crossesEnd(spec?.notBefore)) this.#guardsCrossEnds = true;
      lexemes.push({
        concept,
        notAfter: guardOf(spec?.notAfter, (word) => word.length - 1),
        notBefore: guardOf(spec?.notBefore, () => 0),
      });
    }
    this.#made[term] = lexemes;
    return lexemes;
  }
}

function guardOf(words: readonly string[] | undefined, edgeOf: (word: string) => number): Guard | null {
  if (words === undefined) return null;
  return { words, edges: new Set(words.map((word) => word.charCodeAt(edgeOf(word)))) };
}

function crossesEnd(words: readonly string[] | undefined): boolean {
  return words?.some((word) => Array.from(word).some((one) => isSentenceEnd(one.charCodeAt(0)))) === true;
}
