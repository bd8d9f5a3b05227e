import type { CaseQueries } from "../store/open-case-store.js";

const LEAST_DIGITS = 4;

/**
 * `QM-YYYYMMDD` and at least four digits (QR-QM-001: QM-YYYYMMDDXXXX), widening past 9999.
 *
 * @example
 * caseNumber("2026-11-22", 7); // "QM-202611220007"
 */
export function caseNumber(day: string, ordinal: number): string {
  return `QM-${day.replaceAll("-", "")}${String(ordinal).padStart(LEAST_DIGITS, "0")}`;
}

/** Takes the next `count` ordinals of a day from its counter row, in the transaction that inserts the cases: gapless. */
export async function takeOrdinals(transaction: CaseQueries, day: string, count: number): Promise<number> {
  const row = await transaction
    .insertInto("case_counters")
    .values({ day, last: count })
    .onConflict((conflict) =>
      conflict.column("day").doUpdateSet((is) => ({ last: is("case_counters.last", "+", count) })),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return row.last - count + 1;
}
