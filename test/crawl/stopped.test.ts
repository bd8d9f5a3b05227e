import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CrawlKeeper } from "../../src/cli/page-keeper.js";
import { openCrawlDatabase } from "../../src/crawl/frontier/open-crawl-database.js";
import type { PageKeeper } from "../../src/crawl/keeping/page-keeper.js";
import { RunLog } from "../../src/evidence/monitoring/run-log.js";
import { type EvidenceStore, openEvidence } from "../../src/evidence/store/evidence-store.js";
import { type LittleShop, shopPage, startShop } from "./little-shop.js";
import { configFor, crawlWith } from "./run.js";

let shop: LittleShop;
let folder: string;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-stopped-"));
  shop.pages.clear();
  shop.pages.set("/", shopPage("首页", ["/item/1", "/item/2"]));
  for (const path of ["/item/1", "/item/2"]) shop.pages.set(path, shopPage(path));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ALWAYS = { everyHours: 0, goneTimes: 2 };

async function crawl(
  more: object = {},
  options: { database?: string; breaking?: (keeper: PageKeeper) => PageKeeper; signal?: AbortSignal } = {},
) {
  const evidence = { folder: join(folder, "evidence"), operator: "张三" };
  const keeper = await CrawlKeeper.open({ evidence, cases: undefined, scope: "测试" }, {});
  if (keeper === null) throw new Error("nothing is kept");
  const { database = "crawl.sqlite", breaking = (one: PageKeeper) => one, signal } = options;
  const mark = shop.requests.length;
  try {
    const config = configFor(shop, ["shop.test"], { stopped: ALWAYS, ...more });
    const done = await crawlWith(join(folder, database), config, {
      keeper: breaking(keeper),
      ...(signal && { signal }),
    });
    const asked = shop.requests.slice(mark).filter((line) => !line.endsWith("/robots.txt"));
    return { ...done, asked };
  } finally {
    await keeper.close();
  }
}

function withStore<Result>(act: (store: EvidenceStore) => Result): Result {
  const store = openEvidence(join(folder, "evidence"));
  try {
    return act(store);
  } finally {
    store.close();
  }
}

const stop = (more: object) =>
  withStore((store) => store.tracker.stop({ since: "2026-11-01", by: "王五", reason: "停服1号", ...more }));
const state = () =>
  withStore(({ tracker }) =>
    tracker.rechecks
      .states()
      .map(({ url, gone, last, nextAt }) => [url.replace(/^.*?:\d+/, ""), last?.outcome, gone, nextAt === null]),
  );

