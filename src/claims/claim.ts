import type { Token } from "./token.js";

/**
 * What a clause says the product does. Actions, weakest first as far as scope is concerned: monitor, diagnose, care,
 * protect, prevent, relieve, regulate, assist, treat, cure.
 */
export interface Claim {
  /** Class of the verb (`treat`, `cure`, `relieve` …); null for a bare list of conditions. */
  readonly action: string | null;
  readonly verb: Token | null;
  readonly conditions: readonly Token[];
  readonly populations: readonly Token[];
  readonly sites: readonly Token[];
  readonly time: Token | null;
  readonly number: Token | null;
  readonly guarantee: Token | null;
  readonly speaker: Token | null;
  /** A negation governs the verb: 不能治疗高血压. */
  readonly negated: boolean;
  /** The clause is little else than the list itself, as in a keyword title. */
  readonly bare: boolean;
  readonly start: number;
  readonly end: number;
}

/** Classes of verbs that a claim can have, as used in `claims: verbs:` of a rule. */
export const ACTIONS = [
  "monitor",
  "diagnose",
  "care",
  "protect",
  "prevent",
  "relieve",
  "regulate",
  "improve",
  "lower",
  "assist",
  "function",
  "kill",
  "indicate",
  "result",
  "treat",
  "cure",
] as const;
export type Action = (typeof ACTIONS)[number];
