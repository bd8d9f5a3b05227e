import type { Claim } from "../../claims/claim.js";
import { foldedLetters } from "../../claims/folded-letters.js";
import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { broaderOf, isNarrow, isRelated } from "./broader.js";
import { isCondensed, isThere } from "./claimed-place.js";
import { tokensOf } from "./class-table.js";
import { type Answer, isContext } from "./context-conditions.js";
import { hasMeasure, measuresOf } from "./measured-states.js";
import { isPainThere } from "./pain-sites.js";
import { plainWording } from "./plain-wording.js";
import type { RegisteredScope } from "./registered-scope.js";

/** How the conditions of a claim stand to those of a scope. */
export interface ConditionAnswer {
  readonly outside: readonly Token[];
  /** A broader or narrower term, or a symptom of a registered disease, made it fit. */
  readonly byThesaurus: boolean;
  /** The claim says more than the scope (关节炎 for 风湿性关节炎), or a symptom that may belong to it. */
  readonly unknown: boolean;
}

/** Holds each condition of a claim against the registered ones. */
export function compareConditions(
  lexicon: Lexicon,
  text: string,
  claim: Claim,
  scope: RegisteredScope,
): ConditionAnswer {
  const outside: Token[] = [];
  const answers = new Map<string, Answer>();
  // Several concepts may share one span (a disease that is also a function): the kindest answer counts.
  const meanings = tokensOf(lexicon, claim.tokens, "condition", "pathogen");
  const answerOf = (token: Token): Answer =>
    [token, ...meanings.filter((other) => other.start === token.start && other.end === token.end)]
      .map((one) => answerFor(lexicon, text, claim, one, scope))
      .reduce((kindest, one) => (ORDER.indexOf(one) < ORDER.indexOf(kindest) ? one : kindest));
  for (const token of claim.conditions) {
    if (isContext(lexicon, text, claim, token, scope, answerOf)) continue;
    answers.set(`${token.start}-${token.end}`, answerOf(token));
  }
  for (const token of claim.conditions)
    if (answers.get(`${token.start}-${token.end}`) === "outside") outside.push(token);
  const all = [...answers.values()];
  return {
    outside,
    byThesaurus: all.includes("thesaurus") || all.includes("unknown"),
    unknown: all.includes("unknown") && !all.includes("inside"),
  };
}

const ORDER: readonly Answer[] = ["inside", "thesaurus", "unknown", "outside"];

function answerFor(lexicon: Lexicon, text: string, claim: Claim, token: Token, scope: RegisteredScope): Answer {
  const letters = plainWording(foldedLetters(text.slice(token.start, token.end)));
  if (scope.conditions.has(token.concept)) return "inside";
  const broader = broaderOf(lexicon, token.concept);
  const { denied } = scope;
  if (denied.conditions.has(token.concept) || [...denied.conditions].some((known) => broader.has(known)))
    return "outside";
  if (letters.length > 1 && scope.wording.includes(letters)) return "inside";
  const nature = lexicon.concepts[token.concept]?.nature;
  const covers = (known: number): boolean =>
    scope.covering.has(known) &&
    (nature !== "disease" || !scope.vague.has(known)) &&
    isPlaceOf(lexicon, token, scope.placed.get(known));
  if ([...broader].some(covers)) return "thesaurus";
  if (isCondensed(lexicon, text, claim, token, scope)) return "inside";
  if (isThere(lexicon, claim, token, scope)) return "thesaurus";
  const isNarrowerKnown = [...scope.conditions].some((known) => broaderOf(lexicon, known).has(token.concept));
  if (isNarrowerKnown) return nature === "disease" ? "unknown" : "thesaurus";
  if (nature === "symptom" && !scope.isAid && isSymptomThere(lexicon, token, scope)) return "thesaurus";
  if (isPainThere(lexicon, text, token, scope) || isCourse(lexicon, claim, token, scope)) return "thesaurus";
  if (nature === "state" && isWithin(lexicon, token, scope)) return "thesaurus";
  if (changesMeasure(scope) && hasMeasure(lexicon, measuresOf(lexicon, token.concept), scope)) return "thesaurus";
  return "outside";
}

/** Pains of a registered condition of those who are named: 来大姨妈肚子疼 is 痛经. */
function isCourse(lexicon: Lexicon, claim: Claim, token: Token, scope: RegisteredScope): boolean {
  if (!COURSE.pains.has(lexicon.concepts[token.concept]?.id ?? "")) return false;
  if (!scope.conditions.has(lexicon.conceptIndex.get(COURSE.condition) ?? -1)) return false;
  return claim.populations.some(({ concept }) => lexicon.concepts[concept]?.id === COURSE.who);
}

const COURSE = {
  who: "menstrual-woman",
  condition: "dysmenorrhoea",
  pains: new Set(["abdominal-pain", "abdominal-distension", "low-back-pain", "flatulence-cold"]),
};

/** The scope brings a measured value up or down: 降低新生儿体内的胆红素 is for their 黄疸. */
function changesMeasure(scope: RegisteredScope): boolean {
  return scope.actions.has("lower") || scope.actions.has("regulate");
}

/** Whether a condition can be at the place that a scope gives its broader one: no 膝关节炎 for 腰椎骨性关节炎. */
function isPlaceOf(lexicon: Lexicon, token: Token, place: number | undefined): boolean {
  const sites = lexicon.concepts[token.concept]?.sites ?? [];
  if (place === undefined || sites.length === 0 || broaderOf(lexicon, place).size < 2) return true;
  return sites.some((site) => isRelated(lexicon, site, place));
}

/** A state that shares its broader concept with a registered condition, where that concept is narrow. */
function isWithin(lexicon: Lexicon, token: Token, scope: RegisteredScope): boolean {
  const parents = (lexicon.concepts[token.concept]?.parents ?? []).filter((id) => isNarrow(lexicon, id));
  return [...scope.conditions].some((known) =>
    (lexicon.concepts[known]?.parents ?? []).some((parent) => parents.includes(parent)),
  );
}

/** Sites at which too much is felt for a symptom to be any disease's: 失眠 is none of 偏瘫. */
const VAGUE_SITES = new Set(["body", "brain"]);

/** A symptom at the site of a registered disease (鼻塞 for 鼻炎) may be that disease's. */
function isSymptomThere(lexicon: Lexicon, token: Token, scope: RegisteredScope): boolean {
  // 痛经, 失眠, 耳鸣 are treated for themselves: another disease of the same place does not cover them.
  if (lexicon.conceptsOf("stands-alone")[token.concept] === 1) return false;
  const sites = lexicon.concepts[token.concept]?.sites ?? [];
  return [...scope.conditions].some((known) => {
    const concept = lexicon.concepts[known];
    if (concept?.nature !== "disease") return false;
    return (concept.sites ?? []).some((site) =>
      sites.some((own) => !VAGUE_SITES.has(own) && isRelated(lexicon, site, own)),
    );
  });
}
