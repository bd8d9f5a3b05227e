import type { Lexicon } from "../../claims/lexicon.js";
import { broaderOf } from "./broader.js";
import type { RegisteredScope } from "./registered-scope.js";

interface Known {
  /** Word → measures whose state it is: 高血压 → 血压. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  readonly concepts: Map<number, readonly number[]>;
}

const cache = new WeakMap<Lexicon, Known>();

/**
 * The measured values that a condition or function is about: 高血压, 降血压 and 平稳血压 are about 血压.
 *
 * @returns concepts of class `measure`
 */
export function measuresOf(lexicon: Lexicon, concept: number): readonly number[] {
  let known = cache.get(lexicon);
  if (known === undefined) {
    known = { words: wordsOf(lexicon), concepts: new Map() };
    cache.set(lexicon, known);
  }
  let measures = known.concepts.get(concept);
  if (measures === undefined) {
    const own = namedBy(lexicon, known.words, concept);
    const aims = lexicon.concepts[concept]?.nature === "function" ? (lexicon.concepts[concept]?.parents ?? []) : [];
    measures = [
      ...own,
      ...aims.flatMap((aim) => namedBy(lexicon, known?.words ?? new Map(), lexicon.conceptIndex.get(aim) ?? -1)),
    ];
    known.concepts.set(concept, measures);
  }
  return measures;
}

/** Whether one of these measures, a broader or a narrower one, is registered. */
export function hasMeasure(lexicon: Lexicon, measures: readonly number[], scope: RegisteredScope): boolean {
  return scope.facets.measures.some((token) =>
    measures.some(
      (measure) =>
        measure === token.concept ||
        broaderOf(lexicon, measure).has(token.concept) ||
        broaderOf(lexicon, token.concept).has(measure),
    ),
  );
}

function wordsOf(lexicon: Lexicon): Map<string, number[]> {
  const words = new Map<string, number[]>();
  for (const state of lexicon.membersOf("measured-state"))
    for (const { text } of lexicon.concepts[state]?.terms ?? []) {
      const measures = (lexicon.concepts[state]?.parents ?? []).map((id) => lexicon.conceptIndex.get(id) ?? -1);
      words.set(text, [...(words.get(text) ?? []), ...measures]);
    }
  return words;
}

function namedBy(lexicon: Lexicon, words: ReadonlyMap<string, readonly number[]>, concept: number): number[] {
  return [...new Set((lexicon.concepts[concept]?.terms ?? []).flatMap(({ text }) => words.get(text) ?? []))];
}
