import { foldedLetters } from "../claims/folded-letters.js";
import type { Passage } from "../contracts/passage.js";

/** A registered scope as suggestions quote it. */
export interface QuotableScope {
  readonly text: string;
  /** A prescription drug may not be advertised with its registered scope either. */
  readonly isRx: boolean;
}

/** Rules about what a product does: where its registered scope is known, their suggestion quotes it. */
const ABOUT_EFFECT: ReadonlySet<string> = new Set([
  "off-scope-claim",
  "treatment-claim-by-non-therapeutic-device",
  "efficacy-guarantee",
  "cure-rate",
  "panacea-claim",
  "health-food-disease-claim",
  "efficacy-comparison",
]);
/** Name of the exemption that presumes a passage to be an insert because of its headings. */
const INSERT_HEADING = "说明书栏目";
const KEEP_INSERT = "与批准的说明书逐字核对：是原文的不要改动；不是的删去。";
/** A quotation is meant to be taken over: longer than this it is none. */
const CLAUSE_CHARS = 60;
const MIN_CLAUSE_CHARS = 4;
/** What a scope rules out is nothing to advertise with. */
const DENIAL = /不适用|不得|不能|不用于|不可|禁用|禁忌|除外|慎用/u;
const REGISTERED = "{registered}";
/** Where no scope is known, nothing is announced. */
const UNKNOWN_SCOPE = /[：:]?\{registered\}/gu;

/** What a suggestion is made for. */
export interface SuggestionInput {
  readonly rule: string;
  /** The rule's text, with everything but `{registered}` filled in. */
  readonly template: string;
  /** Null for something that stands nowhere. */
  readonly passage: Pick<Passage, "context"> | null;
  /** The words found, and what is known of the claim: the clause of the scope nearest to them is quoted. */
  readonly words: string;
  /** The scope that the claim was held against; else every scope known. */
  readonly scopes: readonly QuotableScope[];
  readonly exemptions?: readonly string[] | undefined;
}

/**
 * What to write instead: the rule's advice and, where the registered scope is known and the rule is about effects, its
 * clause nearest to the claim, word for word. Empty inside an insert or a certificate: approved text is not edited.
 *
 * @example
 * suggest({ rule: "cure-rate", template: "删去治愈率。", passage, words: "咳嗽", scopes: [{ text: "用于咳嗽。", isRx: false }] });
 * // → "删去治愈率。注册的用途：“用于咳嗽”。"
 */
export function suggest(input: SuggestionInput): string {
  const { context } = input.passage ?? { context: "advertisement" };
  if (context === "insert" || context === "certificate") return "";
  if (input.exemptions?.includes(INSERT_HEADING)) return KEEP_INSERT;
  const clause = nearestClause(input.scopes, input.words);
  if (input.template.includes(REGISTERED)) {
    const isLong = clause !== null && ABOUT_EFFECT.has(input.rule);
    const registered = isLong ? `“${clause}”` : (input.scopes[0]?.text ?? "");
    return registered === ""
      ? input.template.replaceAll(UNKNOWN_SCOPE, "")
      : input.template.replaceAll(REGISTERED, registered);
  }
  if (clause === null || !ABOUT_EFFECT.has(input.rule) || input.scopes.some(({ isRx }) => isRx)) return input.template;
  return `${input.template}注册的用途：“${clause}”。`;
}

/**
 * The clause of registered scopes that shares most with some words; the first that allows anything where none does.
 *
 * @returns a verbatim piece of a scope, or null
 * @example
 * nearestClause([{ text: "用于退热。用于肌肉酸痛的辅助缓解。", isRx: false }], "肌肉劳损"); // → "用于肌肉酸痛的辅助缓解"
 */
export function nearestClause(scopes: readonly QuotableScope[], words: string): string | null {
  if (scopes.length === 0) return null;
  const wanted = pairsOf(words);
  let best: { readonly clause: string; readonly shared: number } | null = null;
  for (const { text } of scopes) {
    for (const clause of clausesOf(text)) {
      const own = pairsOf(clause);
      let shared = 0;
      for (const pair of wanted) if (own.has(pair)) shared++;
      if (best === null || shared > best.shared) best = { clause, shared };
    }
  }
  return best?.clause ?? null;
}

/** Sentences of a scope, those too long to quote cut at their commas; without what is ruled out. */
function clausesOf(scope: string): string[] {
  return scope
    .split(/[。；;\n]/u)
    .flatMap((sentence) => (sentence.trim().length > CLAUSE_CHARS ? sentence.split(/[，,]/u) : [sentence]))
    .map((clause) => clause.trim())
    .map((clause) => (clause.length > CLAUSE_CHARS ? shorten(clause) : clause))
    .filter((clause) => clause.length >= MIN_CLAUSE_CHARS && !DENIAL.test(clause));
}

/** A long list, cut behind one of its members. */
function shorten(clause: string): string {
  const at = Math.max(clause.lastIndexOf("、", CLAUSE_CHARS), clause.lastIndexOf("，", CLAUSE_CHARS));
  return at < MIN_CLAUSE_CHARS ? "" : clause.slice(0, at);
}

function pairsOf(text: string): Set<string> {
  const letters = foldedLetters(text);
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < letters.length; i++) pairs.add(letters.slice(i, i + 2));
  return pairs;
}
