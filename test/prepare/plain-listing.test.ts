import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_SHORT_CHARS } from "../../src/prepare/limits.js";
import { listingSchema } from "../../src/prepare/listing-schema.js";
import { parseBySchema, parseListing } from "../../src/prepare/parse-listing.js";
import { plainListing } from "../../src/prepare/plain-listing.js";

const isField = (name: string) => Object.hasOwn(listingSchema.shape, name);

describe("plainListing", () => {
  it.each([
    { id: "1", title: "血压计", kind: "device", text: "大屏", colour: "red" },
    { text: "大屏", attributes: { 颜色: "红", 数量: "3" }, id: "1", complete: false },
    { html: "<p>大屏</p>", session: "anonymous", audience: "business", page: "live", context: "insert" },
    {},
  ])("reads %j as the schema does, in the schema's order", (value) => {
    const plain = plainListing(value, isField);
    expect(JSON.stringify(plain)).toBe(JSON.stringify(parseBySchema(value).listing));
  });

  it.each([
    { id: 1 },
    { title: null },
    { kind: "medicine" },
    { title: "长".repeat(MAX_SHORT_CHARS + 1) },
    { attributes: { 数量: 3 } },
    { attributes: { 适用: ["鼻炎"] } },
    { attributes: [] },
    { attributes: JSON.parse('{"__proto__":"x"}') },
    { images: [] },
    { certificates: null },
  ])("leaves %j to the schema", (value) => {
    expect(plainListing(value, isField)).toBeNull();
  });

  it("never says anything but what the schema says", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("drug", "device", "insert", "live", "consumer", "anonymous"));
    const value = fc.oneof(
      { weight: 5, arbitrary: text },
      fc.constantFrom(null, undefined, true, 7, [], {}, ["a"]),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "7")), fc.oneof(text, fc.nat())),
    );
    const name = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...Object.keys(listingSchema.shape)) },
      fc.constantFrom("__proto__", "constructor", "colour"),
      fc.string(),
    );
    const pairs = fc.array(fc.tuple(name, value), { maxLength: 6 });
    fc.assert(
      fc.property(pairs, (entries) => {
        const listing = Object.fromEntries(entries);
        const { listing: expected, notes } = parseBySchema(structuredClone(listing));
        const found = parseListing(listing);
        expect(found.notes).toEqual(notes);
        expect(JSON.stringify(found.listing)).toBe(JSON.stringify(expected));
      }),
      { numRuns: 300 },
    );
  });
});
