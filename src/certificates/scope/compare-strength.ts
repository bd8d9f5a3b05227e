import type { Claim } from "../../claims/claim.js";
import type { Lexicon } from "../../claims/lexicon.js";
import { broaderOf, isNarrow, isRelated } from "./broader.js";
import { tokensOf } from "./class-table.js";
import { hasMeasure, measuresOf } from "./measured-states.js";
import { isOfLimbs, isPainAlone } from "./pain-sites.js";
import { type RegisteredScope, strengthOf } from "./registered-scope.js";

/** Verbs of scopes that only measure or detect; 用于 says nothing. */
const MEASURING = new Set(["monitor", "diagnose", "indicate"]);
/** Promises that no scope holds unless it says so itself. */
const PROMISES = new Set(["cure", "result"]);
/** 根治, 断根; 愈合 of a wound is no such promise. */
const CURE_HARD = "cure-hard";
/** Verbs that 彻底, 永久, 全部 turn into a promise. */
const EFFECTS = new Set(["relieve", "regulate", "treat", "assist", "lower", "function", "prevent"]);
/** Units around a claim in which 辅助 weakens 治疗. */
const ASSIST_REACH = 8;

/** Whether a scope only measures, detects or monitors. */
export function onlyMeasures(scope: RegisteredScope): boolean {
  const { actions } = scope;
  return (actions.has("monitor") || actions.has("diagnose")) && [...actions].every((known) => MEASURING.has(known));
}

/** Whether the claim promises more of the same matter than the scope does: 缓解 → 治愈, 辅助治疗 → 治疗, 监测 → 治疗. */
export function isStronger(lexicon: Lexicon, text: string, claim: Claim, scope: RegisteredScope): boolean {
  const { action } = claim;
  const cures = hasVerbOfClass(lexicon, scope, CURE_HARD);
  if (hasClass(lexicon, claim, "absolute-outcome") && !cures) return true;
  if (claim.verb !== null && scope.denied.verbs.has(claim.verb.concept) && !scope.verbs.has(claim.verb.concept))
    return true;
  if (action === null || scope.strength === 0) return false;
  if (action === "diagnose") return scope.denied.actions.has("diagnose") || !scope.actions.has("diagnose");
  if (PROMISES.has(action)) return !(scope.actions.has(action) && (cures || !hasClass(lexicon, claim, CURE_HARD)));
  if (onlyMeasures(scope)) {
    if (action === "function" || namesFunction(lexicon, claim)) return true;
    return strengthOf(action) >= strengthOf("care") && action !== "indicate" && action !== "improve";
  }
  if (hasClass(lexicon, claim, "thorough") && EFFECTS.has(action)) return true;
  const treats = scope.actions.has("treat");
  if (action === "treat") {
    if (treats) return false;
    const isAssisting = scope.actions.has("assist");
    const from = Math.max(claim.from, claim.start - ASSIST_REACH);
    if (isAssisting) return !text.slice(from, Math.min(claim.to, claim.end + ASSIST_REACH)).includes("辅助");
    return scope.strength <= strengthOf("relieve") || onlyIndicates(scope);
  }
  return hasClass(lexicon, claim, "remove") && !treats && !hasVerbOfClass(lexicon, scope, "remove");
}

/**
 * Whether a cure of more of the same matter is promised: of a disease at the place that the scope names, where the scope
 * names no condition at all (鼻炎治好了 for 鼻腔冲洗), or of the disease that a registered function is about (根治糖尿病 for
 * 辅助降血糖). Any other disease is another matter.
 */
export function isOverstated(
  lexicon: Lexicon,
  claim: Claim,
  scope: RegisteredScope,
  outside: readonly { readonly concept: number }[],
): boolean {
  if (claim.action === null || !(PROMISES.has(claim.action) || claim.action === "treat")) return false;
  if (measuresOnly(lexicon, scope)) return true;
  if (isPainAlone(lexicon, scope)) return outside.every((token) => isOfLimbs(lexicon, token.concept));
  const known = [...scope.conditions]
    .map((index) => lexicon.concepts[index])
    .filter((concept) => concept?.classes.includes("pathogen") !== true);
  if (scope.isAid && known.length === 0) return true;
  if (known.every((concept) => concept?.id === GENERAL_FUNCTION)) {
    const places = scope.facets.sites
      .filter((token) => broaderOf(lexicon, token.concept).size > 0 && lexicon.concepts[token.concept]?.id !== "skin")
      .map((token) => token.concept);
    return outside.every((token) =>
      (lexicon.concepts[token.concept]?.sites ?? []).some((site) =>
        places.some((place) => isRelated(lexicon, place, site)),
      ),
    );
  }
  const aims = known
    .filter((concept) => concept?.nature === "function")
    .flatMap((concept) => concept?.parents ?? [])
    .filter((aim) => isNarrow(lexicon, aim));
  return outside.every((token) =>
    aims.some((aim) => isRelated(lexicon, aim, token.concept) || isSameMeasure(lexicon, aim, token.concept)),
  );
}

/** The scope measures values and looks for no disease: curing one is more of the same. */
function measuresOnly(lexicon: Lexicon, scope: RegisteredScope): boolean {
  if (!onlyMeasures(scope) || scope.facets.measures.length === 0) return false;
  return [...scope.conditions].every((known) => lexicon.concepts[known]?.nature !== "disease");
}

/** The concept of a whole approved sentence (有助于…), which names no condition of its own. */
const GENERAL_FUNCTION = "fn-approved";

/** 糖尿病 and 高血糖 are both about blood sugar. */
function isSameMeasure(lexicon: Lexicon, a: string, b: number): boolean {
  const first = lexicon.conceptIndex.get(a);
  if (first === undefined) return false;
  const other = measuresOf(lexicon, b);
  return measuresOf(lexicon, first).some((measure) => other.includes(measure));
}

/** 帮助退烧: the verb is weak, what it governs is none of measuring. */
function namesFunction(lexicon: Lexicon, claim: Claim): boolean {
  return claim.conditions.some((token) => lexicon.concepts[token.concept]?.nature === "function");
}

/** A scope of 用于 alone, without any verb of effect. */
function onlyIndicates(scope: RegisteredScope): boolean {
  return [...scope.actions].every((known) => strengthOf(known) <= strengthOf("relieve") && known !== "indicate");
}

function hasClass(lexicon: Lexicon, claim: Claim, id: string): boolean {
  return tokensOf(lexicon, claim.tokens, id).some((token) => token.start >= claim.from && token.end <= claim.to);
}

function hasVerbOfClass(lexicon: Lexicon, scope: RegisteredScope, id: string): boolean {
  const table = lexicon.conceptsOf(id);
  return [...scope.verbs].some((concept) => table[concept] === 1);
}

/**
 * Whether the claim names a measured state (高血压 for 血压) of a device that only measures: naming it says for whom, not
 * what the device cures.
 */
export function namesMeasuredState(lexicon: Lexicon, claim: Claim, scope: RegisteredScope): boolean {
  if (!onlyMeasures(scope)) return false;
  const named = claim.conditions.filter((token) => lexicon.concepts[token.concept]?.id !== "symptom");
  return (
    named.length > 0 &&
    named.every((token) =>
      claim.tokens.some(
        (other) =>
          other.start <= token.start &&
          other.end >= token.end &&
          hasMeasure(lexicon, measuresOf(lexicon, other.concept), scope),
      ),
    )
  );
}
