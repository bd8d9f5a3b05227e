import type { RulePrecision } from "../../contracts/case.js";
import type { CaseQueries } from "../store/open-case-store.js";

/** Decisions counted by rule and month; of several on one case and rule the last one. */
export async function precisionOf(
  database: CaseQueries,
  { rule, merchant }: { readonly rule?: string | undefined; readonly merchant?: string | undefined },
): Promise<RulePrecision[]> {
  let query = database.selectFrom("case_decisions").select(["number", "rule", "verdict", "month", "at"]);
  if (rule !== undefined) query = query.where("rule", "=", rule);
  if (merchant !== undefined) query = query.where("merchant_key", "=", merchant);
  const last = new Map<string, { rule: string; verdict: string; month: string }>();
  for (const one of await query.orderBy("at").execute()) last.set(`${one.number} ${one.rule}`, one);
  const counts = new Map<string, { rule: string; month: string; confirmed: number; dismissed: number }>();
  for (const one of last.values()) {
    const key = `${one.rule} ${one.month}`;
    const count = counts.get(key) ?? { rule: one.rule, month: one.month, confirmed: 0, dismissed: 0 };
    if (one.verdict === "confirmed") count.confirmed++;
    else count.dismissed++;
    counts.set(key, count);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, count]) => ({ ...count, precision: count.confirmed / (count.confirmed + count.dismissed) }));
}
