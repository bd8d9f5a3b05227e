import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ScanResult } from "../../src/contracts/result.js";
import { openCrawlDatabase } from "../../src/crawl/frontier/open-crawl-database.js";
import { PageStore } from "../../src/crawl/frontier/page-store.js";
import { pictureLines } from "../../src/crawl/pages/picture-lines.js";
import { rescan } from "../../src/crawl/rescan.js";
import { type Sites, startSites } from "../sites/site-server.js";
import { configFor, crawlWith, roundJudge } from "./run.js";
import { WordPool } from "./word-pool.js";

let sites: Sites;
let folder: string;
let path: string;

beforeAll(async () => {
  sites = await startSites({ products: 10, shops: 1, hostile: true, slowMs: 5 });
});
afterAll(() => sites.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-pictures-"));
  path = join(folder, "crawl.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = (more: object = {}) => configFor(sites, ["gallery.test"], { pictures: {}, ...more });
const since = (mark: number) => sites.requests.slice(mark).filter((line) => line.startsWith("cdn.test "));
const codes = (result: ScanResult | undefined) =>
  (result?.coverage.notes ?? []).flatMap(({ code, where }) =>
    where.startsWith("images.") ? [`${where} ${code}`] : [],
  );

describe("pictures of pages", () => {
  it("are fetched once, read once by content, and judged with the page", async () => {
    const mark = sites.requests.length;
    const pool = new WordPool();
    const { results, events } = await crawlWith(path, config(), { openPictures: async () => pool });
    expect(results.get("gallery.test/item/1")?.findings).toMatchObject([
      { matched: "根治", where: { zone: "picture" } },
    ]);
    expect(results.get("gallery.test/item/2")?.coverage.images).toEqual({ read: 3, failed: 0, skipped: 0 });
    expect(results.get("gallery.test/item/2")?.engine.ocr).toBe("words-1");
    // Equal bytes at two addresses are read once; an address that two pages show is asked for once.
    expect([...pool.read_].sort()).toEqual(["三天根治", "医用冷敷贴", "崩", "永不复发", "稍后再来"].sort());
    const asked = since(mark);
    expect(asked.filter((line) => line.endsWith("/plain.png"))).toHaveLength(1);
    expect(asked.filter((line) => line.endsWith("/busy.png"))).toHaveLength(2);
    expect(events.filter(({ type }) => type === "pictures")).toHaveLength(4);
  });

  it("that are forbidden, too large, missing or broken cost themselves only, each with its reason", async () => {
    const mark = sites.requests.length;
    const { results } = await crawlWith(path, config(), { openPictures: async () => new WordPool() });
    expect(codes(results.get("gallery.test/item/3"))).toEqual([
      "images.0 image-robots-forbidden",
      "images.1 image-address-forbidden",
      "images.2 image-too-large",
      "images.3 image-not-fetched",
      "images.4 image-address-forbidden",
    ]);
    expect(results.get("gallery.test/item/3")?.status).toBe("incomplete");
    expect(codes(results.get("gallery.test/item/4"))).toEqual(["images.0 ocr-crash"]);
    expect(results.get("gallery.test/item/4")?.coverage.images).toEqual({ read: 1, failed: 1, skipped: 0 });
    expect(since(mark).filter((line) => line.includes("private"))).toEqual([]);
  });

  it("come from the hosts that the configuration names, and no more of them than it says", async () => {
    const mark = sites.requests.length;
    const few = await crawlWith(path, config({ pictures: { perPage: 1 } }), {
      openPictures: async () => new WordPool(),
    });
    expect(codes(few.results.get("gallery.test/item/1"))).toEqual(["images.1 too-many-pictures"]);
    const other = config({ pictures: { hosts: ["*.elsewhere.test"] } });
    const before = sites.requests.length;
    const none = await crawlWith(join(folder, "other.sqlite"), other, { openPictures: async () => new WordPool() });
    expect(codes(none.results.get("gallery.test/item/1"))).toEqual([
      "images.0 image-address-forbidden",
      "images.1 image-address-forbidden",
    ]);
    expect(since(mark).length).toBeGreaterThan(0);
    expect(since(before)).toEqual([]);
  });

  it("are read after an interruption as without one, and nothing that was read is asked for again", async () => {
    const whole = await crawlWith(join(folder, "whole.sqlite"), config(), { openPictures: async () => new WordPool() });
    const stop = new AbortController();
    const first = await crawlWith(path, config(), {
      openPictures: async () => new WordPool(),
      signal: stop.signal,
      onEvent: ({ type }) => type === "pictures" && stop.abort(),
    });
    expect(first.summary.isFinished).toBe(false);
    const pages = sites.requests.length;
    const pool = new WordPool();
    const second = await crawlWith(path, config(), { openPictures: async () => pool });
    expect([...second.results]).toEqual([...whole.results]);
    expect(sites.requests.slice(pages).filter((line) => line.startsWith("gallery.test /item"))).toEqual([]);
    const jobs = new Sqlite(path, { readonly: true });
    expect(jobs.prepare("SELECT count(*) FROM picture_job").pluck().get()).toBe(0);
    jobs.close();
  });

  it("of unchanged pages are asked for conditionally and not read; another reader reads them anew", async () => {
    await crawlWith(path, config(), { openPictures: async () => new WordPool() });
    const mark = sites.requests.length;
    const pool = new WordPool();
    const same = await crawlWith(path, config(), { openPictures: async () => pool });
    expect(pool.read_).toEqual([]);
    // Each address once; of equal pictures none is sent again, and the run counts none as looked at that was not.
    expect(since(mark).filter((line) => line.endsWith("/plain.png"))).toEqual(["cdn.test /plain.png"]);
    expect(same.events.filter(({ type }) => type === "pictures")).toEqual([]);
    const other = new WordPool("words-2");
    const anew = await crawlWith(path, config(), { openPictures: async () => other });
    expect(other.read_.length).toBeGreaterThanOrEqual(4);
    expect(anew.results.get("gallery.test/item/1")?.findings).toEqual(
      same.results.get("gallery.test/item/1")?.findings,
    );
  });

  it("of a page that changed are asked for conditionally; what was read stays", async () => {
    await crawlWith(path, config(), { openPictures: async () => new WordPool() });
    sites.changeGallery("/item/1", "新到货");
    const mark = sites.requests.length;
    const pool = new WordPool();
    const { results } = await crawlWith(path, config(), { openPictures: async () => pool });
    sites.changeGallery("/item/1", "");
    const own = since(mark).filter((line) => /\/(?:cure|plain)\.png$/.test(line) && !line.includes("/same/"));
    expect(own.sort()).toEqual(["cdn.test /cure.png", "cdn.test /plain.png"]);
    expect(pool.read_).toEqual([]);
    expect(results.get("gallery.test/item/1")?.findings).toMatchObject([{ matched: "根治" }]);
  });

  it("of an unchanged page that became others are read, and the page is judged by them", async () => {
    const before = await crawlWith(path, config(), { openPictures: async () => new WordPool() });
    expect(before.results.get("gallery.test/item/4")?.findings).toEqual([]);
    sites.changePicture("plain", "立刻根治");
    const pool = new WordPool();
    const after = await crawlWith(path, config(), { openPictures: async () => pool });
    sites.changePicture("plain", null);
    expect(pool.read_).toEqual(["立刻根治"]);
    expect(after.results.get("gallery.test/item/4")?.findings).toMatchObject([{ matched: "根治" }]);
    expect(after.results.get("gallery.test/item/1")?.findings).toHaveLength(2);
    const third = await crawlWith(path, config(), { openPictures: async () => new WordPool() });
    expect([...third.results]).toEqual([...before.results]);
  });

  it("are looked at in turn where the budget holds few, and never where it holds none", async () => {
    const few = config({ pictures: { again: 1 } });
    await crawlWith(path, few, { openPictures: async () => new WordPool() });
    sites.changePicture("plain", "立刻根治");
    const rounds: number[] = [];
    for (let round = 0; round < 4; round++) {
      const { results } = await crawlWith(path, few, { openPictures: async () => new WordPool() });
      rounds.push(
        [...results.values()].filter(({ findings }) => findings.some(({ excerpt }) => excerpt.includes("立刻"))).length,
      );
    }
    const mark = sites.requests.length;
    await crawlWith(path, config({ pictures: { again: 0 } }), { openPictures: async () => new WordPool() });
    sites.changePicture("plain", null);
    expect(since(mark)).toEqual([]);
    expect(rounds[0]).toBeLessThan(2);
    expect(rounds.at(-1)).toBe(2);
  });

  it("that became others are not lost to an interruption at any moment", async () => {
    await crawlWith(path, config(), { openPictures: async () => new WordPool() });
    sites.changePicture("plain", "立刻根治");
    let results = new Map<string, ScanResult>();
    for (let stops = 0; stops < 6; stops++) {
      const stop = new AbortController();
      const pool = new WordPool();
      const read = pool.read.bind(pool);
      pool.read = async (bytes) => {
        if (stops < 3) stop.abort();
        return read(bytes);
      };
      const onEvent = ({ type }: { type: string }) => stops >= 3 && stops < 5 && type === "pictures" && stop.abort();
      const run = await crawlWith(path, config(), { openPictures: async () => pool, signal: stop.signal, onEvent });
      results = new Map(run.results);
      if (run.summary.isFinished) break;
    }
    sites.changePicture("plain", null);
    expect(results.get("gallery.test/item/4")?.findings).toMatchObject([{ matched: "根治" }]);
    expect(results.get("gallery.test/item/1")?.findings).toHaveLength(2);
  });

  it("rescanning judges stored passages and lines again, without the network", async () => {
    const { results } = await crawlWith(path, config(), { openPictures: async () => new WordPool() });
    const mark = sites.requests.length;
    const database = openCrawlDatabase(path);
    const judge = roundJudge(config(), "2026-11-02", "newer");
    const judged = await rescan({ database, judge, signal: new AbortController().signal });
    expect(judged).toBe(6);
    const again = [...new PageStore(database.database).results()].map(({ json }) => JSON.parse(json) as ScanResult);
    expect(again).toEqual([...results.values()]);
    expect(await rescan({ database, judge, signal: new AbortController().signal })).toBe(0);
    expect(sites.requests.slice(mark)).toEqual([]);
    database.close();
  });

  it("a page is judged by its text at once, and says that its pictures wait", async () => {
    const stop = new AbortController();
    const { results } = await crawlWith(path, config(), {
      openPictures: async () => new WordPool(),
      signal: stop.signal,
      onEvent: (event) => event.type === "judged" && event.url.endsWith("/item/4") && stop.abort(),
    });
    expect(results.get("gallery.test/item/4")).toMatchObject({
      status: "incomplete",
      coverage: { notes: expect.arrayContaining([{ code: "pictures-waiting", where: expect.any(String) }]) },
    });
  });
});

describe("pictureLines", () => {
  const reading = {
    status: "read",
    width: 9,
    height: 9,
    lines: [],
    notes: [{ code: "image-frames-left-out", where: "" }],
  } as const;
  it("puts readings into their places", () => {
    const lines = pictureLines(
      ["a", "b", "c"],
      [
        { position: 2, reading, reason: null, engine: "e" },
        { position: 0, reading: null, reason: "image-not-fetched", engine: "e" },
      ],
    );
    expect(lines).toEqual({
      images: [{ src: "a" }, { src: "b" }, { src: "c", lines: [], width: 9, height: 9 }],
      pictures: { failed: [0], noted: [0, 1], engine: "e" },
      notes: [
        { code: "image-not-fetched", where: "images.0" },
        { code: "pictures-waiting", where: "images.1" },
        { code: "image-frames-left-out", where: "images.2" },
      ],
    });
  });
});
