import type { Database } from "better-sqlite3";

export const RECHECK_OUTCOMES = ["gone", "remains", "moved", "unread", "confirmed"] as const;
/** What asking again came to; `confirmed`: a named person saw that it is gone. */
export type RecheckOutcome = (typeof RECHECK_OUTCOMES)[number];

/** An address under which goods were shown that a stop holds for. */
export interface StoppedGoods {
  readonly listing: string;
  readonly url: string;
}

/** How often they are asked for again, and when it is enough. */
export interface RecheckPolicy {
  readonly everyHours: number;
  readonly goneTimes: number;
}

/** How far asking again has come with one address. */
export interface RecheckState extends StoppedGoods {
  /** Times in a row that it could not be opened. */
  readonly gone: number;
  readonly goneTimes: number;
  readonly last: { readonly at: string; readonly outcome: RecheckOutcome; readonly note: string | null } | null;
  /** ISO 8601; null where it is done with. */
  readonly nextAt: string | null;
}

const HOUR_MS = 3_600_000;

/** Whether a stop in force holds for a listing: it, its merchant, or the host that shows it. */
export const IS_STOPPED = `EXISTS (SELECT 1 FROM stops WHERE lifted IS NULL AND (stops.listing = tracked.listing
  OR stops.uscc = tracked.uscc OR (stops.host IS NOT NULL AND (
    substr(tracked.url, 1, length(stops.host) + 8) = 'http://' || stops.host || '/'
    OR substr(tracked.url, 1, length(stops.host) + 9) = 'https://' || stops.host || '/'))))`;

/**
 * Goods whose sale was stopped are asked for again until they were gone several times in a row: under which addresses, how
 * often, and what came of it each time. Runs in the caller's transactions.
 */
export class Rechecks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Every address of goods that a stop in force holds for, and that is not done with. */
  open(): StoppedGoods[] {
    const known = this.#database
      .prepare(`SELECT listing, url FROM tracked WHERE url IS NOT NULL AND ${IS_STOPPED} ORDER BY listing`)
      .all() as StoppedGoods[];
    return known.filter(({ listing }) => {
      const planned = this.states(listing);
      return planned.length === 0 || planned.some(({ nextAt }) => nextAt !== null);
    });
  }

  /**
   * Plans to ask for addresses; a plan that is there keeps its beginning.
   *
   * @returns those that are due
   */
  plan(addresses: readonly StoppedGoods[], at: string, { everyHours, goneTimes }: RecheckPolicy): string[] {
    const add = this.#database.prepare(`INSERT INTO recheck_plan VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (url, listing) DO UPDATE SET every_hours = excluded.every_hours, gone_times = excluded.gone_times`);
    this.#database
      .transaction(() => {
        for (const { listing, url } of addresses) add.run(url, listing, at, everyHours, goneTimes);
      })
      .immediate();
    const due = this.states().filter(({ nextAt }) => nextAt !== null && Date.parse(nextAt) <= Date.parse(at));
    return [...new Set(due.map(({ url }) => url))];
  }

  /** Writes down what asking for an address came to; of one that is not planned nothing. */
  record(
    url: string,
    at: string,
    outcome: RecheckOutcome,
    status: number | null = null,
    note: string | null = null,
  ): boolean {
    return (
      this.#database
        .prepare(`INSERT OR IGNORE INTO rechecks (url, at, outcome, status, note)
          SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM recheck_plan WHERE url = ?)`)
        .run(url, at, outcome, status, note, url).changes > 0
    );
  }

  /** A named person saw that a listing is gone: it is not asked for any more. */
  confirm(listing: string, at: string, by: string): void {
    for (const { url } of this.states(listing)) this.record(url, at, "confirmed", null, by);
  }

  /** How far it has come, by address; of one listing, or of all that a stop in force holds for. */
  states(listing?: string): RecheckState[] {
    const where = listing === undefined ? `tracked.listing IS NULL OR ${IS_STOPPED}` : "plan.listing = ?";
    const planned = this.#database
      .prepare(`SELECT plan.url AS url, plan.listing AS listing, planned_at AS plannedAt, every_hours AS everyHours,
          gone_times AS goneTimes
        FROM recheck_plan AS plan LEFT JOIN tracked ON tracked.listing = plan.listing WHERE ${where}
        ORDER BY plan.listing, plan.url`)
      .all(...(listing === undefined ? [] : [listing])) as (StoppedGoods & RecheckPolicy & { plannedAt: string })[];
    const past = this.#database.prepare(
      "SELECT at, outcome, note FROM rechecks WHERE url = ? AND at >= ? ORDER BY at DESC, id DESC LIMIT 100",
    );
    return planned.map(({ url, listing: name, plannedAt, everyHours, goneTimes }): RecheckState => {
      const rows = past.all(url, plannedAt) as NonNullable<RecheckState["last"]>[];
      const [last = null] = rows;
      const still = rows.findIndex(({ outcome }) => outcome !== "gone");
      const gone = still < 0 ? rows.length : still;
      const isDone = gone >= goneTimes || last?.outcome === "confirmed";
      const next = last === null ? plannedAt : new Date(Date.parse(last.at) + everyHours * HOUR_MS).toISOString();
      return { url, listing: name, gone, goneTimes, last, nextAt: isDone ? null : next };
    });
  }

  /** Ends asking, where a stop is lifted. */
  forget(): void {
    this.#database.exec(`DELETE FROM recheck_plan WHERE NOT EXISTS (
      SELECT 1 FROM tracked WHERE tracked.listing = recheck_plan.listing AND ${IS_STOPPED})`);
  }
}
