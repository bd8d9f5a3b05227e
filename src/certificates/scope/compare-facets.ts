import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { isRelated } from "./broader.js";
import type { Facets } from "./facets.js";
import type { AgeSpan } from "./read-ages.js";
import type { RegisteredScope } from "./registered-scope.js";

/** What a claim can go beyond a scope in. */
export type Aspect = "condition" | "population" | "site" | "setting" | "function" | "verb";

/** The words of a claim that lie outside the scope, and in what respect. */
export interface FacetAnswer {
  readonly aspect: Aspect;
  readonly start: number;
  readonly end: number;
}

/** Holds who, where and what of a claim against a scope; null where nothing lies outside. A scope that is silent allows any. */
export function compareFacets(lexicon: Lexicon, claimed: Facets, scope: RegisteredScope): FacetAnswer | null {
  const place = (aspect: Aspect, at: { start: number; end: number } | undefined): FacetAnswer | null =>
    at === undefined ? null : { aspect, start: at.start, end: at.end };
  return (
    place("population", ageOutside(claimed, scope)) ??
    place("population", sexOutside(claimed, scope)) ??
    place("population", deniedPopulation(claimed, scope)) ??
    place(
      "function",
      claimed.objects.find((token) => !hasRelated(lexicon, scope.facets.objects, token)),
    ) ??
    place("site", siteOutside(lexicon, claimed, scope)) ??
    place("setting", settingOutside(claimed, scope)) ??
    place("function", measureOutside(lexicon, claimed, scope))
  );
}

function ageOutside(claimed: Facets, scope: RegisteredScope): AgeSpan | undefined {
  const allowed = scope.facets.ages;
  const denied = scope.denied.facets.ages;
  return claimed.ages.find((age) => {
    if (denied.some((no) => (age.exact ? overlaps(age, no) : covers(no, age)))) return true;
    if (allowed.length === 0) return false;
    return age.exact ? !allowed.some((yes) => covers(yes, age)) : !allowed.some((yes) => overlaps(yes, age));
  });
}

function covers(outer: AgeSpan, inner: AgeSpan): boolean {
  return outer.from <= inner.from && outer.to >= inner.to;
}

function overlaps(a: AgeSpan, b: AgeSpan): boolean {
  return a.from < b.to && b.from < a.to;
}

function sexOutside(claimed: Facets, scope: RegisteredScope): Token | undefined {
  const { females, males } = scope.facets;
  if (females.length > 0 && males.length === 0) return claimed.males[0];
  if (males.length > 0 && females.length === 0) return claimed.females[0];
  return undefined;
}

function deniedPopulation(claimed: Facets, scope: RegisteredScope): Token | undefined {
  const { populations } = scope.denied.facets;
  return claimed.populations.find((token) => populations.some((no) => no.concept === token.concept));
}

/** Only narrow sites tell products apart; 全身, 皮肤, 患处 fit everything below them. */
function siteOutside(lexicon: Lexicon, claimed: Facets, scope: RegisteredScope): Token | undefined {
  const known = scope.facets.sites;
  if (known.length === 0) return undefined;
  return claimed.sites.find((token) => !hasRelated(lexicon, known, token));
}

function settingOutside(claimed: Facets, scope: RegisteredScope): Token | undefined {
  const { institutions, homes } = scope.facets;
  if (institutions.length > 0 && homes.length === 0) return claimed.homes[0];
  if (homes.length > 0 && institutions.length === 0) return claimed.institutions[0];
  return undefined;
}

function measureOutside(lexicon: Lexicon, claimed: Facets, scope: RegisteredScope): Token | undefined {
  const known = scope.facets.measures;
  if (known.length === 0 || !scope.actions.has("monitor")) return undefined;
  return claimed.measures.find((token) => !hasRelated(lexicon, known, token));
}

function hasRelated(lexicon: Lexicon, known: readonly Token[], token: Token): boolean {
  return known.some((one) => isRelated(lexicon, one.concept, token.concept));
}
