import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { colloquialNames, compareFields, references } from "../../src/certificates/index.js";
import { CONTEXTS, type Listing, PAGES } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { compareMerchant } from "../../src/merchants/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";

// What `judgeCertificates` passes over must be what nothing could be found in.
describe("a listing that names no certificate, no number and no value", () => {
  const names = colloquialNames(loadDictionary().concepts);
  const text = fc
    .array(
      fc.constantFrom(
        "进口原装",
        "第三类医疗器械",
        "处方药",
        "血糖仪",
        "国产",
        "厂家直销",
        "型号：X1",
        "有效期至2020年",
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((words) => words.join(""));
  const listing: fc.Arbitrary<Listing> = fc.record(
    {
      id: fc.constant("1"),
      title: text,
      text,
      kind: fc.constantFrom("drug" as const, "device" as const),
      page: fc.constantFrom(...PAGES.filter((page) => page !== "shop-home")),
      context: fc.constantFrom(...CONTEXTS),
      complete: fc.boolean(),
      audience: fc.constantFrom("consumer" as const, "business" as const),
      reviews: fc.array(text, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );

  it("is compared with nothing", () => {
    fc.assert(
      fc.property(listing, (given) => {
        const prepared = prepareListing(given, { day: "2026-11-01" });
        const { passages, certificates, day, coverage } = prepared;
        const named = references(passages, [], day);
        expect([named.certificates, named.licences, named.advertisements]).toEqual([[], [], []]);
        const { registry } = coverage;
        expect(compareFields(passages, certificates, named, prepared.listing, day, registry, names)).toEqual([]);
        expect(compareMerchant(prepared, named)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
