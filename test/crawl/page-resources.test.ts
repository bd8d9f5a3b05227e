import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CrawlKeeper } from "../../src/cli/page-keeper.js";
import { isSameSite } from "../../src/crawl/keeping/page-resources.js";
import { findChromium } from "../../src/evidence/package/sheet-pdf.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { type LittleShop, shopPage, startShop } from "./little-shop.js";
import { configFor, crawlWith } from "./run.js";

describe("the same site", () => {
  it.each([
    ["shop.example", "shop.example", true],
    ["www.shop.example", "static.shop.example", true],
    ["m.shop.example", "shop.example", true],
    ["item.shop.example", "img.item.shop.example", true],
    ["item.shop.example", "cdn.shop.example", false],
    ["shop.com.cn", "other.com.cn", false],
    ["shop.example", "evilshop.example", false],
  ])("%s and %s: %s", (page, other, expected) => {
    expect(isSameSite(page, other)).toBe(expected);
  });
});

let shop: LittleShop;
let folder: string;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-resources-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function crawl(more: object = {}) {
  const evidence = { folder: join(folder, "evidence"), operator: "张三", screenshots: true, ...more };
  const keeper = await CrawlKeeper.open({ evidence, cases: undefined, scope: "测试" }, process.env);
  if (keeper === null) throw new Error("nothing is kept");
  const mark = shop.requests.length;
  try {
    await crawlWith(join(folder, "crawl.sqlite"), configFor(shop, ["shop.test"], { evidence }), { keeper });
    return shop.requests.slice(mark);
  } finally {
    await keeper.close();
  }
}

function captures(path: string) {
  const store = openEvidence(join(folder, "evidence"));
  const found = store.captures(shop.url(path));
  const read = (name: string) => {
    const file = found.flatMap(({ files }) => files).find((one) => one.name.endsWith(name));
    return file === undefined ? null : store.read(file).toString();
  };
  const body = read("style.css");
  store.close();
  return { found, body };
}

describe.skipIf(findChromium(process.env) === null)("style sheets and pictures of pages with findings", () => {
  beforeEach(() => {
    shop.pages.clear();
    const head = [
      '<link rel="stylesheet" href="/style.css">',
      '<link rel="stylesheet" href="/private/secret.css">',
      `<link rel="stylesheet" href="${shop.url("/cdn.css", "cdn.test")}">`,
      '<link rel="stylesheet" href="http://127.0.0.2/inside.css">',
      '<link rel="stylesheet" href="/away.css">',
    ].join("");
    for (const path of ["/item/1", "/item/2"])
      shop.pages.set(path, {
        body: `<title>${path}</title>${head}<p>三天根治老寒腿，医用冷敷贴，适用于闭合性软组织。</p>`,
      });
    shop.pages.set("/item/3", { body: `<title>好</title>${head}<p>医用冷敷贴，适用于闭合性软组织，没有别的话。</p>` });
    shop.pages.set("/", shopPage("首页", ["/item/1", "/item/2", "/item/3"]));
    shop.pages.set("/robots.txt", { type: "text/plain", body: "User-agent: *\nDisallow: /private\n" });
    shop.pages.set("/style.css", { type: "text/css", body: "p{color:#123456}" });
    shop.pages.set("/cdn.css", { type: "text/css", body: "p{margin:9px}" });
    shop.pages.set("/away.css", { status: 302, headers: { location: shop.url("/cdn.css", "cdn.test") } });
  });

  it("are fetched once a run within the shop's site, kept by content, and what is left out is named", {
    timeout: 60_000,
  }, async () => {
    const asked = await crawl();
    const count = (line: string) => asked.filter((one) => one === line).length;
    expect(count("shop.test /style.css")).toBe(1);
    expect(count("shop.test /private/secret.css")).toBe(0);
    expect(asked.filter((line) => line.startsWith("cdn.test"))).toEqual([]);
    const { found, body } = captures("/item/2");
    expect(body).toBe("p{color:#123456}");
    const kept = found[0]?.files.filter(({ role }) => role === "resource") ?? [];
    expect(kept.map(({ name, mediaType }) => [name, mediaType])).toEqual([[shop.url("/style.css"), "text/css"]]);
    expect(kept[0]?.at).toMatch(/^\d{4}-/);
    expect(found[0]?.files.filter(({ role }) => role === "screenshot")).toHaveLength(1);
    const steps = found[0]?.facts.steps?.join() ?? "";
    expect(steps).toContain("截图时另取样式表 1 个");
    expect(steps).toContain("robots.txt 禁止 1 个");
    expect(steps).toContain("主机 cdn.test 不在范围内 1 个");
    expect(steps).toContain("主机 127.0.0.2 不在范围内 1 个");
    expect(steps).toContain("指向内部地址、或转到范围之外 1 个");
    expect(captures("/item/3").found[0]?.files.map(({ role }) => role)).toEqual(["body"]);
    // Nothing is new on a page that did not change: no second screenshot, and nobody is asked for its style again.
    const again = await crawl();
    expect(again).not.toContain("shop.test /style.css");
    expect(
      captures("/item/2").found.map(({ files }) => files.filter(({ role }) => role === "screenshot").length),
    ).toEqual([1, 0]);
  });

  it("come from other hosts where those are named, from inner addresses never", { timeout: 60_000 }, async () => {
    const asked = await crawl({ resourceHosts: ["*"] });
    expect(asked.filter((line) => line.startsWith("cdn.test /cdn.css"))).toHaveLength(1 + 1);
    const { found } = captures("/item/1");
    expect(found[0]?.files.filter(({ role }) => role === "resource")).toHaveLength(3);
    expect(found[0]?.facts.steps?.join()).toContain("指向内部地址、或转到范围之外 1 个");
  });
});
