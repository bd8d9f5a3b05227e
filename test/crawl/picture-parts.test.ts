import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { PermanentFetchError, RetryableFetchError } from "../../src/crawl/fetch/fetch-errors.js";
import type { Fetched } from "../../src/crawl/fetch/fetcher.js";
import { HostPace } from "../../src/crawl/fetch/host-pace.js";
import type { Robots } from "../../src/crawl/fetch/robots.js";
import { FRONTIER_TABLES } from "../../src/crawl/frontier/frontier-tables.js";
import { openCrawlDatabase } from "../../src/crawl/frontier/open-crawl-database.js";
import { Outbox } from "../../src/crawl/frontier/outbox.js";
import { PictureStore } from "../../src/crawl/frontier/picture-store.js";
import { MAX_PICTURE_TRIES } from "../../src/crawl/limits.js";
import { PictureFetching } from "../../src/crawl/pictures/picture-fetching.js";
import { Semaphore } from "../../src/crawl/pictures/semaphore.js";

const hash = (name: string) => new Uint8Array(Buffer.from(name.padEnd(32)));

describe("the store of pictures", () => {
  it("holds bytes up to its cap, each once, and lets them go", () => {
    const { database, close } = openCrawlDatabase(":memory:");
    const store = new PictureStore(database);
    expect(store.hold(hash("a"), new Uint8Array(60), 100)).toBe(true);
    expect(store.hold(hash("a"), new Uint8Array(60), 120)).toBe(true);
    expect(store.hold(hash("b"), new Uint8Array(40), 100)).toBe(true);
    expect(store.hold(hash("c"), new Uint8Array(1), 100)).toBe(false);
    expect(store.held(hash("b"))).toHaveLength(40);
    expect(store.held(hash("c"))).toBeNull();
    store.letGo();
    expect(store.held(hash("b"))).toBeNull();
    expect(store.hold(hash("c"), new Uint8Array(100), 100)).toBe(true);
    close();
  });

  it("hands out a job to one at a time, and counts the attempt when it is taken", () => {
    const { database, close } = openCrawlDatabase(":memory:");
    const url = database.prepare(
      "INSERT INTO url (url, host_id, state, round, depth, via, page_id) VALUES (?, 1, 'done', 1, 0, 'seed', 1)",
    );
    const store = new PictureStore(database);
    for (let id = 1; id <= 5; id++) {
      url.run(`http://a.test/${id}`);
      store.addJob(id);
    }
    const first = store.takeJobs(2, new Set());
    expect(first.map(({ urlId, attempts }) => [urlId, attempts])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(store.takeJobs(2, new Set([1, 2])).map(({ urlId }) => urlId)).toEqual([3, 4]);
    store.endJob(1);
    // After a kill nobody has them: those tried least come first, then the second attempt.
    expect(store.takeJobs(9, new Set()).map(({ urlId, attempts }) => [urlId, attempts])).toEqual([
      [5, 1],
      [2, 2],
      [3, 2],
      [4, 2],
    ]);
    close();
  });

  it("a database of the first version is brought up to date, with all that it holds", () => {
    const folder = mkdtempSync(join(tmpdir(), "medlint-version-"));
    const path = join(folder, "old.sqlite");
    const old = new Sqlite(path);
    old.exec(FRONTIER_TABLES);
    old.pragma("application_id = 1296321603");
    old.pragma("user_version = 1");
    old.exec("INSERT INTO host (name) VALUES ('a.test')");
    old.close();
    const { database, close } = openCrawlDatabase(path);
    expect(database.pragma("user_version", { simple: true })).toBe(3);
    expect(database.prepare("SELECT name FROM host").pluck().get()).toBe("a.test");
    expect(new PictureStore(database).shownOf(1)).toEqual([]);
    close();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("the outbox", () => {
  it("gives what can be told: not what waits for pictures, nor what waits for a page of its shop", () => {
    const { database, close } = openCrawlDatabase(":memory:");
    const outbox = new Outbox(database);
    const url = database.prepare(
      "INSERT INTO url (id, url, host_id, state, round, depth, via) VALUES (?, ?, 1, ?, 1, 0, 'link')",
    );
    const result = database.prepare("INSERT INTO result VALUES (?, '', 'x', ?, '{}')");
    url.run(1, "http://a.test/", "done");
    url.run(2, "http://a.test/clean", "done");
    url.run(3, "http://a.test/bad", "done");
    url.run(4, "http://a.test/licence", "waiting");
    url.run(5, "http://a.test/pictures", "done");
    for (const [id, findings] of [
      [1, 0],
      [2, 0],
      [3, 1],
      [5, 0],
    ] as const) {
      result.run(id, findings);
      outbox.put({
        urlId: id,
        kind: "page",
        at: 1,
        status: 200,
        headers: [["a", "b"]],
        body: new Uint8Array([1]),
        facts: {},
      });
    }
    database.exec("INSERT INTO shop_page VALUES (1, 1, 'shop-home'), (4, 1, 'licence-page')");
    new PictureStore(database).addJob(5);
    const ids = () => outbox.next(0, 10).map(({ urlId }) => urlId);
    expect(ids()).toEqual([1, 2]);
    expect(outbox.next(0, 1)[0]).toMatchObject({ url: "http://a.test/", headers: [["a", "b"]], status: 200 });
    database.exec("UPDATE url SET state = 'done' WHERE id = 4");
    result.run(4, 0);
    outbox.put({ urlId: 4, kind: "page", at: 1, status: 200, headers: [], body: null, facts: {} });
    // Fetched, but not yet told: it goes first.
    expect(ids()).toEqual([1, 2, 4]);
    for (const id of ids()) outbox.delete(id);
    expect(ids()).toEqual([3]);
    outbox.addRescan(3, 2);
    expect(outbox.next(0, 10)[0]?.kind).toBe("page");
    new PictureStore(database).endJob(5);
    expect(ids()).toEqual([3, 5]);
    close();
  });
});

describe("fetching pictures", () => {
  const rules = { isAllowed: () => true, delayMs: 0, sitemaps: [] };
  const fetching = (fetch: () => Promise<Fetched>) =>
    new PictureFetching({
      fetcher: { fetch },
      robots: { knownFor: () => rules, rulesFor: async () => rules } as unknown as Robots,
      hosts: [],
      paceOf: () => new HostPace({ concurrency: 1, intervalMs: 0, pauseMs: 0 }),
      signal: new AbortController().signal,
      retryScale: 0,
    });

  it.each([
    [MAX_PICTURE_TRIES - 1, "bytes"],
    [MAX_PICTURE_TRIES, "none"],
  ])("after %i failures that may pass: %s", async (failures, kind) => {
    let asked = 0;
    const good = { kind: "page", body: new Uint8Array(1), validators: { etag: null, lastModified: null } };
    const step = await fetching(async () => {
      if (asked++ < failures) throw new RetryableFetchError("http-5xx", "x");
      return good as Fetched;
    }).take("http://a.test/x.png", undefined);
    expect(step.kind).toBe(kind);
    expect(asked).toBe(Math.min(failures + 1, MAX_PICTURE_TRIES));
  });

  it.each([
    ["address-forbidden", "image-address-forbidden"],
    ["robots-forbidden", "image-robots-forbidden"],
    ["inflates-too-much", "image-too-large"],
    ["http-403", "image-not-fetched"],
  ] as const)("%s is final, and said as %s", async (reason, code) => {
    let asked = 0;
    const step = await fetching(async () => {
      asked++;
      throw new PermanentFetchError(reason, "x");
    }).take("http://a.test/x.png", undefined);
    expect(step).toEqual({ kind: "none", reason: code });
    expect(asked).toBe(1);
  });
});

describe("Semaphore", () => {
  it("lets as many in as it has places, the others in turn, failures too", async () => {
    const semaphore = new Semaphore(2);
    let within = 0;
    let most = 0;
    const order: number[] = [];
    const work = Array.from({ length: 7 }, (_, index) =>
      semaphore
        .within(async () => {
          most = Math.max(most, ++within);
          await new Promise((resolve) => setImmediate(resolve));
          order.push(index);
          within--;
          if (index === 3) throw new Error("fails");
        })
        .catch(() => undefined),
    );
    await Promise.all(work);
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
