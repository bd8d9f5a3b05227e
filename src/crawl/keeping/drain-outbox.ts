import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";
import type { Outbox, OutboxRow } from "../frontier/outbox.js";
import type { PictureStore } from "../frontier/picture-store.js";
import { MAX_KEPT_TOGETHER } from "../limits.js";
import type { PageTask } from "../pages/page-task.js";
import type { KeptPage, PageKeeper } from "./page-keeper.js";
import type { PageResources } from "./page-resources.js";

/** What telling other stores works with. */
export interface DrainParts {
  readonly outbox: Outbox;
  readonly pictures: PictureStore;
  readonly keeper: PageKeeper;
  /** Fetches what a page shows; null where nothing is fetched. */
  readonly resources: PageResources | null;
  readonly prepare: (task: PageTask) => Promise<Prepared | null>;
  /** Home and licence pages of a host's shop. */
  readonly shopPages: (hostId: number) => KeptPage["shopPages"];
  /** Runs in one transaction. */
  readonly commit: (act: () => void) => void;
}

/**
 * Tells evidence and cases what waits for it, a piece at a time, and then forgets it.
 *
 * @returns how many were told; 0 where nothing can be told now
 */
export async function drainOutbox(parts: DrainParts): Promise<number> {
  const { outbox, keeper, commit } = parts;
  const rows = outbox.next(0, MAX_KEPT_TOGETHER);
  if (rows.length === 0) return 0;
  const pages: KeptPage[] = [];
  for (const row of rows) pages.push(await keptPage(row, parts));
  await keeper.keep(pages);
  commit(() => {
    for (const { urlId } of rows) outbox.delete(urlId);
  });
  return rows.length;
}

async function keptPage(
  row: OutboxRow,
  { outbox, pictures, keeper, resources, prepare, shopPages }: DrainParts,
): Promise<KeptPage> {
  const { kind, url, status, headers, body, urlId, document, render, facts } = row;
  const isPage = (kind === "page" || kind === "rescan") && document !== null;
  const result = row.result === null ? null : (JSON.parse(row.result) as ScanResult);
  const shown = isPage ? pictures.shownOf(urlId) : [];
  const prepared = isPage ? await prepare(taskOf(row, shown)) : null;
  const hasFindings = (result?.findings.length ?? 0) > 0;
  const files = hasFindings && keeper.keepsBytes ? pictures.filesOf(urlId) : [];
  return {
    kind,
    url,
    at: new Date(row.at).toISOString(),
    status,
    headers,
    body,
    isRendered: render,
    facts,
    cameBy: isPage ? outbox.cameBy(urlId) : [],
    prepared,
    result,
    pictures: files.map(({ url: address, hash }) => ({ url: address, hash, bytes: pictures.held(hash) })),
    ...(resources !== null && { resource: (address: string) => resources.take(address, url) }),
    shopPages: hasFindings ? shopPages(row.hostId).filter((page) => page.url !== url) : [],
  };
}

function taskOf({ url, document, previous }: OutboxRow, shown: ReturnType<PictureStore["shownOf"]>): PageTask {
  return {
    url,
    document,
    bytes: null,
    contentType: undefined,
    isRendered: false,
    ...(shown.length > 0 && { pictures: shown }),
    ...(previous !== null && { previous: JSON.parse(previous) as Readonly<Record<string, string>> }),
  };
}
