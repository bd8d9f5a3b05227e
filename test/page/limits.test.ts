import { describe, expect, test } from "vitest";
import { limits, type Page, readPage } from "../../src/page/index.js";

const codes = (page: Page): string[] => page.notes.map(({ code }) => code);
const repeat = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join("");
const state = (json: string): string => `<p>甲</p><script type="application/json">${json}</script>`;

/** A page just under the cap, one just over, and what must survive on the second. */
const CAPS: readonly {
  cap: keyof typeof limits;
  code: string;
  under: () => string;
  over: () => string;
  keeps?: string;
}[] = [
  {
    cap: "MAX_HTML_DEPTH",
    code: "html-too-deep",
    under: () => `${"<div>".repeat(limits.MAX_HTML_DEPTH)}甲${"</div>".repeat(limits.MAX_HTML_DEPTH)}<p>乙</p>`,
    over: () => `${"<div>".repeat(limits.MAX_HTML_DEPTH + 1)}甲${"</div>".repeat(limits.MAX_HTML_DEPTH + 1)}<p>乙</p>`,
    keeps: "乙",
  },
  {
    cap: "MAX_HTML_NODES",
    code: "html-too-many-nodes",
    under: () => `<p>甲</p>${"<br>".repeat(limits.MAX_HTML_NODES - 3)}`,
    over: () => `<p>甲</p>${"<br>".repeat(limits.MAX_HTML_NODES)}`,
    keeps: "甲",
  },
  {
    cap: "MAX_HTML_LENGTH",
    code: "html-too-long",
    under: () => `<p>甲</p>${" ".repeat(limits.MAX_HTML_LENGTH - 8)}`,
    over: () => `<p>甲</p>${" ".repeat(limits.MAX_HTML_LENGTH)}`,
    keeps: "甲",
  },
  {
    cap: "MAX_ATTRIBUTE_LENGTH",
    code: "attribute-too-long",
    under: () => `<p alt="${"乙".repeat(limits.MAX_ATTRIBUTE_LENGTH)}">甲</p>`,
    over: () => `<p alt="${"乙".repeat(limits.MAX_ATTRIBUTE_LENGTH + 1)}">甲</p>`,
    keeps: "甲",
  },
  {
    cap: "MAX_IMAGE_SRC_LENGTH",
    code: "image-src-too-long",
    under: () => `<p>甲</p><img src="${"a".repeat(limits.MAX_IMAGE_SRC_LENGTH)}">`,
    over: () => `<p>甲</p><img src="${"a".repeat(limits.MAX_IMAGE_SRC_LENGTH + 1)}">`,
    keeps: "甲",
  },
  {
    cap: "MAX_PAGE_TEXT",
    code: "html-too-much-text",
    under: () => `<p>甲</p><p>${"乙".repeat(limits.MAX_PAGE_TEXT - 1)}</p>`,
    over: () => `<p>甲</p><p>${"乙".repeat(limits.MAX_PAGE_TEXT)}</p>`,
    keeps: "甲",
  },
  {
    cap: "MAX_PAGE_IMAGES",
    code: "too-many-images",
    under: () => `<p>甲</p>${repeat(limits.MAX_PAGE_IMAGES, (index) => `<img src=${index}>`)}`,
    over: () => `<p>甲</p>${repeat(limits.MAX_PAGE_IMAGES + 1, (index) => `<img src=${index}>`)}`,
    keeps: "甲",
  },
  {
    cap: "MAX_PAGE_LINKS",
    code: "too-many-links",
    under: () => repeat(limits.MAX_PAGE_LINKS, (index) => `<a href=${index}>甲</a>`),
    over: () => repeat(limits.MAX_PAGE_LINKS + 1, (index) => `<a href=${index}>甲</a>`),
  },
  {
    cap: "MAX_PAGE_ATTRIBUTES",
    code: "too-many-attributes",
    under: () => repeat(limits.MAX_PAGE_ATTRIBUTES, (index) => `<li>参数${index}：甲`),
    over: () => repeat(limits.MAX_PAGE_ATTRIBUTES + 1, (index) => `<li>参数${index}：甲`),
  },
  {
    cap: "MAX_ATTRIBUTES_TEXT",
    code: "too-many-attributes",
    under: () => `<p>甲</p><li>参数：${"乙".repeat(limits.MAX_ATTRIBUTES_TEXT)}`,
    over: () => `<p>甲</p><li>参数：${"乙".repeat(limits.MAX_ATTRIBUTES_TEXT + 1)}`,
    keeps: "甲",
  },
  {
    cap: "MAX_STATE_LENGTH",
    code: "state-too-large",
    under: () => state(`["乙"${" ".repeat(limits.MAX_STATE_LENGTH - 5)}]`),
    over: () => state(`["乙"${" ".repeat(limits.MAX_STATE_LENGTH)}]`),
    keeps: "甲",
  },
  {
    cap: "MAX_STATE_STRINGS",
    code: "state-too-many-strings",
    under: () => state(JSON.stringify(Array.from({ length: limits.MAX_STATE_STRINGS }, (_, index) => `乙${index}`))),
    over: () => state(JSON.stringify(Array.from({ length: limits.MAX_STATE_STRINGS + 1 }, (_, index) => `乙${index}`))),
    keeps: "乙7",
  },
  {
    cap: "MAX_JSON_DEPTH",
    code: "state-too-deep",
    under: () => state(`${"[".repeat(limits.MAX_JSON_DEPTH)}"乙"${"]".repeat(limits.MAX_JSON_DEPTH)}`),
    over: () => state(`${"[".repeat(limits.MAX_JSON_DEPTH + 1)}"乙"${"]".repeat(limits.MAX_JSON_DEPTH + 1)}`),
    keeps: "甲",
  },
  {
    cap: "MAX_NESTING",
    code: "html-nested-too-deep",
    under: () => nest(limits.MAX_NESTING),
    over: () => nest(limits.MAX_NESTING + 1),
    keeps: "层0",
  },
  {
    cap: "MAX_STYLE_LENGTH",
    code: "style-too-large",
    under: () => `<style>${" ".repeat(limits.MAX_STYLE_LENGTH)}</style><p>甲</p>`,
    over: () => `<style>${" ".repeat(limits.MAX_STYLE_LENGTH + 1)}</style><p>甲</p>`,
    keeps: "甲",
  },
  {
    cap: "MAX_STYLE_RULES",
    code: "style-too-large",
    under: () => `<style>${repeat(limits.MAX_STYLE_RULES, (index) => `.c${index}{display:none}`)}</style><p>甲</p>`,
    over: () => `<style>${repeat(limits.MAX_STYLE_RULES + 1, (index) => `.c${index}{display:none}`)}</style><p>甲</p>`,
    keeps: "甲",
  },
];

