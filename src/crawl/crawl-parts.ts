import type { CrawlConfig } from "./crawl-config.js";
import type { CrawlCounts, CrawlEvent } from "./crawl-events.js";
import type { PageFetching } from "./fetch/page-fetching.js";
import type { Robots } from "./fetch/robots.js";
import type { Frontier, Round } from "./frontier/frontier.js";
import type { CrawlDatabase } from "./frontier/open-crawl-database.js";
import type { PageStore } from "./frontier/page-store.js";
import type { PageJudge, PageResult } from "./pages/page-task.js";
import type { Sites } from "./site-options.js";
import type { Scope } from "./urls/scope.js";

/** Everything that a run works with. */
export interface CrawlParts {
  readonly database: CrawlDatabase;
  readonly frontier: Frontier;
  readonly store: PageStore;
  readonly round: Round;
  readonly config: CrawlConfig;
  readonly scope: Scope;
  readonly sites: Sites;
  readonly robots: Robots;
  readonly fetching: PageFetching;
  /** Whether a page that needs a browser can have one. */
  readonly canRender: boolean;
  readonly judge: PageJudge;
  /** What results depend on beside their page. */
  readonly judgedBy: string;
  /** The result of a page that could not be read. */
  readonly unread: (url: string, code: string, reason: string) => PageResult;
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: CrawlEvent) => void) | undefined;
  readonly onProgress?: ((counts: CrawlCounts) => void) | undefined;
}
