import type { Claim } from "../../claims/claim.js";
import { foldedLetters } from "../../claims/folded-letters.js";
import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { broaderOf, isRelated } from "./broader.js";
import { tokensOf } from "./class-table.js";
import { plainWording } from "./plain-wording.js";
import type { RegisteredScope } from "./registered-scope.js";

/** Units between a place and what is wrong there: 腰椎长了骨刺, 宫颈轻度糜烂. */
const REACH = 3;
/** General words for something wrong that take their sense from the place before them. */
const GENERAL = new Set(["inflammation", "symptom", "pain", "edema-broad"]);

/** Whether place and condition together stand in the scope as one word: 宫颈轻度糜烂 for 宫颈糜烂. */
export function isCondensed(
  lexicon: Lexicon,
  text: string,
  claim: Claim,
  token: Token,
  scope: RegisteredScope,
): boolean {
  const place = placeBefore(lexicon, claim, token);
  if (place === undefined) return false;
  const word = text.slice(place.start, place.end) + text.slice(token.start, token.end);
  return scope.wording.includes(plainWording(foldedLetters(word)));
}

/**
 * Whether a general word right after a place is a registered condition of that place: 腰椎骨刺 where 腰椎骨质增生 is
 * registered, 宫颈发炎 for 宫颈炎.
 */
export function isThere(lexicon: Lexicon, claim: Claim, token: Token, scope: RegisteredScope): boolean {
  const place = placeBefore(lexicon, claim, token);
  if (place === undefined) return false;
  const isGeneral = GENERAL.has(lexicon.concepts[token.concept]?.id ?? "");
  return [...scope.conditions].some((known) => {
    if (!isGeneral && !broaderOf(lexicon, known).has(token.concept)) return false;
    const sites = lexicon.concepts[known]?.sites ?? [];
    return sites.some((site) => isNarrowPlace(lexicon, site) && isRelated(lexicon, site, place.concept));
  });
}

function placeBefore(lexicon: Lexicon, claim: Claim, token: Token): Token | undefined {
  return tokensOf(lexicon, claim.tokens, "site").findLast(
    (site) => site.end <= token.start && token.start - site.end <= REACH,
  );
}

function isNarrowPlace(lexicon: Lexicon, site: string): boolean {
  const index = lexicon.conceptIndex.get(site);
  return index !== undefined && broaderOf(lexicon, index).size > 0;
}
