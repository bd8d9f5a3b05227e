import { type ClaimTables, claimTablesOf } from "../claims/claim-tables.js";
import type { Lexicon } from "../claims/lexicon.js";
import { HIT, type MatchedText } from "../claims/matched-text.js";
import { SPAN } from "../claims/segment.js";
import type { ClaimSpec, Concept } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import type { Passage } from "../contracts/passage.js";
import type { CompiledRules, RuleClaim } from "./compile-rules.js";

/** What decides which claim specifications can fit at all. */
export interface ClaimCircumstances {
  readonly kind: Kind | undefined;
  readonly context: Passage["context"];
  /** Whether any certificate with a scope is known. */
  readonly hasScope: boolean;
}

/** More distinct sets than bits are joined into the last. */
const MAX_SETS = 31;
/** Verbs that a claim can have without a word for them. */
const WORDLESS: ReadonlySet<string> = new Set(["function", "list", "mention", "use", "place"]);

/** A specification asks for at least `min` words of the set of a number. */
interface Need {
  readonly set: number;
  readonly min: number;
}

/**
 * The claim specifications that can fit in some circumstances, and from the hits alone, whether a sentence can hold a
 * claim that fits one: without the words that they ask for no claim need be read.
 */
export class ClaimGate {
  readonly claims: readonly RuleClaim[];
  /** Tells it from the other gates of the same rules. */
  readonly number: number;
  readonly #lexicon: Lexicon;
  /** Sets of concepts that the specifications ask for, as tables by concept. */
  readonly #sets: Uint8Array[] = [];
  /** By specification, equal ones once: what it asks for, all of it. */
  readonly #needs: readonly (readonly Need[])[];
  /** By term of the matcher: the sets that a concept of it belongs to, as bits; -1 where not yet known. */
  readonly #setsOf: Int32Array;
  readonly #counts: Int32Array;

  constructor(lexicon: Lexicon, all: readonly RuleClaim[], circumstances: ClaimCircumstances, number: number) {
    this.#lexicon = lexicon;
    this.number = number;
    this.claims = all.filter((claim) => mayFit(claim, circumstances));
    const needs = new Map<string, readonly Need[]>();
    const sets = new Map<string, number>();
    for (const { spec } of this.claims) {
      const { verbs, severity, nature, minConditions } = spec;
      const key = JSON.stringify([verbs, severity, nature, minConditions]);
      if (!needs.has(key)) needs.set(key, this.#needsOf(spec, sets));
    }
    this.#needs = [...needs.values()];
    this.#setsOf = new Int32Array(this.claims.length === 0 ? 0 : lexicon.lexemes.size).fill(-1);
    this.#counts = new Int32Array(MAX_SETS);
  }

  /** Whether a sentence of a text holds the words that any of the specifications asks for. */
  opensFor({ hits, spans }: MatchedText, sentence: number): boolean {
    if (this.claims.length === 0) return false;
    const setsOf = this.#setsOf;
    const counts = this.#counts;
    const last = spans[sentence * SPAN + 7] as number;
    let seen = 0;
    for (let at = spans[sentence * SPAN + 3] as number; at < last; at += HIT) {
      const term = hits[at] as number;
      let bits = setsOf[term] as number;
      if (bits < 0) bits = this.#lookUp(term);
      if (bits === 0) continue;
      if (seen === 0) counts.fill(0);
      seen |= bits;
      for (let set = 0; bits >> set !== 0; set++)
        if (((bits >> set) & 1) === 1) counts[set] = (counts[set] as number) + 1;
    }
    return seen !== 0 && this.#needs.some((needs) => needs.every(({ set, min }) => (counts[set] as number) >= min));
  }

  #lookUp(term: number): number {
    let bits = 0;
    for (const { concept } of this.#lexicon.lexemes.of(term)) {
      for (const [set, words] of this.#sets.entries()) if (words[concept] === 1) bits |= 1 << set;
    }
    this.#setsOf[term] = bits;
    return bits;
  }

  #needsOf(spec: ClaimSpec, sets: Map<string, number>): readonly Need[] {
    const tables = claimTablesOf(this.#lexicon);
    const { verbs, severity, nature, minConditions = 0 } = spec;
    const add = (key: string, min: number, make: () => Uint8Array): Need => {
      let set = sets.get(key);
      if (set === undefined) {
        set = Math.min(sets.size, MAX_SETS - 1);
        sets.set(key, set);
        const words = make();
        const shared = this.#sets[set];
        if (shared === undefined) this.#sets.push(words);
        else for (let index = 0; index < words.length; index++) if (words[index] === 1) shared[index] = 1;
      }
      return { set, min };
    };
    const needs: Need[] = [];
    if (severity === undefined && nature === undefined && minConditions === 0) {
      needs.push(add("use", 1, () => tables.use.map((use, index) => use | (tables.condition[index] as number))));
    }
    // Two conditions of one claim may tell severity and nature; to count those of any nature is enough here.
    if (minConditions > 1) needs.push(add("condition", minConditions, () => tables.condition.slice()));
    if (severity !== undefined) {
      const words = (): Uint8Array => this.#conditionsThat(tables, (one) => includes(severity, one.severity));
      needs.push(add(`severity ${severity.join()}`, 1, words));
    }
    if (nature !== undefined) {
      const words = (): Uint8Array => this.#conditionsThat(tables, (one) => includes(nature, one.nature));
      needs.push(add(`nature ${nature.join()}`, 1, words));
    }
    if (verbs !== undefined && !verbs.some((verb) => WORDLESS.has(verb))) {
      const words = (): Uint8Array => Uint8Array.from(tables.action, (verb) => (includes(verbs, verb) ? 1 : 0));
      needs.push(add(`verbs ${verbs.join()}`, 1, words));
    }
    return needs;
  }

  #conditionsThat({ condition }: ClaimTables, fits: (concept: Concept) => boolean): Uint8Array {
    const { concepts } = this.#lexicon;
    return condition.map((is, index) => (is === 1 && fits(concepts[index] as Concept) ? 1 : 0));
  }
}

