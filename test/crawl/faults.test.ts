import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openCrawlDatabase } from "../../src/crawl/frontier/open-crawl-database.js";
import { type Sites, startSites } from "../sites/site-server.js";
import { configFor, crawlWith } from "./run.js";

let sites: Sites;
let folder: string;
let path: string;

beforeAll(async () => {
  sites = await startSites({ products: 240, shops: 1 });
});
afterAll(() => sites.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-faults-"));
  path = join(folder, "crawl.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = () => configFor(sites, ["shop-0.test"]);
const undisturbed = () => crawlWith(join(folder, "whole.sqlite"), config());

/** Pages asked for more than once since a mark. */
const repeated = (mark: number) => {
  const pages = sites.requests.slice(mark).filter((line) => !line.endsWith("/robots.txt"));
  return pages.length - new Set(pages).size;
};

/** Mounts a small disk; false where that is not allowed. */
const mount = (at: string, ...options: string[]) =>
  spawnSync("mount", ["-t", "tmpfs", ...options, "tmpfs", at], { stdio: "ignore" }).status === 0;
const canMount = (() => {
  const at = mkdtempSync(join(tmpdir(), "medlint-mount-"));
  const isMounted = mount(at, "-o", "size=1m");
  if (isMounted) spawnSync("umount", [at]);
  rmSync(at, { recursive: true, force: true });
  return isMounted;
})();

describe("a disk that is full", () => {
  it("stops the run with a sentence; what was committed stays, and the same command goes on", async () => {
    const whole = await undisturbed();
    const mark = sites.requests.length;
    const database = openCrawlDatabase(path);
    const pages = database.database.pragma("page_count", { simple: true }) as number;
    database.database.pragma(`max_page_count = ${pages + 120}`);
    await expect(crawlWith(database, config())).rejects.toMatchObject({
      code: "MEDLINT_CRAWL_DISK_FULL",
      message: expect.stringMatching(/磁盘已满.*已完成的页面都已保存.*同一条命令继续/),
    });
    const kept = database.database.prepare("SELECT count(*) FROM result").pluck().get() as number;
    database.close();
    expect(kept).toBeGreaterThan(20);
    expect(kept).toBeLessThan(240);
    const second = await crawlWith(path, config());
    expect(second.events[0]).toMatchObject({ resumed: true });
    expect([...second.results]).toEqual([...whole.results]);
    // Whatever was fetched and not committed: at most what may be in flight.
    expect(repeated(mark)).toBeLessThanOrEqual(300);
    expect(second.summary).toMatchObject({ failed: {}, waiting: 0 });
  });

  it.skipIf(!canMount)("a real one, of a megabyte (skipped where nothing may be mounted)", async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    expect(mount(disk, "-o", "size=1000k")).toBe(true);
    try {
      const whole = await undisturbed();
      const at = join(disk, "crawl.sqlite");
      await expect(crawlWith(at, config())).rejects.toMatchObject({
        code: expect.stringMatching(/^MEDLINT_CRAWL_(?:DISK_FULL|IO)$/),
        message: expect.stringContaining("磁盘已满"),
      });
      expect(spawnSync("mount", ["-o", "remount,size=64m", disk]).status).toBe(0);
      const second = await crawlWith(at, config());
      expect(second.events[0]).toMatchObject({ resumed: true });
      expect([...second.results]).toEqual([...whole.results]);
      const database = new Sqlite(at, { readonly: true });
      expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
      database.close();
    } finally {
      spawnSync("umount", [disk]);
    }
  });
});

describe("a database that another program has locked", () => {
  it("stops the run with a sentence, and loses nothing", async () => {
    const whole = await undisturbed();
    const database = openCrawlDatabase(path);
    database.database.pragma("busy_timeout = 20");
    const other = new Sqlite(path);
    let judged = 0;
    const run = crawlWith(database, config(), {
      onEvent: (event) => {
        if (event.type === "judged" && ++judged === 100) other.exec("BEGIN IMMEDIATE");
      },
    });
    await expect(run).rejects.toMatchObject({
      code: "MEDLINT_CRAWL_LOCKED",
      message: expect.stringMatching(/被另一个程序占用.*同一条命令继续/),
    });
    other.exec("COMMIT");
    other.close();
    database.close();
    const second = await crawlWith(path, config());
    expect([...second.results]).toEqual([...whole.results]);
  });

  it("for a moment only, the run waits", async () => {
    const database = openCrawlDatabase(path);
    const other = new Sqlite(path);
    let judged = 0;
    const { summary } = await crawlWith(database, config(), {
      onEvent: (event) => {
        if (event.type !== "judged" || ++judged !== 50) return;
        other.exec("BEGIN IMMEDIATE");
        // Committing waits in this very thread: the lock is given back before it does.
        queueMicrotask(() => other.exec("COMMIT"));
      },
    });
    expect(summary).toMatchObject({ isFinished: true, waiting: 0, failed: {} });
    other.close();
    database.close();
  });
});
