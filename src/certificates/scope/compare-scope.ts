import type { Claim } from "../../claims/claim.js";
import { foldedLetters } from "../../claims/folded-letters.js";
import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import type { ScopeRelation } from "../../contracts/dictionary.js";
import { broaderOf } from "./broader.js";
import { type RegisteredScope, strengthOf } from "./registered-scope.js";

/** The outcome of holding one claim against one registered scope. */
export interface ScopeComparison {
  readonly relation: ScopeRelation;
  /** Conditions of the claim that the scope does not hold. */
  readonly outside: readonly Token[];
  /** True where the answer rests on broader or narrower terms, which a person must confirm. */
  readonly byThesaurus: boolean;
}

const ONLY_MEASURES = new Set(["monitor", "diagnose"]);

/**
 * Compares a claim with a registered scope: inside, stronger than registered, outside, or unknown.
 *
 * A condition is inside where the scope names it, names a synonym, or names a broader term. A claim broader than the
 * scope is `unknown`. A verb stronger than the registered one is `stronger`.
 *
 * @param text the passage that the claim was read from
 * @example
 * compareScope(lexicon, text, claim, readRegisteredScope(lexicon, "用于发热患者的局部降温")).relation; // → "outside" for 近视
 */
export function compareScope(lexicon: Lexicon, text: string, claim: Claim, scope: RegisteredScope): ScopeComparison {
  const outside: Token[] = [];
  let byThesaurus = false;
  let unknown = false;
  for (const token of claim.conditions) {
    const letters = foldedLetters(text.slice(token.start, token.end));
    if (scope.conditions.has(token.concept) || (letters.length > 1 && scope.letters.includes(letters))) continue;
    if ([...broaderOf(lexicon, token.concept)].some((broader) => scope.conditions.has(broader))) {
      byThesaurus = true;
      continue;
    }
    if ([...scope.conditions].some((known) => broaderOf(lexicon, known).has(token.concept))) {
      unknown = true;
      continue;
    }
    outside.push(token);
  }
  if (outside.length > 0) return { relation: "outside", outside, byThesaurus: false };
  const action = claim.action;
  if (action !== null && scope.strength > 0) {
    const claimed = strengthOf(action);
    const measuresOnly = [...scope.actions].every((known) => ONLY_MEASURES.has(known) || known === "indicate");
    if (measuresOnly && claimed >= strengthOf("assist") && action !== "indicate") {
      return { relation: "stronger", outside, byThesaurus: false };
    }
    const promised = action === "cure" || action === "result";
    if (promised && !scope.actions.has(action)) return { relation: "stronger", outside, byThesaurus: false };
    const isAssisting = scope.actions.has("assist") && !scope.actions.has("treat");
    if (action === "treat" && isAssisting && !/辅助/u.test(text.slice(Math.max(0, claim.start - 6), claim.end + 6))) {
      return { relation: "stronger", outside, byThesaurus: true };
    }
    if (action === "treat" && scope.strength <= strengthOf("relieve")) {
      return { relation: "stronger", outside, byThesaurus: false };
    }
  }
  if (unknown) return { relation: "unknown", outside, byThesaurus: true };
  return { relation: "inside", outside, byThesaurus };
}
