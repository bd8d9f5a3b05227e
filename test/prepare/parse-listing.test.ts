import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as limits from "../../src/prepare/limits.js";
import { listingSchema } from "../../src/prepare/listing-schema.js";
import { parseListing } from "../../src/prepare/parse-listing.js";

describe("parseListing", () => {
  const cases: { name: string; value: unknown; listing: unknown; notes?: unknown[] }[] = [
    { name: "unknown fields are ignored", value: { id: "1", colour: "red" }, listing: { id: "1" } },
    { name: "a number is an id", value: { id: 7 }, listing: { id: "7" } },
    { name: "null is absent", value: { id: "1", title: null, images: null }, listing: { id: "1" } },
    { name: "a bare string is a picture's src", value: { images: ["a.jpg"] }, listing: { images: [{ src: "a.jpg" }] } },
    {
      name: "a bare string is a certificate's number",
      value: { certificates: ["国械注准20193090001"] },
      listing: { certificates: [{ number: "国械注准20193090001" }] },
    },
    {
      name: "a bare string is a licence's number",
      value: { merchant: { licences: ["京药监械经营许20200123号"] } },
      listing: { merchant: { licences: [{ number: "京药监械经营许20200123号" }] } },
    },
    {
      name: "attribute values become text",
      value: { attributes: { 数量: 3, 适用: ["鼻炎", "咽炎"], 空: null } },
      listing: { attributes: { 数量: "3", 适用: "鼻炎，咽炎" } },
    },
    {
      name: "a price may carry its sign",
      value: { price: { current: "¥99.50" } },
      listing: { price: { current: 99.5 } },
    },
    {
      name: "a value of the wrong type is left out and noted",
      value: { id: "1", images: 3 },
      listing: { id: "1" },
      notes: [{ code: "invalid-field", where: "images" }],
    },
    {
      name: "an unknown kind is noted, not guessed",
      value: { id: "1", kind: "medicine" },
      listing: { id: "1" },
      notes: [{ code: "invalid-field", where: "kind" }],
    },
    {
      name: "faulty elements go, their neighbours stay",
      value: { images: [{ role: "main" }, { src: "b.jpg", role: "poster" }, "c.jpg", 5] },
      listing: { images: [{ src: "b.jpg" }, { src: "c.jpg" }] },
      notes: [
        { code: "invalid-field", where: "images.0.src" },
        { code: "invalid-field", where: "images.1.role" },
        { code: "invalid-field", where: "images.3" },
      ],
    },
    {
      name: "two faults in one element take one element",
      value: { images: [{ role: 1 }, { src: "b.jpg", role: "main" }] },
      listing: { images: [{ src: "b.jpg", role: "main" }] },
      notes: [
        { code: "invalid-field", where: "images.0.src" },
        { code: "invalid-field", where: "images.0.role" },
      ],
    },
    {
      name: "an attribute named __proto__ is noted",
      value: JSON.parse('{"id":"1","attributes":{"__proto__":"根治","材质":"棉"}}'),
      listing: { id: "1", attributes: { 材质: "棉" } },
      notes: [{ code: "invalid-field", where: "attributes.__proto__" }],
    },
    { name: "an array is no listing", value: [], listing: null, notes: [{ code: "not-a-listing", where: "array" }] },
    { name: "a number is no listing", value: 3, listing: null, notes: [{ code: "not-a-listing", where: "number" }] },
    { name: "null is no listing", value: null, listing: null, notes: [{ code: "not-a-listing", where: "null" }] },
  ];
  it.each(cases)("$name", ({ value, listing, notes = [] }) => {
    const parsed = parseListing(value);
    expect(parsed.listing === null ? null : JSON.parse(JSON.stringify(parsed.listing))).toEqual(listing);
    expect(parsed.notes).toEqual(notes);
  });

  it("does not change what it is given", () => {
    const value = { id: "1", images: [3, "a.jpg"], attributes: { a: 1 } };
    const before = structuredClone(value);
    parseListing(value);
    expect(value).toEqual(before);
  });

  const items = (n: number, item: unknown) => Array(n).fill(item);
  const caps: { path: string; at: (n: number) => object; max: number; code: string }[] = [
    { path: "title", at: (n) => ({ title: "治".repeat(n) }), max: limits.MAX_SHORT_CHARS, code: "text-truncated" },
    { path: "text", at: (n) => ({ text: "治".repeat(n) }), max: limits.MAX_TEXT_CHARS, code: "text-truncated" },
    { path: "html", at: (n) => ({ html: "a".repeat(n) }), max: limits.MAX_HTML_CHARS, code: "text-truncated" },
    {
      path: "attributes",
      at: (n) => ({ attributes: Object.fromEntries(Array.from({ length: n }, (_, index) => [`参数${index}`, "值"])) }),
      max: limits.MAX_ATTRIBUTES,
      code: "list-truncated",
    },
    {
      path: "passages",
      at: (n) => ({ passages: items(n, { text: "a" }) }),
      max: limits.MAX_PASSAGES,
      code: "list-truncated",
    },
    { path: "reviews", at: (n) => ({ reviews: items(n, "a") }), max: limits.MAX_REVIEWS, code: "list-truncated" },
    { path: "media", at: (n) => ({ media: items(n, {}) }), max: limits.MAX_MEDIA, code: "list-truncated" },
    {
      path: "media.0.transcript",
      at: (n) => ({ media: [{ transcript: items(n, "a") }] }),
      max: limits.MAX_TRANSCRIPT_LINES,
      code: "list-truncated",
    },
    { path: "images", at: (n) => ({ images: items(n, "a.jpg") }), max: limits.MAX_IMAGES, code: "list-truncated" },
    {
      path: "images.0.lines",
      at: (n) => ({ images: [{ src: "a.jpg", lines: items(n, "a") }] }),
      max: limits.MAX_OCR_LINES,
      code: "list-truncated",
    },
    {
      path: "certificates",
      at: (n) => ({ certificates: items(n, "国械注准20193090001") }),
      max: limits.MAX_CERTIFICATES,
      code: "list-truncated",
    },
    {
      path: "certificates.0.manufacturers",
      at: (n) => ({ certificates: [{ manufacturers: items(n, "a") }] }),
      max: limits.MAX_MANUFACTURERS,
      code: "list-truncated",
    },
    {
      path: "merchant.licences",
      at: (n) => ({ merchant: { licences: items(n, "a") } }),
      max: limits.MAX_LICENCES,
      code: "list-truncated",
    },
    {
      path: "price.deals",
      at: (n) => ({ price: { deals: items(n, { price: 1, at: "2026-01-01" }) } }),
      max: limits.MAX_DEALS,
      code: "list-truncated",
    },
  ];
  it.each(caps)("caps $path: just under is whole, just over is cut and noted", ({ path, at, max, code }) => {
    expect(parseListing(at(max)).notes).toEqual([]);
    const over = parseListing(at(max + 1));
    expect(over.notes).toEqual([{ code, where: path }]);
    const value = path
      .split(".")
      .reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], over.listing);
    const size = typeof value === "string" || Array.isArray(value) ? value.length : Object.keys(value as object).length;
    expect(size).toBe(max);
  });

  it.each([
    ["just under", limits.MAX_FIELD_DEPTH, []],
    ["just over", limits.MAX_FIELD_DEPTH + 1, [{ code: "value-too-deep", where: "price" }]],
    ["far over", 100_000, [{ code: "value-too-deep", where: "price" }]],
  ])("leaves out what is nested too deep, %s", (_, levels, notes) => {
    const nested = JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`) as unknown;
    const parsed = parseListing({ id: "1", title: "冷敷贴", price: nested, unknown: nested });
    expect(parsed.listing).toMatchObject({ id: "1", title: "冷敷贴" });
    expect(parsed.notes.filter(({ code }) => code === "value-too-deep")).toEqual(notes);
  });

  it.each([
    { name: "just under", faults: limits.MAX_FAULTS, isRead: true },
    { name: "just over", faults: limits.MAX_FAULTS + 1, isRead: false },
  ])("gives a listing up that is faulty throughout: $name", ({ faults, isRead }) => {
    const parsed = parseListing({ id: "1", reviews: items(faults, {}) });
    expect(parsed.listing !== null).toBe(isRead);
    expect(parsed.notes.at(-1)?.code).toBe(isRead ? "invalid-field" : "too-many-faults");
  });

  it("never throws, and what it returns passes the schema", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            id: fc.anything(),
            title: fc.anything(),
            kind: fc.anything(),
            attributes: fc.anything(),
            images: fc.anything(),
            certificates: fc.anything(),
            merchant: fc.anything(),
            media: fc.anything(),
          },
          { requiredKeys: [] },
        ),
        (value) => {
          const json = JSON.stringify(value, (_, item) => (typeof item === "bigint" ? String(item) : item));
          const { listing } = parseListing(JSON.parse(json));
          if (listing !== null) expect(listingSchema.safeParse(listing).success).toBe(true);
        },
      ),
    );
  });
});
