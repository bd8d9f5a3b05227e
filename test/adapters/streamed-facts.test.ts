import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PageAdapter } from "../../src/page/adapters/adapter.js";
import { ADAPTERS } from "../../src/page/adapters/adapters-data.js";
import { readFacts } from "../../src/page/adapters/read-facts.js";
import { parseSelector } from "../../src/page/adapters/selector.js";
import { StreamedFacts } from "../../src/page/adapters/streamed-facts.js";
import { readWatchedPage } from "../../src/page/read-page.js";

function streamed(html: string, adapter: PageAdapter): unknown {
  const facts = StreamedFacts.of(html, adapter);
  readWatchedPage(html, facts?.watcher ?? null);
  return facts?.read();
}

function adapter(...selectors: string[]): PageAdapter {
  const certificates = selectors.map((select) => ({ select }));
  return { id: "one", name: "一", hosts: [], markers: [], facts: { certificates }, attributes: [] };
}

describe("parseSelector", () => {
  it.each([
    ["p", 1],
    [".a.b", 1],
    [".a > p", 2],
    ["#x .y  li:first-child .v", 4],
    ['[itemtype*="schema.org/Product"] [itemprop="name"]', 2],
    ['li:contains("代码")', 1],
  ])("reads %s", (text, compounds) => expect(parseSelector(text)?.compounds.length).toBe(compounds));

  it.each([
    "",
    "> p",
    "p >",
    "a, b",
    "p:nth-child(2)",
    "p + p",
    "*",
    "P",
    '[type="a"]',
    '[data-x="1"]',
    "li:contains(x)",
  ])("leaves %s to a library", (text) => expect(parseSelector(text)).toBeNull());
});

describe("StreamedFacts", () => {
  it("knows the selectors of every adapter of the program", () => {
    for (const one of ADAPTERS) expect(StreamedFacts.of("", one), one.id).not.toBeNull();
  });

  it.each([
    [".a", '<p class="a">甲<b class="a">乙</b></p><p class="b a">丙&amp;丁</p>'],
    [".a > b", '<div class=a><b>甲</b><p><b>乙</b></p></div><b class="a">丙</b>'],
    [".a b", "<div class=a><b>甲</b><p><b>乙<b>丙</b></b></p></div><b>丁</b>"],
    ["li:first-child", "<ul><li>甲<li>乙<ul><li>丙</ul></ul>"],
    ['[itemprop="price"]', "<meta itemprop=price content=3><b itemprop=price>4</b>"],
    ["p", "<p>甲<script>var a='乙'</script><style>丙</style><!-- 丁 --><img alt=戊></p>"],
    ['li:contains("代码")', "<li>代码 1</li><li>名称</li><li><b>代</b>码 2</li>"],
    ["#x .y", '<div id="x"><p class="y">甲</p></div><div id="X"><p class="y">乙</p></div>'],
  ])("finds %s as a tree does", (selector, html) => {
    expect(streamed(html, adapter(selector))).toEqual(readFacts(html, adapter(selector)));
  });

  it("reads names and values of rows as a tree does", () => {
    const spec: PageAdapter = { ...adapter(), facts: {}, attributes: [{ row: ".r", name: ".n", value: ".v" }] };
    const html =
      "<div class=r><i class=n>甲：</i><i class=v>1</i></div><div class=r><i class=v>2</i><div class=r><i class=n>乙</i><i class=v>3</i></div></div><i class=n>丙</i>";
    expect(streamed(html, spec)).toEqual(readFacts(html, spec));
  });

  it("agrees with a tree on nested elements of all kinds", () => {
    const node = fc.letrec<{ html: string }>((tie) => ({
      html: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom("甲", "乙 ", "&lt;", "<br>", "<img class=a>"),
        fc
          .tuple(fc.constantFrom("div", "b", "span"), fc.constantFrom("", "a", "b", "a b"), fc.array(tie("html")))
          .map(([tag, name, inner]) => `<${tag} class="${name}">${inner.join("")}</${tag}>`),
      ),
    }));
    const one = adapter(".a .b", ".a > .b", "div.b", ".a.b", "div .a > span:first-child", "b");
    fc.assert(
      fc.property(node.html, (html) => {
        expect(streamed(html, one)).toEqual(readFacts(html, one));
      }),
    );
  });
});
