import { insertAll } from "../store/insert-all.js";
import type { CaseQueries } from "../store/open-case-store.js";
import { createEntry, type NewEvent } from "./log-entry.js";
import type { SigningKey } from "./signing-key.js";

/** Signs events and adds them to the log, in order; inside the writer's transaction, which holds the head. */
export async function appendEntries(
  transaction: CaseQueries,
  events: readonly NewEvent[],
  key: SigningKey,
): Promise<void> {
  if (events.length === 0) return;
  let head = await transaction.selectFrom("case_log_head").select(["seq", "hash"]).executeTakeFirstOrThrow();
  const rows = events.map((event) => {
    const row = createEntry(event, head, key);
    head = { seq: row.seq, hash: row.hash };
    return row;
  });
  await insertAll(transaction, "case_log", rows);
  await transaction.updateTable("case_log_head").set(head).where("id", "=", 1).execute();
}
