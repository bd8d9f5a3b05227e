import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { broaderOf, isRelated } from "./broader.js";
import type { Facets } from "./facets.js";
import type { AgeSpan } from "./read-ages.js";
import type { WeightSpan } from "./read-weights.js";
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
    place("population", weightOutside(claimed, scope)) ??
    place("population", sexOutside(claimed, scope)) ??
    place("population", deniedPopulation(claimed, scope)) ??
    place("condition", contrastOutside(lexicon, claimed, scope)) ??
    place(
      "function",
      claimed.objects.find(
        (token) => !scope.conditions.has(token.concept) && !hasRelated(lexicon, scope.facets.objects, token),
      ),
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

function weightOutside(claimed: Facets, scope: RegisteredScope): WeightSpan | undefined {
  const { weights } = scope.facets;
  if (weights.length === 0) return undefined;
  return claimed.weights.find((weight) => !weights.some((yes) => yes.from <= weight.from && weight.from < yes.to));
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
  const isNumber = (token: Token): boolean =>
    claimed.ages.some((age) => age.exact && age.start < token.end && age.end > token.start);
  return claimed.populations.find(
    (token) => !isNumber(token) && populations.some((no) => no.concept === token.concept),
  );
}

const CONTRAST = /^(contrast-[a-z]+)-[a-z]$/u;
const INTACT = "contrast-skin-a";

/** 浅表 is registered and 深部 claimed, or 破损 claimed and ruled out; a wound is no intact skin. */
function contrastOutside(lexicon: Lexicon, claimed: Facets, scope: RegisteredScope): Token | undefined {
  const idOf = (token: Token): string => lexicon.concepts[token.concept]?.id ?? "";
  const pairOf = (id: string): string => CONTRAST.exec(id)?.[1] ?? id;
  const allowed = new Set(scope.facets.contrasts.map(idOf));
  const denied = new Set(scope.denied.facets.contrasts.map(idOf));
  const pairs = new Set([...allowed].map(pairOf));
  const isIntactOnly = allowed.has(INTACT) && !scope.facets.sites.some((site) => idOf(site) === "wound-site");
  // 急慢性 names both sides: a claim with an allowed side in the same place says nothing new.
  const isAllowed = (token: Token): boolean =>
    claimed.contrasts.some(
      (other) => other.start === token.start && other.end === token.end && allowed.has(idOf(other)),
    );
  const beyond = claimed.contrasts.find((token) => {
    const id = idOf(token);
    if (isAllowed(token)) return false;
    return denied.has(id) || pairs.has(pairOf(id)) || (isIntactOnly && id === "contrast-depth-b");
  });
  if (beyond !== undefined || !isIntactOnly || claimed.contrasts.some((token) => idOf(token) === INTACT)) return beyond;
  return claimed.sites.find((site) => idOf(site) === "wound-site");
}

const SKIN = "skin";

/** Only narrow sites tell products apart; 全身, 皮肤, 患处 name no place of their own. */
function siteOutside(lexicon: Lexicon, claimed: Facets, scope: RegisteredScope): Token | undefined {
  if (claimed.sites.length === 0) return undefined;
  const inner = lexicon.conceptsOf("inner-site");
  const isInner = (token: Token): boolean => inner[token.concept] === 1;
  const isNarrow = (token: Token): boolean => broaderOf(lexicon, token.concept).size > 1 || isInner(token);
  // 毛细血管全血 says what is measured, not from which finger.
  const fluid = lexicon.conceptsOf("fluid-site");
  const known = scope.facets.sites.filter(
    ({ concept }) => broaderOf(lexicon, concept).size > 0 && fluid[concept] !== 1,
  );
  if (known.length === 0) return siteOutsideConditions(lexicon, claimed, scope, isNarrow);
  const broad = known.filter((token) => !isNarrow(token) && isBroad(scope.facets, token));
  // 皮肤 may be anywhere outside the body, and nowhere inside.
  if (broad.length > 0 && broad.every((token) => lexicon.concepts[token.concept]?.id === SKIN))
    return claimed.sites.find((token) => isInner(token) && !hasRelated(lexicon, known, token));
  if (broad.length > 0) return undefined;
  const places = placesOf(lexicon, scope);
  return claimed.sites.find(
    (token) =>
      isNarrow(token) &&
      !isNamed(lexicon, token, scope) &&
      !hasRelated(lexicon, known, token) &&
      !places.some((place) => isRelated(lexicon, place, token.concept)),
  );
}

/** Whether a scope has a word for a place inside a longer one: 小腹 in 小腹坠胀. */
function isNamed(lexicon: Lexicon, token: Token, scope: RegisteredScope): boolean {
  return (lexicon.concepts[token.concept]?.terms ?? []).some(
    ({ text }) => text.length > 1 && scope.letters.includes(text),
  );
}

/** The sites of registered conditions. */
function placesOf(lexicon: Lexicon, scope: RegisteredScope): number[] {
  return [...scope.conditions]
    .flatMap((known) => lexicon.concepts[known]?.sites ?? [])
    .map((id) => lexicon.conceptIndex.get(id) ?? -1)
    .filter((place) => broaderOf(lexicon, place).size > 1);
}

/** Where a scope names no site, the sites of its conditions: 眉毛 for 脱发 of the scalp. */
function siteOutsideConditions(
  lexicon: Lexicon,
  claimed: Facets,
  scope: RegisteredScope,
  isNarrow: (token: Token) => boolean,
): Token | undefined {
  if (scope.conditions.has(lexicon.conceptIndex.get("pain") ?? -1)) return undefined;
  const sites = [...scope.conditions].flatMap((known) => lexicon.concepts[known]?.sites ?? []);
  const places = sites.map((id) => lexicon.conceptIndex.get(id) ?? -1);
  const tissues = lexicon.conceptsOf("tissue");
  if (places.length === 0 || places.some((place) => broaderOf(lexicon, place).size === 0 || tissues[place] === 1))
    return undefined;
  return claimed.sites.find(
    (token) =>
      isNarrow(token) &&
      !isNamed(lexicon, token, scope) &&
      !places.some((place) => isRelated(lexicon, place, token.concept)),
  );
}

/** A registered site that a body part may belong to without the thesaurus saying so: 皮肤, 患处, 穴位, 关节. */
function isBroad(registered: Facets, site: Token): boolean {
  return registered.broadSites.some((word) => word.start < site.end && word.end > site.start);
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
