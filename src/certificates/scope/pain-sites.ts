import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { isRelated } from "./broader.js";
import type { RegisteredScope } from "./registered-scope.js";

const PAIN = /[痛疼]/u;
/** Body parts of one character, as lists in scopes write them: 颈、肩、腰、腿. */
const PARTS = new Set("颈肩腰腿膝背肘腕踝髋臂足脚");
/** What stands around parts in a word for pain: 腰酸背痛, 颈肩部疼痛. */
const FILLERS = new Set("酸胀疼痛部的和麻");
/** In a scope a part counts where it stands alone: before a mark, a joint, or the pain itself. */
const PART_ALONE = /^[颈肩腰腿膝背肘腕踝髋臂足脚部及和与或关节酸胀疼痛周]/u;

/**
 * Whether a pain is registered at the place where it is claimed: 颈肩腰腿痛 for 颈、肩、腰、腿及关节的疼痛, any pain where the
 * scope says 缓解疼痛 and nothing else.
 */
export function isPainThere(lexicon: Lexicon, text: string, token: Token, scope: RegisteredScope): boolean {
  const word = text.slice(token.start, token.end);
  if (!PAIN.test(word) || !PAIN.test(scope.letters)) return false;
  if (isAnyPain(lexicon, scope)) return true;
  if (arePartsListed(word, scope.letters)) return true;
  if (lexicon.concepts[token.concept]?.nature !== "symptom") return false;
  const sites = lexicon.concepts[token.concept]?.sites ?? [];
  return scope.facets.sites.some((site) =>
    sites.some((own) => own !== "body" && isRelated(lexicon, site.concept, own)),
  );
}

/** The scope names pain and no disease, no symptom and no place that would narrow it. */
function isAnyPain(lexicon: Lexicon, scope: RegisteredScope): boolean {
  if (scope.facets.sites.length > 0) return false;
  const pain = lexicon.conceptIndex.get("pain");
  return scope.conditions.size > 0 && [...scope.conditions].every((known) => known === pain);
}

function arePartsListed(word: string, letters: string): boolean {
  const parts = [...word].filter((unit) => PARTS.has(unit));
  if (parts.length === 0 || [...word].some((unit) => !PARTS.has(unit) && !FILLERS.has(unit))) return false;
  return parts.every((part) => {
    for (let at = letters.indexOf(part); at >= 0; at = letters.indexOf(part, at + 1))
      if (PART_ALONE.test(letters.slice(at + 1))) return true;
    return false;
  });
}
