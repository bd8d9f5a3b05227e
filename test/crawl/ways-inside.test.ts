import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AddressGuard } from "../../src/crawl/addresses/address-guard.js";
import { AddressRules } from "../../src/crawl/addresses/forbidden-addresses.js";
import { parseCrawlConfig } from "../../src/crawl/crawl-config.js";
import { Fetcher } from "../../src/crawl/fetch/fetcher.js";
import { findChromium, openRenderer } from "../../src/crawl/render/open-renderer.js";
import { crawlWith } from "./run.js";
import { WordPool } from "./word-pool.js";

/** Stands for a service of this machine: nothing may ever reach it. */
let inside: Server;
/** The shop, on the address that the tests allow. */
let shop: Server;
let port: number;
let shopPort: number;
let reached: string[];
let folder: string;

const listen = (server: Server, at: number, host: string) =>
  new Promise<number>((resolve) => {
    server.listen(at, host, () => resolve((server.address() as AddressInfo).port));
  });

/** Ways of writing the address of `inside`, as a page, a sitemap or a server may. */
const FORMS: Readonly<Record<string, string>> = {
  plain: "127.0.0.2",
  decimal: "2130706434",
  octal: "0177.0.0.2",
  "octal, whole": "017700000002",
  hexadecimal: "0x7f000002",
  short: "127.2",
  "v4-mapped": "[::ffff:127.0.0.2]",
  "v4-mapped, hexadecimal": "[::ffff:7f00:2]",
  "v6 loopback": "[::1]",
  "a name": "evil.test",
  "with credentials": "a:b@127.0.0.2",
  "trailing dot": "127.0.0.2.",
};