/** Frames within frames, each with a text of its own. */
function nest(levels: number): string {
  let html = `<p>层${levels}</p>`;
  for (let level = levels - 1; level >= 0; level--) {
    html = `<p>层${level}</p><iframe srcdoc="${html.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"></iframe>`;
  }
  return html;
}

describe("caps of a page", () => {
  for (const { cap, code, under, over, keeps } of CAPS) {
    test(`${cap}: nothing is noted below`, () => expect(codes(readPage(under()))).toEqual([]));
    test(`${cap}: over it ${code}, and the rest stays`, () => {
      const page = readPage(over());
      expect(codes(page)).toContain(code);
      if (keeps) expect(page.passages.map(({ text }) => text)).toContain(keeps);
    });
  }

  test("MAX_ATTRIBUTE_NAME: a longer cell is no name", () => {
    const named = (length: number): number =>
      Object.keys(readPage(`<table><tr><td>${"名".repeat(length)}<td>甲</table>`).attributes).length;
    expect([named(limits.MAX_ATTRIBUTE_NAME), named(limits.MAX_ATTRIBUTE_NAME + 1)]).toEqual([1, 0]);
  });

  test("MAX_LINK_TEXT: a longer text is shortened", () => {
    const length = (count: number): number | undefined =>
      readPage(`<a href=x>${"甲".repeat(count)}</a>`).links[0]?.text.length;
    expect([length(limits.MAX_LINK_TEXT), length(limits.MAX_LINK_TEXT + 1)]).toEqual([
      limits.MAX_LINK_TEXT,
      limits.MAX_LINK_TEXT,
    ]);
  });
});

