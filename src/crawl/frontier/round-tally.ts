import type { Database } from "better-sqlite3";

/** What a round set out with, and what became of it. */
export interface Tally {
  /** Addresses known when it began. */
  readonly known: number;
  /** Of goods under a stop, asked for again. */
  readonly again: number;
  readonly discovered: number;
  /** By what they came to. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Counts what is known as this round begins; a round that is taken up again keeps its count. */
export function setKnown(database: Database, round: number): void {
  database
    .prepare(
      "UPDATE round SET known = (SELECT count(*) FROM url WHERE url.round = round.id) WHERE id = ? AND known IS NULL",
    )
    .run(round);
}

/** What this round set out with and came to so far: known and discovered are all outcomes together. */
export function tallyOf(database: Database, round: number): Tally {
  const { known, again } = database
    .prepare("SELECT coalesce(known, 0) AS known, again FROM round WHERE id = ?")
    .get(round) as { known: number; again: number };
  const rows = database
    .prepare(`SELECT CASE WHEN state IN ('done', 'unchanged') THEN coalesce(reason, state) WHEN state = 'leased' THEN 'waiting'
          WHEN state = 'skipped' THEN 'skipped-' || coalesce(reason, 'limit') ELSE state END AS outcome, count(*) AS count
        FROM url WHERE round = ? GROUP BY 1 ORDER BY 1`)
    .all(round) as { outcome: string; count: number }[];
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const outcomes = Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
  return { known, again, discovered: all - known, outcomes };
}
