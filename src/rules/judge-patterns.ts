import type { SentenceReading } from "../claims/tokenize.js";
import type { Kind } from "../contracts/listing.js";
import type { Passage } from "../contracts/passage.js";
import { claimsInside } from "./claims-inside.js";
import type { CompiledRules } from "./compile-rules.js";
import type { CompiledRule, RulePattern } from "./compiled-rule.js";
import { isDisguised } from "./follow-matches.js";
import { matchAt } from "./match-pattern.js";
import type { PassageInput, PassageWork } from "./passage-work.js";
import { lower, SURE, weigh } from "./weigh-match.js";

/**
 * Adds what patterns match in a sentence to the matches of its passage.
 *
 * @returns whether any pattern matched, be it exempted or not
 */
export function judgePatterns(
  rules: CompiledRules,
  input: PassageInput,
  work: PassageWork,
  sentence: SentenceReading,
  offered: readonly RulePattern[],
): boolean {
  const { reading, crossings, matches } = work;
  const feasible = offered.filter(({ rule }) => concernsContext(rule, input.passage));
  let hasMatched = false;
  if (feasible.length === 0) return false;
  for (let i = 0; i < sentence.tokens.length; i++) {
    for (const item of feasible) {
      const { rule, spec, pattern } = item;
      const match = matchAt(reading, sentence, pattern, i);
      if (match === null) continue;
      hasMatched = true;
      if (crossings.any(sentence, match.tokens)) continue;
      if (spec.registered === "passes") {
        work.askedCertificates = true;
        if (claimsInside(rules, input.registered, reading, sentence)) continue;
      }
      const base = spec.certainty ?? rule.spec.certainty;
      const weak = (base === "review" || spec.weak === true) && !match.tokens.some(isDisguised);
      const judged = weigh(rules, input, work, {
        rule,
        weak,
        sentence,
        start: match.start,
        end: match.end,
        own: match.tokens,
      });
      if (judged === null) continue;
      const lowest = Math.min(...match.tokens.map((bound) => bound.confidence));
      matches.push({
        rule,
        passage: input.index,
        start: match.start,
        end: match.end,
        certainty: lowest < SURE || dependsOnKind(item, input.kind) ? "review" : lower(base, judged.certainty),
        level: spec.level ?? rule.spec.level,
        claim: null,
        disguised: match.tokens.some(isDisguised),
        exemptions: judged.exemptions,
        registered: null,
        weak,
        raisable:
          rule.spec.certainty !== "review" &&
          judged.isOpen &&
          (base === "review") === (judged.certainty === "violation") &&
          lowest >= SURE &&
          !dependsOnKind(item, input.kind),
      });
    }
  }
  return hasMatched;
}

/** A rule for some kinds of goods only suspects goods of unknown kind. */
function dependsOnKind({ rule, spec }: RulePattern, kind: Kind | undefined): boolean {
  return kind === undefined && (rule.spec.kinds !== undefined || spec.kinds !== undefined);
}

function concernsContext(rule: CompiledRule, passage: Passage): boolean {
  return rule.spec.contexts === undefined || rule.spec.contexts.includes(passage.context);
}
