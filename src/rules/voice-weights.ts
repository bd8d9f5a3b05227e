import type { VoiceWeights } from "../contracts/dictionary.js";
import type { RuleMatch } from "./match.js";

/** More exemptions of one finding say no more. */
const MAX_EXEMPTIONS = 3;
/** More rules in one passage say no more. */
const MAX_RULES = 4;

/** What a passage holds beside one finding: different rules that matched, and different rules that were broken. */
export interface Company {
  readonly rules: number;
  readonly broken: number;
}

/** Counts the company that the matches of a passage are to one another; each counts itself. */
export function companyOf(matches: readonly RuleMatch[]): Company {
  const rules = new Set<string>();
  const broken = new Set<string>();
  for (const { rule, certainty } of matches) {
    rules.add(rule.spec.id);
    if (certainty === "violation") broken.add(rule.spec.id);
  }
  return { rules: Math.min(MAX_RULES, rules.size), broken: Math.min(MAX_RULES, broken.size) };
}

/** How often each weight counts for a finding of the rules in such company. */
export function signsOfMatch(match: RuleMatch, { rules, broken }: Company): VoiceWeights {
  return {
    base: 1,
    violation: match.certainty === "violation" ? 1 : 0,
    suspected: 0,
    doubtful: match.weak === true ? 1 : 0,
    open: match.raisable === true ? 1 : 0,
    contradicted: match.registered === null ? 0 : 1,
    exemption: Math.min(MAX_EXEMPTIONS, match.exemptions.length),
    rule: rules,
    broken,
  };
}

/** The same of a sentence in which no rule matched. */
export function signsOfSuspicion({ rules, broken }: Company): VoiceWeights {
  return {
    base: 1,
    violation: 0,
    suspected: 1,
    doubtful: 0,
    open: 0,
    contradicted: 0,
    exemption: 0,
    rule: rules,
    broken,
  };
}

/**
 * What speaks for a finding beside its voice, in thousandths of log odds: how sure the dictionary is of it, what lowered it, and
 * what else was found in its passage.
 *
 * @example
 * weightOf({ ...none, base: -1400, violation: 800 }, signsOfMatch(violation, { rules: 1, broken: 1 })); // → -600
 */
export function weightOf(weights: VoiceWeights, signs: VoiceWeights): number {
  return (
    weights.base * signs.base +
    weights.violation * signs.violation +
    weights.suspected * signs.suspected +
    weights.doubtful * signs.doubtful +
    weights.open * signs.open +
    weights.contradicted * signs.contradicted +
    weights.exemption * signs.exemption +
    weights.rule * signs.rule +
    weights.broken * signs.broken
  );
}
