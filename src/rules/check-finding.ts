import type { Basis, Certainty, Finding, Level, Where } from "../contracts/result.js";
import type { CompiledRule } from "./compiled-rule.js";
import { basesOn, excerptOf, type FindingContext, fingerprintOf, type PlacedFinding, whereOf } from "./finding.js";
import { suggest } from "./suggestion.js";

/** What a check on a whole listing found. */
export interface CheckResult {
  readonly rule: CompiledRule;
  readonly certainty: Certainty;
  readonly level?: Level | undefined;
  /** Fills `{reason}` of the rule's message. */
  readonly reason: string;
  /** The words judged, where they stand nowhere on the page. */
  readonly matched?: string | undefined;
  /** What tells this finding from others of the rule: id of a statement, kind of a price. */
  readonly key: string;
  /** Absent for something that is not there. */
  readonly place?: { readonly passage: number; readonly start: number; readonly end: number } | undefined;
  readonly related?: readonly Where[] | undefined;
  /** Fills `{wanted}` of the rule's suggestion. */
  readonly wanted?: string | undefined;
  /** Bases of their own; default: the rule's. */
  readonly bases?: readonly Basis[] | undefined;
}

/** Turns the result of a check into a finding; none where no basis is in force on the day. */
export function toCheckFinding(context: FindingContext, result: CheckResult): PlacedFinding[] {
  const { rule, place, key } = result;
  const own = result.bases?.filter(({ effectiveFrom: from, effectiveTo: to }) => isInForce(from, to, context.day));
  const basis = own !== undefined && own.length > 0 ? own : basesOn(rule, context.kind, context.day);
  if (basis.length === 0) return [];
  const passage = place === undefined ? undefined : context.passages[place.passage];
  const matched =
    passage === undefined || place === undefined ? (result.matched ?? "") : passage.text.slice(place.start, place.end);
  const fill = (template: string): string =>
    template
      .replaceAll("{reason}", result.reason)
      .replaceAll("{matched}", matched)
      .replaceAll("{wanted}", result.wanted ?? "");
  const finding: Finding = {
    rule: rule.spec.id,
    name: rule.spec.name.zh,
    level: result.level ?? rule.spec.level,
    certainty: result.certainty,
    message: fill(rule.spec.message),
    matched,
    excerpt: passage === undefined || place === undefined ? "" : excerptOf(passage.text, place.start, place.end),
    where: passage === undefined || place === undefined ? null : whereOf(passage, place.start, place.end),
    related: result.related ?? [],
    basis,
    certificate: null,
    suggestion: suggest({
      rule: rule.spec.id,
      template: fill(rule.spec.suggestion),
      passage: passage ?? null,
      words: matched,
      scopes: context.scopes ?? [],
    }),
    fingerprint: fingerprintOf([context.listing, rule.spec.id, passage?.field ?? "", key, "", "0"]),
  };
  return [{ passage: place?.passage ?? context.passages.length, start: place?.start ?? 0, finding }];
}

function isInForce(from: string, to: string | null, day: string): boolean {
  return from <= day && (to === null || to >= day);
}
