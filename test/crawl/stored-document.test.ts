import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Passage } from "../../src/contracts/passage.js";
import { closeDocument, openDocument, pictureSources } from "../../src/crawl/pages/stored-document.js";
import { createPageReader } from "../../src/page/adapters/index.js";
import { productPage } from "../sites/product-page.js";

const passages = fc.array(
  fc.record({
    zone: fc.constantFrom("title", "body", "picture", "review"),
    field: fc.constantFrom("text", "title"),
    text: fc.string({ unit: "binary", maxLength: 400 }),
    context: fc.constantFrom("advertisement", "insert", "review"),
    declared: fc.boolean(),
    author: fc.constantFrom("merchant", "buyer"),
    label: fc.option(fc.string()),
    hidden: fc.boolean(),
    source: fc.option(fc.array(fc.nat())),
    image: fc.constantFrom(null, { index: 0, lines: [{ start: 0, end: 1, box: null }] }),
  }),
  { maxLength: 40 },
) as fc.Arbitrary<Passage[]>;

describe("a stored document", () => {
  it("is what was stored, small or large", () => {
    fc.assert(
      fc.property(passages, fc.array(fc.record({ code: fc.string(), where: fc.string() })), (own, notes) => {
        const page = { passages: own, title: null, attributes: {}, images: [], notes: [], truncated: false };
        expect(openDocument(closeDocument({ page, notes }))).toEqual({ page, notes });
      }),
    );
  });

  it.each([1, 6, 60, 600])("of a page of %i paragraphs opens as it was read", (paragraphs) => {
    const {
      passages: own,
      title,
      attributes,
      images,
      notes,
      truncated,
    } = createPageReader()(productPage(0, 1, 0, paragraphs, 10));
    const stored = { page: { passages: own, title, attributes, images, notes, truncated }, notes: [] };
    const closed = closeDocument(stored);
    expect(openDocument(closed)).toEqual(stored);
    expect(closed.length).toBeLessThan(Math.max(4_097, JSON.stringify(stored).length / 3));
  });

  it("names each picture once, in the order of the page", () => {
    const images = [{ src: "b" }, { src: "" }, { src: "a" }, { src: "b" }].map((one) => ({ ...one, alt: "" }));
    const page = { passages: [], title: null, attributes: {}, images, notes: [], truncated: false };
    expect(pictureSources({ page, notes: [] })).toEqual(["b", "a"]);
  });
});
