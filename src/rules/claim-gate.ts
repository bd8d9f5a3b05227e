import { claimTablesOf } from "../claims/claim-tables.js";
import type { Lexicon } from "../claims/lexicon.js";
import { HIT, type SentenceReading } from "../claims/tokenize.js";
import type { ClaimSpec } from "../contracts/dictionary.js";
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

/** A specification asks for at least `min` words of a set. */
interface Need {
  readonly words: Uint8Array;
  readonly min: number;
}

/** More distinct needs than bits are joined into the last: it asks for any word of theirs. */
const MAX_NEEDS = 31;

/**
 * The claim specifications that can fit in some circumstances, and from the hits alone, whether a sentence can hold a
 * claim that fits one: without the words that they ask for no claim need be read.
 */
export class ClaimGate {
  readonly claims: readonly RuleClaim[];
  readonly #lexicon: Lexicon;
  readonly #needs: readonly Need[];
  /** By term of the matcher: the needs that a concept of it serves, as bits; -1 where not yet known. */
  readonly #needsOf: Int32Array;
  readonly #counts: Int32Array;

  constructor(lexicon: Lexicon, all: readonly RuleClaim[], circumstances: ClaimCircumstances) {
    this.#lexicon = lexicon;
    this.claims = all.filter((claim) => mayFit(claim, circumstances));
    this.#needs = needsOf(
      lexicon,
      this.claims.map(({ spec }) => spec),
    );
    this.#needsOf = new Int32Array(this.claims.length === 0 ? 0 : lexicon.lexemes.size).fill(-1);
    this.#counts = new Int32Array(this.#needs.length);
  }

  /** Whether the sentence holds enough words for any of the specifications. */
  opensFor({ reading: { hits }, firstHit, lastHit }: SentenceReading): boolean {
    if (this.claims.length === 0) return false;
    let counted = false;
    for (let at = firstHit; at < lastHit; at += HIT) {
      const term = hits[at] as number;
      let bits = this.#needsOf[term] as number;
      if (bits < 0) bits = this.#lookUp(term);
      if (bits === 0) continue;
      if (!counted) this.#counts.fill(0);
      counted = true;
      for (let need = 0; bits >> need !== 0; need++) {
        if (((bits >> need) & 1) === 0) continue;
        const count = (this.#counts[need] as number) + 1;
        if (count >= (this.#needs[need] as Need).min) return true;
        this.#counts[need] = count;
      }
    }
    return false;
  }

  #lookUp(term: number): number {
    let bits = 0;
    for (const { concept } of this.#lexicon.lexemes.of(term)) {
      for (const [need, { words }] of this.#needs.entries()) if (words[concept] === 1) bits |= 1 << need;
    }
    this.#needsOf[term] = bits;
    return bits;
  }
}

const gates = new WeakMap<CompiledRules, Map<string, ClaimGate>>();

/** The gate of some rules for some circumstances, made once. */
export function claimGateOf(rules: CompiledRules, circumstances: ClaimCircumstances): ClaimGate {
  const known = gates.get(rules) ?? new Map<string, ClaimGate>();
  gates.set(rules, known);
  const key = `${circumstances.kind} ${circumstances.context} ${circumstances.hasScope}`;
  let gate = known.get(key);
  if (gate === undefined) {
    gate = new ClaimGate(rules.lexicon, rules.claims, circumstances);
    known.set(key, gate);
  }
  return gate;
}

function mayFit({ rule, spec }: RuleClaim, { kind, context, hasScope }: ClaimCircumstances): boolean {
  const concerns = (kinds: readonly Kind[] | undefined): boolean =>
    kinds === undefined || kind === undefined || kinds.includes(kind);
  if (!concerns(rule.spec.kinds) || !concerns(spec.kinds)) return false;
  if (rule.spec.contexts !== undefined && !rule.spec.contexts.includes(context)) return false;
  return hasScope || spec.scope === undefined || spec.scope.includes("none");
}

function needsOf(lexicon: Lexicon, specs: readonly ClaimSpec[]): Need[] {
  const tables = claimTablesOf(lexicon);
  const conditions: number[] = [];
  for (let index = 0; index < tables.condition.length; index++)
    if (tables.condition[index] === 1) conditions.push(index);
  const needs = new Map<string, Need>();
  for (const { severity, nature, minConditions = 0 } of specs) {
    const key = JSON.stringify([severity, nature, minConditions]);
    if (needs.has(key)) continue;
    if (severity === undefined && nature === undefined && minConditions === 0) {
      const words = tables.use.slice();
      for (const index of conditions) words[index] = 1;
      needs.set(key, { words, min: 1 });
    } else if (minConditions > 1) {
      // One of them must also be of the severity or nature; to count them is enough here.
      needs.set(key, { words: tables.condition, min: minConditions });
    } else {
      const words = new Uint8Array(tables.condition.length);
      for (const index of conditions) {
        const concept = lexicon.concepts[index];
        // Severity and nature may be told by two conditions of one claim: one of the severity opens the gate.
        const serves =
          severity === undefined
            ? concept?.nature !== undefined && nature?.includes(concept.nature)
            : concept?.severity !== undefined && severity.includes(concept.severity);
        if (serves) words[index] = 1;
      }
      needs.set(key, { words, min: 1 });
    }
  }
  const all = [...needs.values()];
  if (all.length <= MAX_NEEDS) return all;
  const rest = all.slice(MAX_NEEDS - 1);
  const words = tables.use.slice();
  for (let index = 0; index < words.length; index++) if (rest.some((need) => need.words[index] === 1)) words[index] = 1;
  return [...all.slice(0, MAX_NEEDS - 1), { words, min: 1 }];
}
