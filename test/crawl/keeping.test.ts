import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CrawlKeeper, type KeeperOptions } from "../../src/cli/page-keeper.js";
import { isComparisonStale } from "../../src/crawl/keeping/compared-with.js";
import type { PageKeeper } from "../../src/crawl/keeping/page-keeper.js";
import { MAX_CAPTURE_FILES } from "../../src/evidence/limits.js";
import { RunLog } from "../../src/evidence/monitoring/run-log.js";
import { findChromium } from "../../src/evidence/package/sheet-pdf.js";
import { untoldCases } from "../../src/evidence/retention/case-terms.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { openCaseDesk } from "../../src/violations/index.js";
import { captureOf } from "../evidence/fixtures.js";
import { type Sites, startSites } from "../sites/site-server.js";
import { configFor, crawlWith } from "./run.js";
import { WordPool } from "./word-pool.js";

let sites: Sites;
let folder: string;
let path: string;
let kept: Pick<KeeperOptions, "evidence" | "cases">;

beforeAll(async () => {
  sites = await startSites({ products: 12, shops: 1, hostile: true, slowMs: 5 });
});
afterAll(() => sites.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-keeping-"));
  path = join(folder, "crawl.sqlite");
  kept = {
    evidence: { folder: join(folder, "evidence"), operator: "张三" },
    cases: { database: join(folder, "cases.sqlite"), key: join(folder, "key.pem") },
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = (more: object = {}) =>
  configFor(sites, ["gallery.test"], { pictures: {}, pages: [{ match: "/licence", page: "licence" }], ...more });

/** Crawls with a keeper of its own, which may be broken. */
async function crawlKept(more: object = {}, options: object = {}, breaking = (keeper: PageKeeper) => keeper) {
  const keeper = await CrawlKeeper.open({ ...kept, scope: "测试" }, {});
  if (keeper === null) throw new Error("nothing is kept");
  try {
    const opened = { openPictures: async () => new WordPool(), keeper: breaking(keeper) };
    return await crawlWith(path, config(more), { ...opened, ...options });
  } finally {
    await keeper.close();
  }
}

// Kept, and the process ends before the crawl's own database knows: again and again.
const dying = (keeper: PageKeeper): PageKeeper => ({
  keepsBytes: true,
  begin: (at, run) => keeper.begin(at, run),
  previous: (url) => keeper.previous(url),
  hasPicture: (hash) => keeper.hasPicture(hash),
  finish: () => keeper.finish(),
  keep: async (pages) => {
    await keeper.keep(pages);
    throw new Error("dies");
  },
});

const item = (name: string) => `http://gallery.test:${sites.port}${name}`;
const evidence = () => openEvidence(join(folder, "evidence"));
const outboxRows = () => {
  const database = new Sqlite(path, { readonly: true });
  const count = database.prepare("SELECT count(*) FROM outbox").pluck().get();
  database.close();
  return count;
};

describe("what a crawl keeps", () => {
  it("every page with bytes and headers; with findings also pictures, home and licence page", async () => {
    await crawlKept();
    const store = evidence();
    const [bad] = store.captures(item("/item/1"));
    expect(bad).toMatchObject({
      status: 200,
      outcome: "violation",
      facts: { madeBy: "张三", method: "medlint crawl" },
    });
    expect(bad?.headers).toContainEqual(["content-type", "text/html; charset=utf-8"]);
    const roles = (name: string) => store.captures(item(name)).map(({ files }) => files.map(({ role }) => role).sort());
    expect(roles("/item/1")).toEqual([
      ["body", "licence-page", "passages", "picture", "picture", "result", "shop-home"],
    ]);
    expect(roles("/item/4")).toEqual([["body"]]);
    const body = bad?.files.find(({ role }) => role === "body");
    expect(store.read({ object: body?.object ?? "" }).toString()).toContain("<title>商品 /item/1</title>");
    const licence = bad?.files.find(({ role }) => role === "licence-page");
    expect(store.read({ object: licence?.object ?? "" }).toString()).toContain("营业执照");
    const log = new RunLog(store);
    const [run] = log.list();
    expect(run).toMatchObject({ operator: "张三", read: 6, violation: 2, exitCode: 1 });
    expect(outboxRows()).toBe(0);
    store.close();
  });

  it("findings as cases, with what evidence has of them; a second round opens no further ones", async () => {
    await crawlKept();
    await crawlKept();
    const desk = await openCaseDesk({ database: join(folder, "cases.sqlite"), keyFile: join(folder, "key.pem") });
    const cases = await desk.read.list();
    expect(cases).toHaveLength(2);
    await desk.close();
    const store = evidence();
    expect(store.captures(item("/item/1")).map(({ status }) => status)).toEqual([200, 200]);
    store.close();
  });

  it.skipIf(findChromium(process.env) === null)(
    "with screenshots, a picture of each page with findings, once however often it is told",
    { timeout: 60_000 },
    async () => {
      kept = { ...kept, evidence: { folder: join(folder, "evidence"), operator: "张三", screenshots: true } };
      await expect(crawlKept({}, {}, dying)).rejects.toThrow("dies");
      await crawlKept();
      const store = evidence();
      const bad = store.captures(item("/item/1"));
      expect(bad).toHaveLength(1);
      expect(bad[0]?.files.filter(({ role }) => role === "screenshot")).toHaveLength(1);
      expect(bad[0]?.facts.steps?.join()).toContain("全页截图 1 张");
      expect(store.captures(item("/item/4"))[0]?.files.map(({ role }) => role)).toEqual(["body"]);
      expect(untoldCases(store)).toBe(2);
      store.close();
    },
  );

  it("told again after a stop at any point, nothing is doubled and nothing is missing", async () => {
    await crawlKept();
    const whole = evidence();
    const expected = { ...whole.usage(), rows: [...new RunLog(whole).show(1).rows].length };
    whole.close();
    rmSync(folder, { recursive: true, force: true });
    folder = mkdtempSync(join(tmpdir(), "medlint-keeping-"));
    path = join(folder, "crawl.sqlite");
    kept = {
      evidence: { folder: join(folder, "evidence"), operator: "张三" },
      cases: { database: join(folder, "cases.sqlite"), key: join(folder, "key.pem") },
    };
    for (let time = 0; time < 3; time++) await expect(crawlKept({}, {}, dying)).rejects.toThrow("dies");
    const { summary } = await crawlKept();
    expect(summary.isFinished).toBe(true);
    const store = evidence();
    const { captures, listings } = store.usage();
    expect({ captures, listings }).toEqual({ captures: expected.captures, listings: expected.listings });
    const { run, rows } = new RunLog(store).show(1);
    expect([...rows]).toHaveLength(expected.rows);
    expect(run.read).toBe(expected.rows);
    store.close();
    const desk = await openCaseDesk({ database: join(folder, "cases.sqlite"), keyFile: join(folder, "key.pem") });
    expect(await desk.read.list()).toHaveLength(2);
    await desk.close();
  });

  it("a page that is gone is said to be gone; one that could not be read stands in the record", async () => {
    const at = ["failing.test"];
    const failing = configFor(sites, at);
    const keeper = await CrawlKeeper.open({ ...kept, scope: "测试" }, {});
    await crawlWith(path, failing, { ...(keeper !== null && { keeper }) });
    await keeper?.close();
    const store = evidence();
    const rows = [...new RunLog(store).show(1).rows];
    expect(rows.filter(({ outcome, capture }) => outcome === "incomplete" && capture === "")).toHaveLength(3);
    store.close();
  });
});

describe("a page with many pictures", () => {
  it.each([
    [MAX_CAPTURE_FILES - 10, 0],
    [MAX_CAPTURE_FILES - 9, 1],
  ])("of %i pictures all but %i are kept, and that is said", async (count, over) => {
    const keeper = await CrawlKeeper.open({ evidence: kept.evidence, cases: undefined, scope: "测试" }, {});
    const { prepared, result } = captureOf(undefined, undefined, { findings: [{ matched: "根治" }] });
    const pictures = Array.from({ length: count }, (_, n) => {
      const bytes = Buffer.from(`picture ${n}`);
      return { url: `http://a.test/${n}.png`, hash: createHash("sha256").update(bytes).digest(), bytes };
    });
    const url = "https://shop.example/item/1";
    const page = {
      kind: "page",
      url,
      at: "2026-05-01T08:00:00.000Z",
      status: 200,
      headers: [],
      body: Buffer.from("x"),
    } as const;
    const own = { isRendered: false, facts: {}, cameBy: [], prepared, result, pictures, shopPages: [] };
    await keeper?.keep([{ ...page, ...own }]);
    await keeper?.close();
    const store = evidence();
    const [capture] = store.captures("sku-1");
    expect(capture?.files.filter(({ role }) => role === "picture")).toHaveLength(count - over);
    expect(capture?.facts.steps?.join().includes("文件过多，有 1 个")).toBe(over === 1);
    store.close();
  });
});

describe("change between captures", () => {
  it("is judged against the capture before, and only for as long as that is the one before", async () => {
    sites.changeGallery("/item/1", "</p><p>禁忌：孕妇禁用");
    const first = await crawlKept();
    sites.changeGallery("/item/1", "</p><p>禁忌：无");
    const seen: unknown[] = [];
    await crawlKept({}, {}, (keeper) => ({
      keepsBytes: true,
      begin: (at, run) => keeper.begin(at, run),
      previous: (url) => {
        const fields = keeper.previous(url);
        if (url.endsWith("/item/1")) seen.push(fields?.contraindications);
        return fields;
      },
      hasPicture: (hash) => keeper.hasPicture(hash),
      finish: () => keeper.finish(),
      keep: (pages) => {
        const page = pages.find(({ url }) => url.endsWith("/item/1"));
        if (page !== undefined) seen.push(page.prepared?.previous?.contraindications);
        return keeper.keep(pages);
      },
    }));
    sites.changeGallery("/item/1", "");
    expect(first.results.get("gallery.test/item/1")?.status).toBe("violation");
    expect(seen).toEqual(["孕妇禁用", "孕妇禁用"]);
    const store = evidence();
    expect(store.changes(item("/item/1")).filter(({ kind }) => kind === "field")).toMatchObject([
      { subject: "contraindications", before: "孕妇禁用", after: "无" },
    ]);
    store.close();
  });

  const was = { scope: "冷敷", "~at": "1" };
  it.each([
    ["nothing was captured", null, null, false],
    ["the capture before is the page itself", null, { ...was }, false],
    ["the same fields at another time", was, { ...was, "~at": "2" }, false],
    ["another field", was, { ...was, scope: "降温" }, true],
    ["a field more", was, { ...was, price: "9" }, true],
    ["a field less", { ...was, price: "9" }, was, true],
    ["stopped meanwhile", null, { ...was, "~stopped": "2026-11-01" }, true],
    ["stopped as before", { ...was, "~stopped": "2026-11-01" }, { ...was, "~stopped": "2026-11-01" }, false],
  ])("%s: judged again: %#", (_name, then, now, expected) => {
    expect(isComparisonStale(then, now)).toBe(expected);
  });
});
