import type { Concept } from "../contracts/dictionary.js";
import type { Lexeme } from "./group-terms.js";

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
    this.size = termOf.reduce((most, term) => Math.max(most, term + 1), 0);
    this.#starts = new Int32Array(this.size + 1);
    for (const term of termOf) this.#starts[term + 1] = (this.#starts[term + 1] as number) + 1;
    for (let term = 0; term < this.size; term++) {
      this.#starts[term + 1] = (this.#starts[term + 1] as number) + (this.#starts[term] as number);
    }
    const next = this.#starts.slice();
    this.#entries = new Int32Array(termOf.length);
    termOf.forEach((term, index) => {
      this.#entries[next[term] as number] = index;
      next[term] = (next[term] as number) + 1;
    });
    this.#made = new Array(this.size);
  }

  /** Every concept that a term names, each once. */
  of(term: number): readonly Lexeme[] {
    return this.#made[term] ?? this.#make(term);
  }

  #make(term: number): readonly Lexeme[] {
    const lexemes: Lexeme[] = [];
    const end = this.#starts[term + 1] ?? 0;
    for (let i = this.#starts[term] ?? end; i < end; i++) {
      const entry = this.#entries[i] as number;
      const concept = this.#conceptOf[entry] as number;
      if (lexemes.some((known) => known.concept === concept)) continue;
      const spec = this.#concepts[concept]?.terms[entry - (this.#firstOf[concept] as number)];
      lexemes.push({ concept, notAfter: spec?.notAfter ?? null, notBefore: spec?.notBefore ?? null });
    }
    this.#made[term] = lexemes;
    return lexemes;
  }
}
