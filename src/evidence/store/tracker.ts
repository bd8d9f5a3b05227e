import type { Database } from "better-sqlite3";
import { compareFields } from "../../rules/changes/compare-fields.js";
import type { ChangeEvent, ChangeKind, StoredCapture } from "./capture.js";
import { IS_STOPPED, Rechecks } from "./rechecks.js";

/** A listing over time. */
export interface TrackedListing {
  readonly listing: string;
  readonly url: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly goneSince: string | null;
}

export interface FindingHistory {
  readonly listing: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** When a whole re-scan did not find it any more: the only proof of rectification. */
  readonly goneSince: string | null;
}

export interface Stop {
  readonly listing?: string | undefined;
  readonly uscc?: string | undefined;
  /** Host on which nothing but the merchant's goods is shown, with its port where that is not the usual one. */
  readonly host?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly since: string;
  /** The named person who confirmed the stop. */
  readonly by: string;
  readonly reason: string;
}

/** Findings that say what happened between captures are no state of the page: they are neither rectified nor come back. */
const TRANSIENT: ReadonlySet<string> = new Set(["display-field-changed", "price-surge", "goods-remain-after-stop"]);

/** First seen, last seen, changed, gone, come back: of listings and of findings. Runs in the caller's transaction. */
export class Tracker {
  readonly #database: Database;
  readonly #load: (id: number) => StoredCapture;
  /** Asking again for goods under a stop. */
  readonly rechecks: Rechecks;

  constructor(database: Database, load: (id: number) => StoredCapture) {
    this.rechecks = new Rechecks(database);
    this.#database = database;
    this.#load = load;
  }

