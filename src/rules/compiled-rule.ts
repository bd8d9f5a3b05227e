import type { ExemptionSpec, PatternSpec, RuleSpec } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import type { Basis } from "../contracts/result.js";
import type { CompiledPattern } from "./match-pattern.js";

/** A rule with its exemptions and bases resolved. */
export interface CompiledRule {
  readonly spec: RuleSpec;
  readonly exemptions: readonly ExemptionSpec[];
  readonly bases: readonly { readonly basis: Basis; readonly kinds: readonly Kind[] | null }[];
}

/** One pattern of a rule, bound to the lexicon. */
export interface RulePattern {
  readonly rule: CompiledRule;
  readonly spec: PatternSpec;
  readonly pattern: CompiledPattern;
  /** The kinds of goods that the rule and the pattern are for. */
  readonly kinds: readonly (readonly Kind[] | undefined)[];
}
