import { compareScope, type ScopeComparison } from "../certificates/scope/compare-scope.js";
import type { Claim } from "../claims/claim.js";
import { foldedLetters } from "../claims/folded-letters.js";
import { type MatchedText, matchText } from "../claims/matched-text.js";
import { readClaims } from "../claims/read-claims.js";
import { clauseEndsOf, mayHoldNumber, SPAN } from "../claims/segment.js";
import type { Segmenter } from "../claims/segmenter.js";
import { type Clauses, clauseEnd, clauseStart, type Token, type TokenizedPassage } from "../claims/token.js";
import { keepReading, knownReading, type Reading, type SentenceReading } from "../claims/tokenize.js";
import type { ClaimSpec, ScopeRelation } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import type { Passage } from "../contracts/passage.js";
import type { Certainty, Level } from "../contracts/result.js";
import { type ClaimGate, claimGateOf } from "./claim-gate.js";
import type { CompiledRules } from "./compile-rules.js";
import type { CompiledRule, RulePattern } from "./compiled-rule.js";
import { ExemptionCache } from "./exemptions.js";
import { followMatches, isDisguised } from "./follow-matches.js";
import { type Hearing, hearVoice, type VoiceJudge } from "./hear-voice.js";
import { judgedBy } from "./judged-texts.js";
import { joinOverlapping, type RuleMatch } from "./match.js";
import { matchAt } from "./match-pattern.js";
import type { ProductFacts } from "./product-facts.js";
import type { Registered } from "./registered.js";
import { WordCrossings } from "./word-crossings.js";

/** Hits less sure than this can only be for review. */
const SURE = 0.9;
/** Shorter fragments prove nothing when found in registered wording. */
const MIN_CERTIFIED_LETTERS = 4;
const MIN_STATUTE_LETTERS = 8;
/** So many conditions in one list are no mere mention: no tone softens them away. */
const MANY_CONDITIONS = 3;

/** What judging one passage needs besides the rules. */
export interface PassageInput {
  readonly passage: Passage;
  readonly index: number;
  readonly kind: Kind | undefined;
  readonly registered: readonly Registered[];
  readonly product: ProductFacts;
  readonly segmenter: Segmenter | null;
}

interface Judgement {
  readonly certainty: Certainty;
  readonly exemptions: readonly string[];
  /** It is for review only because of tones that a voice may overrule, or not at all. */
  readonly isOpen: boolean;
}

/** All rules broken, or perhaps broken, in one passage, by place. */
export function judgePassage(rules: CompiledRules, input: PassageInput): readonly RuleMatch[] {
  const { passage, kind, registered, index } = input;
  if (passage.context === "review" || passage.author === "buyer") return NOTHING;
  const hasScope = registered.some(({ scope }) => scope !== null);
  const gate = claimGateOf(rules, { kind, context: passage.context, hasScope });
  const judged = judgedBy<RuleMatch>(rules);
  judged.useSegmenter(input.segmenter);
  const circumstances = gate.number * 4 + (SPOKEN.has(passage.zone) ? 2 : 0) + (registered.length > 0 ? 1 : 0);
  let found = judged.get(passage.text, circumstances);
  if (found === undefined) {
    const text = judgeText(rules, gate, input);
    found = text.found;
    // What a certificate allows, another one may not.
    if (!text.restsOnCertificate) judged.set(passage.text, circumstances, found);
  }
  if (found.length === 0) return NOTHING;
  const here = found.map((match) => (match.passage === index ? match : { ...match, passage: index }));
  return [...here, ...followMatches(rules, input.product, here)];
}

interface JudgedText {
  readonly found: readonly RuleMatch[];
  /** Whether wording of a certificate was asked for: for other goods another thing may be found. */
  readonly restsOnCertificate: boolean;
}

