import { colloquialNames, compareFields, type References, references } from "../certificates/index.js";
import type { Comparison } from "../contracts/comparison.js";
import type { Prepared } from "../contracts/prepared.js";
import { compareMerchant } from "../merchants/index.js";
import type { CompiledRules } from "./compile-rules.js";
import type { CompiledRule } from "./compiled-rule.js";
import { basesOn, excerptOf, type FindingContext, fingerprintOf, type PlacedFinding, whereOf } from "./finding.js";
import { suggest } from "./suggestion.js";

/** Findings from holding a listing's numbers and fields against its certificates. */
export function judgeCertificates(rules: CompiledRules, context: FindingContext, prepared: Prepared): PlacedFinding[] {
  if (rules.byComparison.size === 0) return [];
  const { passages, certificates, listing, day, coverage } = prepared;
  const named = references(passages, listing.certificates ?? [], day);
  const isBare = isNothingNamed(passages, certificates, named);
  if (isBare && !hasMerchant(prepared)) return [];
  const seen = new Map<string, number>();
  const names = colloquialNames(rules.lexicon.concepts);
  const compared = [
    ...(isBare ? [] : compareFields(passages, certificates, named, listing, day, coverage.registry, names)),
    ...compareMerchant(prepared, named),
  ];
  return compared.flatMap((comparison) => {
    const rule = rules.byComparison.get(comparison.check);
    if (rule === undefined || !concernsKind(rule, context)) return [];
    const key = [rule.spec.id, fieldOf(context, comparison), comparison.claimed, comparison.certificateNumber].join(
      "\u0000",
    );
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return [toPlaced(context, rule, comparison, ordinal)];
  });
}

/** Whether there is no certificate, no number and no labelled value: then no field can differ from anything. */
function isNothingNamed(
  passages: Prepared["passages"],
  certificates: Prepared["certificates"],
  { certificates: products, licences, advertisements }: References,
): boolean {
  return (
    certificates.length + products.length + licences.length + advertisements.length === 0 &&
    passages.every(({ label }) => label === null)
  );
}

/** Whether anything can be said of a merchant whose page names nothing: by its data, its licences, or as its home page. */
function hasMerchant({ listing, licences }: Prepared): boolean {
  return listing.merchant !== undefined || licences.length > 0 || listing.page === "shop-home";
}

function concernsKind(rule: CompiledRule, context: FindingContext): boolean {
  const { kinds } = rule.spec;
  return kinds === undefined || context.kind === undefined || kinds.includes(context.kind);
}

function fieldOf(context: FindingContext, comparison: Comparison): string {
  return comparison.passage === null ? "" : (context.passages[comparison.passage]?.field ?? "");
}

function toPlaced(context: FindingContext, rule: CompiledRule, comparison: Comparison, ordinal: number): PlacedFinding {
  const { spec } = rule;
  const passage = comparison.passage === null ? undefined : context.passages[comparison.passage];
  const { start, end } = comparison;
  const matched = passage === undefined ? comparison.claimed : passage.text.slice(start, end);
  const fill = (template: string): string =>
    template
      .replaceAll("{reason}", comparison.reason)
      .replaceAll("{matched}", matched)
      .replaceAll("{registered}", comparison.registered);
  return {
    passage: comparison.passage ?? context.passages.length,
    start,
    finding: {
      rule: spec.id,
      name: spec.name.zh,
      level: spec.level,
      certainty: comparison.certainty,
      message: fill(spec.message),
      matched,
      excerpt: passage === undefined ? comparison.claimed : excerptOf(passage.text, start, end),
      where: passage === undefined ? null : whereOf(passage, start, end),
      related: [],
      basis: basesOn(rule, context.kind, context.day),
      certificate: {
        number: comparison.certificateNumber,
        field: comparison.field,
        registered: comparison.registered,
        claimed: comparison.claimed,
        asOf: comparison.asOf,
      },
      suggestion: suggest({
        rule: spec.id,
        template: fill(spec.suggestion),
        passage: passage ?? null,
        words: matched,
        scopes: context.scopes ?? [],
      }),
      fingerprint: fingerprintOf([
        context.listing,
        spec.id,
        fieldOf(context, comparison),
        comparison.claimed,
        comparison.certificateNumber ?? "",
        String(ordinal),
      ]),
    },
  };
}
