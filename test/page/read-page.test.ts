import { describe, expect, test } from "vitest";
import { readPage } from "../../src/page/index.js";

/** What a visitor reads, in order; what is hidden in braces. */
function texts(html: string): string[] {
  return readPage(html).passages.map(({ text, hidden }) => (hidden ? `{${text}}` : text));
}

const TABLE: readonly { name: string; html: string; texts: readonly string[] }[] = [
  { name: "an empty inline element within a word", html: "<p>根<b></b>治</p>", texts: ["根治"] },
  { name: "a comment within a word", html: "根<!-- 植物 -->治", texts: ["根治"] },
  { name: "a conditional comment", html: "根<!--[if IE]>树<![endif]-->治", texts: ["根治"] },
  { name: "wbr", html: "根<wbr>治", texts: ["根治"] },
  { name: "an unknown element", html: "根<x-word>治</x-word>", texts: ["根治"] },
  { name: "blocks part words", html: "<div>根</div><div>治</div>", texts: ["根", "治"] },
  { name: "a block within a line", html: "根<div>隔</div>治", texts: ["根", "隔", "治"] },
  { name: "list items", html: "<ul><li>根<li>治</ul>", texts: ["根", "治"] },
  { name: "cells", html: "<table><tr><td>根<td>治</table>", texts: ["根", "治"] },
  { name: "an end tag without a start part words too", html: "根</div>治", texts: ["根", "治"] },
  { name: "br is one line feed", html: "根<br>治<br><br/>愈", texts: ["根\n治\n愈"] },
  { name: "br with spaces around", html: "根 <br> 治", texts: ["根\n治"] },
  { name: "br at the edges", html: "<p><br>根治<br></p>", texts: ["根治"] },
  { name: "white space collapses to a space", html: "<p>\n  根 \t\r\n 治  </p>", texts: ["根 治"] },
  { name: "white space across tags", html: "<b>根 </b> <i> 治</i>", texts: ["根 治"] },
  { name: "ideographic and no-break spaces stay", html: "根　治&nbsp;愈", texts: ["根　治\u00a0愈"] },
  { name: "NUL is dropped", html: "根\0治", texts: ["根治"] },
  { name: "pre keeps lines", html: "<pre>根\n  治</pre>", texts: ["根\n治"] },
  { name: "a picture parts words like a space", html: "根<img src=x>治", texts: ["根 治"] },
  { name: "a hidden picture does not", html: "根<img src=x style='display:none'>治", texts: ["根治"] },
  { name: "blank texts are none", html: "<p>&nbsp;</p><p> 　 </p>", texts: [] },
  { name: "entities, decimal, hex, named", html: "&#26681;&#x6CBB;&lt;&yen;", texts: ["根治<¥"] },
  { name: "entities without semicolon", html: "&#26681&#27835 &copy", texts: ["根治 ©"] },
  { name: "an entity of two characters", html: "a&NotEqualTilde;b", texts: ["a≂̸b"] },
  { name: "entities that are none", html: "A&B &; &# &zzz;", texts: ["A&B &; &# &zzz;"] },
  { name: "an entity in astral planes", html: "&#x20000;根", texts: ["\u{20000}根"] },
  { name: "hidden between", html: "根<span hidden>x</span>治", texts: ["根治", "{x}"] },
  { name: "two hidden ones are two", html: "根<i hidden>x</i>治<i hidden>y</i>愈", texts: ["根治愈", "{x}", "{y}"] },
  { name: "a hidden block leaves no box", html: "根<div hidden>x<p>y</p></div>治", texts: ["根治", "{x}", "{y}"] },
  {
    name: "an invisible block leaves its box",
    html: "根<div style='visibility:hidden'>x</div>治",
    texts: ["根", "{x}", "治"],
  },
  {
    name: "shown again within invisible",
    html: "<p style='visibility:hidden'>x<b style='visibility:visible'>根</b></p>",
    texts: ["{x}", "根"],
  },
  { name: "hidden=until-found", html: "<p hidden=until-found>x</p>", texts: ["{x}"] },
  { name: "hidden overruled by display", html: "<p hidden style='display:block'>x</p>", texts: ["x"] },
  { name: "aria-hidden is seen", html: "<p aria-hidden=true>x</p>", texts: ["x"] },
  { name: "a hidden body is shown by a script", html: "<body style='display:none'><p>x</p></body>", texts: ["x"] },
  { name: "a paragraph ends a hidden one", html: "<p hidden>x<p>y", texts: ["{x}", "y"] },
  { name: "a paragraph ends with its spans", html: "<p><span hidden>x<div>y</div>", texts: ["{x}", "y"] },
  {
    name: "a span's end does not reach past a block",
    html: "<foo hidden><div>x</foo>y</div>z",
    texts: ["{xy}", "{z}"],
  },
  {
    name: "a cell's end tags stay in the cell",
    html: "<div hidden><table><tr><td></div>x</table></div>y",
    texts: ["{x}", "y"],
  },
  { name: "same colour", html: "<p style='color:#fff;background:#FFFFFF'>x</p>", texts: ["{x}"] },
  {
    name: "same colour as an outer element",
    html: "<td bgcolor=white><font color='#fff'>x</font>y",
    texts: ["{x}", "y"],
  },
  {
    name: "a picture behind",
    html: "<p style='background:url(a.png) #fff'><b style='color:#fff'>x</b></p>",
    texts: ["x"],
  },
  {
    name: "size 0 taken back",
    html: "<p style='font-size:0'>x<b style='font-size:12px'>y</b></p>",
    texts: ["{x}", "y"],
  },
  { name: "dialog", html: "<dialog>x</dialog><dialog open>y</dialog>", texts: ["{x}", "y"] },
  {
    name: "template, noscript",
    html: "根<template>x</template><noscript>y</noscript>治",
    texts: ["根治", "{x}", "{y}"],
  },
  { name: "glosses stand apart", html: "<ruby>根<rt>gēn</rt>治<rt>zhì</rt></ruby>", texts: ["根治", "gēn", "zhì"] },
  { name: "options", html: "<select><option>甲<option>乙</select>", texts: ["甲", "乙"] },
  {
    name: "display:inline joins blocks",
    html: "<div style='display:inline'>根</div><div style='display:inline'>治</div>",
    texts: ["根治"],
  },
  { name: "display:block parts spans", html: "<span style='display:block'>根</span>治", texts: ["根", "治"] },
  { name: "capitals", html: "<DIV HIDDEN>x</DIV><P ALT='y'>z</P>", texts: ["{x}", "y", "z"] },
  { name: "the first of two attributes counts", html: "<p title=甲 title=乙>丙</p>", texts: ["甲", "丙"] },
  { name: "CDATA outside drawings is a comment", html: "根<![CDATA[x]]>治", texts: ["根治"] },
  { name: "CDATA within drawings is text", html: "<svg><text><![CDATA[根治]]></text></svg>", texts: ["根治"] },
  { name: "xmp is raw", html: "<xmp><b>&lt;</xmp>", texts: ["<b>&lt;"] },
  { name: "a less-than sign that opens no tag", html: "血压<140 且 <3", texts: ["血压<140 且 <3"] },
  { name: "bare text", html: "根治", texts: ["根治"] },
];

