import type { Claim } from "../../claims/claim.js";
import type { Lexicon } from "../../claims/lexicon.js";
import { broaderOf, isNarrow, isRelated } from "./broader.js";
import { tokensOf } from "./class-table.js";
import { type RegisteredScope, strengthOf } from "./registered-scope.js";

/** Verbs of scopes that only measure or detect; 用于 says nothing. */
const MEASURING = new Set(["monitor", "diagnose", "indicate"]);
/** Promises that no scope holds unless it says so itself. */
const PROMISES = new Set(["cure", "result"]);
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
  if (hasClass(lexicon, claim, "absolute-outcome") && !scope.actions.has("cure")) return true;
  if (action === null || scope.strength === 0) return false;
  if (action === "diagnose") return scope.denied.actions.has("diagnose") || !scope.actions.has("diagnose");
  if (PROMISES.has(action)) return !scope.actions.has(action);
  if (onlyMeasures(scope)) {
    if (action === "function") return true;
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
  const known = [...scope.conditions].map((index) => lexicon.concepts[index]);
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

/** The concept of a whole approved sentence (有助于…), which names no condition of its own. */
const GENERAL_FUNCTION = "fn-approved";

/** 糖尿病 and 高血糖 are both about blood sugar. */
function isSameMeasure(lexicon: Lexicon, a: string, b: number): boolean {
  const measuresOf = (concept: number): string[] => {
    const words = new Set(lexicon.concepts[concept]?.terms.map(({ text }) => text));
    return lexicon
      .membersOf("measured-state")
      .filter((state) => lexicon.concepts[state]?.terms.some(({ text }) => words.has(text)))
      .flatMap((state) => lexicon.concepts[state]?.parents ?? []);
  };
  const first = lexicon.conceptIndex.get(a);
  if (first === undefined) return false;
  const other = measuresOf(b);
  return measuresOf(first).some((measure) => other.includes(measure));
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
  const measures = scope.facets.measures.map((token) => token.concept);
  const states = tokensOf(lexicon, claim.tokens, "measured-state");
  return claim.conditions.every((condition) =>
    states.some(
      (state) =>
        state.start <= condition.start &&
        state.end >= condition.end &&
        measures.some((known) => known === state.concept || sharesBroader(lexicon, state.concept, known)),
    ),
  );
}

function sharesBroader(lexicon: Lexicon, state: number, measure: number): boolean {
  const broader = broaderOf(lexicon, state);
  return broader.has(measure) || [...broaderOf(lexicon, measure)].some((up) => broader.has(up) && up !== measure);
}
