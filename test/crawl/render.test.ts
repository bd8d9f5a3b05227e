import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AddressGuard } from "../../src/crawl/addresses/address-guard.js";
import { AddressRules } from "../../src/crawl/addresses/forbidden-addresses.js";
import { GuardingProxy } from "../../src/crawl/render/guarding-proxy.js";
import { findChromium, openRenderer } from "../../src/crawl/render/open-renderer.js";
import { type Sites, startSites } from "../sites/site-server.js";
import { configFor, crawlWith } from "./run.js";

let sites: Sites;
let folder: string;
beforeAll(async () => {
  sites = await startSites({ products: 10, shops: 1, hostile: true });
  folder = mkdtempSync(join(tmpdir(), "medlint-render-"));
});
afterAll(async () => {
  await sites.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the browser's proxy", () => {
  it("connects to what was checked and refuses the rest", async () => {
    const guard = new AddressGuard(new AddressRules(["127.0.0.1"]), {
      hosts: { "*.test": "127.0.0.1", "in.side": "10.0.0.1" },
    });
    const proxy = await GuardingProxy.start(guard);
    const { port } = new URL(proxy.address);
    const ask = (path: string, method = "GET") =>
      new Promise<number>((resolve, reject) => {
        const asked = request({ host: "127.0.0.1", port, path, method, agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        asked.on("connect", (answer, socket) => {
          socket.destroy();
          resolve(answer.statusCode ?? 0);
        });
        asked.on("error", reject);
        asked.end();
      });
    expect(await ask(`http://shop-0.test:${sites.port}/`)).toBe(200);
    expect(await ask(`shop-0.test:${sites.port}`, "CONNECT")).toBe(200);
    for (const host of ["127.0.0.2", "[::1]", "0x7f.2", "169.254.169.254", "in.side"]) {
      expect(await ask(`http://${host}/`)).toBe(403);
      expect(await ask(`${host}:443`, "CONNECT")).toBe(403);
    }
    await proxy.close();
  });
});

describe("a page that is nothing without its scripts", () => {
  const config = () => configFor(sites, ["script.test"]);

  it("is incomplete where there is no browser", async () => {
    const { results } = await crawlWith(join(folder, "without.sqlite"), config());
    expect(results.get("script.test/")).toMatchObject({
      status: "incomplete",
      coverage: { notes: expect.arrayContaining([expect.objectContaining({ code: "page-not-rendered" })]) },
    });
  });

  it.skipIf(findChromium() === null)(
    "is judged as a browser shows it (skipped where Chromium is not installed)",
    async () => {
      const mark = sites.requests.length;
      const { results } = await crawlWith(join(folder, "with.sqlite"), config(), { openRenderer });
      expect(results.get("script.test/")?.findings[0]?.matched).toBe("根治");
      const asked = sites.requests.slice(mark);
      expect(asked).toContain("script.test /data.json");
      // robots.txt, third parties and addresses of this machine hold for what scripts ask for.
      expect(asked.filter((line) => /private|inside|third/.test(line))).toEqual([]);
    },
  );
});

describe("a tab that crashes", () => {
  it.skipIf(findChromium() === null)(
    "costs its page one attempt and the others nothing (skipped where Chromium is not installed)",
    async () => {
      const path = join(folder, "crash.sqlite");
      const { results, events, summary } = await crawlWith(path, configFor(sites, ["crash.test"]), { openRenderer });
      expect(summary).toMatchObject({ failed: {}, isFinished: true });
      expect(results.get("crash.test/tab")?.findings[0]?.matched).toBe("根治");
      expect(results.get("crash.test/calm")?.status).toBe("clean");
      const retries = events.filter((event) => event.type === "retry");
      expect(retries).toMatchObject([{ reason: "browser-failed", attempts: 1 }]);
      const database = new Sqlite(path, { readonly: true });
      const attempts = database.prepare("SELECT attempts FROM url WHERE url LIKE '%/tab'").pluck().get();
      database.close();
      expect(attempts).toBe(2);
    },
  );
});
