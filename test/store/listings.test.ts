import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import {
  type ListingQuery,
  type ListingRecord,
  openListings,
  openRegistry,
  RegistryVersionError,
} from "../../src/store/index.js";
import { batchesOf } from "../../src/store/listings/listing-record.js";
import { migrateListings } from "../../src/store/listings/listing-tables.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();

const record = (listing: string, fields: Partial<ListingRecord> = {}): ListingRecord => ({
  listing,
  url: null,
  title: "标题",
  product: "医用冷敷贴",
  merchant: "杭州示例商行",
  uscc: null,
  status: "clean",
  numbers: ["粤械注准20192400001"],
  batches: ["A1"],
  day: "2026-05-01",
  ...fields,
});

function write(...records: readonly ListingRecord[]): void {
  const store = openListings(file("listings.sqlite"));
  for (const one of records) store.record(one);
  store.close();
}

function find(query: ListingQuery): string[] {
  const store = openListings(file("listings.sqlite"), { readonly: true });
  try {
    return store.find(query).map(({ listing }) => listing);
  } finally {
    store.close();
  }
}

describe("ListingStore", () => {
  it("keeps what a listing is now, and forgets what it was", () => {
    write(record("a"), record("b"));
    write(
      record("a", { product: "电子血压计", numbers: [], batches: ["B2"], merchant: "苏州示例药房", day: "2026-05-02" }),
    );
    expect([
      find({ product: "冷敷贴" }),
      find({ product: "血压" }),
      find({ certificate: "粤械注准20192400001" }),
      find({ batch: "a1" }),
      find({ batch: "ｂ2" }),
      find({ merchant: "示例" }),
    ]).toEqual([["b"], ["a"], ["b"], ["b"], ["a"], ["a", "b"]]);
  });

  it("is not set back by an older day", () => {
    write(record("a", { day: "2026-05-02" }));
    write(record("a", { product: "电子血压计", day: "2026-05-01" }));
    expect(find({ product: "冷敷贴" })).toEqual(["a"]);
  });

  it("leaves out what is gone, until it is seen again", () => {
    write(record("a"), record("b"));
    const store = openListings(file("listings.sqlite"));
    expect([store.markGone("a", "2026-05-03"), store.markGone("x", "2026-05-03")]).toEqual([true, false]);
    store.close();
    expect([find({ product: "冷敷" }), find({ product: "冷敷", all: true })]).toEqual([["b"], ["a", "b"]]);
    write(record("a", { day: "2026-05-04" }));
    expect(find({ product: "冷敷" })).toEqual(["a", "b"]);
  });

  it("finds one character, and nothing for nothing", () => {
    write(record("a"));
    expect([find({ product: "贴" }), find({ product: "热" }), find({ product: "" }), find({})]).toEqual([
      ["a"],
      [],
      [],
      [],
    ]);
  });

  it("counts those that it does not read, without those that were renamed or are gone", () => {
    write(...Array.from({ length: 6 }, (_, i) => record(`s${i}`)));
    write(record("s1", { product: "电子血压计", day: "2026-05-02" }));
    const store = openListings(file("listings.sqlite"));
    store.markGone("s4", "2026-05-03");
    const { listings, total } = store.findSome({ product: "冷敷" }, 1);
    expect([listings.map(({ listing }) => listing), total]).toEqual([["s0"], 4]);
    store.close();
  });

  it.each([
    ["few", 7],
    ["most", 2],
  ])("counts behind a page where %s are gone or were renamed", (_, step) => {
    const all = Array.from({ length: 2_500 }, (_, i) => record(`s${i}`, { merchant: `示例${i % 50}号商行` }));
    write(...all);
    const isOdd = (i: number) => (step === 2 ? i % 8 !== 0 : i % 70 === 0);
    const renamed = all.filter((_, i) => isOdd(i) && i % 3 === 0);
    write(...renamed.map((one) => ({ ...one, product: "电子血压计", day: "2026-05-02" })));
    const store = openListings(file("listings.sqlite"));
    const gone = all.filter((_, i) => isOdd(i) && i % 3 === 1);
    for (const { listing } of gone) store.markGone(listing, "2026-05-03");
    const query = { product: "冷敷", merchant: "示例" };
    const live = all.length - renamed.length - gone.length;
    for (const limit of [0, 1, 1_000, Number.POSITIVE_INFINITY]) {
      const { listings, total } = store.findSome(query, limit);
      expect([listings.length, total]).toEqual([Math.min(limit, live), live]);
      expect(store.findSome({ ...query, all: true }, limit).total).toBe(all.length - renamed.length);
    }
    store.close();
  });

  it("lives in the file of a registry too", () => {
    openRegistry(file("listings.sqlite")).close();
    write(record("a"));
    expect(find({ batch: "A1" })).toEqual(["a"]);
    openRegistry(file("listings.sqlite"), { readonly: true }).close();
  });
});

describe("a file of the first version", () => {
  it("is brought up to date when it is written again", () => {
    const database = new Sqlite(file("listings.sqlite"));
    migrateListings(database, "listings.sqlite", 1);
    database.exec(`INSERT INTO listings VALUES
      (1, 'a', NULL, '标题', '医用冷敷贴', '杭州示例商行', NULL, 'clean', '2026-05-01', '2026-05-01', 1)`);
    database.close();
    expect(() => find({ product: "冷敷" })).toThrow(RegistryVersionError);
    write(record("b"));
    expect([find({ product: "冷敷" }), find({ merchant: "示例商行" })]).toEqual([
      ["a", "b"],
      ["a", "b"],
    ]);
  });
});

describe("batchesOf", () => {
  const passage = (text: string, label: string | null = null) => ({ text, label, author: "merchant" }) as never;
  it.each([
    [[passage("20260312、a-77", "生产批号")], ["20260312", "A-77"]],
    [[passage("生产批号：20260312，有效期至2028")], ["20260312"]],
    [[passage("【批号】 BX2026.01")], ["BX2026.01"]],
    [[passage("批号见包装")], []],
    [[passage("见外包装", "批号")], []],
    [[passage("批准文号 国药准字H20041126")], []],
  ])("%j", (passages, expected) => {
    expect(batchesOf({ passages })).toEqual(expected);
  });
});
