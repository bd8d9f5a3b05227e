import type { Token } from "../claims/token.js";
import type { CompiledRules } from "./compile-rules.js";
import type { CompiledRule } from "./compiled-rule.js";
import type { RuleMatch } from "./match.js";
import type { ProductFacts } from "./product-facts.js";

/** Spaces and list marks alone are no disguise: people type them. */
const INNOCENT = new Set<string | null>([null, "spacing", "punctuation", "repeated"]);

/** Whether a word was disguised on purpose: zero-width characters, letters, symbols, substitution. */
export function isDisguised(token: Token): boolean {
  return !INNOCENT.has(token.disguise);
}

/** Matches of rules that other matches bring with them (处方药广告 by any promotion, 刻意变形 by any disguise). */
export function followMatches(
  rules: CompiledRules,
  product: ProductFacts,
  matches: readonly RuleMatch[],
): readonly RuleMatch[] {
  return rules.following.flatMap((rule) =>
    matches
      .filter((match) => follows(rule, product, match))
      .map((match) => ({ ...match, rule, level: levelOf(rule, match) })),
  );
}

function follows(rule: CompiledRule, product: ProductFacts, match: RuleMatch): boolean {
  const spec = rule.spec.follows;
  if (spec === undefined || match.rule === rule) return false;
  if (spec.rules !== undefined && !spec.rules.includes(match.rule.spec.id)) return false;
  if (spec.product === "rx" && !product.isRx) return false;
  if (spec.product === "special" && !product.isSpecial) return false;
  return spec.disguise !== true || match.disguised;
}

/** A disguise weighs as much as what it hides; other followers have a level of their own. */
function levelOf(rule: CompiledRule, match: RuleMatch): RuleMatch["level"] {
  return rule.spec.follows?.disguise === true ? match.level : rule.spec.level;
}
