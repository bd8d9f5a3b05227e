import type { Concept } from "../contracts/dictionary.js";
import type { Term } from "../contracts/match.js";
import { fold } from "../text/index.js";

/** What one term of the matcher stands for. */
export interface Lexeme {
  readonly concept: number;
  readonly notAfter: Guard | null;
  readonly notBefore: Guard | null;
}

/** Words that must not stand beside a hit, and their units that touch it: most hits touch none. */
export interface Guard {
  readonly words: readonly string[];
  readonly edges: ReadonlySet<number>;
}

export interface GroupedTerms {
  /** One term for all that fold to the same; left empty where `termOf` was known. */
  readonly terms: readonly Term[];
  /** Term index of each term of each concept, in order. */
  readonly termOf: Int32Array;
}

/**
 * Joins the terms of all concepts that fold to the same text, so that the matcher looks for each text once.
 *
 * @param known the same assignment from an earlier compilation of the same concepts: saves folding every term
 */
export function groupTerms(concepts: readonly Concept[], known?: Int32Array): GroupedTerms {
  const count = concepts.reduce((sum, concept) => sum + concept.terms.length, 0);
  if (known !== undefined) {
    if (known.length !== count) throw new RangeError("预编译的词条与词库不符，请重新执行 npm run build");
    return { terms: [], termOf: known };
  }
  const termOf = new Int32Array(count);
  const terms: Term[] = [];
  const byText = new Map<string, number>();
  let at = 0;
  for (const concept of concepts) {
    for (const entry of concept.terms) {
      const key = fold(entry.text);
      let term = byText.get(key);
      if (term === undefined) {
        term = terms.length;
        byText.set(key, term);
        terms.push({
          id: entry.text,
          text: entry.text,
          ...(entry.noise === undefined ? {} : { noise: entry.noise }),
          variants: entry.variants === true,
        });
      } else if (entry.variants === true) {
        terms[term] = { ...(terms[term] as Term), variants: true };
      }
      termOf[at++] = term;
    }
  }
  return { terms, termOf };
}
