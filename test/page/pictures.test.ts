import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPage } from "../../src/page/index.js";

describe("pictures of a page", () => {
  const cases: { name: string; html: string; images: string[] }[] = [
    { name: "an address", html: `<img src="a.png">`, images: ["a.png"] },
    { name: "loaded when it is seen", html: `<img src="blank.gif" data-original="a.png">`, images: ["a.png"] },
    { name: "only in several sizes", html: `<img srcset="a.png 2x, b.png 1x">`, images: ["a.png"] },
    { name: "several sizes beside an address", html: `<img src="a.png" srcset="b.png 2x">`, images: ["a.png"] },
    { name: "sizes without a size", html: `<img srcset=" a.png, b.png 2x">`, images: ["a.png"] },
    {
      name: "behind an element",
      html: `<div style="background:#fff url('a.png') no-repeat">甲</div>`,
      images: ["a.png"],
    },
    {
      name: "the long name, no quotes",
      html: `<p style="color:red;background-image:url(a.png)">甲`,
      images: ["a.png"],
    },
    { name: "quotes as entities", html: `<p style="BACKGROUND: URL(&quot;a.png&quot;)">甲`, images: ["a.png"] },
    { name: "two of them", html: `<p style="background:url(a.png),url( b.png )">甲`, images: ["a.png", "b.png"] },
    { name: "no background", html: `<p style="cursor:url(a.cur);list-style:url(b.png)">甲`, images: [] },
    {
      name: "the picture itself, and what follows it",
      html: `<p style="background:url(data:image/png;base64,AAAA);list-style:url(b.png);background-image:url(c.png)">甲`,
      images: ["data:image/png;base64,AAAA", "c.png"],
    },
    { name: "a sign drawn in SVG", html: `<i style="background:url('data:image/svg+xml,<svg/>')">甲</i>`, images: [] },
    { name: "cut off", html: `<p style="background:url(a.png">甲`, images: ["a.png"] },
    { name: "before a film", html: `<video poster="a.png" src="b.mp4"></video>`, images: ["a.png"] },
    { name: "a picture to press", html: `<input type="image" src="a.png"><input src="b.png">`, images: ["a.png"] },
  ];
  it.each(cases)("$name", ({ html, images }) => {
    expect(readPage(html).images.map(({ src }) => src)).toEqual(images);
  });

  it("any style is read in time that grows with its length", () => {
    const piece = fc.constantFrom("url(", ")", "'", '"', ";", ":", "background", " ", "a", "(");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const style = pieces.join("").replaceAll('"', "&quot;");
        expect(() => readPage(`<p style="${style}">甲`)).not.toThrow();
      }),
    );
    const began = process.cpuUsage();
    readPage(`<p style="${"background:url(".repeat(4_000)}">甲`);
    expect(process.cpuUsage(began).user).toBeLessThan(1_000_000);
  });
});
