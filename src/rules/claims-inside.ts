import { compareScope } from "../certificates/scope/compare-scope.js";
import { readClaims } from "../claims/read-claims.js";
import type { Sentence, TokenizedPassage } from "../claims/token.js";
import type { CompiledRules } from "./compile-rules.js";
import type { Registered } from "./registered.js";

/**
 * Whether a sentence claims something for a condition, and one registered scope holds all that it claims. Claims that deny
 * are none.
 */
export function claimsInside(
  { lexicon }: CompiledRules,
  registered: readonly Registered[],
  passage: TokenizedPassage,
  sentence: Sentence,
): boolean {
  if (registered.length === 0) return false;
  const claims = [...readClaims(lexicon, passage, sentence)].filter(({ negated }) => !negated);
  if (!claims.some(({ conditions }) => conditions.length > 0)) return false;
  return registered.some(
    ({ scope }) =>
      scope !== null &&
      claims.every((claim) => {
        const { relation, byThesaurus } = compareScope(lexicon, passage.text, claim, scope);
        return relation === "inside" && !byThesaurus;
      }),
  );
}
