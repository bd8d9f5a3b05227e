import type { Database, Statement } from "better-sqlite3";
import type { FetchFacts } from "../keeping/fetch-facts.js";

/**
 * What is to be kept of an address: a page that was judged, one that could not be read, one that is gone, one under a stop
 * that leads elsewhere.
 */
export type KeptKind = "page" | "unread" | "gone" | "moved" | "rescan";

/** Circumstances of a fetch, as they are kept. */
export interface Waiting {
  readonly urlId: number;
  readonly kind: KeptKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: number | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Null where only the circumstances are kept: unchanged since the capture before. */
  readonly body: Uint8Array | null;
  readonly facts: FetchFacts;
}

/** A row of the outbox with what is stored of its page. */
export interface OutboxRow extends Waiting {
  readonly url: string;
  readonly hostId: number;
  readonly document: Uint8Array | null;
  readonly render: boolean;
  readonly previous: string | null;
  readonly result: string | null;
}

type Row = Omit<OutboxRow, "headers" | "render" | "facts"> & {
  readonly headers: string;
  readonly render: number;
  readonly facts: string | null;
};

/** Redirects that are followed back to where they began. */
const MAX_CHAIN = 8;

/**
 * What other stores (evidence, cases) are still to be told. A row is committed together with the page's result and deleted
 * when it was told; telling is idempotent, so that a process that dies in between doubles nothing and loses nothing.
 */
export class Outbox {
  readonly #put: Statement;
  readonly #add: Statement;
  readonly #next: Statement;
  readonly #delete: Statement;
  readonly #facts: Statement;
  readonly #setFacts: Statement;
  readonly #cameBy: Statement;

  constructor(database: Database) {
    this.#put =
      database.prepare(`INSERT INTO outbox (url_id, kind, at, status, headers, body, facts) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (url_id) DO UPDATE SET kind = excluded.kind, at = excluded.at, status = excluded.status,
        headers = excluded.headers, body = excluded.body, facts = excluded.facts`);
    this.#add = database.prepare(
      "INSERT INTO outbox (url_id, kind, at, headers) VALUES (?, 'rescan', ?, '[]') ON CONFLICT DO NOTHING",
    );
    // A page waits for its pictures, and for the home and licence pages of its shop, which are kept with it.
    this.#next =
      database.prepare(`SELECT outbox.url_id AS urlId, kind, at, outbox.status AS status, headers, body, facts,
        url.url AS url,
        url.host_id AS hostId, url.render AS render, url.previous AS previous, page.document AS document, result.json AS result
      FROM outbox JOIN url ON url.id = outbox.url_id LEFT JOIN page ON page.id = url.page_id
        LEFT JOIN result ON result.url_id = outbox.url_id
      WHERE outbox.url_id > ? AND NOT EXISTS (SELECT 1 FROM picture_job WHERE picture_job.url_id = outbox.url_id)
        AND (result.findings IS NULL OR result.findings = 0 OR NOT EXISTS (
          SELECT 1 FROM shop_page JOIN url AS own ON own.id = shop_page.url_id
          LEFT JOIN outbox AS open ON open.url_id = shop_page.url_id
          WHERE shop_page.host_id = url.host_id AND shop_page.url_id <> outbox.url_id
            AND (own.state IN ('waiting', 'leased') OR (open.url_id IS NOT NULL AND open.url_id > outbox.url_id))))
      ORDER BY outbox.url_id LIMIT ?`);
    this.#facts = database.prepare("SELECT facts FROM outbox WHERE url_id = ?").pluck();
    this.#setFacts = database.prepare("UPDATE outbox SET facts = ? WHERE url_id = ?");
    this.#cameBy = database.prepare(`SELECT own.via AS via, own.found_on AS foundOn, found.url AS url
      FROM url AS own LEFT JOIN url AS found ON found.id = own.found_on WHERE own.id = ?`);
    this.#delete = database.prepare("DELETE FROM outbox WHERE url_id = ?");
  }

  put({ urlId, kind, at, status, headers, body, facts }: Waiting): void {
    this.#put.run(urlId, kind, at, status, JSON.stringify(headers), body, JSON.stringify(facts));
  }

  /** Says of a page that waits what else was done. */
  addStep(urlId: number, step: string): void {
    const json = this.#facts.get(urlId) as string | null | undefined;
    if (json === undefined) return;
    const facts = factsOf(json);
    this.#setFacts.run(JSON.stringify({ ...facts, steps: [...(facts.steps ?? []), step] }), urlId);
  }

  /** Addresses whose redirects led to this one when it was first found, the first of them first. */
  cameBy(urlId: number): string[] {
    const chain: string[] = [];
    for (let id: number | null = urlId; id !== null && chain.length < MAX_CHAIN; ) {
      const row = this.#cameBy.get(id) as { via: string; foundOn: number | null; url: string | null } | undefined;
      if (row === undefined || row.via !== "redirect" || row.url === null) break;
      chain.unshift(row.url);
      id = row.foundOn;
    }
    return chain;
  }

  /** A page that was judged again; what waits already says more. */
  addRescan(urlId: number, at: number): void {
    this.#add.run(urlId, at);
  }

  /** Rows that can be told, in the order of their addresses. */
  next(after: number, limit: number): OutboxRow[] {
    return (this.#next.all(after, limit) as Row[]).map((row) => ({
      ...row,
      headers: JSON.parse(row.headers) as OutboxRow["headers"],
      render: row.render === 1,
      facts: factsOf(row.facts),
    }));
  }

  delete(urlId: number): void {
    this.#delete.run(urlId);
  }
}

function factsOf(json: string | null): FetchFacts {
  return json === null ? {} : (JSON.parse(json) as FetchFacts);
}
