import { createHash } from "node:crypto";
import type { Moment } from "../../contracts/case.js";
import type { CaseQueries } from "../store/open-case-store.js";
import { inSlices } from "./load-known.js";

/** How the sending of one notice to one receiver ended. */
export interface ToldNotice {
  /** Of the notice, not of the sending. */
  readonly notice: string;
  readonly target: string;
  readonly at: Moment;
  readonly tries: number;
  /** Null where it was delivered. */
  readonly failure: string | null;
}

const keyOf = (notice: string, target: string) =>
  createHash("sha256")
    .update(JSON.stringify([notice, target]))
    .digest("hex");

/** Remembers what was told to whom: a notice that arrived is not sent again. */
export async function keepTold(transaction: CaseQueries, told: readonly ToldNotice[]): Promise<void> {
  for (const { notice, target, at, tries, failure } of told) {
    const state = { attempts: tries, next_at: null, delivered_at: failure === null ? at : null, last_error: failure };
    await transaction
      .insertInto("case_notices")
      .values({ id: keyOf(notice, target), target, body: notice, created_at: at, ...state })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(state))
      .execute();
  }
}

/** Whether a notice arrived at a receiver before, for each of some. */
export async function toldBefore(
  transaction: CaseQueries,
  asked: readonly Pick<ToldNotice, "notice" | "target">[],
): Promise<(notice: string, target: string) => boolean> {
  const rows = await inSlices(
    asked.map(({ notice, target }) => keyOf(notice, target)),
    (ids) =>
      transaction
        .selectFrom("case_notices")
        .select("id")
        .where("id", "in", ids)
        .where("delivered_at", "is not", null)
        .execute(),
  );
  const known = new Set(rows.map(({ id }) => id));
  return (notice, target) => known.has(keyOf(notice, target));
}
