import type { Claim } from "../../claims/claim.js";
import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import type { ScopeRelation } from "../../contracts/dictionary.js";
import { compareConditions } from "./compare-conditions.js";
import { type Aspect, compareFacets, type FacetAnswer } from "./compare-facets.js";
import { isOverstated, isStronger, namesMeasuredState, onlyMeasures } from "./compare-strength.js";
import { isUsedAfter } from "./context-conditions.js";
import { type Facets, readFacets } from "./facets.js";
import { overpromised } from "./overpromised.js";
import type { RegisteredScope } from "./registered-scope.js";

/** The outcome of holding one claim against one registered scope. */
export interface ScopeComparison {
  readonly relation: ScopeRelation;
  /** Conditions of the claim that the scope does not hold. */
  readonly outside: readonly Token[];
  /** True where the answer rests on broader or narrower terms, which a person must confirm. */
  readonly byThesaurus: boolean;
  /** In what respect the claim goes beyond the scope; null where it does not. */
  readonly aspect: Aspect | null;
  /** The claimed and the registered wording. */
  readonly quoted: { readonly claimed: string; readonly registered: string };
}

/**
 * Compares a claim with a registered scope: inside, stronger than registered, outside, or unknown.
 *
 * A condition is inside where the scope names it, names a synonym, or names a broader term. A population, age, site,
 * setting or measured value is outside where the scope names others and not this one; a scope that is silent allows
 * any. A verb stronger than the registered one is `stronger`. A claim broader than the scope is `unknown`.
 *
 * @param text the passage that the claim was read from
 * @example
 * compareScope(lexicon, text, claim, readRegisteredScope(lexicon, "用于发热患者的局部降温")).relation; // → "outside" for 近视
 */
export function compareScope(lexicon: Lexicon, text: string, claim: Claim, scope: RegisteredScope): ScopeComparison {
  if (!scope.isReadable)
    return { ...UNREADABLE, quoted: { claimed: text.slice(claim.start, claim.end), registered: scope.text } };
  const facets = withoutPlaceOfUse(text, claim, scope, readFacets(lexicon, text, claim.tokens, claim.from, claim.to));
  const beyond = compareFacets(lexicon, facets, scope);
  const conditions = compareConditions(lexicon, text, claim, scope);
  const quoted = { claimed: text.slice(claim.start, claim.end), registered: scope.text };
  const answer = (relation: ScopeRelation, aspect: Aspect | null, byThesaurus: boolean): ScopeComparison => ({
    relation,
    outside: relation === "outside" ? outsideTokens(claim, conditions.outside, beyond) : [],
    byThesaurus,
    aspect,
    quoted,
  });
  const isAbout = claim.conditions.length > 0;
  if (isAbout && claim.conditions.every((token) => isUsedAfter(text, token))) return answer("inside", null, true);
  if (isAbout && namesMeasuredState(lexicon, claim, scope)) {
    if (isStronger(lexicon, text, claim, scope)) return answer("stronger", "verb", false);
    return beyond === null ? answer("inside", null, true) : answer("outside", beyond.aspect, false);
  }
  const isContext =
    claim.action === null &&
    ((onlyMeasures(scope) && !findsDiseases(lexicon, scope)) ||
      conditions.outside.every((t) => isSituation(lexicon, t)));
  if (conditions.outside.length > 0 && !isContext) {
    return isOverstated(lexicon, claim, scope, conditions.outside)
      ? answer("stronger", "verb", false)
      : answer(
          "outside",
          "condition",
          treatsUnknown(scope) || maybeSymptoms(lexicon, claim, conditions.outside, scope),
        );
  }
  if (beyond !== null) return answer("outside", beyond.aspect, false);
  if (overpromised(lexicon, text, claim, scope)) return answer("stronger", "verb", false);
  if (isStronger(lexicon, text, claim, scope)) return answer("stronger", "verb", conditions.byThesaurus);
  if (conditions.unknown) return answer("unknown", "condition", true);
  return answer("inside", null, conditions.byThesaurus);
}

const UNREADABLE = { relation: "unknown", outside: [], byThesaurus: true, aspect: null } as const;

/** Behind these a place is where a patch is put, which says nothing of what it is for: 痛经贴小腹. */
const PUT_ON = /[贴敷灸绑夹](?:在|于|上)?$/u;

/** Where conditions are named and the scope names no places, the places that a patch is put on are not held against it. */
function withoutPlaceOfUse(text: string, claim: Claim, scope: RegisteredScope, facets: Facets): Facets {
  if (claim.conditions.length === 0 || scope.facets.sites.length > 0 || facets.sites.length === 0) return facets;
  return {
    ...facets,
    sites: facets.sites.filter(({ start }) => !PUT_ON.test(text.slice(Math.max(0, start - 3), start))),
  };
}

/** The scope looks for a disease (睡眠呼吸暂停的筛查) and names no value: another condition is no mere occasion to measure. */
function findsDiseases(lexicon: Lexicon, scope: RegisteredScope): boolean {
  if (scope.facets.measures.length > 0) return false;
  return [...scope.conditions].some((known) => lexicon.concepts[known]?.nature === "disease");
}

/** The scope treats something that the thesaurus does not know: that the claim lies outside is for a person to say. */
function treatsUnknown(scope: RegisteredScope): boolean {
  return scope.conditions.size === 0 && (scope.actions.has("treat") || scope.actions.has("assist"));
}

const FIRM = new Set(["treat", "cure", "result", "function"]);

/** Symptoms beside registered diseases may be theirs, whatever the thesaurus knows; only a promise of cure is firm. */
function maybeSymptoms(lexicon: Lexicon, claim: Claim, outside: readonly Token[], scope: RegisteredScope): boolean {
  if (claim.action !== null && FIRM.has(claim.action)) return false;
  const natureOf = (concept: number): string => lexicon.concepts[concept]?.nature ?? "";
  if (!outside.every((token) => natureOf(token.concept) === "symptom")) return false;
  return [...scope.conditions].some((known) => ["disease", "pattern", "symptom"].includes(natureOf(known)));
}

/** 久坐, 熬夜, 应酬喝酒: without a verb they only say when. */
function isSituation(lexicon: Lexicon, token: Token): boolean {
  return lexicon.conceptsOf("situation")[token.concept] === 1;
}

/** The conditions outside, or the tokens of the claim at the facet that is. */
function outsideTokens(claim: Claim, outside: readonly Token[], beyond: FacetAnswer | null): readonly Token[] {
  if (outside.length > 0 || beyond === null) return outside;
  return claim.tokens.filter((token) => token.start >= beyond.start && token.end <= beyond.end);
}
