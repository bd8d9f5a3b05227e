import { compareScope, type ScopeComparison } from "../certificates/scope/compare-scope.js";
import type { Claim } from "../claims/claim.js";
import { readClaims } from "../claims/read-claims.js";
import type { TokenizedPassage } from "../claims/token.js";
import type { SentenceReading } from "../claims/tokenize.js";
import type { ClaimSpec, ScopeRelation } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import type { Level } from "../contracts/result.js";
import type { ClaimGate } from "./claim-gate.js";
import type { CompiledRules } from "./compile-rules.js";
import { isDisguised } from "./follow-matches.js";
import type { RuleMatch } from "./match.js";
import type { PassageInput, PassageWork } from "./passage-work.js";
import { lower, SURE, weigh } from "./weigh-match.js";

/** So many conditions in one list are no mere mention: no tone softens them away. */
const MANY_CONDITIONS = 3;
/** Goods that may claim what their certificate says: without it nobody knows that a claim is outside. */
const NEEDS_CERTIFICATE: ReadonlySet<Kind | undefined> = new Set(["device", "drug", undefined]);

/** Adds the claims of a sentence that break a rule, by what the certificates register, to the matches of its passage. */
export function judgeClaims(
  rules: CompiledRules,
  gate: ClaimGate,
  input: PassageInput,
  work: PassageWork,
  sentence: SentenceReading,
): void {
  const { reading, crossings, matches } = work;
  for (const claim of readClaims(rules.lexicon, reading, sentence)) {
    if (claim.negated) continue;
    work.askedCertificates = true;
    const scope = scopeOf(rules, input, reading, claim);
    for (const { rule, spec } of gate.claims) {
      if (!fitsClaim(rules, spec, claim, scope.relation)) continue;
      const span = spanOf(claim, scope.comparison);
      const own = [...claim.conditions, ...(claim.verb ? [claim.verb] : [])];
      if (crossings.any(sentence, own)) continue;
      const base = spec.certainty ?? rule.spec.certainty;
      const weak =
        (base === "review" || spec.weak === true || isNominal(claim)) &&
        claim.conditions.length < MANY_CONDITIONS &&
        !own.some(isDisguised);
      const judged = weigh(rules, input, work, { rule, weak, sentence, ...span, own });
      if (judged === null) continue;
      const lowest = Math.min(...own.map((token) => token.confidence));
      const doubtful = lowest < SURE || scope.comparison?.byThesaurus === true || input.kind === undefined;
      matches.push({
        rule,
        passage: input.index,
        start: span.start,
        end: span.end,
        certainty: doubtful ? "review" : lower(base, judged.certainty),
        level: levelOf(rules, spec.level ?? rule.spec.level, claim),
        claim,
        disguised: own.some(isDisguised),
        exemptions: judged.exemptions,
        registered: scope.registered,
        weak,
        raisable:
          rule.spec.certainty !== "review" &&
          judged.isOpen &&
          (base === "review") === (judged.certainty === "violation") &&
          !doubtful &&
          (scope.relation === "outside" || (scope.relation === "none" && !NEEDS_CERTIFICATE.has(input.kind))),
      });
    }
  }
}

interface ScopeOfClaim {
  readonly relation: ScopeRelation;
  readonly comparison: ScopeComparison | null;
  readonly registered: RuleMatch["registered"];
}

/** Where several certificates are known, the one that allows most decides. */
function scopeOf(rules: CompiledRules, input: PassageInput, tokenized: TokenizedPassage, claim: Claim): ScopeOfClaim {
  let best: ScopeOfClaim = { relation: "none", comparison: null, registered: null };
  for (const { scope, certificate } of input.registered) {
    if (scope === null) continue;
    const comparison = compareScope(rules.lexicon, tokenized.text, claim, scope);
    if (best.relation !== "none" && ORDER[comparison.relation] >= ORDER[best.relation]) continue;
    best = {
      relation: comparison.relation,
      comparison,
      registered: { text: scope.text, number: certificate.number ?? null, asOf: certificate.asOf ?? null },
    };
  }
  return best;
}

const ORDER: Readonly<Record<ScopeRelation, number>> = { inside: 0, unknown: 1, stronger: 2, outside: 3, none: 4 };

function fitsClaim(rules: CompiledRules, spec: ClaimSpec, claim: Claim, relation: ScopeRelation): boolean {
  if (spec.scope !== undefined && !spec.scope.includes(relation)) return false;
  if (spec.verbs !== undefined) {
    const action = claim.action ?? (claim.bare ? "list" : "mention");
    if (!spec.verbs.includes(action)) return false;
  }
  if (spec.minConditions !== undefined && claim.conditions.length < spec.minConditions) return false;
  if (spec.time !== undefined && (claim.time !== null) !== spec.time) return false;
  const concepts = claim.conditions.map((token) => rules.lexicon.concepts[token.concept]);
  if (spec.severity !== undefined) {
    const wanted = spec.severity;
    if (!concepts.some((concept) => concept?.severity !== undefined && wanted.includes(concept.severity))) return false;
  }
  if (spec.nature !== undefined) {
    const wanted = spec.nature;
    if (!concepts.some((concept) => concept?.nature !== undefined && wanted.includes(concept.nature))) return false;
  }
  return true;
}

/** A subject matter, not a deed: 牛皮癣的治疗, 近视防控, against 治疗牛皮癣. */
function isNominal({ action, verb, conditions }: Claim): boolean {
  if (verb === null || action === null || !NOMINAL.has(action)) return false;
  return conditions.every(({ end }) => end <= verb.start);
}

const NOMINAL: ReadonlySet<string> = new Set(["treat", "prevent", "care", "diagnose"]);

/** An off-scope claim points at the conditions that are outside; the verb stays where it is adjacent. */
function spanOf(claim: Claim, comparison: ScopeComparison | null): { start: number; end: number } {
  const outside = comparison?.outside ?? [];
  const first = outside[0];
  const last = outside[outside.length - 1];
  if (first === undefined || last === undefined || outside.length === claim.conditions.length) {
    return { start: claim.start, end: claim.end };
  }
  return { start: first.start, end: last.end };
}

function levelOf(rules: CompiledRules, level: Level, claim: Claim): Level {
  const isSevere = claim.conditions.some((token) => rules.lexicon.concepts[token.concept]?.severity === "severe");
  return isSevere && (claim.action === "treat" || claim.action === "cure") ? 1 : level;
}
