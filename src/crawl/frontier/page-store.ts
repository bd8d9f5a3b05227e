import type { Database, Statement } from "better-sqlite3";

/** A result as it is stored: one an address. */
export interface StoredResult {
  readonly urlId: number;
  /** What it depends on beside the page: engine, dictionary, registry, day. Equal words, equal result. */
  readonly judgedBy: string;
  readonly status: string;
  readonly findings: number;
  readonly json: string;
}

/** A page to be judged again from what is stored of it. */
export interface StoredPage {
  readonly urlId: number;
  readonly url: string;
  readonly document: Uint8Array;
  /** Display fields of the capture that it was compared with, as JSON. */
  readonly previous: string | null;
}

/** What the pages of a crawl hold and what they came to. Calls belong into transactions of the caller. */
export class PageStore {
  readonly #database: Database;
  readonly #putPage: Statement;
  readonly #pageId: Statement;
  readonly #putResult: Statement;
  readonly #dropResult: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#putPage = database.prepare("INSERT INTO page (hash, document) VALUES (?, ?) ON CONFLICT DO NOTHING");
    this.#pageId = database.prepare("SELECT id FROM page WHERE hash = ?").pluck();
    this.#putResult = database.prepare(`INSERT INTO result (url_id, judged_by, status, findings, json)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (url_id) DO UPDATE SET judged_by = excluded.judged_by,
        status = excluded.status, findings = excluded.findings, json = excluded.json`);
    this.#dropResult = database.prepare("DELETE FROM result WHERE url_id = ?");
  }

  /** Keeps what was read of a page; equal content stands once. @returns its id */
  keepPage(hash: Uint8Array, document: Uint8Array): number {
    const { changes, lastInsertRowid } = this.#putPage.run(hash, document);
    return changes > 0 ? Number(lastInsertRowid) : (this.#pageId.get(hash) as number);
  }

  /** Id of a page with this content; null where there is none. */
  pageOf(hash: Uint8Array): number | null {
    return (this.#pageId.get(hash) as number | undefined) ?? null;
  }

  documentOf(pageId: number): Uint8Array | null {
    const found = this.#database.prepare("SELECT document FROM page WHERE id = ?").pluck().get(pageId);
    return (found as Uint8Array | undefined) ?? null;
  }

  judgedBy(urlId: number): string | null {
    const found = this.#database.prepare("SELECT judged_by FROM result WHERE url_id = ?").pluck().get(urlId);
    return (found as string | undefined) ?? null;
  }

  putResult({ urlId, judgedBy, status, findings, json }: StoredResult): void {
    this.#putResult.run(urlId, judgedBy, status, findings, json);
  }

  dropResult(urlId: number): void {
    this.#dropResult.run(urlId);
  }

  /** Pages after an address's id whose result rests on something else than `judgedBy`, a piece at a time. */
  outdated(judgedBy: string, after: number, since: number, limit: number): StoredPage[] {
    return this.#database
      .prepare(`SELECT url.id AS urlId, url.url AS url, page.document AS document, previous
        FROM url JOIN page ON page.id = url.page_id LEFT JOIN result ON result.url_id = url.id
        WHERE url.id > ? AND url.state IN ('done', 'unchanged') AND url.fetched_at >= ?
          AND result.judged_by IS NOT ? AND url.reason IS NOT 'links-only' ORDER BY url.id LIMIT ?`)
      .all(after, since, judgedBy, limit) as StoredPage[];
  }

  /**
   * Results in the order of their addresses. Addresses of one path that differ in their query only and gave the same
   * content are one page: it stands once, under the first of them.
   */
  *results(): Generator<{ readonly url: string; readonly json: string; readonly pageId: number | null }> {
    const rows = this.#database
      .prepare(`SELECT url.url AS url, result.json AS json, url.page_id AS pageId
        FROM url JOIN result ON result.url_id = url.id ORDER BY url.url`)
      .iterate() as IterableIterator<{ url: string; json: string; pageId: number | null }>;
    let path = "";
    let seen = new Set<number>();
    for (const row of rows) {
      const at = row.url.indexOf("?");
      const own = at < 0 ? row.url : row.url.slice(0, at);
      if (own !== path) {
        path = own;
        seen = new Set();
      }
      if (row.pageId !== null && seen.has(row.pageId)) continue;
      if (row.pageId !== null) seen.add(row.pageId);
      yield row;
    }
  }

  /** Addresses of the last round by state and reason. */
  counts(): {
    readonly host: string;
    readonly state: string;
    readonly reason: string | null;
    readonly count: number;
  }[] {
    return this.#database
      .prepare(`SELECT host.name AS host, state, reason, count(*) AS count FROM url JOIN host ON host.id = url.host_id
        GROUP BY host_id, state, reason ORDER BY host.name, state, reason`)
      .all() as { host: string; state: string; reason: string | null; count: number }[];
  }
}
