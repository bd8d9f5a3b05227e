import { parseArgs } from "node:util";
import { Judge } from "../../src/batches/judge.js";
import { judgePage } from "../../src/crawl/pages/judge-pages.js";
import { closeDocument, openDocument } from "../../src/crawl/pages/stored-document.js";
import { Scope } from "../../src/crawl/urls/scope.js";
import { loadDictionary, precompiledTerms } from "../../src/dictionaries/load-dictionary.js";
import { createPageReader } from "../../src/page/adapters/index.js";
import { decode } from "../../src/page/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";
import { productPage } from "../../test/sites/product-page.js";

/**
 * Where the processor time of one page goes in a worker: decoding, reading the HTML, storing, preparing, judging. One
 * thread, no network, the pages of the generated shops.
 *
 *     npx tsx bench/crawl/stages.ts [--pages 2000]
 */
const { values } = parseArgs({ options: { pages: { type: "string", default: "2000" } } });
const count = Number(values.pages);
const day = "2026-11-02";
const dictionary = loadDictionary();
const scanner = createScanner(dictionary, { precompiled: precompiledTerms(dictionary), segmenter: jiebaSegmenter() });
const readPage = createPageReader();
const judge = new Judge({ scanner, registry: null, day, loadPageReader: async () => readPage });
const scope = new Scope({ hosts: ["shop-0.test"], include: [], exclude: [], dropParams: [], links: [], pages: [] });
const pages = Array.from({ length: count }, (_, item) => ({
  url: `http://shop-0.test/item/${item}.html`,
  bytes: Buffer.from(productPage(0, item, 0, 6, count)),
}));
const contentType = "text/html; charset=utf-8";
const spent = new Map<string, number>();
function timed<Result>(name: string, act: () => Result): Result {
  const before = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(before);
  spent.set(name, (spent.get(name) ?? 0) + user + system);
  return result;
}

const half = pages.slice(0, count >> 1);
// Warm: what is measured is the long run.
for (const page of half)
  await judgePage(
    { ...page, contentType, document: null, isRendered: false },
    { judge, readPage, scope, defaults: {} },
  );
const texts = timed("decode", () => pages.map(({ bytes }) => decode(bytes, { contentType })));
const read = timed("read HTML", () => texts.map(({ text }, index) => readPage(text, pages[index]?.url)));
timed("links to targets", () => {
  for (const [index, { links }] of read.entries())
    for (const { href } of links) scope.target(href, pages[index]?.url ?? "");
});
const stored = timed("store (JSON, deflate)", () => read.map((page) => closeDocument({ page, notes: [] })));
timed("open stored", () => {
  for (const bytes of stored) openDocument(bytes);
});
const prepared = timed("prepare", () =>
  read.map((page, index) => {
    const url = pages[index]?.url ?? "";
    return prepareListing({ id: url, url, complete: true }, { day, document: page });
  }),
);
const results = timed("judge (match, claims, rules)", () => prepared.map((one) => scanner.scanPrepared(one)));
timed("result to JSON", () => {
  for (const result of results) JSON.stringify(result);
});
timed("structured clone of answers", () => {
  for (const [index, document] of stored.entries())
    structuredClone({ document, result: JSON.stringify(results[index]) });
});
const bytes = pages.reduce((sum, page) => sum + page.bytes.length, 0);
const all = [...spent.values()].reduce((sum, one) => sum + one, 0);
console.log(`${count} pages of ${Math.round(bytes / count)} bytes, Node ${process.version}; processor time a page`);
for (const [name, micros] of spent)
  console.log(
    `${name.padEnd(30)} ${(micros / count / 1000).toFixed(3).padStart(7)} ms ${((100 * micros) / all).toFixed(1).padStart(5)} %`,
  );
console.log(
  `${"stored".padEnd(30)} ${Math.round(stored.reduce((sum, one) => sum + one.length, 0) / count)} bytes a page`,
);
