import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ADAPTERS,
  AdapterError,
  chooseAdapter,
  createPageReader,
  loadAdapters,
} from "../../src/page/adapters/index.js";
import {
  MAX_ADAPTED_HTML,
  MAX_ADAPTER_BYTES,
  MAX_ADAPTER_FILES,
  MAX_FACT_CHARS,
  MAX_FACTS,
  MAX_SELECTOR_CHARS,
} from "../../src/page/adapters/limits.js";
import { readPage } from "../../src/page/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { medlint } from "../cli/fakes.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-adapters-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** In the manner of a pharmacy's detail page. */
const PHARMACY = `<!doctype html><html><head><title>某某大药房</title></head><body><div class="soubg">送货至</div>
<div class="pro_des"><div class="des_name"><p>某某牌退热贴 6贴</p></div>
<div class="des_price">本店价：<b>￥ 1,029.90</b> <del>￥1200</del><span>在线支付满88元包邮</span></div></div>
<div class="shop_name">某某大药房旗舰店</div>
<div class="parameter"><ul><li><span>批准文号：</span><span class="lv">国药准字Z20990001</span></li></ul></div></body></html>`;

const GENERIC = `<body><h1 class="goods-name">某某牌血压计</h1><div class="shop-name">某某医疗器械专营店</div>
<div class="goods-price"><span class="price-label">活动价</span><span class="price-now">¥199.00</span><del class="price-original">¥399</del></div>
<ul class="parameters"><li><span class="name">型号：</span><span class="value">BP-1</span></li></ul>
<p class="certificate-number">国械注准20993070001</p><p class="licence-number">某食药监械经营备20990001号</p></body>`;

const MICRODATA = `<div itemscope itemtype="https://schema.org/Product"><span itemprop="name">某某牌轮椅</span>
<div itemprop="offers"><meta itemprop="price" content="580.5"><span itemprop="seller"><b itemprop="name">某某康复</b></span></div></div>`;

describe("the adapters of the program", () => {
  it.each([
    {
      name: "pharmacy-detail",
      html: PHARMACY,
      facts: {
        page: "product",
        title: "某某牌退热贴 6贴",
        price: { current: 1029.9, original: 1200 },
        merchant: { name: "某某大药房旗舰店" },
        certificates: ["国药准字Z20990001"],
      },
    },
    {
      name: "generic-product",
      html: GENERIC,
      facts: {
        page: "product",
        title: "某某牌血压计",
        price: { current: 199, original: 399, label: "活动价" },
        merchant: { shop: { name: "某某医疗器械专营店" }, licences: [{ number: "某食药监械经营备20990001号" }] },
        certificates: ["国械注准20993070001"],
        attributes: { 型号: "BP-1" },
      },
    },
    {
      name: "microdata-product",
      html: MICRODATA,
      facts: { page: "product", title: "某某牌轮椅", price: { current: 580.5 }, merchant: { name: "某某康复" } },
    },
    { name: "pharmacy-home", html: '<div class="soubg"></div><div class="floor"><div class="slider">', facts: {} },
    { name: "pharmacy-search", html: '<link href="css/brand_files/search.css"><div class="soubg">', facts: {} },
    { name: "health-answers", html: '<link href="/ask_new_detail/css/top.css"><h1>怎么办</h1>', facts: {} },
    {
      name: "regulator-list",
      html: "<a href=\"javascript:commitForECMA(a,'content.jsp?tableId=36')\">1.某某片</a>",
      facts: {},
    },
  ])("$name", ({ name, html, facts }) => {
    expect(chooseAdapter(ADAPTERS, html)?.id).toBe(name);
    const page = createPageReader()(html);
    expect(page.facts).toEqual({ adapter: name, ...facts });
    // The texts are the same with and without an adapter.
    expect(page.passages).toEqual(readPage(html).passages);
  });

  it("leave a page that none fits as it is", () => {
    const html = "<p>血压计</p>";
    expect(createPageReader()(html)).toEqual(readPage(html));
  });

  it("need none for what a page says of itself", () => {
    const html =
      '<script type="application/ld+json">{"@type":"Product","name":"x","offers":{"price":"99.5","priceCurrency":"CNY"}}</script><p>a</p>';
    expect(createPageReader()(html).facts).toEqual({ adapter: "structured", price: { current: 99.5 } });
    expect(createPageReader()(html.replace("CNY", "USD")).facts).toBeUndefined();
  });

  it("let no text of a page make it a kind that fewer rules judge", () => {
    const html = "<p>/ask_new_detail/ 根治</p>";
    expect(createPageReader()(html).facts?.page).toBeUndefined();
    expect(createPageReader()("<p>x</p>", "https://www.nmpa.gov.cn/a").facts?.page).toBe("article");
    expect(createPageReader()("<p>x</p>", "https://badnmpa.gov.cn.example/a").facts).toBeUndefined();
  });
});