beforeAll(async () => {
  inside = createServer((request, response) => {
    reached.push(`${request.headers.host} ${request.url}`);
    response.end("<p>secret</p>");
  });
  inside.on("connection", () => reached.push("connection"));
  port = await listen(inside, 0, "127.0.0.2");
  shop = createServer((request, response) => {
    const [path = "/", form = ""] = (request.url ?? "/").split("?");
    const there = `http://${FORMS[decodeURIComponent(form)] ?? "127.0.0.2"}:${port}/secret`;
    const host = (request.headers.host ?? "").split(":")[0] ?? "";
    const html = (body: string) => response.setHeader("content-type", "text/html; charset=utf-8").end(body);
    if (path === "/robots.txt") {
      if (host === "robots-inside.test") response.writeHead(302, { location: there }).end();
      else if (host === "sitemap.test")
        response.end(`Sitemap: http://sitemap.test:${shopPort}/map.xml\nSitemap: ${there}`);
      else response.writeHead(404).end();
    } else if (path === "/map.xml")
      response.end(
        `<urlset>${Object.values(FORMS)
          .map((one) => `<url><loc>http://${one}:${port}/s</loc></url>`)
          .join("")}</urlset>`,
      );
    else if (path === "/links")
      html(
        Object.values(FORMS)
          .map((one) => `<a href="http://${one}:${port}/secret">x</a>`)
          .join(""),
      );
    else if (path === "/to") response.writeHead(302, { location: there }).end();
    else if (path === "/redirects")
      html(
        Object.keys(FORMS)
          .map((one) => `<a href="/to?${encodeURIComponent(one)}">x</a>`)
          .join(""),
      );
    else if (path === "/pictures")
      html(
        `<p>商品</p>${Object.keys(FORMS)
          .map((one) => `<img src="http://${FORMS[one]}:${port}/x.png"><img src="/to?${encodeURIComponent(one)}">`)
          .join("")}`,
      );
    else if (path === "/browser")
      html(
        `<div id="app"></div><script>${Object.values(FORMS)
          .map((one) => `fetch("http://${one.replace("a:b@", "")}:${port}/secret").catch(() => {});`)
          .join("")}
          new WebSocket("ws://127.0.0.2:${port}/"); navigator.sendBeacon("http://127.0.0.2:${port}/beacon", "x");
          const frame = document.createElement("iframe"); frame.src = "http://127.0.0.2:${port}/frame"; document.body.append(frame);
          const hint = document.createElement("link"); hint.rel = "preconnect"; hint.href = "http://127.0.0.2:${port}/"; document.head.append(hint);
          app.innerHTML = "<p>三天根治糖尿病，永不复发，无效退款，专家推荐，名额有限，先到先得，全国包邮，货到付款。</p>";</script>`,
      );
    else html("<p>首页</p>");
  });
  shopPort = await listen(shop, 0, "127.0.0.1");
});
afterAll(() => {
  inside.close();
  shop.close();
});
beforeEach(() => {
  reached = [];
  folder = mkdtempSync(join(tmpdir(), "medlint-inside-"));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** The scope holds the inside too: only the addresses stand in the way. */
const config = (seed: string, more: object = {}) =>
  parseCrawlConfig(
    {
      seeds: [seed],
      scope: { hosts: ["*.test", "127.0.0.2", "[::1]", "[::ffff:7f00:2]"] },
      pace: { concurrency: 8, intervalMs: 0 },
      addresses: { allow: ["127.0.0.1/32"], hosts: { "evil.test": "127.0.0.2", "*.test": "127.0.0.1" } },
      ...more,
    },
    "crawl.yaml",
  );
const crawl = (seed: string, more: object = {}, options: object = {}) =>
  crawlWith(join(folder, "crawl.sqlite"), config(seed, more), { signal: AbortSignal.timeout(20_000), ...options });
const refusals = ({ events }: Awaited<ReturnType<typeof crawl>>) =>
  new Set(
    events.flatMap((event) => (event.type === "finished" ? [`${new URL(event.url).hostname} ${event.reason}`] : [])),
  );
const REFUSED = ["127.0.0.2", "[::ffff:7f00:2]", "[::1]", "evil.test"]
  .map((host) => `${host} address-forbidden`)
  .sort();

describe("nothing that a shop writes leads to this machine or its network", () => {
  it("seeds: every form is refused", async () => {
    for (const [name, form] of Object.entries(FORMS)) {
      const run = await crawlWith(join(folder, `${name}.sqlite`), config(`http://${form}:${port}/`));
      expect([...refusals(run)]).toEqual([expect.stringMatching(/ address-forbidden$/)]);
    }
    expect(reached).toEqual([]);
  });

  it("links: every form is refused", async () => {
    const run = await crawl(`http://shop.test:${shopPort}/links`);
    expect([...refusals(run)].sort()).toEqual(REFUSED);
    expect(reached).toEqual([]);
  });

  it("redirects: every form is refused", async () => {
    const run = await crawl(`http://shop.test:${shopPort}/redirects`);
    expect([...refusals(run)].filter((one) => !one.startsWith("shop.test")).sort()).toEqual(REFUSED);
    expect(reached).toEqual([]);
  });

  it("sitemaps, and what they list", async () => {
    const run = await crawl(`http://sitemap.test:${shopPort}/`);
    expect([...refusals(run)].filter((one) => !one.startsWith("sitemap.test")).sort()).toEqual(REFUSED);
    expect(reached).toEqual([]);
  });

  it("robots.txt that redirects there", async () => {
    const run = await crawl(`http://robots-inside.test:${shopPort}/`);
    expect([...refusals(run)]).toEqual(["robots-inside.test address-forbidden"]);
    expect(reached).toEqual([]);
  });

  it("pictures, directly and by redirect", async () => {
    const pool = new WordPool();
    const { results } = await crawl(
      `http://shop.test:${shopPort}/pictures`,
      { pictures: {} },
      { openPictures: async () => pool },
    );
    const [result] = [...results.values()];
    const codes = new Set(result?.coverage.notes.map(({ code }) => code));
    expect(codes).toEqual(new Set(["image-address-forbidden"]));
    expect(pool.read_).toEqual([]);
    expect(reached).toEqual([]);
  });

  it.skipIf(findChromium() === null)(
    "what a page's scripts ask for in the browser (skipped where Chromium is not installed)",
    async () => {
      const { results } = await crawl(`http://shop.test:${shopPort}/browser`, {}, { openRenderer });
      expect([...results.values()][0]?.findings[0]?.matched).toBe("根治");
      expect(reached).toEqual([]);
    },
  );

  it("a name that answers differently the next time (rebinding)", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const answers = ["127.0.0.1", "127.0.0.2"];
    const guard = new AddressGuard(new AddressRules(["127.0.0.1"]), {
      lookup: async () => [{ address: answers.shift() ?? "127.0.0.2", family: 4 }],
    });
    const site = { headers: {}, cookies: null, proxy: null };
    const fetcher = await Fetcher.open({ guard, userAgent: "medlint", siteOf: () => site, connections: 1 });
    try {
      const ask = (at: number) => fetcher.fetch(`http://rebind.test:${at}/`, { admit: () => null });
      expect((await ask(shopPort)).status).toBe(200);
      // The second lookup is not made for as long as the first holds: who was checked is who is connected to.
      await expect(ask(port)).rejects.toMatchObject({ reason: "connection" });
      vi.setSystemTime(Date.now() + 3_600_000);
      await expect(ask(port)).rejects.toMatchObject({ reason: "address-forbidden" });
      expect(reached).toEqual([]);
    } finally {
      await fetcher.close();
    }
  });
});
