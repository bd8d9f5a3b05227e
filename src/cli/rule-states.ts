import type { Configuration } from "../configuration/read-configuration.js";
import type { Dictionary } from "../contracts/dictionary.js";

/** What a configuration made of a rule, and on whose word. */
export interface RuleState {
  /** `off` switched off, `overridden` changed, `own` added. */
  readonly state: "off" | "overridden" | "own";
  readonly reason: string;
  readonly author: string;
  readonly date: string;
  /** Last day, or `never`. */
  readonly until: string;
}

/** States of the rules that a configuration touched and whose end date is not past; all others are on as shipped. */
export function ruleStates(dictionary: Dictionary, configuration: Configuration | null): Map<string, RuleState> {
  const states = new Map<string, RuleState>();
  const { changes } = dictionary;
  if (configuration === null || changes === undefined) return states;
  const inEffect = (code: string, rule: string): boolean =>
    changes.notes.some(
      (note) => note.code === code && note.where.split("、").some((one) => one.startsWith(`${rule}（`)),
    );
  const { rules, override, off } = configuration.data;
  const known = new Set(dictionary.rules.map(({ id }) => id));
  for (const { id, ...change } of rules) if (known.has(id)) states.set(id, stateOf("own", change));
  for (const change of override) {
    if (inEffect("rules-overridden", change.rule)) states.set(change.rule, stateOf("overridden", change));
  }
  for (const change of off) if (changes.off.includes(change.rule)) states.set(change.rule, stateOf("off", change));
  return states;
}

function stateOf(state: RuleState["state"], { reason, author, date, until }: Omit<RuleState, "state">): RuleState {
  return { state, reason, author, date, until };
}

const NAMES: Readonly<Record<RuleState["state"], string>> = { off: "停用", overridden: "已修改", own: "自有" };

/** `停用至 2026-12-31：由另一系统检查（某某，2026-01-05）`. */
export function describeState({ state, reason, author, date, until }: RuleState): string {
  return `${NAMES[state]}${until === "never" ? "（长期）" : `至 ${until}`}：${reason}（${author}，${date}）`;
}
