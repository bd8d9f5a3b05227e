import { crawlDatabaseError } from "./errors.js";
import type { CrawlDatabase } from "./frontier/open-crawl-database.js";
import { Outbox } from "./frontier/outbox.js";
import { PageStore, type StoredPage } from "./frontier/page-store.js";
import { PictureStore } from "./frontier/picture-store.js";
import { drainOutbox } from "./keeping/drain-outbox.js";
import type { PageKeeper } from "./keeping/page-keeper.js";
import type { PageTask } from "./pages/page-task.js";
import type { RoundJudge } from "./run-crawl.js";

/** Pages judged and committed together. */
const PIECE = 64;

export interface RescanOptions {
  readonly database: CrawlDatabase;
  readonly judge: RoundJudge;
  /** Only pages fetched or found unchanged at or after this moment, in milliseconds since 1970. Default: all. */
  readonly since?: number | undefined;
  /** Told of pages with findings, for cases. */
  readonly keeper?: PageKeeper | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: ((judged: number) => void) | undefined;
}

/**
 * Judges stored pages again where dictionary, day or registry are not what their results rest on. Nothing is fetched, no
 * HTML and no picture is read: passages and lines are stored. Interrupted, it goes on where it was.
 *
 * @returns how many were judged
 * @throws CrawlError
 */
export async function rescan(options: RescanOptions): Promise<number> {
  const { database, judge, since = 0, keeper, signal, onProgress } = options;
  const store = new PageStore(database.database);
  const pictures = new PictureStore(database.database);
  const outbox = new Outbox(database.database);
  const tell = (kept: PageKeeper) =>
    drainOutbox({
      ...{ outbox, pictures, keeper: kept, resources: null, shopPages: () => [] },
      prepare: judge.prepare ?? (() => Promise.resolve(null)),
      commit: (act) => database.database.transaction(act)(),
    });
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
        pieces.map((piece) => pages.judge(piece.map((page) => taskOf(page, pictures)))),
      );
      database.database.transaction(() => {
        for (const [at, piece] of pieces.entries())
          for (const [index, { urlId }] of piece.entries()) {
            const result = answers[at]?.[index]?.result;
            if (result != null) {
              // Judged once more when its pictures are read.
              store.putResult({ urlId, ...result, judgedBy });
              if (keeper !== undefined && result.findings > 0) outbox.addRescan(urlId, Date.now());
            }
            judged++;
          }
      })();
      if (keeper !== undefined) while ((await tell(keeper)) > 0);
      onProgress?.(judged);
    }
  } catch (error) {
    throw crawlDatabaseError(database.path, error);
  }
}

function taskOf({ urlId, url, document, previous }: StoredPage, pictures: PictureStore): PageTask {
  const shown = pictures.shownOf(urlId);
  return {
    ...{ url, document, bytes: null, contentType: undefined, isRendered: false },
    ...(shown.length > 0 ? { pictures: shown } : pictures.hasJob(urlId) && { awaitsPictures: true }),
    ...(previous !== null && { previous: JSON.parse(previous) as Readonly<Record<string, string>> }),
  };
}
