import type { Database, Statement } from "better-sqlite3";

/** What is to be kept of an address: a page that was judged, one that could not be read, one that is gone. */
export type KeptKind = "page" | "unread" | "gone" | "rescan";

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

type Row = Omit<OutboxRow, "headers" | "render"> & { readonly headers: string; readonly render: number };

/**
 * What other stores (evidence, cases) are still to be told. A row is committed together with the page's result and deleted
 * when it was told; telling is idempotent, so that a process that dies in between doubles nothing and loses nothing.
 */
export class Outbox {
  readonly #put: Statement;
  readonly #add: Statement;
  readonly #next: Statement;
  readonly #delete: Statement;

  constructor(database: Database) {
    this.#put = database.prepare(`INSERT INTO outbox (url_id, kind, at, status, headers, body) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (url_id) DO UPDATE SET kind = excluded.kind, at = excluded.at, status = excluded.status,
        headers = excluded.headers, body = excluded.body`);
    this.#add = database.prepare(
      "INSERT INTO outbox (url_id, kind, at, headers) VALUES (?, 'rescan', ?, '[]') ON CONFLICT DO NOTHING",
    );
    // A page waits for its pictures, and for the home and licence pages of its shop, which are kept with it.
    this.#next =
      database.prepare(`SELECT outbox.url_id AS urlId, kind, at, outbox.status AS status, headers, body, url.url AS url,
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
    this.#delete = database.prepare("DELETE FROM outbox WHERE url_id = ?");
  }

  put({ urlId, kind, at, status, headers, body }: Waiting): void {
    this.#put.run(urlId, kind, at, status, JSON.stringify(headers), body);
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
    }));
  }

  delete(urlId: number): void {
    this.#delete.run(urlId);
  }
}
