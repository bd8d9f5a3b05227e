import { foldedLetters } from "../claims/folded-letters.js";
import { compileLexicon, type Lexicon, type PrecompiledTerms } from "../claims/lexicon.js";
import type { BasisRef, ClaimSpec, Dictionary, DisplaySpec, RuleSpec } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import type { Basis } from "../contracts/result.js";
import { type CompiledStatement, compileStatement } from "./absence/compile-statement.js";
import type { CompiledRule, RulePattern } from "./compiled-rule.js";
import { type ExemptionPattern, exemptionPatterns } from "./exemptions.js";
import { lazyPattern } from "./match-pattern.js";
import { literalsOf, parsePattern } from "./pattern.js";
import { PatternIndex } from "./pattern-index.js";
import { VoiceJudge } from "./voice-judge.js";

export interface RuleClaim {
  readonly rule: CompiledRule;
  readonly spec: ClaimSpec;
}

export interface DisplayPattern extends RulePattern {
  readonly spec: DisplaySpec;
}

/** All rules bound to one lexicon, indexed for evaluation in one pass. */
export interface CompiledRules {
  readonly lexicon: Lexicon;
  readonly rules: readonly CompiledRule[];
  readonly patterns: PatternIndex<RulePattern>;
  readonly exemptions: PatternIndex<ExemptionPattern>;
  /** Of exemptions that look at all sentences of a passage. */
  readonly wideExemptions: PatternIndex<ExemptionPattern>;
  readonly claims: readonly RuleClaim[];
  /** Rules that other matches bring with them. */
  readonly following: readonly CompiledRule[];
  readonly byComparison: ReadonlyMap<string, CompiledRule>;
  /** Rules by the check on the whole listing that raises them. */
  readonly byCheck: ReadonlyMap<string, CompiledRule>;
  readonly byId: ReadonlyMap<string, CompiledRule>;
  readonly statements: readonly CompiledStatement[];
  /** Patterns judged only on drugs. */
  readonly display: readonly DisplayPattern[];
  /** Null where the dictionary has no voice. */
  readonly voice: VoiceJudge | null;
  /** Folded letters of all statute sentences, for the law exemption. */
  readonly statutes: string;
  /** How much text is remembered with what was found in it: see `JudgedTexts`. */
  readonly judgedUnits: number | undefined;
}

/**
 * Compiles a dictionary: lexicon, patterns, exemptions, bases.
 *
 * @throws PatternError, UnknownClassError where a rule could never match as written
 */
export function compileRules(
  dictionary: Dictionary,
  precompiled?: PrecompiledTerms,
  judgedUnits?: number,
): CompiledRules {
  const learned = precompiled?.patterns;
  const lexicon = compileLexicon(dictionary.concepts, learned?.literals ?? literalsIn(dictionary), precompiled);
  const exemptions = new Map(dictionary.exemptions.map((spec) => [spec.id, spec]));
  const always = dictionary.exemptions.filter((spec) => spec.always === true).map((spec) => spec.id);
  const rules = dictionary.rules.map(
    (spec): CompiledRule => ({
      spec,
      exemptions: [...new Set([...exemptionsOf(dictionary, spec), ...always])].flatMap(
        (id) => exemptions.get(id) ?? [],
      ),
      bases: spec.basis.flatMap((ref) => resolveBasis(dictionary, ref)),
    }),
  );
  const patterns = rules.flatMap((rule) =>
    rule.spec.patterns.map((spec): RulePattern => {
      const make = lazyPattern(lexicon, spec.match, spec.within);
      return {
        rule,
        spec,
        kinds: [rule.spec.kinds, spec.kinds],
        get pattern() {
          return make();
        },
      };
    }),
  );
  let wideExemptions: PatternIndex<ExemptionPattern> | undefined;
  let statements: readonly CompiledStatement[] | undefined;
  const byId = new Map(rules.map((rule) => [rule.spec.id, rule]));
  return {
    lexicon,
    rules,
    patterns: new PatternIndex(lexicon, patterns, learned?.rules),
    exemptions: new PatternIndex(
      lexicon,
      dictionary.exemptions.flatMap((spec) => exemptionPatterns(lexicon, spec)),
      learned?.exemptions,
    ),
    get wideExemptions() {
      wideExemptions ??= new PatternIndex(
        lexicon,
        dictionary.exemptions
          .filter(({ relation }) => relation === "passage")
          .flatMap((spec) => exemptionPatterns(lexicon, spec)),
      );
      return wideExemptions;
    },
    claims: rules.flatMap((rule) => rule.spec.claims.map((spec) => ({ rule, spec }))),
    following: rules.filter((rule) => rule.spec.follows !== undefined),
    byComparison: new Map(rules.flatMap((rule) => rule.spec.comparisons.map((name) => [name, rule] as const))),
    byCheck: new Map(rules.flatMap((rule) => (rule.spec.checks ?? []).map((name) => [name, rule] as const))),
    byId,
    get statements() {
      statements ??= (dictionary.statements ?? []).map((spec) =>
        compileStatement(
          spec,
          spec.basis.flatMap((ref) => resolveBasis(dictionary, { ref })),
        ),
      );
      return statements;
    },
    display: (dictionary.display ?? []).flatMap((spec): DisplayPattern[] => {
      const rule = byId.get(spec.rule);
      if (rule === undefined) return [];
      const own = { ...rule, exemptions: spec.exempt.flatMap((id) => exemptions.get(id) ?? []) };
      const make = lazyPattern(lexicon, spec.match, spec.within);
      // What was compiled once is known to bind.
      if (learned === undefined) make();
      return [
        {
          rule: own,
          spec,
          kinds: [rule.spec.kinds, spec.kinds],
          get pattern() {
            return make();
          },
        },
      ];
    }),
    voice: dictionary.voice === undefined ? null : new VoiceJudge(dictionary.voice, byId, lexicon),
    statutes: dictionary.statutes.map(foldedLetters).join("\n"),
    judgedUnits,
  };
}

/** Literal words of all patterns, each once, in order. */
export function literalsIn({ rules, display = [], exemptions }: Dictionary): string[] {
  const sources = [
    ...rules.flatMap((rule) => rule.patterns.map(({ match }) => match)),
    ...display.map(({ match }) => match),
    ...exemptions.flatMap(({ patterns, unless = [] }) => [...patterns, ...unless]),
  ];
  return [...new Set(sources.flatMap((source) => literalsOf(parsePattern(source))))].sort();
}

/** An exception that the law makes holds wherever the rule is raised: what `display` honours, the rule honours too. */
function exemptionsOf({ display = [], exemptions }: Dictionary, spec: RuleSpec): readonly string[] {
  const clearing = new Set(exemptions.filter(({ effect }) => effect === "clear").map(({ id }) => id));
  const own = display.filter(({ rule }) => rule === spec.id).flatMap(({ exempt }) => exempt);
  return [...new Set([...spec.exempt, ...own.filter((id) => clearing.has(id))])];
}

function resolveBasis(dictionary: Dictionary, ref: BasisRef): { basis: Basis; kinds: readonly Kind[] | null }[] {
  const basis = dictionary.bases[ref.ref];
  return basis === undefined ? [] : [{ basis, kinds: ref.kinds ?? null }];
}