describe("goods under a stop", () => {
  it("are asked for until they were gone so many times in a row, and each time is written down", async () => {
    await crawl();
    stop({ listing: shop.url("/item/1") });
    const seen: unknown[] = [];
    const watching = (keeper: PageKeeper): PageKeeper => {
      const keep = keeper.keep.bind(keeper);
      keeper.keep = (pages) => {
        for (const { url, prepared } of pages) if (url.endsWith("/item/1")) seen.push(prepared?.previous?.["~stopped"]);
        return keep(pages);
      };
      return keeper;
    };
    const { summary } = await crawl({}, { breaking: watching });
    expect(summary.again).toEqual({ asked: 1, outside: 0 });
    expect(seen).toEqual(["2026-11-01"]);
    expect(state()).toEqual([["/item/1", "remains", 0, false]]);
    shop.pages.delete("/item/1");
    await crawl();
    expect(state()).toEqual([["/item/1", "gone", 1, false]]);
    shop.pages.set("/item/1", { status: 403 });
    await crawl();
    // What could not be read is not gone: counting begins anew.
    expect(state()).toEqual([["/item/1", "unread", 0, false]]);
    shop.pages.delete("/item/1");
    await crawl();
    await crawl();
    expect(state()).toEqual([["/item/1", "gone", 2, true]]);
    expect((await crawl()).summary.again).toEqual({ asked: 0, outside: 0 });
    expect(withStore(({ tracker }) => tracker.toFetchAgain())).toEqual([]);
  });

  it("that lead elsewhere, or may not be asked for, are not gone", async () => {
    await crawl();
    stop({ listing: shop.url("/item/1") });
    stop({ listing: shop.url("/item/2") });
    shop.pages.set("/item/1", { status: 302, headers: { location: "/" } });
    shop.pages.set("/robots.txt", { type: "text/plain", body: "User-agent: *\nDisallow: /item/2\n" });
    const database = openCrawlDatabase(join(folder, "crawl.sqlite"));
    database.database.exec("DELETE FROM robots");
    database.close();
    await crawl();
    expect(state()).toEqual([
      ["/item/1", "moved", 0, false],
      ["/item/2", "unread", 0, false],
    ]);
    withStore(({ tracker }) => tracker.rechecks.confirm(shop.url("/item/1"), new Date().toISOString(), "王五"));
    expect(state()[0]).toEqual(["/item/1", "confirmed", 0, true]);
  });

  it("come first where the budget is small, also those that this crawl never found, without following their links", async () => {
    await crawl();
    stop({ listing: shop.url("/item/2") });
    shop.pages.set("/item/2", shopPage("/item/2", ["/item/3"]));
    shop.pages.set("/item/3", shopPage("/item/3"));
    shop.pages.set("/", shopPage("首页"));
    const { asked, summary } = await crawl({ budget: { pages: 1 } }, { database: "other.sqlite" });
    expect(asked).toEqual(["shop.test /item/2"]);
    expect(summary.again.asked).toBe(1);
    expect(state()).toEqual([["/item/2", "remains", 0, false]]);
    expect((await crawl({}, { database: "other.sqlite" })).asked).not.toContain("shop.test /item/3");
  });

  it("wait for their interval, and are asked for twice in a round that lasts longer", async () => {
    await crawl({ stopped: { everyHours: 24 } });
    stop({ listing: shop.url("/item/1") });
    const due = async (more: object) => (await crawl(more)).summary.again.asked;
    expect(await due({ stopped: { everyHours: 24 } })).toBe(1);
    expect(await due({ stopped: { everyHours: 24 } })).toBe(0);
    const halt = new AbortController();
    const dying = (keeper: PageKeeper): PageKeeper => {
      const keep = keeper.keep.bind(keeper);
      keeper.keep = async (pages) => {
        await keep(pages);
        if (pages.some(({ url }) => url.endsWith("/item/1"))) halt.abort();
      };
      return keeper;
    };
    shop.pages.set("/item/2", { status: 503, headers: { "retry-after": "2" } });
    const first = await crawl({}, { breaking: dying, signal: halt.signal });
    shop.pages.set("/item/2", shopPage("/item/2"));
    expect(first.summary.isFinished).toBe(false);
    expect(first.asked).toContain("shop.test /item/1");
    const halted = new AbortController();
    const second = await crawl({}, { breaking: dying, signal: halted.signal }).finally(() => halted.abort());
    expect(second.asked).toContain("shop.test /item/1");
  }, 60_000);

  it("are written down once however often they are told", async () => {
    await crawl();
    stop({ listing: shop.url("/item/1") });
    const dying = (keeper: PageKeeper): PageKeeper => {
      const keep = keeper.keep.bind(keeper);
      keeper.keep = async (pages) => {
        await keep(pages);
        throw new Error("dies");
      };
      return keeper;
    };
    const daily = { stopped: { everyHours: 24, goneTimes: 2 } };
    for (let time = 0; time < 3; time++) await expect(crawl(daily, { breaking: dying })).rejects.toThrow("dies");
    expect((await crawl(daily)).summary.isFinished).toBe(true);
    const count = "SELECT count(*) FROM rechecks WHERE outcome = 'remains'";
    expect(withStore(({ database }) => database.prepare(count).pluck().get())).toBe(1);
    expect(withStore((store) => store.captures(shop.url("/item/1")))).toHaveLength(2);
  });

  it("of a merchant or its host are all its addresses; what lies outside of the crawl is counted", async () => {
    await crawl();
    withStore((store) => {
      store.database
        .prepare("UPDATE tracked SET uscc = '91330000MA0000000X' WHERE listing = ?")
        .run(shop.url("/item/1"));
      store.database
        .prepare(
          "INSERT INTO tracked VALUES ('x', 'http://elsewhere.test/x', '91330000MA0000000X', '2026', '2026', NULL)",
        )
        .run();
    });
    stop({ uscc: "91330000MA0000000X" });
    expect((await crawl()).summary.again).toEqual({ asked: 1, outside: 1 });
    stop({ uscc: "91330000MA0000000X", host: `shop.test:${shop.port}` });
    expect((await crawl()).summary.again).toEqual({ asked: 3, outside: 1 });
    withStore(({ tracker }) => {
      expect(tracker.stoppedSince(shop.url("/item/2"), null)).toBe("2026-11-01");
      tracker.lift({ uscc: "91330000MA0000000X" }, "2026-11-09");
      expect(tracker.rechecks.states()).toEqual([]);
      expect(tracker.rechecks.open()).toEqual([]);
    });
  });

  it("are asked for with their variants, and other goods that look like variants are not accused", async () => {
    const links = ["/p?id=1", "/p?id=1&sku=2", "/p?id=9&sku=2"];
    shop.pages.set("/", shopPage("首页", ["/p?id=1"]));
    for (const path of links) shop.pages.set(path, shopPage(path, links));
    const more = { links: [{ match: "*sku=*", as: "variant" }] };
    await crawl(more);
    stop({ listing: shop.url("/p?id=1") });
    expect((await crawl(more)).summary.again.asked).toBe(2);
    expect(state().map(([url]) => url)).toEqual(["/p?id=1", "/p?id=1&sku=2"]);
    withStore((store) => {
      expect(store.previous({ id: shop.url("/p?id=1&sku=2") })?.["~stopped"]).toBe("2026-11-01");
      expect(store.previous({ id: shop.url("/p?id=9&sku=2") })?.["~stopped"]).toBeUndefined();
    });
  });
});

