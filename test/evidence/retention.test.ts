import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { keepWithCases, tieCase, untoldCases } from "../../src/evidence/retention/case-terms.js";
import { type Kept, planRetention, termOf } from "../../src/evidence/retention/plan-retention.js";
import { hold, keepFor, linkCase, planPrune, prune } from "../../src/evidence/retention/prune.js";
import { readRetention } from "../../src/evidence/retention/read-retention.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { captureOf, LISTING, temporaryFolder } from "./fixtures.js";

const retention = readRetention();
const kept = (changes: Partial<Kept> = {}): Kept => ({
  what: "capture",
  id: 1,
  hash: "h",
  listing: "sku-1",
  day: "2020-02-29",
  kind: "device",
  expiry: null,
  reasons: [],
  isHeld: false,
  ...changes,
});

describe("how long something is kept", () => {
  test.each<[name: string, changes: Partial<Kept>, until: string | null, decides: string]>([
    ["listing information", {}, "2023-03-01", "listing"],
    ["a run", { what: "run" }, "2025-03-01", "monitoring"],
    ["a drug's page", { kind: "drug" }, "2025-03-01", "drug-display"],
    ["a drug that is valid longer", { kind: "drug", expiry: "2026-01-01" }, "2027-01-01", "drug-display-expiry"],
    ["a case", { reasons: [{ class: "case", since: "2021-01-01" }] }, "2031-01-01", "case"],
    [
      "the longest of several",
      { reasons: ["case", "level-1"].map((one) => ({ class: one, since: "2021-01-01" })) },
      null,
      "level-1",
    ],
    ["class III", { reasons: [{ class: "class-iii", since: "2021-01-01" }] }, "2030-03-01", "class-iii"],
    ["a reason that no rule knows", { reasons: [{ class: "other", since: "2021-01-01" }] }, null, "unknown-reason"],
    ["a legal hold", { isHeld: true }, null, "hold"],
  ])("%s", (_, changes, until, decides) => {
    expect(termOf(kept(changes), retention)).toEqual({ until, decides });
  });

  test.each([
    ["2022-11-28", 0, 0],
    ["2022-12-01", 0, 1],
    ["2023-02-28", 0, 1],
    ["2023-03-01", 1, 0],
  ])("on %s: %i due, %i announced three months before", (day, due, soon) => {
    const plan = planRetention([kept()], retention, day);
    expect([plan.due.length, plan.soon.length]).toEqual([due, soon]);
  });

  test("rules that cannot be read delete nothing", () => {
    const path = join(temporaryFolder(), "r.yaml");
    writeFileSync(
      path,
      "notice-months: 3\nclasses:\n  - {id: a, name: a, applies: capture, from: capture, basis: b}\n",
    );
    expect(() => readRetention(path)).toThrow(/years 和 forever/);
  });
});

describe("pruning", () => {
  const filled = () => {
    const store = openEvidence(temporaryFolder());
    const body = (text: string) => ({ response: { status: 200, headers: [], body: Buffer.from(text) } });
    store.keep(captureOf(LISTING, "2019-05-01T00:00:00.000Z", body("only old")));
    store.keep(captureOf(LISTING, "2019-06-01T00:00:00.000Z", body("shared")));
    store.keep(captureOf({ ...LISTING, id: "held" }, "2019-06-01T00:00:00.000Z", body("shared")));
    store.keep(captureOf({ ...LISTING, id: "case" }, "2019-06-01T00:00:00.000Z", body("case")));
    hold(store, { listing: "held" }, { reason: "诉讼", by: "赵六", since: "2019-07-01" });
    linkCase(store, "QM-20190701-0001", "case");
    return store;
  };

  test("deletes the approved plan, keeps shared bytes, leaves a log", () => {
    const store = filled();
    const plan = planPrune(store, retention, "2026-05-01");
    expect(plan.due.map(({ listing, day }) => [listing, day])).toEqual([
      ["sku-1", "2019-05-01"],
      ["sku-1", "2019-06-01"],
    ]);
    const only = store.captures("sku-1")[0]?.files[0]?.object ?? "";
    const shared = store.captures("sku-1")[1]?.files[0]?.object ?? "";
    const approval = { plan: plan.hash, by: "赵六", at: "2026-05-01T01:00:00Z" };
    expect(prune(store, retention, "2026-05-01", approval)).toEqual({ captures: 2, runs: 0, objects: 1, bytes: 8 });
    expect(existsSync(store.objects.pathOf(only))).toBe(false);
    expect(store.objects.read(shared).toString()).toBe("shared");
    expect(store.usage()).toMatchObject({ captures: 2, objects: 2 });
    const log = store.database.prepare("SELECT approved_by, plan, captures, bytes FROM prune_log").all();
    expect(log).toEqual([{ approved_by: "赵六", plan: plan.hash, captures: 2, bytes: 8 }]);
    store.close();
  });

  test("another plan than the approved one, or nobody's approval, deletes nothing", () => {
    const store = filled();
    const plan = planPrune(store, retention, "2026-05-01");
    keepFor(store, "sku-1", "case", "2025-01-01");
    const approval = { plan: plan.hash, by: "赵六", at: "2026-05-01T01:00:00Z" };
    expect(() => prune(store, retention, "2026-05-01", approval)).toThrow(/没有删除/);
    expect(() => prune(store, retention, "2026-05-01", { ...approval, by: " " })).toThrow(/具名/);
    expect(store.usage().captures).toBe(4);
    store.close();
  });
});

describe("evidence of cases", () => {
  const day = "2026-05-01";
  const filled = () => {
    const store = openEvidence(temporaryFolder());
    for (const id of ["a", "b"]) store.keep(captureOf({ ...LISTING, id }, "2019-06-01T00:00:00.000Z"));
    return store;
  };
  const due = (store: ReturnType<typeof filled>) => planPrune(store, retention, day).due.map(({ listing }) => listing);
  const term = { caseNumber: "QM-201906010001", listing: "a", reason: "监测记录不少于 5 年", isHeld: false };

  test.each<[name: string, until: string | null, isHeld: boolean, due: string[]]>([
    ["for ever", null, false, ["b"]],
    ["longer than the listing's own time", "2027-06-01", false, ["b"]],
    ["until yesterday", "2026-04-30", false, ["a", "b"]],
    ["shorter than the listing's own time: they never shorten", "2019-07-01", false, ["a", "b"]],
    ["under legal hold", "2019-07-01", true, ["b"]],
  ])("cases that need it %s", (_, until, isHeld, expected) => {
    const store = filled();
    expect(keepWithCases(store, [{ ...term, until, isHeld }])).toBe(1);
    expect(keepWithCases(store, [{ ...term, until, isHeld }])).toBe(0);
    expect(due(store)).toEqual(expected);
    store.close();
  });

  test("is kept until the cases have said how long", () => {
    const store = filled();
    tieCase(store, term.caseNumber, "a");
    expect([due(store), untoldCases(store)]).toEqual([["b"], 1]);
    keepWithCases(store, [{ ...term, until: "2024-06-01" }]);
    tieCase(store, term.caseNumber, "a");
    expect([due(store), untoldCases(store)]).toEqual([["a", "b"], 0]);
    store.close();
  });
});
