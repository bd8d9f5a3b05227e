import type { Concept } from "../contracts/dictionary.js";
import type { Term } from "../contracts/match.js";
import { fold } from "../text/index.js";

/** What one term of the matcher stands for. */
export interface Lexeme {
  readonly concept: number;
  readonly notAfter: readonly string[] | null;
  readonly notBefore: readonly string[] | null;
}

export interface GroupedTerms {
  /** One term for all that fold to the same; left empty where `termOf` was known. */
  readonly terms: readonly Term[];
  /** By term index: every concept that the term names. */
  readonly lexemes: readonly (readonly Lexeme[])[];
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
  if (known !== undefined && known.length !== count)
    throw new RangeError("预编译的词条与词库不符，请重新执行 npm run build");
  const termOf = known ?? new Int32Array(count);
  const terms: Term[] = [];
  const lexemes: Lexeme[][] = [];
  const byText = new Map<string, number>();
  let at = 0;
  concepts.forEach((concept, index) => {
    for (const entry of concept.terms) {
      if (known === undefined) {
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
        termOf[at] = term;
      }
      addLexeme(lexemes, termOf[at++] as number, {
        concept: index,
        notAfter: entry.notAfter ?? null,
        notBefore: entry.notBefore ?? null,
      });
    }
  });
  return { terms, lexemes, termOf };
}

function addLexeme(lexemes: Lexeme[][], term: number, lexeme: Lexeme): void {
  const own = lexemes[term];
  if (own === undefined) lexemes[term] = [lexeme];
  else if (!own.some((known) => known.concept === lexeme.concept)) own.push(lexeme);
}
