import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Frontier } from "../../src/crawl/frontier/frontier.js";
import { openCrawlDatabase } from "../../src/crawl/frontier/open-crawl-database.js";
import { MAX_INTERRUPTIONS } from "../../src/crawl/limits.js";
import type { PageTask } from "../../src/crawl/pages/page-task.js";
import { type Sites, startSites } from "../sites/site-server.js";
import { configFor, crawlWith, roundJudge } from "./run.js";

let sites: Sites;
let folder: string;
let path: string;

beforeAll(async () => {
  sites = await startSites({ products: 120, shops: 2, hostile: true, slowMs: 5 });
});
afterAll(() => sites.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-crawl-"));
  path = join(folder, "crawl.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Requests that a host was sent since a mark. */
const since = (mark: number, host: string) =>
  sites.requests.slice(mark).flatMap((line) => (line.startsWith(`${host} `) ? [line.slice(host.length + 1)] : []));

describe("a round", () => {
  it("fetches and judges every page of two shops once; session addresses are one page", async () => {
    const mark = sites.requests.length;
    const { summary, results } = await crawlWith(path, configFor(sites, ["shop-0.test", "shop-1.test"]));
    const items = [...results.keys()].filter((url) => url.includes("/item/"));
    expect(items).toHaveLength(120);
    expect(new Set(items).size).toBe(120);
    const asked = since(mark, "shop-0.test");
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.filter((one) => one.includes("/item/"))).toHaveLength(60);
    expect(summary).toMatchObject({ isFinished: true, forbidden: 2, failed: {}, gone: 0, waiting: 0 });
    const violating = items.filter((url) => results.get(url)?.status === "violation");
    expect(violating).toHaveLength(16);
  });

  it("is taken up again where it was interrupted, and repeats nothing that was done", async () => {
    const config = configFor(sites, ["shop-0.test", "shop-1.test"], { pace: { concurrency: 2, intervalMs: 0 } });
    const whole = await crawlWith(join(folder, "whole.sqlite"), config);
    const mark = sites.requests.length;
    const stop = new AbortController();
    let judged = 0;
    const first = await crawlWith(path, config, {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === "judged" && ++judged === 20) stop.abort();
      },
    });
    expect(first.summary.isFinished).toBe(false);
    expect(first.summary.waiting).toBeGreaterThan(0);
    const second = await crawlWith(path, config, { day: "2026-11-09" });
    expect(second.events[0]).toMatchObject({ type: "round", round: 1, day: "2026-11-02", resumed: true });
    expect([...second.results]).toEqual([...whole.results]);
    // What was under way may be repeated: no more than was taken ahead.
    const asked = since(mark, "shop-0.test");
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(8);
  });

  it("asks conditionally the next time, judges again only what the dictionary or the day changes", async () => {
    const config = configFor(sites, ["shop-1.test"]);
    await crawlWith(path, config);
    const same = await crawlWith(path, config);
    expect(same.summary).toMatchObject({ unchanged: 63, fetched: 0 });
    expect(same.events.filter(({ type }) => type === "judged")).toEqual([]);
    const other = await crawlWith(path, config, { dictionary: "newer" });
    const judged = other.events.filter(({ type }) => type === "judged");
    expect(judged).toHaveLength(63);
    expect(judged.every((event) => event.type === "judged" && event.unchanged)).toBe(true);
    expect([...other.results.values()].map(({ findings }) => findings)).toEqual(
      [...same.results.values()].map(({ findings }) => findings),
    );
    sites.change(1, 3);
    const changed = await crawlWith(path, config, { dictionary: "newer" });
    const anew = changed.events.filter(({ type }) => type === "judged");
    expect(anew).toMatchObject([{ url: `http://shop-1.test:${sites.port}/item/3.html`, unchanged: false }]);
  });

  it("keeps to the budget and says what it left out", async () => {
    const config = configFor(sites, ["shop-0.test"], { budget: { pages: 10 } });
    const { summary, results } = await crawlWith(path, config);
    expect(results.size).toBeLessThanOrEqual(10);
    expect(summary.asked).toBe(10);
    expect(summary.skipped.budget).toBeGreaterThan(40);
    expect(summary.isFinished).toBe(true);
  });

  it("keeps to the depth", async () => {
    const config = configFor(sites, ["shop-0.test"], { budget: { depth: 1 } });
    const { summary } = await crawlWith(path, config);
    expect(summary.skipped).toEqual({ depth: 60 });
  });

  it("takes the shorter way to an address, whichever is found first", () => {
    const { database, close } = openCrawlDatabase(":memory:");
    const frontier = new Frontier(database);
    frontier.begin("2026-11-02", 0);
    const row = () => database.prepare("SELECT state, reason, depth FROM url WHERE url LIKE '%/far'").get();
    const far = (depth: number, skipped: string | null) =>
      frontier.add({ url: "http://a.test/far", depth, via: "link", foundOn: null }, skipped);
    expect(far(21, "depth")).toBe(true);
    expect(row()).toEqual({ state: "skipped", reason: "depth", depth: 21 });
    expect(far(22, "depth")).toBe(false);
    expect(far(3, null)).toBe(true);
    expect(row()).toEqual({ state: "waiting", reason: null, depth: 3 });
    const [lease] = frontier.lease(frontier.hostIdOf("a.test"), 1, 1);
    frontier.finish(lease?.id ?? 0, { state: "done" });
    expect(far(2, null)).toBe(true);
    expect(row()).toEqual({ state: "done", reason: null, depth: 2 });
    expect(far(2, null)).toBe(false);
    close();
  });

  it("an attempt counts when it begins: a page that ends the process ends it a few times only", async () => {
    const config = configFor(sites, ["slow.test"]);
    for (let time = 0; time < MAX_INTERRUPTIONS; time++) {
      const open = crawlWith(path, config, {
        onEvent: () => undefined,
        openJudge: async () => ({
          pages: { jobs: 1, judge: () => Promise.reject(new Error("dies")), close: async () => {} },
          judgedBy: "x",
          unread: () => ({ json: "{}", status: "incomplete", findings: 0 }),
        }),
      });
      await expect(open).rejects.toThrow("dies");
    }
    const last = await crawlWith(path, config);
    expect(last.summary.failed).toEqual({ interrupted: 1 });
  });

  /** A judge that dies with the process, as far as the crawl can tell: it never answers the batch. */
  const dyingJudge = (config: ReturnType<typeof configFor>, dies: (tasks: readonly PageTask[]) => boolean) => {
    const judge = roundJudge(config, "2026-11-02");
    const pages = {
      jobs: 1,
      close: async () => {},
      judge: (tasks: readonly PageTask[]) =>
        dies(tasks) ? Promise.reject(new Error("dies")) : judge.pages.judge(tasks),
    };
    return { openJudge: async () => ({ ...judge, pages }) };
  };

  it("pages that were only there when the process ended are not blamed, however often it ends", async () => {
    const config = configFor(sites, ["shop-0.test", "shop-1.test"]);
    const whole = await crawlWith(join(folder, "whole.sqlite"), config);
    let deaths = 0;
    for (let isDone = false; !isDone; ) {
      let judged = 0;
      const dying = dyingJudge(config, (tasks) => {
        judged += tasks.length;
        return deaths < 25 && judged > 12;
      });
      isDone = await crawlWith(path, config, dying).then(
        () => true,
        () => false,
      );
      if (!isDone) deaths++;
    }
    expect(deaths).toBeGreaterThan(8);
    const last = await crawlWith(path, config);
    expect([...last.results]).toEqual([...whole.results]);
    expect(last.summary.failed).toEqual({});
  });

  it("the page that ends the process is found among them, after a few times, and the others lose nothing", async () => {
    const config = configFor(sites, ["shop-0.test"]);
    const whole = await crawlWith(join(folder, "whole.sqlite"), config);
    let deaths = 0;
    for (let isDone = false; !isDone; ) {
      const dying = dyingJudge(config, (tasks) => tasks.some(({ url }) => url.endsWith("/item/7.html")));
      isDone = await crawlWith(path, config, dying).then(
        ({ summary }) => {
          expect(summary.failed).toEqual({ interrupted: 1 });
          return true;
        },
        () => false,
      );
      if (!isDone) deaths++;
    }
    expect(deaths).toBe(MAX_INTERRUPTIONS);
    const last = await crawlWith(join(folder, "whole.sqlite"), config);
    const database = new Sqlite(path, { readonly: true });
    const failed = database.prepare("SELECT url FROM url WHERE state = 'failed'").pluck().all();
    const done = database.prepare("SELECT count(*) FROM url WHERE state = 'done'").pluck().get();
    database.close();
    expect(failed).toEqual([expect.stringMatching(/item\/7\.html$/)]);
    expect(done).toBe(whole.summary.fetched - 1);
    expect(last.summary.unchanged).toBe(whole.summary.fetched);
  });

  it("what was taken up within the budget is finished, whatever is left of it after an interruption", async () => {
    const config = configFor(sites, ["shop-0.test"], { budget: { pages: 30 } });
    const whole = await crawlWith(join(folder, "whole.sqlite"), config);
    let judged = 0;
    const dying = dyingJudge(config, (tasks) => {
      judged += tasks.length;
      return judged > 20;
    });
    await expect(crawlWith(path, config, dying)).rejects.toThrow("dies");
    const second = await crawlWith(path, config);
    expect(second.summary.asked).toBe(30);
    expect(second.summary.fetched + second.summary.forbidden).toBe(whole.summary.fetched + whole.summary.forbidden);
  });

  it("can be read with plain SQL", async () => {
    await crawlWith(path, configFor(sites, ["shop-0.test"]));
    const database = new Sqlite(path, { readonly: true });
    const row = database.prepare("SELECT state, attempts, depth, via FROM url WHERE url LIKE '%/item/5.html'").get();
    expect(row).toEqual({ state: "done", attempts: 1, depth: 2, via: "link" });
    const from = database
      .prepare("SELECT a.url FROM url a JOIN url b ON b.found_on = a.id WHERE b.url LIKE '%/item/5.html'")
      .pluck()
      .get();
    expect(from).toMatch(/\/list\/0$/);
    database.close();
  });

  it("is refused to a second process", async () => {
    const first = openCrawlDatabase(path);
    expect(() => openCrawlDatabase(path)).toThrow(/正由另一个 medlint 采集/);
    first.close();
    openCrawlDatabase(path).close();
  });
});
