import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PermanentFetchError, RetryableFetchError } from "../../src/crawl/fetch/fetch-errors.js";
import { HostPace } from "../../src/crawl/fetch/host-pace.js";
import { inflateBody } from "../../src/crawl/fetch/inflate.js";
import { backOffMs, retryAfterMs } from "../../src/crawl/fetch/retry.js";
import { FREE_INFLATED_BYTES, MAX_INFLATE_RATIO, MAX_RETRY_AFTER_S, MAX_SITEMAP_URLS } from "../../src/crawl/limits.js";
import { readSitemap } from "../../src/crawl/urls/read-sitemap.js";
import { type Sites, startSites } from "../sites/site-server.js";
import { configFor, crawlWith } from "./run.js";

let sites: Sites;
let folder: string;

beforeAll(async () => {
  sites = await startSites({ products: 10, shops: 1, hostile: true, slowMs: 5 });
});
afterAll(() => sites.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-crawl-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const crawl = (hosts: readonly string[], more: object = {}) =>
  crawlWith(join(folder, "crawl.sqlite"), configFor(sites, hosts, more));
const finished = (events: Awaited<ReturnType<typeof crawl>>["events"]) =>
  Object.fromEntries(
    events.flatMap((event) => (event.type === "finished" ? [[new URL(event.url).pathname, event.reason]] : [])),
  );

describe("robots.txt", () => {
  it("forbids paths, behind redirects too; nothing of them is asked for", async () => {
    const mark = sites.requests.length;
    const { summary, events } = await crawl(["robots.test"]);
    expect(finished(events)).toMatchObject({ "/secret/1": "robots-forbidden", "/secret/2": "robots-forbidden" });
    expect(summary.forbidden).toBe(2);
    expect(sites.requests.slice(mark).filter((line) => line.includes("/secret"))).toEqual([]);
    expect(sites.requests.slice(mark).filter((line) => line === "robots.test /robots.txt")).toHaveLength(1);
  });

  it("that cannot be read forbids everything for now", async () => {
    const mark = sites.requests.length;
    const { summary } = await crawlWith(join(folder, "c.sqlite"), configFor(sites, ["norobots.test"]), {
      signal: AbortSignal.timeout(600),
    });
    expect(sites.requests.slice(mark).every((line) => line.endsWith("/robots.txt"))).toBe(true);
    expect(summary.fetched).toBe(0);
  });

  it("with Crawl-delay: one at a time, that far apart", async () => {
    const start = performance.now();
    const { summary } = await crawl(["delay.test"]);
    expect(summary.fetched).toBe(4);
    expect(performance.now() - start).toBeGreaterThan(4 * 200 - 50);
  });
});

describe("hosts that misbehave", () => {
  it("fail in ways that are told apart; what is gone has no result, what failed is incomplete", async () => {
    const { events, results, summary } = await crawl(["failing.test"]);
    expect(finished(events)).toEqual({
      "/down": "http-5xx",
      "/denied": "http-403",
      "/gone": "http-410",
      "/cut": "cut-off",
    });
    expect(results.get("failing.test/flaky")?.status).toBe("clean");
    expect(results.get("failing.test/later")?.status).toBe("clean");
    expect(results.has("failing.test/gone")).toBe(false);
    expect(results.get("failing.test/cut")).toMatchObject({
      status: "incomplete",
      coverage: { notes: [{ code: "fetch-failed" }] },
    });
    expect(summary).toMatchObject({ gone: 1, failed: { "http-5xx": 1, "http-403": 1, "cut-off": 1 } });
    const waits = events.filter((event) => event.type === "retry" && event.reason === "http-429");
    expect(waits).toMatchObject([{ waitMs: 1000 }]);
  });

  it("loop, redirect for ever, page for ever: all come to an end", async () => {
    const { summary, events } = await crawl(["loop.test"], {
      budget: { depth: 6, pagination: 5 },
      links: [{ match: "/p?page=*", as: "pagination" }],
    });
    expect(summary.isFinished).toBe(true);
    expect(summary.asked).toBeLessThan(60);
    expect(summary.skipped).toMatchObject({ depth: expect.any(Number), pagination: 1 });
    expect(finished(events)["/same"]).toBe("redirect-loop");
  });

  it("send bombs, in vain", async () => {
    const { events } = await crawl(["huge.test"]);
    expect(finished(events)).toEqual({
      "/wire": "too-large",
      "/gzip": "inflates-too-much",
      "/brotli": "inflates-too-much",
      "/nested": "inflates-too-much",
      "/unknown": "encoding-unknown",
      "/picture.png": "not-a-page",
    });
  });

  it("declare a wrong charset, and are read all the same", async () => {
    const { results } = await crawl(["charset.test"]);
    expect(results.get("charset.test/")?.findings[0]?.matched).toBe("根治");
    expect(results.get("charset.test/wrong")?.findings[0]?.matched).toBe("根治");
  });

  it("show one page under many addresses: it stands once", async () => {
    const { results, summary } = await crawl(["duplicate.test"]);
    expect([...results.keys()]).toEqual(["duplicate.test/", "duplicate.test/other", "duplicate.test/same?from=a"]);
    expect(summary.fetched).toBe(4);
  });

  it("redirect to addresses of this machine: refused, even where the scope holds them", async () => {
    const hosts = ["redirect.test", "127.0.0.2", "169.254.169.254"];
    const outside = await crawl(["redirect.test"]);
    expect(new Set(Object.values(finished(outside.events)))).toEqual(new Set(["redirect-out-of-scope"]));
    const config = configFor(sites, ["redirect.test"], { scope: { hosts } });
    const { events } = await crawlWith(join(folder, "inside.sqlite"), config);
    const refused = events.flatMap((event) =>
      event.type === "finished" && event.reason === "address-forbidden" ? [new URL(event.url).hostname] : [],
    );
    expect(refused.sort()).toEqual(["127.0.0.2", "169.254.169.254"]);
  });

  it("behind a proxy: the checked address is asked of it, a forbidden one is not", async () => {
    const asked: string[] = [];
    const proxy = createServer((socket) => {
      socket.once("data", (data) => {
        asked.push(data.toString("latin1").split("\r\n")[0] ?? "");
        socket.end("HTTP/1.1 502 no\r\n\r\n");
      });
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    const site = { proxy: `http://127.0.0.1:${port}` };
    const config = configFor(sites, ["shop-0.test", "evil.example"], {
      addresses: { allow: ["127.0.0.1/32"], hosts: { "*.test": "127.0.0.1", "evil.example": "10.0.0.1" } },
      sites: { "shop-0.test": site, "evil.example": site },
    });
    const { events } = await crawlWith(join(folder, "proxy.sqlite"), config, { signal: AbortSignal.timeout(500) });
    proxy.close();
    expect(new Set(asked)).toEqual(new Set([`CONNECT 127.0.0.1:${sites.port} HTTP/1.1`]));
    expect(Object.values(finished(events))).toContain("address-forbidden");
  });
});

describe("inflating", () => {
  it("stops at the ratio, just above what is free", async () => {
    const free = gzipSync(Buffer.alloc(FREE_INFLATED_BYTES, 32));
    expect((await inflateBody(free, "gzip")).length).toBe(FREE_INFLATED_BYTES);
    const more = gzipSync(Buffer.alloc(FREE_INFLATED_BYTES + 1, 32));
    expect(more.length * MAX_INFLATE_RATIO).toBeLessThan(FREE_INFLATED_BYTES);
    await expect(inflateBody(more, "gzip")).rejects.toMatchObject({ reason: "inflates-too-much" });
  });

  it.each(["gzip, gzip, gzip", "lzma"])("does not know %s", async (encoding) => {
    await expect(inflateBody(gzipSync("x"), encoding)).rejects.toMatchObject({ reason: "encoding-unknown" });
  });
});

describe("pace", () => {
  it("rises with good answers, halves and pauses on bad ones", () => {
    const pace = new HostPace({ concurrency: 8, intervalMs: 0 });
    expect(pace.limit).toBe(4);
    for (let answer = 0; answer < 32; answer++) {
      pace.start(0);
      pace.good();
    }
    expect(pace.limit).toBe(8);
    pace.start(0);
    pace.bad(0, null);
    expect(pace.limit).toBe(4);
    expect(pace.canStart(999)).toBe(false);
    expect(pace.canStart(1_000)).toBe(true);
    pace.start(1_000);
    pace.bad(1_000, 30_000);
    expect(pace.canStart(30_999)).toBe(false);
    expect(pace.canStart(31_000)).toBe(true);
  });

  it.each([
    ["12", 12_000],
    ["Sun, 22 Nov 2026 00:00:30 GMT", 30_000],
    ["Sun, 22 Nov 2020 00:00:30 GMT", null],
    ["soon", null],
    [undefined, null],
    [String(MAX_RETRY_AFTER_S), MAX_RETRY_AFTER_S * 1000],
    [String(MAX_RETRY_AFTER_S + 1), MAX_RETRY_AFTER_S * 1000],
  ])("Retry-After: %s", (value, expected) => {
    expect(retryAfterMs(value, Date.parse("2026-11-22T00:00:00Z"))).toBe(expected);
  });

  it("waits longer each time, by the kind of failure, with jitter", () => {
    const error = new RetryableFetchError("http-5xx", "x");
    expect(backOffMs(error, 1, 0)).toBe(1_500);
    expect(backOffMs(error, 1, 1)).toBe(3_000);
    expect(backOffMs(error, 3, 1)).toBe(12_000);
    expect(backOffMs(new RetryableFetchError("http-429", "x", { retryAfterMs: 7 }), 1, 0.5)).toBe(7);
    expect(backOffMs(new PermanentFetchError("tls", "x"), 9, 1)).toBe(300_000);
  });
});

describe("sitemaps", () => {
  it("are read by their loc elements", () => {
    const urls = (count: number) =>
      `<urlset>${Array.from({ length: count }, (_, at) => `<url><loc>http://a.test/${at}?x=1&amp;y=2</loc></url>`).join("")}</urlset>`;
    expect(readSitemap(urls(2)).pages).toEqual(["http://a.test/0?x=1&y=2", "http://a.test/1?x=1&y=2"]);
    expect(
      readSitemap("<sitemapindex><sitemap><loc>http://a.test/s.xml</loc></sitemap></sitemapindex>").sitemaps,
    ).toEqual(["http://a.test/s.xml"]);
    expect(readSitemap("http://a.test/1\nhttp://a.test/2\n").pages).toHaveLength(2);
    expect(readSitemap("<loc><loc><loc>").pages).toEqual([]);
    expect(readSitemap(urls(MAX_SITEMAP_URLS)).truncated).toBe(false);
    expect(readSitemap(urls(MAX_SITEMAP_URLS + 1))).toMatchObject({ truncated: true });
  });
});
