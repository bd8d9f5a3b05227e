import type { Database, Statement } from "better-sqlite3";
import { ALONE_AFTER, MAX_ATTEMPTS, MAX_INTERRUPTIONS } from "../limits.js";
import type { Discovery } from "../urls/scope.js";

/** An address taken up: nobody else has it until it is finished, put off, or the process ends. */
export interface Lease {
  readonly id: number;
  readonly url: string;
  readonly hostId: number;
  readonly depth: number;
  readonly via: Discovery;
  /** This one included, interrupted ones not. */
  readonly attempts: number;
  readonly render: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly pageId: number | null;
  /** Display fields of the capture that its page was compared with, as JSON. */
  readonly previous: string | null;
  /** Pictures that its page shows; null where that is not known. */
  readonly pictures: number | null;
  /** Whether its pictures are looked at again in this round, also where the page did not change. */
  readonly looks: boolean;
}

/** States in which an address is finished for this round. */
export type FinalState = "done" | "unchanged" | "failed" | "gone" | "forbidden" | "skipped";

/** What became of a lease. */
export interface Outcome {
  readonly state: FinalState;
  readonly status?: number | null;
  readonly reason?: string | null;
  readonly detail?: string | null;
  readonly fetchedAt?: number | null;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly pageId?: number | null;
  /** What its page was compared with, as JSON; absent: as before. */
  readonly previous?: string | null;
  /** Pictures that its page shows; absent: as before. */
  readonly pictures?: number | null;
}

/** An address that was found. */
export interface Found {
  readonly url: string;
  readonly depth: number;
  readonly via: Discovery;
  readonly foundOn: number | null;
}

/** One round: every address once. An unfinished round is taken up again, on its own day. */
export interface Round {
  readonly id: number;
  readonly day: string;
  readonly isResumed: boolean;
  /** Addresses taken up so far. */
  readonly taken: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Its record with whoever keeps evidence. */
  readonly monitoring: number | null;
}

interface LeaseRow {
  readonly id: number;
  readonly url: string;
  readonly depth: number;
  readonly via: Discovery;
  readonly attempts: number;
  readonly interrupted: number;
  readonly host_id: number;
  readonly render: number;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly page_id: number | null;
  readonly next_at: number;
  readonly previous: string | null;
  readonly pictures: number | null;
  readonly look: number | null;
}

const LEASE_COLUMNS = `id, url, host_id, depth, via, attempts, interrupted, render, etag, last_modified, page_id, previous,
  pictures, look, next_at`;

/** Whether an address that is found is not known in this round; or was too deep, and is not by the way now found. */
const IS_NEW = "(url.round < excluded.round)";
const IS_NEARER = "(url.state = 'skipped' AND url.reason = 'depth' AND excluded.state = 'waiting')";

/** The most that `attempts` can be, interrupted ones included. */
const MOST_TAKEN = MAX_ATTEMPTS + MAX_INTERRUPTIONS;

/** Addresses remembered as known, so that the links of every page need no question to the database. */
const RECENT = 50_000;

/**
 * The addresses of a crawl. Its calls belong into transactions of the caller, who commits them together with results:
 * an attempt is counted by taking the lease, before anything is asked of the host.
 */
export class Frontier {
  readonly #database: Database;
  readonly #insertHost: Statement<[string]>;
  readonly #hostId: Statement<[string]>;
  readonly #enqueue: Statement;
  readonly #lease: Statement;
  readonly #leaseAlone: Statement;
  readonly #nextDue: Statement;
  readonly #nextAlone: Statement;
  readonly #finish: Statement;
  readonly #putOff: Statement;
  readonly #takenUp: Statement;
  readonly #hosts = new Map<string, number>();
  readonly #names = new Map<number, string>();
  /** Addresses with the least depth at which they were found. */
  readonly #recent = new Map<string, number>();
  #round = 0;
  /** Addresses taken up for the first time by this process. */
  taken = 0;

