import type { Dictionary } from "../contracts/dictionary.js";
import type { Basis, Finding, Level } from "../contracts/result.js";

/** What reports say of a rule beside its findings. */
export interface RuleInfo {
  readonly id: string;
  readonly name: string;
  readonly englishName: string;
  readonly level: Level;
  readonly message: string;
  readonly suggestion: string;
  readonly basis: readonly Basis[];
}

export type RuleCatalogue = ReadonlyMap<string, RuleInfo>;

/** The rules of a dictionary, by id; bases that it does not know are left out. */
export function ruleCatalogue(dictionary: Pick<Dictionary, "rules" | "bases">): RuleCatalogue {
  return new Map(
    dictionary.rules.map(({ id, name, level, message, suggestion, basis }) => [
      id,
      {
        id,
        name: name.zh,
        englishName: name.en,
        level,
        message: withoutSlots(message),
        suggestion: withoutSlots(suggestion),
        basis: basis.flatMap(({ ref }) =>
          Object.hasOwn(dictionary.bases, ref) ? [dictionary.bases[ref] as Basis] : [],
        ),
      },
    ]),
  );
}

/** A rule as far as one of its findings shows it, for rules that the catalogue lacks. */
export function ruleOfFinding(finding: Finding): RuleInfo {
  const { rule, name, level, basis } = finding;
  return { id: rule, name, englishName: rule, level, message: name, suggestion: "", basis };
}

/** `“{matched}”是…` → `“…”是…`: a rule speaks of no listing. */
function withoutSlots(template: string): string {
  return template.replaceAll(/\{[a-z]+\}/g, "…");
}