/** What stands in the text of a passage, whatever the product. */
function judgeText(rules: CompiledRules, gate: ClaimGate, input: PassageInput): JudgedText {
  const { passage, kind, registered } = input;
  // Most passages of a page are links and labels that hold no word of the dictionary, and most sentences of an insert hold
  // no words that any rule asks for together: they are only looked at, as numbers, and no object is made of them.
  const matched = knownReading(rules.lexicon, passage) ?? matchText(rules.lexicon, passage.text);
  if (!isTelling(matched)) return SILENT;
  let work: PassageWork | null = null;
  for (let index = 0; index < matched.count; index++) {
    const offered = rules.patterns.feasibleIn(work?.reading ?? matched, index, kind);
    const isOpen = gate.opensFor(work?.reading ?? matched, index);
    if (offered.length === 0 && !isOpen) continue;
    work ??= new PassageWork(rules, input, matched);
    const sentence = work.reading.sentence(index);
    if (offered.length > 0) judgePatterns(rules, input, work, sentence, offered);
    if (isOpen) judgeClaims(rules, gate, input, work, sentence);
  }
  const found = work === null || work.matches.length === 0 ? NOTHING : joinOverlapping(work.matches);
  const isHeard = found.length > 0 || (passage.context === "advertisement" && SPOKEN.has(passage.zone));
  const hearing =
    isHeard && rules.voice !== null ? hearingOf(rules, rules.voice, input, work?.reading ?? matched) : null;
  const heard = hearing === null ? found : hearVoice(hearing, found);
  const wasAsked = hearing?.wasAsked === true || work?.askedCertificates === true;
  return { found: heard, restsOnCertificate: wasAsked && registered.length > 0 };
}

const NOTHING: readonly RuleMatch[] = [];
const SILENT: JudgedText = { found: NOTHING, restsOnCertificate: false };

/** Zones in which sentences stand, and no names, labels or values. */
const SPOKEN: ReadonlySet<Passage["zone"]> = new Set([
  "heading",
  "body",
  "meta",
  "json-ld",
  "state",
  "hidden",
  "picture",
  "transcript",
  "text",
]);

/** Goods that may claim what their certificate says: without it nobody knows that a claim is outside. */
const NEEDS_CERTIFICATE: ReadonlySet<Kind | undefined> = new Set(["device", "drug", undefined]);

function hearingOf(rules: CompiledRules, judge: VoiceJudge, input: PassageInput, matched: MatchedText): Hearing {
  const { passage, registered, kind, index } = input;
  const { text } = matched;
  return {
    wasAsked: false,
    judge,
    matched,
    kind,
    passage: index,
    hasSentences: SPOKEN.has(passage.zone),
    isAdvertising: passage.context === "advertisement",
    maySuspect(start, end) {
      this.wasAsked = true;
      const sentence = { start, end, clauseEnds: clauseEndsOf(text, start, end) };
      if (isStatute(rules, text, sentence)) return false;
      const ends = [...sentence.clauseEnds.filter((one) => one < end), end];
      return !ends.every((to, n) => isCertifiedWording(registered, text, sentence, ends[n - 1] ?? start, to));
    },
  };
}

/** Whether a text holds any term or may hold any number. */
function isTelling({ spans, count }: MatchedText): boolean {
  if ((spans[count * SPAN + 3] as number) > 0) return true;
  for (let index = 0; index < count; index++) if (mayHoldNumber(spans[index * SPAN + 2] as number)) return true;
  return false;
}

/** What is made for a passage once a sentence of it is looked into. */
class PassageWork {
  readonly reading: Reading;
  readonly cache: ExemptionCache;
  readonly crossings: WordCrossings;
  readonly matches: RuleMatch[] = [];
  /** Whether the wording of a certificate was asked for. */
  askedCertificates = false;

  constructor(rules: CompiledRules, { passage, segmenter }: PassageInput, matched: MatchedText) {
    this.reading = knownReading(rules.lexicon, passage) ?? keepReading(rules.lexicon, passage, matched);
    this.cache = new ExemptionCache(rules, this.reading);
    this.crossings = new WordCrossings(segmenter, passage.text);
  }
}