describe("what a visitor reads", () => {
  for (const { name, html, texts: expected } of TABLE) test(name, () => expect(texts(html)).toEqual(expected));
});

const CUT: readonly { name: string; html: string; isCut: boolean }[] = [
  { name: "nothing", html: "", isCut: false },
  { name: "a whole page", html: "<html><body><p>x</p></body></html>\n", isCut: false },
  { name: "a whole page with div left open", html: "<html><body><div><p>x</body></html>", isCut: false },
  { name: "an end tag with a space", html: "<div>x</div >", isCut: false },
  { name: "a fragment", html: "<p>x<li>y", isCut: false },
  { name: "an open element", html: "<div>x", isCut: true },
  { name: "a page without end", html: "<html><body><p>x</p>", isCut: true },
  { name: "within a tag name", html: "<p>x</p><di", isCut: true },
  { name: "within an attribute", html: '<p>x</p><b class="a', isCut: true },
  { name: "before a tag's end", html: "<p>x</p><br", isCut: true },
  { name: "within an end tag", html: "<p>x</p", isCut: true },
  { name: "after an end tag's name", html: "<p>x</p ", isCut: true },
  { name: "at a tag's first character", html: "<p>x</p><", isCut: true },
  { name: "at a slash", html: "<p>x</p></", isCut: true },
  { name: "within an entity", html: "x&#2668", isCut: true },
  { name: "within a comment", html: "<p>x</p><!-- y", isCut: true },
  { name: "within a script", html: "<p>x</p><script>var a", isCut: true },
  { name: "within an empty script", html: "<html><body>x</body></html><script>", isCut: true },
  { name: "within a title", html: "<title>x", isCut: true },
  { name: "within a text area after the end", html: "</html><textarea>x", isCut: true },
];

describe("cut pages", () => {
  for (const { name, html, isCut } of CUT) {
    test(name, () => {
      const page = readPage(html);
      expect(page.truncated).toBe(isCut);
      expect(page.notes.some(({ code }) => code === "html-truncated")).toBe(isCut);
    });
  }

  test("each beginning of a page is noted as cut", () => {
    const html = '<html><head><title>甲</title></head><body><p class="b">乙<br>丙&nbsp;</p><!-- 丁 --></body></html>';
    const end = html.indexOf("</body>") + "</body>".length;
    for (let length = 1; length < end; length++) {
      expect(readPage(html.slice(0, length)).truncated, html.slice(0, length)).toBe(true);
    }
    expect(readPage(html.slice(0, end)).truncated).toBe(false);
  });
});

describe("what is not text", () => {
  test("a page without text is noted", () => {
    expect(readPage("<html><body><div id=app></div></body></html>").notes).toEqual([
      { code: "html-no-text", where: "html" },
    ]);
  });

  test("a page of pictures is not", () => {
    expect(readPage("<html><body><img src=a.jpg></body></html>").notes).toEqual([]);
  });

  test("names from Object.prototype are names like others", () => {
    const html =
      "<dl><dt>__proto__</dt><dd>甲</dd><dt>constructor</dt><dd>乙</dd></dl><meta property=constructor content=x>";
    const { attributes } = readPage(html);
    expect(Object.entries(attributes)).toEqual([
      ["__proto__", "甲"],
      ["constructor", "乙"],
    ]);
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
  });
});
