import type { Claim } from "../claims/claim.js";
import type { Certainty, Level, VoiceNote } from "../contracts/result.js";
import type { CompiledRule } from "./compiled-rule.js";

/** A rule that matched a span of one passage, before it becomes a finding. */
export interface RuleMatch {
  readonly rule: CompiledRule;
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  readonly certainty: Certainty;
  readonly level: Level;
  readonly claim: Claim | null;
  /** A word of the match was disguised on purpose. */
  readonly disguised: boolean;
  /** Names of exemptions that lowered the certainty. */
  readonly exemptions: readonly string[];
  /** Registered wording the match was held against. */
  readonly registered: { readonly text: string; readonly number: string | null; readonly asOf: string | null } | null;
  /** The dictionary itself only sends it to a human, and not for want of facts: a voice may drop it. */
  readonly weak?: boolean | undefined;
  /** Nothing but the dictionary's own doubt, or a tone, keeps it from being a violation: a voice may lift that. */
  readonly raisable?: boolean | undefined;
  readonly voice?: VoiceNote | undefined;
}

/** Joins matches of one rule that overlap: the surest certainty, the gravest level, the union of the spans. */
export function joinOverlapping(matches: readonly RuleMatch[]): RuleMatch[] {
  const joined: RuleMatch[] = [];
  const sorted = [...matches].sort(
    (a, b) => a.start - b.start || b.end - a.end || (a.rule.spec.id < b.rule.spec.id ? -1 : 1),
  );
  // Sorted by start, so only the last one of the same rule can still overlap.
  const last = new Map<RuleMatch["rule"], number>();
  for (const match of sorted) {
    const at = last.get(match.rule) ?? -1;
    const known = joined[at];
    if (known === undefined || match.start >= known.end) {
      last.set(match.rule, joined.push(match) - 1);
      continue;
    }
    const sure = known.certainty === "violation" || match.certainty === "violation";
    const lead = known.certainty === "violation" || match.certainty === "review" ? known : match;
    joined[at] = {
      ...lead,
      start: Math.min(known.start, match.start),
      end: Math.max(known.end, match.end),
      certainty: sure ? "violation" : "review",
      disguised: known.disguised || match.disguised,
      level: Math.min(known.level, match.level) as Level,
      claim: lead.claim ?? known.claim ?? match.claim,
      exemptions: sure ? [] : [...new Set([...known.exemptions, ...match.exemptions])],
      registered: lead.registered ?? known.registered ?? match.registered,
      weak: known.weak === true && match.weak === true,
      raisable: known.raisable === true || match.raisable === true,
    };
  }
  return joined;
}
