import type { Concept } from "../contracts/dictionary.js";
import type { Matcher } from "../contracts/match.js";
import { compile, load } from "../match/index.js";
import { groupTerms } from "./group-terms.js";
import { Lexemes } from "./lexemes.js";
import { NUMBER_CONCEPTS } from "./numbers.js";

/** Concepts compiled for reading: one matcher over all terms, and what each term means. */
export interface Lexicon {
  readonly matcher: Matcher;
  readonly concepts: readonly Concept[];
  /** Literal words of patterns, in the order of their concepts. */
  readonly literals: readonly string[];
  readonly conceptIndex: ReadonlyMap<string, number>;
  /** Concept → numbers of its classes. */
  readonly classIds: readonly (readonly number[])[];
  /** See `PrecompiledTerms`. */
  readonly termOf: Int32Array;
  /** By term index of the matcher. */
  readonly lexemes: Lexemes;
  /** Concept → 1 where its hits may stand inside longer ones without being dropped, and drop none themselves. */
  readonly transparent: Uint8Array;
  /** Concept → 1 where words inside its hits are part of a name and do not count, whatever their class. */
  readonly opaque: Uint8Array;
  /** Concept → 1 where its hits are lawful words, which mask what stands inside them. */
  readonly lawful: Uint8Array;
  /** Whether a lawful word masks a concept: all of them, or those of the classes that it names. */
  masks(lawful: number, concept: number): boolean;
  /** Concepts of a class, as a 0/1 table by concept index. */
  conceptsOf(classId: string): Uint8Array;
  /** Concepts of a class, as a list. */
  membersOf(classId: string): readonly number[];
}

/** The dear parts of a compilation: read at start instead of computed, and shared between threads. */
export interface PrecompiledTerms {
  /** The matcher, serialised. */
  readonly automaton: ArrayBuffer | SharedArrayBuffer;
  /** Index of the matcher's term for each term of each concept, in order. */
  readonly termOf: Int32Array;
  /** What was learned of the patterns; without it they are all read at once. */
  readonly patterns?: PrecompiledPatterns | undefined;
}

/** What a start needs of patterns before any is read. */
export interface PrecompiledPatterns {
  /** Literal words of all patterns, in order. */
  readonly literals: readonly string[];
  /** Patterns of rules and of exemptions by the concepts that lead to them: see `PatternIndex.anchors`. */
  readonly rules: Int32Array;
  readonly exemptions: Int32Array;
}

/** Number concepts are the first of a lexicon. */
export const NUMBER_CONCEPT_COUNT = NUMBER_CONCEPTS.length;
/** Class of words that are lawful as a whole: hits inside them are masked (第一类医疗器械, 唯一标识). */
export const LAWFUL = "lawful";
/** Prefix of concept ids made from literal words in patterns. */
export const LITERAL = "lit:";
const LITERAL_CLASSES = ["literal"];
const OPAQUE_CLASSES = new Set(["condition", "pathogen", "product", "drug-name", "rx-drug", "colloquial-name"]);
const TRANSPARENT_CLASSES = new Set([
  "literal",
  LAWFUL,
  "patient",
  "population",
  "everyone",
  "transparent",
  "contrast",
  "tone-informing",
  "tone-selling",
]);

/**
 * Compiles concepts and the literal words of patterns into one lexicon.
 *
 * @param precompiled what an earlier compilation of the very same concepts and literals gave
 * @param literals words that patterns name directly; each becomes a concept `lit:<word>`
 * @example
 * const lexicon = compileLexicon(dictionary.concepts, ["让"]);
 */
export function compileLexicon(
  concepts: readonly Concept[],
  literals: readonly string[],
  precompiled?: PrecompiledTerms,
): Lexicon {
  const all: Concept[] = [
    ...NUMBER_CONCEPTS.map((id) => ({ id, name: id, classes: [id, "number"], terms: [] })),
    ...concepts,
    ...literals.map((word) => ({
      id: `${LITERAL}${word}`,
      name: word,
      classes: LITERAL_CLASSES,
      terms: [{ text: word, ...(word.length === 1 ? { noise: "none" as const } : {}) }],
    })),
  ];
  const { terms, termOf } = groupTerms(all, precompiled?.termOf);
  const conceptIndex = new Map<string, number>();
  const members = new Map<string, number[]>();
  const numberOf = new Map<string, number>();
  const classIds: (readonly number[])[] = [];
  const transparent = new Uint8Array(all.length);
  const opaque = new Uint8Array(all.length);
  const lawful = new Uint8Array(all.length);
  for (let index = 0; index < all.length; index++) {
    const { id, classes } = all[index] as Concept;
    conceptIndex.set(id, index);
    const ids: number[] = [];
    for (const name of classes) {
      const list = members.get(name);
      if (list === undefined) {
        numberOf.set(name, numberOf.size);
        members.set(name, [index]);
      } else list.push(index);
      ids.push(numberOf.get(name) as number);
      if (TRANSPARENT_CLASSES.has(name)) transparent[index] = 1;
      if (OPAQUE_CLASSES.has(name)) opaque[index] = 1;
      if (name === LAWFUL) lawful[index] = 1;
    }
    classIds.push(ids);
  }
  const classTables = new Map<string, Uint8Array>();
  const conceptsOf = (classId: string): Uint8Array => {
    let table = classTables.get(classId);
    if (table === undefined) {
      table = new Uint8Array(all.length);
      for (const index of members.get(classId) ?? []) table[index] = 1;
      classTables.set(classId, table);
    }
    return table;
  };
  const masks = (word: number, concept: number): boolean => {
    const named = all[word]?.masks;
    return named === undefined || named.length === 0 || named.some((id) => conceptsOf(id)[concept] === 1);
  };
  return {
    matcher: precompiled === undefined ? compile(terms) : load(precompiled.automaton),
    termOf,
    concepts: all,
    literals,
    conceptIndex,
    classIds,
    lexemes: new Lexemes(all, termOf),
    transparent,
    opaque,
    lawful,
    masks,
    conceptsOf,
    membersOf: (classId) => members.get(classId) ?? [],
  };
}
