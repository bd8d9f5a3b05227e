import { createHash } from "node:crypto";
import type { OcrEngineName, OcrPool } from "../contracts/ocr.js";
import type { Prepared } from "../contracts/prepared.js";
import type { Note } from "../contracts/result.js";
import { AddressGuard } from "./addresses/address-guard.js";
import { AddressRules } from "./addresses/forbidden-addresses.js";
import { Crawl } from "./crawl.js";
import type { CrawlConfig } from "./crawl-config.js";
import type { CrawlCounts, CrawlEvent } from "./crawl-events.js";
import type { PictureHooks } from "./crawl-parts.js";
import type { CrawlSummary } from "./crawl-summary.js";
import { CrawlError } from "./errors.js";
import { FetchError } from "./fetch/fetch-errors.js";
import { Fetcher } from "./fetch/fetcher.js";
import { PageFetching } from "./fetch/page-fetching.js";
import { Robots, type RobotsParse } from "./fetch/robots.js";
import { Frontier } from "./frontier/frontier.js";
import type { CrawlDatabase } from "./frontier/open-crawl-database.js";
import { Outbox } from "./frontier/outbox.js";
import { PageStore } from "./frontier/page-store.js";
import { PictureStore } from "./frontier/picture-store.js";
import type { PageKeeper } from "./keeping/page-keeper.js";
import { PageResources } from "./keeping/page-resources.js";
import { MAX_PICTURES_A_PAGE, MAX_ROBOTS_BYTES } from "./limits.js";
import type { PageJudge, PageResult, PageTask } from "./pages/page-task.js";
import { PictureFetching } from "./pictures/picture-fetching.js";
import { PictureRun } from "./pictures/picture-run.js";
import type { PageRenderer } from "./render/page-renderer.js";
import { Sites } from "./site-options.js";
import { Scope } from "./urls/scope.js";

/** The product token that robots.txt files name. */
export const ROBOT_NAME = "medlint";

/** What judges the pages of a round, made for the round's day. */
export interface RoundJudge {
  readonly pages: PageJudge;
  /** What its results depend on beside the page; see `judgedBy`. */
  readonly judgedBy: string;
  unread(url: string, notes: readonly Note[]): PageResult;
  /** A page made ready to be judged, from what is stored of it; asked for where pages are kept. */
  readonly prepare?: ((task: PageTask) => Promise<Prepared | null>) | undefined;
}

export interface CrawlOptions {
  readonly database: CrawlDatabase;
  readonly config: CrawlConfig;
  /** `YYYY-MM-DD` of a new round; a round that is taken up again keeps its own. */
  readonly day: string;
  readonly version: string;
  readonly openJudge: (day: string) => Promise<RoundJudge>;
  /** Makes the renderer; absent: pages that need a browser are judged as they are, and noted as not rendered. */
  readonly openRenderer?:
    | ((guard: AddressGuard, robots: Robots, userAgent: string) => Promise<PageRenderer | null>)
    | undefined;
  /** Opens the reader of pictures; asked for where the configuration has pictures read. */
  readonly openPictures?: ((engine: OcrEngineName, jobs: number | undefined) => Promise<OcrPool>) | undefined;
  /** Keeps what is seen: evidence, monitoring record, cases. */
  readonly keeper?: PageKeeper | undefined;
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: CrawlEvent) => void) | undefined;
  readonly onProgress?: ((counts: CrawlCounts) => void) | undefined;
  /** For tests: 0 waits for nothing but what a server asks for. */
  readonly retryScale?: number | undefined;
}

/**
 * Crawls: takes up the unfinished round, or begins the next. After the process died for any reason, the same call loses
 * nothing and repeats at most what was in flight.
 *
 * @throws CrawlError
 */