describe("a listing", () => {
  const prepare = (listing: object) => prepareListing(listing, { day: "2026-03-01", readPage: createPageReader() });

  it("takes facts from the page where it does not say them itself", () => {
    const { listing, licences, references } = prepare({ id: "1", html: GENERIC });
    expect(listing.price).toEqual({ current: 199, original: 399, label: "活动价" });
    expect(listing.merchant?.shop?.name).toBe("某某医疗器械专营店");
    expect(listing.attributes).toMatchObject({ 型号: "BP-1" });
    expect(listing.page).toBe("product");
    expect(licences.map(({ number }) => number)).toEqual(["某食药监械经营备20990001号"]);
    // The number keeps its place in the text.
    expect(references.find(({ number }) => number === "国械注准20993070001")?.passage).toBeGreaterThanOrEqual(0);
  });

  it("is believed before its page", () => {
    const { listing } = prepare({
      id: "1",
      html: GENERIC,
      price: { current: 1 },
      merchant: { name: "甲" },
      page: "live",
    });
    expect(listing).toMatchObject({ price: { current: 1, original: 399 }, merchant: { name: "甲" }, page: "live" });
  });

  it("has numbers looked up that no text shows", () => {
    const html =
      '<div itemscope itemtype="https://schema.org/Product"><meta itemprop="productID" content="国械注准20993070009"><p>a</p></div>';
    const adapters = [{ ...(ADAPTERS.find(({ id }) => id === "microdata-product") as (typeof ADAPTERS)[number]) }];
    const place = { select: '[itemprop="productID"]', attribute: "content" };
    const own = [{ ...adapters[0], id: "own", facts: { certificates: [place] } }] as typeof ADAPTERS;
    const readPage = createPageReader(own);
    const { references } = prepareListing({ html }, { day: "2026-03-01", readPage });
    expect(references).toMatchObject([{ number: "国械注准20993070009", passage: -1 }]);
  });
});

describe("adapters of a folder", () => {
  const OWN =
    "id: own-shop\nname: 自己的店\nhosts: [shop.example]\nmarkers: [[own-shop-marker]]\nfacts:\n  price: .p\n  merchant: {select: .m, after: '卖家：'}\n";

  it("come before those of the program, by host or by marker", async () => {
    file("own/a.yaml", OWN);
    const readPage = createPageReader(loadAdapters(join(folder, "own")));
    const html = '<div class="goods-price"></div><b class="p">12.5 元</b><i class="m">卖家： 某某</i>';
    const facts = { adapter: "own-shop", price: { current: 12.5 }, merchant: { name: "某某" } };
    expect(readPage(html, "https://www.shop.example/1").facts).toEqual(facts);
    expect(readPage(`${html}<!--own-shop-marker-->`).facts).toEqual(facts);
    const path = file("own.html", `${html}<!--own-shop-marker-->`);
    const shown = await medlint(["page", path, "--adapters", join(folder, "own")]);
    expect(shown.out).toContain("own-shop");
    expect(shown.out).toContain("12.5");
    expect(shown.out).toContain("某某");
  });

  it.each([
    { name: "no such folder", files: {}, says: "无法读取" },
    { name: "no adapter", files: { "a.txt": "" }, says: "没有 .yaml" },
    { name: "no YAML", files: { "a.yaml": "{" }, says: "不是合法的" },
    { name: "an unknown field", files: { "a.yaml": OWN.replace("price:", "prise:") }, says: "facts 中可用" },
    { name: "a wrong selector", files: { "a.yaml": OWN.replace(".p\n", '"p["\n') }, says: "选择器 p[" },
    { name: "no page", files: { "a.yaml": "id: a\nname: b\n" }, says: "hosts 或 markers" },
    { name: "one name twice", files: { "a.yaml": OWN, "b.yaml": OWN }, says: "两个适配器都叫" },
    {
      name: "a selector, just over",
      files: { "a.yaml": OWN.replace(".p\n", `.${"a".repeat(MAX_SELECTOR_CHARS)}\n`) },
      says: "facts",
    },
    { name: "a file, just over", files: { "a.yaml": OWN.padEnd(MAX_ADAPTER_BYTES + 1, "#") }, says: "字节" },
    {
      name: "files, just over",
      files: Object.fromEntries(Array.from({ length: MAX_ADAPTER_FILES + 1 }, (_x, i) => [`${i}.yaml`, ""])),
      says: "上限",
    },
  ])("$name is refused in a sentence", ({ name, files, says }) => {
    const root = `bad/${name.replaceAll(/\W/g, "-")}`;
    for (const [path, content] of Object.entries(files)) file(`${root}/${path}`, content);
    expect(() => loadAdapters(join(folder, root))).toThrow(AdapterError);
    expect(() => loadAdapters(join(folder, root))).toThrow(says);
  });

  it("are read up to the caps", () => {
    const text = OWN.replace(".p\n", `.${"a".repeat(MAX_SELECTOR_CHARS - 1)}\n`);
    file("most/a.yaml", `${text}#`.replaceAll(/[^\x00-\x7f]/g, "x").padEnd(MAX_ADAPTER_BYTES, "x"));
    for (let index = 1; index < MAX_ADAPTER_FILES; index++) file(`most/b${index}.yaml`, "[]");
    expect(loadAdapters(join(folder, "most"))).toHaveLength(1);
  });
});

describe("caps of a page", () => {
  it.each([
    { name: "just under", size: MAX_ADAPTED_HTML, codes: "" },
    { name: "just over", size: MAX_ADAPTED_HTML + 1, codes: "adapter-page-too-long" },
  ])("its length, $name", ({ size, codes }) => {
    const page = createPageReader()(`${GENERIC}<!--${"x".repeat(size - GENERIC.length - 7)}-->`);
    expect(page.notes.map(({ code }) => code).join()).toBe(codes);
    expect(page.facts?.price?.current).toBe(codes === "" ? 199 : undefined);
  });

  it("its facts and their length", () => {
    const numbers = `<p class="certificate-number">国械注准${"9".repeat(MAX_FACT_CHARS)}</p>`;
    const many = Array.from(
      { length: MAX_FACTS + 1 },
      (_x, i) => `<p class="certificate-number">国械注准2099${i}</p>`,
    ).join("");
    expect(createPageReader()(GENERIC + numbers).facts?.certificates?.[1]).toHaveLength(MAX_FACT_CHARS);
    expect(createPageReader()(GENERIC + many).facts?.certificates).toHaveLength(MAX_FACTS);
  });
});
