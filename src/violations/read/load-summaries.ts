import type { CaseSummary } from "../../contracts/case.js";
import { inSlices } from "../record/load-known.js";
import type { CaseQueries } from "../store/open-case-store.js";
import type { CaseRow } from "../store/tables.js";
import { summaryOf } from "./summary.js";

/** Rows with their rules and nearest limit. */
export async function loadSummaries(database: CaseQueries, rows: readonly CaseRow[]): Promise<CaseSummary[]> {
  const numbers = rows.map(({ number }) => number);
  const rules = await inSlices(numbers, (slice) =>
    database
      .selectFrom("case_findings")
      .select(["number", "rule"])
      .distinct()
      .where("number", "in", slice)
      .orderBy("number")
      .orderBy("rule")
      .execute(),
  );
  const due = await inSlices(numbers, (slice) =>
    database
      .selectFrom("case_clocks")
      .select((is) => ["number", is.fn.min("due_at").as("due_at")])
      .where("number", "in", slice)
      .where("stopped_at", "is", null)
      .groupBy("number")
      .execute(),
  );
  const rulesOf = new Map<string, string[]>();
  for (const { number, rule } of rules) rulesOf.set(number, [...(rulesOf.get(number) ?? []), rule]);
  const dueOf = new Map(due.map(({ number, due_at }) => [number, due_at]));
  return rows.map((row) => summaryOf(row, rulesOf.get(row.number) ?? [], dueOf.get(row.number) ?? null));
}
