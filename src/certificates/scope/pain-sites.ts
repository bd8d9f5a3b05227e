import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { broaderOf, isRelated } from "./broader.js";
import type { RegisteredScope } from "./registered-scope.js";

const PAIN = /[痛疼酸僵]/u;
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
  if (
    lexicon.concepts[token.concept]?.nature === "symptom" &&
    isPainAlone(lexicon, scope) &&
    isOfLimbs(lexicon, token.concept)
  )
    return true;
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

/** The scope names pain, or stopping it, among functions and states, but no disease and no other symptom (止痛，促进血液循环). */
export function isPainAlone(lexicon: Lexicon, scope: RegisteredScope): boolean {
  const pain = lexicon.conceptIndex.get("pain") ?? -1;
  if (!scope.conditions.has(pain) || scope.facets.sites.some((site) => broaderOf(lexicon, site.concept).size > 1))
    return false;
  return [...scope.conditions].every((known) => {
    const concept = lexicon.concepts[known];
    return known === pain || (concept?.nature !== "disease" && (concept?.sites ?? []).every((site) => VAGUE.has(site)));
  });
}

/** Sites that say nothing of where it hurts. */
const VAGUE = new Set(["body", "blood-vessel", "capillary", "blood", "respiratory-system", "limb"]);
/** Pain of these is what 缓解疼痛 means where nothing else is said; 痛经, 头痛, 牙痛 are others' matter. */
const LIMBS: readonly string[] = ["joint-disease", "spine-disease", "musculoskeletal-disease", "soft-tissue-disease"];

export function isOfLimbs(lexicon: Lexicon, concept: number): boolean {
  const broader = broaderOf(lexicon, concept);
  return LIMBS.some((id) => broader.has(lexicon.conceptIndex.get(id) ?? -1));
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
