import type { Prepared } from "../contracts/prepared.js";
import type { CrawlConfig } from "./crawl-config.js";
import type { CrawlCounts, CrawlEvent } from "./crawl-events.js";
import type { HostPace } from "./fetch/host-pace.js";
import type { PageFetching } from "./fetch/page-fetching.js";
import type { Robots } from "./fetch/robots.js";
import type { Frontier, Round } from "./frontier/frontier.js";
import type { CrawlDatabase } from "./frontier/open-crawl-database.js";
import type { Outbox } from "./frontier/outbox.js";
import type { PageStore } from "./frontier/page-store.js";
import type { PictureStore } from "./frontier/picture-store.js";
import type { PageKeeper } from "./keeping/page-keeper.js";
import type { PageResources } from "./keeping/page-resources.js";
import type { PageJudge, PageResult, PageTask } from "./pages/page-task.js";
import type { PictureRun, PictureRunParts } from "./pictures/picture-run.js";
import type { Sites } from "./site-options.js";
import type { Scope } from "./urls/scope.js";

/** What reading pictures is told by the run. */
export type PictureHooks = Pick<PictureRunParts, "write" | "onReady" | "onSame" | "onFailure"> & {
  readonly paceOf: (host: string) => HostPace;
};

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
  /** Reads pictures; null where they are not read. */
  readonly openPictures: ((given: PictureHooks) => PictureRun) | null;
  /** What pages show, for their screenshots; null where nothing is kept. */
  readonly openResources: ((paceOf: (host: string) => HostPace) => PageResources) | null;
  readonly pictures: PictureStore;
  /** Name of the reader of pictures; null where they are not read. */
  readonly pictureEngine: string | null;
  /** Told of every page; null where nothing is kept. */
  readonly keeper: PageKeeper | null;
  readonly outbox: Outbox;
  /** A page made ready to be judged, from what is stored of it. */
  readonly prepare: (task: PageTask) => Promise<Prepared | null>;
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: CrawlEvent) => void) | undefined;
  readonly onProgress?: ((counts: CrawlCounts) => void) | undefined;
}
