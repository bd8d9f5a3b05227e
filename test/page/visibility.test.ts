import { describe, expect, test } from "vitest";
import { readPage } from "../../src/page/index.js";
import { Hide, readStyle } from "../../src/page/visibility.js";

const HIDES: readonly [style: string, hide: number][] = [
  ["display:none", Hide.NO_BOX],
  ["DISPLAY : NONE !important", Hide.NO_BOX],
  ["color:red;display:none;", Hide.NO_BOX],
  ["display:none;display:block", 0],
  ["display:none !important;display:block", Hide.NO_BOX],
  ["d\\69 splay:none", Hide.NO_BOX],
  ["display:/* x */none", Hide.NO_BOX],
  ["display:none/* x", Hide.NO_BOX],
  ["xdisplay:none", 0],
  ["display:flex", 0],
  ["visibility:hidden", Hide.INVISIBLE],
  ["visibility:collapse", Hide.INVISIBLE],
  ["visibility:visible", 0],
  ["opacity:0", Hide.TRANSPARENT],
  ["opacity:0.0", Hide.TRANSPARENT],
  ["opacity:.5", 0],
  ["opacity:0%", Hide.TRANSPARENT],
  ["font-size:0", Hide.TINY],
  ["font-size:0px", Hide.TINY],
  ["font-size:1px", Hide.TINY],
  ["font-size:0.01em", Hide.TINY],
  ["font-size:0%", Hide.TINY],
  ["font-size:12px", 0],
  ["font-size:1em", 0],
  ["font-size:100%", 0],
  ["font-size:small", 0],
  ["font:0/0 a", Hide.TINY],
  ["font:700 0/1 serif", Hide.TINY],
  ["font:bold 12px/1.5 arial", 0],
  ["text-indent:-9999px", Hide.INDENTED],
  ["text-indent:-99em", Hide.INDENTED],
  ["text-indent:2em", 0],
  ["position:absolute;left:-9999px", Hide.OFFSCREEN],
  ["left:-9999px", 0],
  ["position:absolute;left:-10px", 0],
  ["margin-left:-5000px", Hide.OFFSCREEN],
  ["height:0;overflow:hidden", Hide.CLIPPED],
  ["width:0;overflow:hidden", Hide.CLIPPED],
  ["max-height:1px;overflow-y:hidden", Hide.CLIPPED],
  ["height:0", 0],
  ["height:20px;overflow:hidden", 0],
  ["position:absolute;clip:rect(0 0 0 0)", Hide.CLIPPED],
  ["clip:rect(1px, 1px, 1px, 1px)", Hide.CLIPPED],
  ["clip:rect(0,200px,50px,0)", 0],
  ["clip-path:inset(50%)", Hide.CLIPPED],
  ["transform:scale(0)", Hide.CLIPPED],
  ["transform:scale(0.9)", 0],
  ["", 0],
  [";;:;", 0],
  ["constructor:none", 0],
];

describe("what a style hides", () => {
  test.each(HIDES)("%s → %i", (style, hide) => expect(readStyle(style).hide).toBe(hide));
});

const COLOURS: readonly [style: string, isHidden: boolean][] = [
  ["color:#fff;background:#fff", true],
  ["color:white;background-color:#FFFFFF", true],
  ["color:rgb(255,255,255);background:#fff", true],
  ["color:rgba(0,0,0,0)", true],
  ["color:transparent", true],
  ["color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text", false],
  ["color:#fff;background:#000", false],
  ["color:#fff", false],
  ["background:#fff", false],
  ["color:#fff;background:#fff url(a.png)", false],
  ["color:constructor;background:transparent", false],
];

describe("lettering in the colour of its ground", () => {
  test.each(COLOURS)("%s → hidden %s", (style, isHidden) => {
    expect(readPage(`<p style="${style}">x</p>`).passages[0]?.hidden).toBe(isHidden);
  });
});

const RULES: readonly { name: string; css: string; html: string; isHidden: boolean }[] = [
  { name: "a class", css: ".a{display:none}", html: "<p class='b a'>x</p>", isHidden: true },
  { name: "an id", css: "#a{visibility:hidden}", html: "<p id=a>x</p>", isHidden: true },
  { name: "a tag and a class", css: "p.a{display:none}", html: "<p class=a>x</p>", isHidden: true },
  { name: "another tag", css: "i.a{display:none}", html: "<p class=a>x</p>", isHidden: false },
  { name: "several selectors", css: "h1,.a , #b{display:none}", html: "<p class=a>x</p>", isHidden: true },
  { name: "two classes, one missing", css: ".a.b{display:none}", html: "<p class=a>x</p>", isHidden: false },
  { name: "a later rule", css: ".a{display:none}.a{display:block}", html: "<p class=a>x</p>", isHidden: false },
  {
    name: "a stronger rule",
    css: ".a.b{display:block}.a{display:none}",
    html: "<p class='a b'>x</p>",
    isHidden: false,
  },
  {
    name: "an inline style is stronger",
    css: "#a{display:none}",
    html: "<p id=a style='display:block'>x</p>",
    isHidden: false,
  },
  { name: "a rule for paper", css: "@media print{.a{display:none}}", html: "<p class=a>x</p>", isHidden: false },
  {
    name: "after a rule for paper",
    css: "@media print{.b{color:red}}.a{display:none}",
    html: "<p class=a>x</p>",
    isHidden: true,
  },
  { name: "an import before", css: "@charset 'x';.a{display:none}", html: "<p class=a>x</p>", isHidden: false },
  { name: "within another element", css: ".b .a{display:none}", html: "<p class=a>x</p>", isHidden: false },
  {
    name: "shown within another element",
    css: ".a{display:none}.on .a{display:block}",
    html: "<p class=a>x</p>",
    isHidden: false,
  },
  { name: "shown on hover", css: ".a{display:none}.a:hover{display:block}", html: "<p class=a>x</p>", isHidden: true },
  { name: "in a comment", css: "/*.a{display:none}*/", html: "<p class=a>x</p>", isHidden: false },
  { name: "unclosed", css: ".a{display:none", html: "<p class=a>x</p>", isHidden: false },
];

describe("rules of the page's own style elements", () => {
  for (const { name, css, html, isHidden } of RULES) {
    test(name, () => expect(readPage(`<style>${css}</style>${html}`).passages[0]?.hidden).toBe(isHidden));
  }
});
