import { Judge } from "../../src/batches/judge.js";
import type { ScanResult } from "../../src/contracts/result.js";
import type { CrawlConfig } from "../../src/crawl/crawl-config.js";
import { parseCrawlConfig } from "../../src/crawl/crawl-config.js";
import type { CrawlEvent } from "../../src/crawl/crawl-events.js";
import type { CrawlSummary } from "../../src/crawl/crawl-summary.js";
import { type CrawlDatabase, openCrawlDatabase } from "../../src/crawl/frontier/open-crawl-database.js";
import { PageStore } from "../../src/crawl/frontier/page-store.js";
import { judgePage, preparePage, resultOf } from "../../src/crawl/pages/judge-pages.js";
import { LocalJudge } from "../../src/crawl/pages/local-judge.js";
import { type CrawlOptions, judgedBy, type RoundJudge, runCrawl } from "../../src/crawl/run-crawl.js";
import { Scope } from "../../src/crawl/urls/scope.js";
import { createPageReader } from "../../src/page/adapters/index.js";
import { wordScanner } from "../cli/fakes.js";
import type { Sites } from "../sites/site-server.js";

export { judgePage };

/** What a crawl in this process came to. */
export interface Crawled {
  readonly summary: CrawlSummary;
  readonly events: readonly CrawlEvent[];
  readonly results: ReadonlyMap<string, ScanResult>;
}

/** A configuration for the world on loopback: no pauses, addresses of its hosts given. */
export function configFor(sites: Pick<Sites, "port">, hosts: readonly string[], more: object = {}): CrawlConfig {
  return parseCrawlConfig(
    {
      seeds: hosts.map((host) => `http://${host}:${sites.port}/`),
      pace: { concurrency: 8, intervalMs: 0 },
      addresses: { allow: ["127.0.0.1/32"], hosts: { "*.test": "127.0.0.1" } },
      ...more,
    },
    "crawl.yaml",
  );
}

/** Judges in this thread with the scanner of two words. */
export function roundJudge(config: CrawlConfig, day: string, dictionary = ""): RoundJudge {
  const readPage = createPageReader();
  const judge = new Judge({ scanner: wordScanner, registry: null, day, loadPageReader: async () => readPage });
  const scope = new Scope({ ...config.scope, links: config.links, pages: config.pages });
  return {
    pages: new LocalJudge({ judge, readPage, scope, defaults: {} }),
    judgedBy: judgedBy([day, dictionary]),
    unread: (url, notes) => resultOf({ result: judge.unread({ name: url, notes }) }),
    prepare: (task) => preparePage(task, { judge, scope, defaults: {} }),
  };
}

/** Crawls with the scanner of two words. */
export async function crawlWith(
  path: string | CrawlDatabase,
  config: CrawlConfig,
  more: Partial<CrawlOptions> & { readonly dictionary?: string } = {},
): Promise<Crawled> {
  const events: CrawlEvent[] = [];
  const database = typeof path === "string" ? openCrawlDatabase(path) : path;
  try {
    const summary = await runCrawl({
      database,
      config,
      day: "2026-11-02",
      version: "0.0.0",
      signal: new AbortController().signal,
      retryScale: 0,
      onEvent: (event) => events.push(event),
      openJudge: async (day) => roundJudge(config, day, more.dictionary),
      ...more,
    });
    const results = new Map<string, ScanResult>();
    for (const { url, json } of new PageStore(database.database).results()) {
      const result = JSON.parse(json) as ScanResult;
      results.set(url.replace(/^http:\/\/([^/:]+):\d+/, "$1"), result);
    }
    return { summary, events, results };
  } finally {
    if (typeof path === "string") database.close();
  }
}
