import { describe, expect, test } from "vitest";
import type { Listing } from "../../src/contracts/listing.js";
import type { ChangeEvent } from "../../src/evidence/store/capture.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { captureOf, LISTING, temporaryFolder } from "./fixtures.js";

const at = (day: number) => `2026-05-${String(day).padStart(2, "0")}T08:00:00.000Z`;

/** Keeps a listing as it was on consecutive days and returns what became different. */
function changesOf(versions: readonly Listing[]): ChangeEvent[] {
  const store = openEvidence(temporaryFolder());
  try {
    versions.forEach((listing, index) => {
      store.keep(captureOf(listing, at(index + 1)));
    });
    return store.changes().filter(({ kind }) => kind !== "first");
  } finally {
    store.close();
  }
}

describe("what is a change", () => {
  test.each<[name: string, attributes: Record<string, string>, fields: readonly string[]]>([
    ["a contraindication less", { 禁忌: "破损皮肤禁用", 用法用量: "一日1贴" }, ["contraindications"]],
    ["another dosage", { 禁忌: "破损皮肤禁用；孕妇禁用", 用法用量: "一日2贴" }, ["dosage"]],
    ["dosage gone from a whole page", { 禁忌: "破损皮肤禁用；孕妇禁用" }, ["dosage"]],
    ["another order", { 用法用量: "一日1贴", 禁忌: "孕妇禁用；破损皮肤禁用" }, []],
    ["numbering, width, blanks", { 禁忌: "１、孕妇 禁用。\n2. 破损皮肤禁用", 用法用量: " 一日１贴 " }, []],
    [
      "a counter and a time",
      { 禁忌: "破损皮肤禁用；孕妇禁用；已售1.2万件；更新时间 2026-05-02", 用法用量: "一日1贴" },
      [],
    ],
    ["a decimal that is no numbering", { 禁忌: "破损皮肤禁用；孕妇禁用", 用法用量: "1.5贴" }, ["dosage"]],
  ])("%s", (_, attributes, fields) => {
    const found = changesOf([LISTING, { ...LISTING, attributes }]);
    expect(found.map(({ subject }) => subject)).toEqual(fields);
  });

  test("both versions stand side by side", () => {
    const found = changesOf([LISTING, { ...LISTING, price: { current: 9.9, original: 39.9 } }]);
    expect(found).toMatchObject([{ kind: "field", subject: "price", before: "19.9", after: "9.9" }]);
  });

  test("a page read in part loses no field, and other sessions are not compared", () => {
    expect(changesOf([LISTING, { ...LISTING, attributes: {}, complete: false }])).toEqual([]);
    expect(changesOf([LISTING, { ...LISTING, attributes: { 禁忌: "无" }, session: "logged-in" }])).toEqual([]);
  });
});

describe("first seen, gone, come back", () => {
  test("of a listing", () => {
    const store = openEvidence(temporaryFolder());
    store.keep(captureOf(LISTING, at(1)));
    expect(store.markGone("sku-1", at(2))).toBe(true);
    expect(store.markGone("sku-1", at(2))).toBe(false);
    expect(store.tracker.listing("sku-1")).toMatchObject({ firstSeen: at(1), lastSeen: at(1), goneSince: at(2) });
    store.keep(captureOf(LISTING, at(3)));
    expect(store.tracker.listing("sku-1")).toMatchObject({ firstSeen: at(1), lastSeen: at(3), goneSince: null });
    expect(store.changes().map(({ kind }) => kind)).toEqual(["first", "gone", "back"]);
    store.close();
  });

  test("a finding is rectified by a whole re-scan only, and may come back", () => {
    const store = openEvidence(temporaryFolder());
    const fingerprint = "a".repeat(64);
    store.keep(captureOf(LISTING, at(1), { findings: [{ fingerprint }] }));
    store.keep(captureOf({ ...LISTING, complete: false }, at(2)));
    store.keep(captureOf(LISTING, at(3), { status: "incomplete" }));
    expect(store.tracker.isRectified("sku-1", fingerprint)).toBe(false);
    store.keep(captureOf(LISTING, at(4)));
    expect(store.tracker.isRectified("sku-1", fingerprint)).toBe(true);
    store.keep(captureOf(LISTING, at(5), { findings: [{ fingerprint }] }));
    expect(store.tracker.isRectified("sku-1", fingerprint)).toBe(false);
    expect(store.changes().map(({ kind }) => kind)).toEqual(["first", "finding-new", "finding-gone", "finding-back"]);
    store.close();
  });

  test("an older capture that arrives late is kept and changes no state", () => {
    const store = openEvidence(temporaryFolder());
    store.keep(captureOf(LISTING, at(5)));
    store.keep(captureOf({ ...LISTING, price: { current: 1 } }, at(2)));
    expect(store.captures("sku-1").length).toBe(2);
    expect(store.changes().map(({ kind }) => kind)).toEqual(["first"]);
    store.close();
  });

  test("after a stop every known listing of the merchant is fetched again until it is gone", () => {
    const store = openEvidence(temporaryFolder());
    for (const id of ["sku-1", "sku-2"]) store.keep(captureOf({ ...LISTING, id }, at(1)));
    store.keep(captureOf({ ...LISTING, id: "other", merchant: { uscc: "91330000MA0000001X" } }, at(1)));
    store.tracker.stop({ uscc: LISTING.merchant?.uscc, since: "2026-05-02", by: "王五", reason: "停服 12 号" });
    expect(store.tracker.toFetchAgain().map(({ listing }) => listing)).toEqual(["sku-1", "sku-2"]);
    expect(store.previous({ id: "sku-2" })?.["~stopped"]).toBe("2026-05-02");
    expect(store.previous({ id: "other" })?.["~stopped"]).toBeUndefined();
    store.markGone("sku-1", at(3));
    expect(store.tracker.toFetchAgain().map(({ listing }) => listing)).toEqual(["sku-2"]);
    store.tracker.lift({ uscc: LISTING.merchant?.uscc }, "2026-06-01");
    expect(store.tracker.toFetchAgain()).toEqual([]);
    store.close();
  });
});