/** Pages made to be slow where work grows faster than the page. Each of about a megabyte. */
const HOSTILE: readonly { name: string; html: () => string }[] = [
  { name: "tags that never close", html: () => "<div>".repeat(200_000) },
  { name: "end tags of nothing at full depth", html: () => `${"<b>".repeat(500)}${"</i>".repeat(100_000)}` },
  { name: "paragraphs in spans", html: () => `<p>${"<span>".repeat(400)}${"<p>".repeat(200_000)}` },
  { name: "glosses below a wall", html: () => `<rt><div>${"<b>".repeat(450)}${"<rp></rp>".repeat(30_000)}` },
  { name: "rows below a wall", html: () => `<table><tr>${"<div>".repeat(450)}${"<tr></tr>".repeat(30_000)}` },
  { name: "lists in lists", html: () => `${"<ul><li>名：".repeat(250)}${"<p>值".repeat(150_000)}` },
  {
    name: "definitions in definitions",
    html: () => repeat(40, () => `${"<dl><dt>名<dd>".repeat(200)}${"值".repeat(10_000)}${"</dl>".repeat(200)}`),
  },
  { name: "tables in cells", html: () => "<table><tr><td>名<td>".repeat(50_000) },
  { name: "unclosed comments", html: () => "<!-".repeat(300_000) },
  { name: "unclosed attributes", html: () => '<a href="'.repeat(100_000) },
  { name: "many attributes", html: () => `<p ${repeat(150_000, (index) => `a${index} `)}>` },
  { name: "one long name", html: () => `<${"a".repeat(1_000_000)}>` },
  { name: "ampersands", html: () => "&".repeat(1_000_000) },
  { name: "entities", html: () => "&#26681;".repeat(120_000) },
  { name: "white space", html: () => `a${" \n".repeat(500_000)}b` },
  { name: "comments in a style", html: () => `<p style="${"/**/".repeat(16_000)}">x` },
  {
    name: "styles that differ",
    html: () => repeat(20_000, (index) => `<i style="left:${index}px;/**/color:red">x</i>`),
  },
  {
    name: "classes against rules",
    html: () =>
      `<style>${".a.b{display:none}".repeat(5_000)}</style>${repeat(20_000, (index) => `<i class="a b c${index}">x</i>`)}`,
  },
  { name: "unclosed rules", html: () => `<style>${"@media{".repeat(100_000)}</style>x` },
  { name: "script: assignments that never end", html: () => `<script>${'__a={"根":['.repeat(80_000)}</script>` },
  {
    name: "script: one long identifier",
    html: () => `<script>"根"${"a".repeat(500_000)}=${"=".repeat(500_000)}{</script>`,
  },
  {
    name: "script: quotes and backslashes",
    html: () => `<script type="application/json">["根${"\\".repeat(1_000_000)}</script>`,
  },
  {
    name: "script: strings of JSON",
    html: () => `<script type="application/json">[${repeat(20_000, (index) => `"[\\"根${index}\\"]",`)}]</script>`,
  },
  {
    name: "script: less-than signs",
    html: () => `<script type="application/json">["根${"<a".repeat(500_000)}"]</script>`,
  },
  { name: "text area of tags", html: () => `<textarea>${"<p>".repeat(300_000)}` },
  {
    name: "JSON-LD of types",
    html: () => `<script type="application/ld+json">[${'{"@type":"Product","name":"x"},'.repeat(30_000)}]</script>`,
  },
  { name: "class of words", html: () => repeat(20, (index) => `<p class="${`review${index} `.repeat(6_000)}">x</p>`) },
];

describe("hostile pages are read in time that grows with their length", () => {
  for (const { name, html } of HOSTILE) {
    test(name, () => {
      const page = html();
      const start = performance.now();
      readPage(page);
      // A page of this size takes some 50 ms; anything quadratic takes minutes.
      expect(performance.now() - start).toBeLessThan(10_000);
    });
  }
});
