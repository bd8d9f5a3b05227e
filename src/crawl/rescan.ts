import { crawlDatabaseError } from "./errors.js";
import type { CrawlDatabase } from "./frontier/open-crawl-database.js";
import { PageStore, type StoredPage } from "./frontier/page-store.js";
import type { RoundJudge } from "./run-crawl.js";

/** Pages judged and committed together. */
const PIECE = 64;

export interface RescanOptions {
  readonly database: CrawlDatabase;
  readonly judge: RoundJudge;
  /** Only pages fetched or found unchanged at or after this moment, in milliseconds since 1970. Default: all. */
  readonly since?: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: ((judged: number) => void) | undefined;
}

/**
 * Judges stored pages again where dictionary, day or registry are not what their results rest on. Nothing is fetched and
 * no HTML is read. Interrupted, it goes on where it was.
 *
 * @returns how many were judged
 * @throws CrawlError
 */
export async function rescan({ database, judge, since = 0, signal, onProgress }: RescanOptions): Promise<number> {
  const store = new PageStore(database.database);
  const { judgedBy, pages } = judge;
  let judged = 0;
  let after = 0;
  try {
    for (;;) {
      const pieces: StoredPage[][] = [];
      for (let piece = 0; piece < pages.jobs + 1; piece++) {
        const next = store.outdated(judgedBy, after, since, PIECE);
        if (next.length === 0) break;
        after = next.at(-1)?.urlId ?? after;
        pieces.push(next);
      }
      if (pieces.length === 0 || signal.aborted) return judged;
      const answers = await Promise.all(
        pieces.map((piece) =>
          pages.judge(
            piece.map(({ url, document }) => ({
              url,
              document,
              bytes: null,
              contentType: undefined,
              isRendered: false,
            })),
          ),
        ),
      );
      database.database.transaction(() => {
        for (const [at, piece] of pieces.entries())
          for (const [index, { urlId }] of piece.entries()) {
            const result = answers[at]?.[index]?.result;
            if (result != null) store.putResult({ urlId, judgedBy, ...result });
            judged++;
          }
      })();
      onProgress?.(judged);
    }
  } catch (error) {
    throw crawlDatabaseError(database.path, error);
  }
}
