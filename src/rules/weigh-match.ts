import { foldedLetters } from "../claims/folded-letters.js";
import { type Clauses, clauseEnd, clauseStart, type Token } from "../claims/token.js";
import type { SentenceReading } from "../claims/tokenize.js";
import type { Passage } from "../contracts/passage.js";
import type { Certainty } from "../contracts/result.js";
import type { CompiledRules } from "./compile-rules.js";
import type { CompiledRule } from "./compiled-rule.js";
import type { PassageInput, PassageWork } from "./passage-work.js";
import type { Registered } from "./registered.js";

/** Hits less sure than this can only be for review. */
export const SURE = 0.9;
/** Shorter fragments prove nothing when found in registered wording. */
const MIN_CERTIFIED_LETTERS = 4;
const MIN_STATUTE_LETTERS = 8;

/** A match before it is weighed. */
export interface Weighable {
  readonly rule: CompiledRule;
  /** The dictionary itself only sends it to a human. */
  readonly weak: boolean;
  readonly sentence: SentenceReading;
  /** UTF-16 units of the passage, half-open. */
  readonly start: number;
  readonly end: number;
  /** The words that make it: they are no exemption from themselves. */
  readonly own: readonly Token[];
}

/** What becomes of a match. */
export interface Judgement {
  readonly certainty: Certainty;
  readonly exemptions: readonly string[];
  /** It is for review only because of tones that a voice may overrule, or not at all. */
  readonly isOpen: boolean;
}

/**
 * Exemptions, registered wording, statute text and context: null clears the match. A `weak` match, one that the dictionary
 * itself only sends to a human, is dropped where an exemption softens it; no number of such exemptions clears what is a
 * violation by itself.
 */
export function weigh(
  rules: CompiledRules,
  input: PassageInput,
  work: PassageWork,
  { rule, weak, sentence, start, end, own }: Weighable,
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

/** Whether `[start, end)`, or the clause around it, is wording or a name of a certificate. */
export function isCertifiedWording(
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

/** Whether a sentence is one of a statute, word for word. */
export function isStatute(rules: CompiledRules, text: string, sentence: Clauses): boolean {
  const letters = foldedLetters(text.slice(sentence.start, sentence.end));
  return letters.length >= MIN_STATUTE_LETTERS && rules.statutes.includes(letters);
}

/** The less certain of two. */
export function lower(a: Certainty, b: Certainty): Certainty {
  return a === "review" || b === "review" ? "review" : "violation";
}
