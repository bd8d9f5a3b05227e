import { foldedLetters } from "../../claims/folded-letters.js";
import type { Lexicon } from "../../claims/lexicon.js";
import { tokenize } from "../../claims/tokenize.js";

/** How strong a verb is: a claim stronger than the registered verb goes beyond the certificate. */
const STRENGTH: Readonly<Record<string, number>> = {
  monitor: 1,
  diagnose: 1,
  care: 2,
  protect: 2,
  prevent: 3,
  relieve: 3,
  regulate: 3,
  improve: 3,
  lower: 3,
  assist: 4,
  kill: 4,
  indicate: 5,
  treat: 6,
  result: 7,
  cure: 8,
};

export function strengthOf(action: string): number {
  return STRENGTH[action] ?? 0;
}

/** A registered scope as the comparison sees it. */
export interface RegisteredScope {
  readonly text: string;
  /** Letters and digits only, folded. */
  readonly letters: string;
  readonly conditions: ReadonlySet<number>;
  readonly actions: ReadonlySet<string>;
  /** Strength of the strongest verb; 0 where no verb is known. */
  readonly strength: number;
}

/**
 * Reads a registered scope (适用范围, 适应症, 功能主治, 保健功能) into concepts and verbs.
 *
 * @example
 * readRegisteredScope(lexicon, "用于测量人体血压").actions; // → Set { "monitor" }
 */
export function readRegisteredScope(lexicon: Lexicon, text: string): RegisteredScope {
  const condition = lexicon.conceptsOf("condition");
  const pathogen = lexicon.conceptsOf("pathogen");
  const conditions = new Set<number>();
  const actions = new Set<string>();
  for (const token of tokenize(lexicon, text).tokens) {
    if (condition[token.concept] === 1 || pathogen[token.concept] === 1) conditions.add(token.concept);
    for (const id of lexicon.concepts[token.concept]?.classes ?? []) if (id in STRENGTH) actions.add(id);
  }
  const strength = Math.max(0, ...[...actions].map(strengthOf));
  return { text, letters: foldedLetters(text), conditions, actions, strength };
}