  constructor(database: Database) {
    this.#database = database;
    this.#insertHost = database.prepare("INSERT INTO host (name) VALUES (?) ON CONFLICT DO NOTHING");
    this.#hostId = database.prepare("SELECT id FROM host WHERE name = ?");
    this.#enqueue = database.prepare(`INSERT INTO url (url, host_id, state, round, depth, via, found_on, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (url) DO UPDATE SET
        state = CASE WHEN ${IS_NEW} OR ${IS_NEARER} THEN excluded.state ELSE url.state END,
        reason = CASE WHEN ${IS_NEW} OR ${IS_NEARER} THEN excluded.reason ELSE url.reason END,
        detail = CASE WHEN ${IS_NEW} THEN NULL ELSE url.detail END,
        attempts = CASE WHEN ${IS_NEW} THEN 0 ELSE url.attempts END,
        interrupted = CASE WHEN ${IS_NEW} THEN 0 ELSE url.interrupted END,
        next_at = CASE WHEN ${IS_NEW} THEN 0 ELSE url.next_at END,
        round = excluded.round, depth = excluded.depth
      WHERE ${IS_NEW} OR excluded.depth < url.depth`);
    this.#lease = database.prepare(`UPDATE url SET state = 'leased', attempts = attempts + 1, leased_at = ?
      WHERE id IN (SELECT id FROM url WHERE state = 'waiting' AND host_id = ? AND attempts = ? AND next_at <= ?
        AND interrupted < ${ALONE_AFTER} ORDER BY next_at, id LIMIT ?) RETURNING ${LEASE_COLUMNS}`);
    this.#leaseAlone = database.prepare(`UPDATE url SET state = 'leased', attempts = attempts + 1, leased_at = ?
      WHERE id = (SELECT id FROM url WHERE state = 'waiting' AND interrupted >= ${ALONE_AFTER} AND next_at <= ?
        ORDER BY interrupted, id LIMIT 1) RETURNING ${LEASE_COLUMNS}`);
    this.#nextDue = database
      .prepare(`SELECT next_at FROM url WHERE state = 'waiting' AND host_id = ? AND attempts = ?
        AND interrupted < ${ALONE_AFTER} ORDER BY next_at LIMIT 1`)
      .pluck();
    this.#nextAlone = database
      .prepare(`SELECT min(next_at) FROM url WHERE state = 'waiting' AND interrupted >= ${ALONE_AFTER}`)
      .pluck();
    this.#finish = database.prepare(`UPDATE url SET state = ?, status = ?, reason = ?, detail = ?,
      fetched_at = coalesce(?, fetched_at), etag = ?, last_modified = ?, page_id = ?, leased_at = NULL,
      previous = coalesce(?, previous), pictures = coalesce(?, pictures) WHERE id = ? AND state = 'leased'`);
    this.#putOff = database.prepare(`UPDATE url SET state = 'waiting', next_at = ?, reason = ?, detail = ?,
      attempts = attempts - ?, render = ?, leased_at = NULL WHERE id = ? AND state = 'leased'`);
    this.#takenUp = database.prepare("UPDATE round SET taken = taken + ? WHERE id = ?");
    for (const { id, name } of database.prepare("SELECT id, name FROM host").all() as { id: number; name: string }[]) {
      this.#hosts.set(name, id);
      this.#names.set(id, name);
    }
  }

  /**
   * Takes up the unfinished round, or begins the next one: then every address known is due again.
   *
   * @param lookAgain pictures of pages that may turn out unchanged that are asked for again in a new round
   */
  begin(day: string, now: number, lookAgain = 0): Round {
    return this.#database.transaction((): Round => {
      const open = this.#database
        .prepare(
          "SELECT id, day, taken, started_at AS startedAt, monitoring FROM round WHERE finished_at IS NULL ORDER BY id DESC LIMIT 1",
        )
        .get() as Omit<Round, "isResumed"> | undefined;
      if (open !== undefined) {
        this.#round = open.id;
        this.#releaseInterrupted();
        return { ...open, isResumed: true };
      }
      const { lastInsertRowid } = this.#database
        .prepare("INSERT INTO round (day, started_at) VALUES (?, ?)")
        .run(day, now);
      this.#round = Number(lastInsertRowid);
      this.#database
        .prepare(`UPDATE url SET state = 'waiting', round = ?, attempts = 0, interrupted = 0, next_at = 0,
          reason = NULL, detail = NULL WHERE state <> 'skipped'`)
        .run(this.#round);
      if (lookAgain > 0) this.#chooseLooks(lookAgain);
      return { id: this.#round, day, isResumed: false, taken: 0, startedAt: now, monitoring: null };
    })();
  }

  /** Those whose pictures were looked at longest ago, as many as the budget holds, so that all have their turn. */
  #chooseLooks(budget: number): void {
    this.#database
      .prepare(`UPDATE url SET look = ? WHERE id IN (SELECT id FROM (
          SELECT id, sum(pictures) OVER (ORDER BY looked_at, id ROWS UNBOUNDED PRECEDING) - pictures AS before
          FROM url WHERE pictures > 0 AND page_id IS NOT NULL AND state = 'waiting') WHERE before < ?)`)
      .run(this.#round, budget);
  }

  /** What was under way when the process ended waits again; what was under way too often has failed. */
  #releaseInterrupted(): void {
    this.#database
      .prepare(`UPDATE url SET state = 'failed', reason = 'interrupted', leased_at = NULL,
        detail = '处理这个页面时程序多次中断' WHERE state = 'leased' AND interrupted + 1 >= ?`)
      .run(MAX_INTERRUPTIONS);
    this.#database.exec(
      "UPDATE url SET state = 'waiting', interrupted = interrupted + 1, leased_at = NULL WHERE state = 'leased'",
    );
  }

  /** Whether an address was added a short while ago, by no longer way: then nothing need be done about it. */
  isRecent(url: string, depth: number): boolean {
    const known = this.#recent.get(url);
    return known !== undefined && known <= depth;
  }

  /**
   * Adds an address unless this round knows it. One that is known takes the shorter way: how deep it lies, and whether it
   * is too deep, does not depend on which way was found first.
   *
   * @param skipped why it is not followed
   */
  add(found: Found, skipped: string | null = null): boolean {
    if (this.isRecent(found.url, found.depth)) return false;
    if (this.#recent.size >= RECENT) this.#recent.clear();
    this.#recent.set(found.url, found.depth);
    const hostId = this.hostIdOf(new URL(found.url).host);
    const state = skipped === null ? "waiting" : "skipped";
    const { url, depth, via, foundOn } = found;
    return this.#enqueue.run(url, hostId, state, this.#round, depth, via, foundOn, skipped).changes > 0;
  }

  /** Of the round that is under way. */
  get round(): number {
    return this.#round;
  }

  hostIdOf(name: string): number {
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    this.#insertHost.run(name);
    const { id } = this.#hostId.get(name) as { id: number };
    this.#hosts.set(name, id);
    this.#names.set(id, name);
    return id;
  }

  hostName(id: number): string {
    return this.#names.get(id) ?? "";
  }

  /**
   * Takes up to `count` due addresses of a host: those taken up before first, then fresh ones in the order found, so that
   * an interruption changes the order as little as may be.
   *
   * @param mostFresh fresh ones that the budget allows
   */
  lease(hostId: number, count: number, now: number, mostFresh = Number.POSITIVE_INFINITY): Lease[] {
    const leases: Lease[] = [];
    let fresh = 0;
    for (let attempts = MOST_TAKEN - 1; attempts >= 0 && leases.length < count; attempts--) {
      const most = Math.min(count - leases.length, attempts === 0 ? mostFresh : count);
      if (most <= 0) continue;
      const rows = this.#lease.all(now, hostId, attempts, now, most) as LeaseRow[];
      if (attempts === 0) fresh = rows.length;
      // What a statement returns has no order of its own.
      rows.sort((a, b) => a.next_at - b.next_at || a.id - b.id);
      leases.push(...rows.map((row) => leaseOf(row, this.#round)));
    }
    if (fresh > 0) this.#takenUp.run(fresh, this.#round);
    this.taken += fresh;
    return leases;
  }

  /** Takes up one address at whose work the process ended more than once; to be called where nothing else is in work. */
  leaseAlone(now: number): Lease | null {
    const row = this.#leaseAlone.get(now, now) as LeaseRow | undefined;
    return row === undefined ? null : leaseOf(row, this.#round);
  }

  /** When the next address that is taken up alone is due; null where none waits. */
  nextAloneAt(): number | null {
    return this.#nextAlone.get() as number | null;
  }

  finish(id: number, outcome: Outcome): void {
    const { state, status, reason, detail, fetchedAt, etag, lastModified, pageId, previous, pictures } = outcome;
    const at = fetchedAt ?? null;
    this.#finish.run(
      ...[state, status ?? null, reason ?? null, detail ?? null, at, etag ?? null, lastModified ?? null],
      ...[pageId ?? null, previous ?? null, pictures ?? null],
      id,
    );
  }

  /**
   * Puts an address back, to be taken up again at a moment.
   *
   * @param options `free`: this attempt does not count (the host asked to wait); `render`: in a browser next time
   */
  putOff(
    lease: Lease,
    at: number,
    reason: string | null,
    detail: string | null,
    options: { readonly free?: boolean; readonly render?: boolean } = {},
  ): void {
    const isRendered = options.render === true || lease.render;
    this.#putOff.run(at, reason, detail, options.free === true ? 1 : 0, isRendered ? 1 : 0, lease.id);
  }

  /** An address that is a page about its host's shop. */
  addShopPage(url: string, role: string): void {
    this.#database
      .prepare(
        "INSERT INTO shop_page (url_id, host_id, role) SELECT id, host_id, ? FROM url WHERE url = ? ON CONFLICT DO NOTHING",
      )
      .run(role, url);
  }

  shopPages(hostId: number): { readonly role: string; readonly url: string }[] {
    return this.#database
      .prepare(
        "SELECT role, url.url AS url FROM shop_page JOIN url ON url.id = url_id WHERE shop_page.host_id = ? ORDER BY url_id LIMIT 10",
      )
      .all(hostId) as { role: string; url: string }[];
  }

  /** Remembers the record that somebody else keeps of this round. */
  setMonitoring(run: number | null): void {
    this.#database.prepare("UPDATE round SET monitoring = ? WHERE id = ?").run(run, this.#round);
  }

  /** Hosts with addresses that wait, whether due or not. One probe of the index a host. */
  waitingHosts(): number[] {
    return this.#database
      .prepare(`WITH RECURSIVE due (host_id) AS (
          SELECT * FROM (SELECT host_id FROM url WHERE state = 'waiting' ORDER BY host_id LIMIT 1)
          UNION ALL
          SELECT (SELECT host_id FROM url WHERE state = 'waiting' AND host_id > due.host_id ORDER BY host_id LIMIT 1)
          FROM due WHERE due.host_id IS NOT NULL)
        SELECT host_id FROM due WHERE host_id IS NOT NULL`)
      .pluck()
      .all() as number[];
  }

  /**
   * When the next address of a host is due; null where none waits.
   *
   * @param withFresh whether those that were never taken up count
   */
  nextDueAt(hostId: number, withFresh = true): number | null {
    let next: number | null = null;
    for (let attempts = withFresh ? 0 : 1; attempts < MOST_TAKEN; attempts++) {
      const at = this.#nextDue.get(hostId, attempts) as number | undefined;
      if (at !== undefined && (next === null || at < next)) next = at;
    }
    return next;
  }

  /** Over the budget: what still waits is not taken up in this round. */
  skipWaiting(reason: string): void {
    this.#database.prepare("UPDATE url SET state = 'skipped', reason = ? WHERE state = 'waiting'").run(reason);
  }

  endRound(now: number): void {
    this.#database.transaction(() => {
      this.#database.prepare("UPDATE round SET finished_at = ? WHERE id = ?").run(now, this.#round);
      this.#database.exec("DELETE FROM page WHERE NOT EXISTS (SELECT 1 FROM url WHERE url.page_id = page.id)");
    })();
  }
}

function leaseOf(row: LeaseRow, round: number): Lease {
  const { id, url, depth, via, etag, previous, pictures } = row;
  return {
    ...{ id, url, depth, via, etag, previous, pictures },
    hostId: row.host_id,
    attempts: row.attempts - row.interrupted,
    render: row.render === 1,
    lastModified: row.last_modified,
    pageId: row.page_id,
    looks: row.look === round,
  };
}