function includes(list: readonly string[], value: string | null | undefined): boolean {
  return value != null && list.includes(value);
}

function keyOf({ kind, context, hasScope }: ClaimCircumstances): string {
  return `${kind} ${context} ${hasScope}`;
}

const gates = new WeakMap<CompiledRules, Map<string, ClaimGate>>();
/** What was asked for last: the passages of a listing ask for the same one after another. */
let latest: { rules: CompiledRules; circumstances: ClaimCircumstances; gate: ClaimGate } | null = null;

/** The gate of some rules for some circumstances, made once. */
export function claimGateOf(rules: CompiledRules, circumstances: ClaimCircumstances): ClaimGate {
  const { kind, context, hasScope } = circumstances;
  if (latest?.rules === rules) {
    const { circumstances: one } = latest;
    if (one.kind === kind && one.context === context && one.hasScope === hasScope) return latest.gate;
  }
  let known = gates.get(rules);
  if (known === undefined) {
    known = new Map<string, ClaimGate>();
    gates.set(rules, known);
  }
  const key = keyOf(circumstances);
  let gate = known.get(key);
  if (gate === undefined) {
    gate = new ClaimGate(rules.lexicon, rules.claims, circumstances, known.size);
    known.set(key, gate);
  }
  latest = { rules, circumstances, gate };
  return gate;
}

function mayFit({ rule, spec }: RuleClaim, { kind, context, hasScope }: ClaimCircumstances): boolean {
  const concerns = (kinds: readonly Kind[] | undefined): boolean =>
    kinds === undefined || kind === undefined || kinds.includes(kind);
  if (!concerns(rule.spec.kinds) || !concerns(spec.kinds)) return false;
  if (rule.spec.contexts !== undefined && !rule.spec.contexts.includes(context)) return false;
  return hasScope || spec.scope === undefined || spec.scope.includes("none");
}