  /** Takes a capture that was just kept. One that is older than the last is kept as evidence and changes no state. */
  track(capture: StoredCapture): void {
    const { listing, capturedAt, url, uscc } = capture;
    const known = this.#get("SELECT last_seen, gone_since FROM tracked WHERE listing = ?", listing) as
      | { last_seen: string; gone_since: string | null }
      | undefined;
    if (known !== undefined && Date.parse(capturedAt) < Date.parse(known.last_seen)) return;
    if (known === undefined) {
      this.#run("INSERT INTO tracked VALUES (?, ?, ?, ?, ?, NULL)", listing, url, uscc, capturedAt, capturedAt);
      this.#say({ listing, at: capturedAt, kind: "first", subject: "", before: null, after: null });
    } else {
      if (known.gone_since !== null) {
        this.#say({ listing, at: capturedAt, kind: "back", subject: "", before: known.gone_since, after: null });
      }
      this.#run(
        "UPDATE tracked SET last_seen = ?, gone_since = NULL, url = coalesce(?, url), uscc = coalesce(?, uscc) WHERE listing = ?",
        capturedAt,
        url,
        uscc,
        listing,
      );
      const before = this.#get(
        "SELECT id FROM captures WHERE listing = ? AND id <> ? ORDER BY captured_at DESC, id DESC LIMIT 1",
        listing,
        capture.id,
      ) as { id: number } | undefined;
      if (before !== undefined) this.#compare(this.#load(before.id), capture);
    }
    this.#trackFindings(capture);
  }

  markGone(listing: string, at: string): boolean {
    const changed = this.#run(
      "UPDATE tracked SET gone_since = ? WHERE listing = ? AND gone_since IS NULL AND last_seen <= ?",
      at,
      listing,
      at,
    );
    if (changed > 0) this.#say({ listing, at, kind: "gone", subject: "", before: null, after: null });
    return changed > 0;
  }

  /** Records that a named person confirmed a stop, of a listing or of a whole merchant. */
  stop({ listing, uscc, host, since, by, reason }: Stop): void {
    this.#run(
      "INSERT INTO stops (listing, uscc, host, since, by_whom, reason) VALUES (?, ?, ?, ?, ?, ?)",
      listing ?? null,
      uscc ?? null,
      host ?? null,
      since,
      by,
      reason,
    );
  }

  /** Ends the stops of a listing or merchant: it may be shown again. */
  lift({ listing, uscc }: Pick<Stop, "listing" | "uscc">, day: string): number {
    const lifted = this.#run(
      "UPDATE stops SET lifted = ? WHERE lifted IS NULL AND (listing = ? OR uscc = ?)",
      day,
      listing ?? null,
      uscc ?? null,
    );
    this.rechecks.forget();
    return lifted;
  }

  /** The earliest day on which a listing should have been gone; null where no stop holds. */
  stoppedSince(listing: string, uscc: string | null): string | null {
    const row = this.#get(
      `SELECT min(since) AS since FROM stops WHERE lifted IS NULL AND (listing = @listing
         OR uscc = coalesce(@uscc, (SELECT uscc FROM tracked WHERE listing = @listing))
         OR (host IS NOT NULL AND (substr(@listing, 1, length(host) + 8) = 'http://' || host || '/'
           OR substr(@listing, 1, length(host) + 9) = 'https://' || host || '/'))
         OR EXISTS (SELECT 1 FROM recheck_plan AS plan LEFT JOIN tracked USING (listing)
           WHERE plan.url = @listing AND (plan.listing = stops.listing OR tracked.uscc = stops.uscc)))`,
      { listing, uscc },
    ) as { since: string | null };
    return row.since;
  }

  /** What must be fetched again: every known listing of a stop that was not gone as often as was planned, or ever. */
  toFetchAgain(): TrackedListing[] {
    return this.#tracked(`WHERE ${IS_STOPPED}`).filter(({ listing, goneSince }) => {
      const planned = this.rechecks.states(listing);
      return planned.length === 0 ? goneSince === null : planned.some(({ nextAt }) => nextAt !== null);
    });
  }

  listing(name: string): TrackedListing | null {
    return this.#tracked("WHERE listing = ?", name)[0] ?? null;
  }

  findings(listing: string): FindingHistory[] {
    return this.#database
      .prepare(
        `SELECT listing, fingerprint, rule, first_seen AS firstSeen, last_seen AS lastSeen, gone_since AS goneSince
         FROM finding_history WHERE listing = ? ORDER BY first_seen, fingerprint`,
      )
      .all(listing) as FindingHistory[];
  }

  /** Whether a re-scan confirmed that a finding is gone: never a merchant's word, never a page read in part. */
  isRectified(listing: string, fingerprint: string): boolean {
    const row = this.#get(
      "SELECT gone_since FROM finding_history WHERE listing = ? AND fingerprint = ?",
      listing,
      fingerprint,
    ) as { gone_since: string | null } | undefined;
    return row !== undefined && row.gone_since !== null;
  }

  #compare(before: StoredCapture, after: StoredCapture): void {
    for (const change of compareFields(before.fields, after.fields)) {
      const { field: subject, before: was, after: is } = change;
      this.#say({ listing: after.listing, at: after.capturedAt, kind: "field", subject, before: was, after: is });
    }
  }

  #trackFindings({ listing, capturedAt, findings, outcome, fields }: StoredCapture): void {
    const known = new Map(this.findings(listing).map((one) => [one.fingerprint, one]));
    const seen = new Set<string>();
    for (const { fingerprint, rule } of findings) {
      if (TRANSIENT.has(rule) || seen.has(fingerprint)) continue;
      seen.add(fingerprint);
      const before = known.get(fingerprint);
      if (before === undefined) {
        this.#run(
          "INSERT INTO finding_history VALUES (?, ?, ?, ?, ?, NULL)",
          listing,
          fingerprint,
          rule,
          capturedAt,
          capturedAt,
        );
        this.#sayFinding("finding-new", listing, capturedAt, fingerprint, rule);
        continue;
      }
      if (before.goneSince !== null) this.#sayFinding("finding-back", listing, capturedAt, fingerprint, rule);
      this.#run(
        "UPDATE finding_history SET last_seen = ?, gone_since = NULL WHERE listing = ? AND fingerprint = ?",
        capturedAt,
        listing,
        fingerprint,
      );
    }
    if (outcome === "incomplete" || fields["~whole"] !== "1") return;
    for (const { fingerprint, rule, goneSince } of known.values()) {
      if (seen.has(fingerprint) || goneSince !== null) continue;
      this.#run(
        "UPDATE finding_history SET gone_since = ? WHERE listing = ? AND fingerprint = ?",
        capturedAt,
        listing,
        fingerprint,
      );
      this.#sayFinding("finding-gone", listing, capturedAt, fingerprint, rule);
    }
  }

  #sayFinding(kind: ChangeKind, listing: string, at: string, subject: string, rule: string): void {
    this.#say({ listing, at, kind, subject, before: null, after: rule });
  }

  #say({ listing, at, kind, subject, before, after }: ChangeEvent): void {
    this.#run(
      "INSERT INTO events (listing, at, kind, subject, before, after) VALUES (?, ?, ?, ?, ?, ?)",
      listing,
      at,
      kind,
      subject,
      before,
      after,
    );
  }

  #tracked(where: string, ...values: unknown[]): TrackedListing[] {
    return this.#database
      .prepare(
        `SELECT listing, url, first_seen AS firstSeen, last_seen AS lastSeen, gone_since AS goneSince
         FROM tracked ${where} ORDER BY listing`,
      )
      .all(...values) as TrackedListing[];
  }

  readonly #statements = new Map<string, ReturnType<Database["prepare"]>>();
  #prepare(sql: string) {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
  #get(sql: string, ...values: unknown[]): unknown {
    return this.#prepare(sql).get(...values);
  }
  #run(sql: string, ...values: unknown[]): number {
    return this.#prepare(sql).run(...values).changes;
  }
}