describe("what a round set out to read", () => {
  it("is known at its start; what comes up on the way is apart; all outcomes add up", async () => {
    shop.pages.set("/", shopPage("首页", ["/item/1", "/item/2", "/gone", "/away"]));
    shop.pages.set("/away", { status: 302, headers: { location: "/item/1" } });
    await crawl();
    shop.pages.set("/item/2", shopPage("/item/2", ["/item/3"]));
    shop.pages.set("/item/3", { status: 403 });
    await crawl();
    const [first, second] = withStore((store) => new RunLog(store).list());
    expect(first?.plan).toEqual({
      basis: "frontier",
      count: 1,
      again: 0,
      discovered: 4,
      outcomes: { done: 3, gone: 1, redirect: 1 },
    });
    expect(second?.plan).toMatchObject({ count: 5, discovered: 1, outcomes: { failed: 1 } });
    for (const run of [first, second]) {
      const { count = 0, discovered = 0, outcomes = {} } = run?.plan ?? {};
      expect(Object.values(outcomes).reduce((sum, one) => sum + one, 0)).toBe(count + discovered);
      expect(run?.planned).toBe(count);
    }
  });
});

describe("what an interrupted round did not read", () => {
  it("stands in its record, which has no end", async () => {
    const halt = new AbortController();
    shop.pages.set("/item/2", { status: 503, headers: { "retry-after": "600" } });
    const dying = (keeper: PageKeeper): PageKeeper => {
      const keep = keeper.keep.bind(keeper);
      keeper.keep = async (pages) => {
        await keep(pages);
        if (pages.some(({ url }) => url.endsWith("/item/1"))) halt.abort();
      };
      return keeper;
    };
    await crawl({}, { breaking: dying, signal: halt.signal });
    const [run] = withStore((store) => new RunLog(store).list());
    expect(run).toMatchObject({
      endedAt: null,
      planned: 1,
      plan: { discovered: 2, outcomes: { done: 2, waiting: 1 } },
    });
  });
});

describe("circumstances of a capture", () => {
  it("name the address, DNS or its stand-in, own address, HTTP, redirects, the clock and the 备案号", async () => {
    shop.pages.set("/", {
      ...shopPage("首页，沪ICP备12345678号-1", ["/old"]),
      headers: { date: "Sun, 01 Nov 2026 00:00:00 GMT" },
    });
    shop.pages.set("/old", { status: 301, headers: { location: "/new" } });
    shop.pages.set("/new", shopPage("新页"));
    await crawl();
    withStore((store) => {
      const [home] = store.captures(shop.url("/"));
      expect(home?.facts).toMatchObject({
        resolvedIp: "127.0.0.1（配置中写明，没有查询 DNS）",
        outgoingAddress: "127.0.0.1",
        httpVersion: "HTTP/1.1",
        icpNumber: "沪ICP备12345678号-1",
        loginState: "anonymous",
        redirects: [],
      });
      expect(home?.facts.localTime).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+\+08:00$/);
      expect(Date.parse(home?.facts.localTime ?? "")).toBe(Date.parse(home?.capturedAt ?? ""));
      expect(home?.facts.aheadOfServerS).toBe(
        Math.floor((Date.parse(home?.capturedAt ?? "") - Date.UTC(2026, 10, 1)) / 1000),
      );
      expect(home?.facts.tlsVersion).toBeUndefined();
      expect(store.captures(shop.url("/new"))[0]?.facts.redirects).toEqual([shop.url("/old"), shop.url("/new")]);
    });
  });
});