export async function runCrawl(options: CrawlOptions): Promise<CrawlSummary> {
  const { database, config, signal } = options;
  const robotsParse = await loadRobotsParser();
  const frontier = new Frontier(database.database);
  const store = new PageStore(database.database);
  const scope = new Scope({ ...config.scope, links: config.links, pages: config.pages });
  const sites = new Sites(config, options.retryScale === 0 ? 0 : undefined);
  const guard = new AddressGuard(rulesOf(config), { hosts: config.addresses.hosts });
  const userAgent = userAgentOf(options.version, config.contact);
  const most = Math.max(
    config.pace.concurrency ?? 2,
    ...Object.values(config.sites).map((site) => site.concurrency ?? 1),
  );
  const fetcher = await Fetcher.open({
    guard,
    userAgent,
    siteOf: (host) => sites.optionsOf(host),
    connections: most,
  });
  const robots = new Robots(database.database, ROBOT_NAME, robotsFetch(fetcher), robotsParse);
  let judge: RoundJudge | null = null;
  let renderer: PageRenderer | null = null;
  let pool: OcrPool | null = null;
  try {
    const readsPictures = config.pictures !== undefined && options.openPictures !== undefined;
    const round = frontier.begin(options.day, Date.now(), readsPictures ? config.pictures?.again : 0);
    judge = await options.openJudge(round.day);
    if (config.render !== "never") renderer = (await options.openRenderer?.(guard, robots, userAgent)) ?? null;
    if (config.pictures !== undefined && options.openPictures !== undefined)
      pool = await options.openPictures(config.pictures.ocr, config.pictures.jobs);
    const opened = judge;
    const pictures = new PictureStore(database.database);
    const { keeper = null } = options;
    let crawl: Crawl | null = null;
    const fetching = new PageFetching({
      fetcher,
      robots,
      scope,
      renderer,
      onSitemaps: (_origin, sitemaps) => crawl?.addSitemaps(sitemaps),
      retryScale: options.retryScale ?? 1,
    });
    const picturesOpener =
      (ocr: OcrPool) =>
      ({ paceOf, ...hooks }: PictureHooks) =>
        new PictureRun({
          ...{ ...hooks, pictures, pages: store, pool: ocr, round: round.id, signal },
          fetching: new PictureFetching({
            ...{ fetcher, robots, paceOf, signal, hosts: config.pictures?.hosts ?? [] },
            retryScale: options.retryScale ?? 1,
          }),
          perPage: config.pictures?.perPage ?? MAX_PICTURES_A_PAGE,
          needsBytes:
            keeper?.keepsBytes === true ? (hash) => !keeper.hasPicture(hash) && pictures.held(hash) === null : null,
        });
    crawl = new Crawl({
      ...{ database, frontier, store, round, config, scope, sites, robots, fetching, signal },
      ...{ pictures, keeper, outbox: new Outbox(database.database), pictureEngine: pool?.name ?? null },
      openPictures: pool === null ? null : picturesOpener(pool),
      openResources:
        keeper === null
          ? null
          : (paceOf) =>
              new PageResources({
                ...{ fetcher, robots, paceOf, signal, scope, retryScale: options.retryScale ?? 1 },
                hosts: [...(config.evidence?.resourceHosts ?? []), ...(config.pictures?.hosts ?? [])],
              }),
      prepare: opened.prepare ?? (() => Promise.resolve(null)),
      canRender: renderer !== null,
      judge: opened.pages,
      judgedBy: opened.judgedBy,
      unread: (url, code, reason) => opened.unread(url, [{ code, where: `${url} ${reason}`.trim() }]),
      onEvent: options.onEvent,
      onProgress: options.onProgress,
    });
    return await crawl.run();
  } finally {
    await pool?.close();
    await renderer?.close();
    await judge?.pages.close();
    await fetcher.close();
  }
}

/**
 * What results depend on beside their page, as one word: equal words, equal results.
 *
 * @param parts engine, registry, configuration, day: anything that JSON holds
 */
export function judgedBy(parts: unknown): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

function rulesOf({ addresses }: CrawlConfig): AddressRules {
  try {
    return new AddressRules(addresses.allow);
  } catch (cause) {
    throw new CrawlError("MEDLINT_CRAWL_CONFIG", `addresses.allow 有误：${(cause as Error).message}`, cause);
  }
}

/** Says what it is and where to complain; never passes for a browser. */
function userAgentOf(version: string, contact: string | undefined): string {
  const about = contact === undefined ? "" : ` (+${contact})`;
  return `${ROBOT_NAME}/${version}${about}`;
}

/** Redirects of robots.txt are followed (RFC 9309, 2.3.1.2); every hop is checked like any other. */
function robotsFetch(fetcher: Fetcher) {
  return async (url: URL) => {
    try {
      const options = { admit: () => null, accept: "text/plain,*/*;q=0.5", maxBytes: MAX_ROBOTS_BYTES * 4 };
      const { kind, status, body } = await fetcher.fetch(url.href, options);
      return kind === "page" ? { status, body: new TextDecoder().decode(body) } : { status, body: "" };
    } catch (error) {
      const status = error instanceof FetchError ? error.status : null;
      if (status !== null && status >= 400 && status < 500 && status !== 429) return { status, body: "" };
      throw error;
    }
  };
}

async function loadRobotsParser(): Promise<RobotsParse> {
  try {
    const { default: parse } = await import("robots-parser");
    return parse as unknown as RobotsParse;
  } catch (cause) {
    throw new CrawlError(
      "MEDLINT_MODULE_MISSING",
      "采集需要可选组件 robots-parser 和 undici；请运行 npm install robots-parser undici",
      cause,
    );
  }
}
