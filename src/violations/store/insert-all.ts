import type { InsertObject } from "kysely";
import type { CaseQueries } from "./open-case-store.js";
import type { CaseTables } from "./tables.js";

/** Values bound by one statement: SQLite takes 32,766, PostgreSQL 65,535. */
const MAX_BOUND = 30_000;

/** Inserts rows with as few statements as the databases allow; `ignore` leaves rows that are there already. */
export async function insertAll<Table extends keyof CaseTables & string>(
  transaction: CaseQueries,
  table: Table,
  rows: readonly CaseTables[Table][],
  ignore = false,
): Promise<void> {
  const width = Object.keys(rows[0] ?? {}).length;
  if (width === 0) return;
  const size = Math.floor(MAX_BOUND / width);
  for (let at = 0; at < rows.length; at += size) {
    const part = rows.slice(at, at + size) as unknown as readonly InsertObject<CaseTables, Table>[];
    const insert = transaction.insertInto(table).values(part);
    await (ignore ? insert.onConflict((conflict) => conflict.doNothing()) : insert).execute();
  }
}
