import type { Token } from "./token.js";

/**
 * What a clause says the product does. Actions, weakest first as far as scope is concerned: monitor, diagnose, care,
 * protect, prevent, relieve, regulate, assist, treat, cure.
 */
export interface Claim {
  /**
   * Class of the verb (`treat`, `cure`, `relieve` …); null for conditions without a verb; `use` where the clause names no
   * condition but says who, where or on what the product is used; `place` where it only names body parts.
   */
  readonly action: string | null;
  readonly verb: Token | null;
  /** Empty for a claim about use, measuring or cure that names no condition. */
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
  /** `[from, to)`: the clauses that the claim stands in. */
  readonly from: number;
  readonly to: number;
  /** The tokens of those clauses. */
  readonly tokens: readonly Token[];
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
  "use",
  "place",
] as const;
export type Action = (typeof ACTIONS)[number];
