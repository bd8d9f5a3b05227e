import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KINDS, type Listing, PAGES } from "../../src/contracts/listing.js";
import { createScanner } from "../../src/index.js";

const scanner = createScanner();
const words = fc.constantFrom(
  "处方药",
  "甲类OTC",
  "地西泮片",
  "阿莫西林胶囊",
  "买一送一",
  "送1盒",
  "【适应症】",
  "保健食品不是药物，不能代替药物治疗疾病",
  "请按药品说明书或者在药师指导下购买和使用",
  "粤械广审（文）第271231-00035号",
  "三天根治",
  "\ud835",
  "\u200b",
);
const text = fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 8 }).map((parts) => parts.join(""));
const listing: fc.Arbitrary<Listing> = fc.record(
  {
    title: text,
    text,
    kind: fc.constantFrom(...KINDS),
    page: fc.constantFrom(...PAGES),
    audience: fc.constantFrom("consumer", "business"),
    session: fc.constantFrom("anonymous", "logged-in", "prescription-approved"),
    complete: fc.boolean(),
    attributes: fc.dictionary(fc.constantFrom("适应症", "药品分类", "通用名称"), text),
    images: fc.array(fc.record({ src: fc.constant("a.jpg"), lines: fc.array(fc.record({ text })) }), { maxLength: 2 }),
    price: fc.record({
      current: fc.double(),
      original: fc.double(),
      label: text,
      deals: fc.array(fc.record({ price: fc.double(), at: fc.oneof(text, fc.constant("2026-10-30")) })),
    }),
    certificates: fc.array(
      fc.record({ productName: text, rx: fc.constantFrom("rx", "otc-a", "otc-b", "dual", "none") }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

describe("whatever a listing holds", () => {
  it("judging neither throws nor depends on anything else, and places lie in the passage", () => {
    fc.assert(
      fc.property(listing, (one) => {
        const prepared = scanner.prepare({ id: "1", ...one }, { day: "2026-11-01" });
        const result = scanner.scanPrepared(prepared);
        expect(scanner.scanPrepared(prepared)).toEqual(result);
        for (const { where, matched, message } of result.findings) {
          expect(message).not.toMatch(/\{[a-z]+\}/);
          if (where === null) continue;
          expect(where.end).toBeGreaterThanOrEqual(where.start);
          expect(matched).toHaveLength(where.end - where.start);
        }
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  it("to business, no duty of a retailer", () => {
    fc.assert(
      fc.property(listing, (one) => {
        const { findings } = scanner.scan({ id: "1", ...one, audience: "business" }, { day: "2026-11-01" });
        const retail = [
          "rx-warning-missing",
          "rx-info-shown-before-review",
          "drug-gift-promotion",
          "banned-online-sale",
        ];
        expect(findings.filter(({ rule }) => retail.includes(rule))).toEqual([]);
      }),
      { numRuns: 150, seed: 12 },
    );
  });

  it("after the prescription was reviewed, everything may be shown", () => {
    fc.assert(
      fc.property(listing, (one) => {
        const approved: Listing = { id: "1", ...one, session: "prescription-approved" };
        const { findings } = scanner.scan(approved, { day: "2026-11-01" });
        expect(findings.filter(({ rule }) => rule === "rx-info-shown-before-review")).toEqual([]);
      }),
      { numRuns: 100, seed: 13 },
    );
  });
});
