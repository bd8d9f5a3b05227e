import type { CrawlDatabase } from "./frontier/open-crawl-database.js";

/** Finished pages that are committed together, and the longest that one waits for others. */
const COMMIT_WRITES = 128;
export const COMMIT_MS = 250;

/** Writes of a run, in the order in which they came, committed many at a time. */
export class WriteQueue {
  readonly #database: CrawlDatabase["database"];
  #writes: (() => void)[] = [];
  #committedAt = Date.now();
  /** Milliseconds spent in transactions, and how many there were. */
  spentMs = 0;
  commits = 0;

  constructor({ database }: CrawlDatabase) {
    this.#database = database;
  }

  get size(): number {
    return this.#writes.length;
  }

  push(write: () => void): void {
    this.#writes.push(write);
  }

  isDue(now: number): boolean {
    return this.#writes.length >= COMMIT_WRITES || (this.#writes.length > 0 && now - this.#committedAt >= COMMIT_MS);
  }

  /** Commits what waits, and what is handed in, in one transaction. @throws what SQLite throws; nothing is kept then */
  commit(now: number, more: () => void = () => undefined): void {
    const begun = performance.now();
    const writes = this.#writes;
    this.#writes = [];
    this.#database.transaction(() => {
      for (const write of writes) write();
      more();
    })();
    this.#committedAt = now;
    this.commits++;
    this.spentMs += performance.now() - begun;
  }
}
