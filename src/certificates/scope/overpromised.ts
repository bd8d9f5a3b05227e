import type { Claim } from "../../claims/claim.js";
import { foldedLetters } from "../../claims/folded-letters.js";
import type { Lexicon } from "../../claims/lexicon.js";
import { tokensOf } from "./class-table.js";
import { plainWording } from "./plain-wording.js";
import type { RegisteredScope } from "./registered-scope.js";

/**
 * Whether a clause promises that the product does a doctor's work, or does it without fail (自动诊断, 指导用药, 绝不感染),
 * where the scope does not say so in these words.
 */
export function overpromised(lexicon: Lexicon, text: string, claim: Claim, scope: RegisteredScope): boolean {
  return tokensOf(lexicon, claim.tokens, "beyond-use").some((token) => {
    if (token.start < claim.from || token.end > claim.to) return false;
    return !scope.wording.includes(plainWording(foldedLetters(text.slice(token.start, token.end))));
  });
}