function judgePatterns(
  rules: CompiledRules,
  input: PassageInput,
  work: PassageWork,
  sentence: SentenceReading,
  offered: readonly RulePattern[],
): void {
  const { reading, crossings, matches } = work;
  const feasible = offered.filter(({ rule }) => concernsContext(rule, input.passage));
  if (feasible.length === 0) return;
  for (let i = 0; i < sentence.tokens.length; i++) {
    for (const item of feasible) {
      const { rule, spec, pattern } = item;
      const match = matchAt(reading, sentence, pattern, i);
      if (match === null || crossings.any(sentence, match.tokens)) continue;
      const base = spec.certainty ?? rule.spec.certainty;
      const weak = (base === "review" || spec.weak === true) && !match.tokens.some(isDisguised);
      const judged = weigh(rules, rule, weak, input, work, sentence, match.start, match.end, match.tokens);
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
}

function judgeClaims(
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
      const judged = weigh(rules, rule, weak, input, work, sentence, span.start, span.end, own);
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

/**
 * Exemptions, registered wording, statute text and context: null clears the match. A `weak` match, one that the dictionary
 * itself only sends to a human, is dropped where an exemption softens it; no number of such exemptions clears what is a
 * violation by itself.
 */
function weigh(
  rules: CompiledRules,
  rule: CompiledRule,
  weak: boolean,
  input: PassageInput,
  work: PassageWork,
  sentence: SentenceReading,
  start: number,
  end: number,
  own: readonly Token[],
): Judgement | null {
  const names: string[] = [];
  let isOpen = input.passage.context === "advertisement";
  for (const exemption of rule.exemptions) {
    const effect = work.cache.effectOn(exemption, sentence, start, end, own);
    if (effect === null) continue;
    if (effect === "clear") return null;
    if (effect === "soften" && weak) return null;
    names.push(exemption.name);
    if (exemption.overruled !== true) isOpen = false;
  }
  const { text } = work.reading;
  work.askedCertificates = true;
  if (input.registered.length > 0 && isCertifiedWording(input.registered, text, sentence, start, end)) return null;
  if (isStatute(rules, text, sentence)) return null;
  const { context } = input.passage;
  if (context !== "advertisement") names.push(CONTEXT_NAMES[context]);
  return { certainty: names.length > 0 ? "review" : "violation", exemptions: names, isOpen };
}

const CONTEXT_NAMES: Readonly<Record<Passage["context"], string>> = {
  advertisement: "广告",
  insert: "说明书语境",
  certificate: "证件语境",
  law: "法规语境",
  news: "新闻语境",
  service: "客服语境",
  review: "评价语境",
};

function isCertifiedWording(
  registered: readonly Registered[],
  text: string,
  sentence: Clauses,
  start: number,
  end: number,
): boolean {
  const clause = foldedLetters(text.slice(clauseStart(sentence, start), clauseEnd(sentence, Math.max(start, end - 1))));
  const span = foldedLetters(text.slice(start, end));
  return registered.some(
    ({ letters, names }) =>
      names.some((name) => clause.includes(name) && name.includes(span)) ||
      (clause.length >= MIN_CERTIFIED_LETTERS && letters.includes(clause)) ||
      (span.length >= MIN_CERTIFIED_LETTERS && letters.includes(span)),
  );
}

function isStatute(rules: CompiledRules, text: string, sentence: Clauses): boolean {
  const letters = foldedLetters(text.slice(sentence.start, sentence.end));
  return letters.length >= MIN_STATUTE_LETTERS && rules.statutes.includes(letters);
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

/** A rule for some kinds of goods only suspects goods of unknown kind. */
function dependsOnKind({ rule, spec }: RulePattern, kind: Kind | undefined): boolean {
  return kind === undefined && (rule.spec.kinds !== undefined || spec.kinds !== undefined);
}

function concernsContext(rule: CompiledRule, passage: Passage): boolean {
  return rule.spec.contexts === undefined || rule.spec.contexts.includes(passage.context);
}

function lower(a: Certainty, b: Certainty): Certainty {
  return a === "review" || b === "review" ? "review" : "violation";
}
