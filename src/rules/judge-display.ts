import { showsName } from "../certificates/fields/compact-name.js";
import type { Prepared } from "../contracts/prepared.js";
import type { CompiledRules } from "./compile-rules.js";
import type { DisplayInput } from "./display/display-input.js";
import { judgeGatedPatterns } from "./display/gated-patterns.js";
import { judgeGiftInfo } from "./display/gift-info.js";
import { judgeIllegible } from "./display/illegible-statement.js";
import { judgeOriginalPrice } from "./display/original-price.js";
import { judgeRxInfo } from "./display/rx-info.js";
import { judgeRxPackage } from "./display/rx-package.js";
import { judgeWrongStatements } from "./display/wrong-statement.js";
import { drugFacts, mayBeDrug } from "./drug-class.js";
import type { FindingContext, PlacedFinding } from "./finding.js";
import type { RuleMatch } from "./match.js";
import type { ProductFacts } from "./product-facts.js";

/** Findings about what a page shows and to whom: drugs, statements of other goods, prices, gifts. */
export function judgeDisplay(
  rules: CompiledRules,
  context: FindingContext,
  prepared: Prepared,
  product: ProductFacts,
): PlacedFinding[] {
  const { listing } = prepared;
  if (listing.context !== undefined && listing.context !== "advertisement") return [];
  const input: DisplayInput = {
    rules,
    context,
    prepared,
    drug: mayBeDrug(prepared, product) ? drugFacts(rules.lexicon, prepared, product) : null,
    isConsumer: listing.audience !== "business",
    isKindKnown: listing.kind !== undefined,
  };
  return [
    ...judgeGatedPatterns(input),
    ...judgeRxInfo(input),
    ...judgeRxPackage(input),
    ...judgeWrongStatements(input),
    ...judgeIllegible(input),
    ...judgeOriginalPrice(input),
    ...judgeGiftInfo(input),
  ];
}

/**
 * Takes back what the passages alone could not know: who is shown the page, which class the drug has, and how it is
 * registered. Rules with `display` patterns bind sellers to consumers; a gift of a registered class B OTC drug is allowed; a
 * name that is the registered one is no colloquial name.
 */
export function gateMatches(
  rules: CompiledRules,
  prepared: Prepared,
  matches: readonly RuleMatch[],
): readonly RuleMatch[] {
  return gateByAudience(rules, prepared, withoutRegisteredNames(prepared, matches));
}

const NAME_RULE = "colloquial-name";

function withoutRegisteredNames(
  { certificates, passages }: Prepared,
  matches: readonly RuleMatch[],
): readonly RuleMatch[] {
  if (certificates.length === 0 || !matches.some(({ rule }) => rule.spec.id === NAME_RULE)) return matches;
  return matches.filter(({ rule, passage, start, end }) => {
    if (rule.spec.id !== NAME_RULE) return true;
    const text = passages[passage]?.text.slice(start, end) ?? "";
    return !certificates.some(({ productName = "" }) => productName !== "" && showsName(text, productName));
  });
}

function gateByAudience(
  rules: CompiledRules,
  { listing, certificates }: Prepared,
  matches: readonly RuleMatch[],
): readonly RuleMatch[] {
  const isBusiness = listing.audience === "business";
  const isClassB = certificates.length > 0 && certificates.every(({ rx }) => rx === "otc-b");
  if (!isBusiness && !isClassB) return matches;
  const toConsumers = new Set(rules.display.filter(({ spec }) => spec.audience !== "any").map(({ spec }) => spec.rule));
  return matches.filter(({ rule: { spec }, certainty }) => {
    if (isBusiness && toConsumers.has(spec.id)) return false;
    return !(isClassB && spec.id === GIFT_RULE && certainty === "review");
  });
}

const GIFT_RULE = "drug-gift-promotion";

/** Joins findings of the passages with those of the whole page: of one rule at one place only the surer stays. */
export function joinPlaced(found: readonly PlacedFinding[], shown: readonly PlacedFinding[]): PlacedFinding[] {
  const kept = shown.filter(
    (one) => !found.some((other) => isSamePlace(one, other) && (isSure(other) || !isSure(one))),
  );
  const all = [...found.filter((one) => !kept.some((other) => isSamePlace(one, other))), ...kept];
  const special = all.filter(({ finding }) => finding.rule === SPECIAL_SALE);
  return special.length === 0 ? all : all.filter((one) => !special.some((other) => outranks(other, one)));
}

const SPECIAL_SALE = "special-drug-sale";

/** One drug is not accused twice for the same sale: 特殊药品网售 outranks 禁止网售药品. */
function outranks(a: PlacedFinding, b: PlacedFinding): boolean {
  return (
    b.finding.rule === "banned-online-sale" && a.passage === b.passage && (isSure(a) || !isSure(b)) && overlaps(a, b)
  );
}

function isSure({ finding }: PlacedFinding): boolean {
  return finding.certainty === "violation";
}

function isSamePlace(a: PlacedFinding, b: PlacedFinding): boolean {
  return a.passage === b.passage && a.finding.rule === b.finding.rule && overlaps(a, b);
}

function overlaps({ finding: a }: PlacedFinding, { finding: b }: PlacedFinding): boolean {
  return a.where !== null && b.where !== null && a.where.start < b.where.end && b.where.start < a.where.end;
}
