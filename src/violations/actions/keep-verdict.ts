import type { CaseActor, Moment } from "../../contracts/case.js";
import { contentHash } from "../canonical.js";
import { dayOf } from "../clocks/beijing.js";
import { insertAll } from "../store/insert-all.js";
import type { CaseQueries } from "../store/open-case-store.js";
import type { CaseRow } from "../store/tables.js";

/** Keeps one decision for each rule of a case: what false alarms and precision are counted from. */
export async function keepVerdict(
  transaction: CaseQueries,
  { number, merchant_key }: CaseRow,
  verdict: "confirmed" | "dismissed",
  reason: string,
  actor: CaseActor,
  at: Moment,
): Promise<void> {
  const rules = await transaction
    .selectFrom("case_findings")
    .select("rule")
    .distinct()
    .where("number", "=", number)
    .orderBy("rule")
    .execute();
  const month = dayOf(at).slice(0, 7);
  await insertAll(
    transaction,
    "case_decisions",
    rules.map(({ rule }) => ({
      id: contentHash({ number, rule, at, verdict }),
      number,
      rule,
      merchant_key,
      verdict,
      reason,
      by_name: actor.name,
      at,
      month,
    })),
    true,
  );
}
