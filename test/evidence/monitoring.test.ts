import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkItems } from "../../src/evidence/monitoring/check-items.js";
import { type Candidate, drawSample, faultsInProof } from "../../src/evidence/monitoring/draw-sample.js";
import { RunLog, resultRow, runRowOf, unreadRow } from "../../src/evidence/monitoring/run-log.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { finding } from "../report/findings.js";
import { captureOf, LISTING, temporaryFolder } from "./fixtures.js";

const shops = (count: number): Candidate[] =>
  Array.from({ length: count }, (_, n) => ({ id: `sku-${n}`, strata: { kind: n % 3 === 0 ? "drug" : "device" } }));

describe("a sample", () => {
  test("is the same for the same seed in any order, and holds its rate in each stratum", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 100 }),
        fc.string(),
        (count, rate, seed) => {
          const all = shops(count);
          const proof = drawSample(all, { rate, by: ["kind"], seed });
          expect(drawSample([...all].reverse(), { rate, by: ["kind"], seed })).toEqual(proof);
          expect(faultsInProof(proof, all)).toEqual([]);
          for (const { population, drawn } of proof.strata) {
            expect(drawn).toBe(Math.max(1, Math.ceil((population * rate) / 100)));
          }
          expect(new Set(proof.sample).size).toBe(proof.sample.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("another seed draws others; no listing is left out for ever", () => {
    const drawn = new Set(
      Array.from({ length: 200 }, (_, n) => drawSample(shops(30), { rate: 10, by: [], seed: `${n}` }).sample).flat(),
    );
    expect(drawn.size).toBe(30);
  });

  test.each<[name: string, change: (all: Candidate[]) => Candidate[], fault: RegExp]>([
    ["one more", (all) => [...all, { id: "late", strata: {} }], /变为 31 件/],
    ["another name", (all) => [{ id: "other", strata: {} }, ...all.slice(1)], /清单或分层/],
  ])("a proof does not hold with %s in the list", (_, change, fault) => {
    const proof = drawSample(shops(30), { rate: 10, by: [], seed: "s" });
    expect(faultsInProof(proof, change(shops(30))).join()).toMatch(fault);
  });

  test("a proof whose sample was changed does not hold", () => {
    const proof = drawSample(shops(30), { rate: 10, by: [], seed: "s" });
    expect(faultsInProof({ ...proof, sample: ["sku-1"] }, shops(30)).length).toBe(2);
  });
});

describe("item by item", () => {
  const certificate = { number: "国械注准20193140001", productName: "医用退热贴", scope: "用于物理退热" };
  const listing = {
    ...LISTING,
    title: "医用退热贴",
    text: "国械注准20193140001 用于物理退热",
    certificates: [certificate],
  };
  const answersOf = (changes: object, findings: ReturnType<typeof finding>[] = []) =>
    Object.fromEntries(
      checkItems(prepareListing({ ...listing, ...changes }), { findings }).map((one) => [one.item, one.answer]),
    );

  test("agrees only where both sides say it and all was read", () => {
    expect(answersOf({})).toMatchObject({
      number: "agrees",
      productName: "agrees",
      scope: "agrees",
      models: "undecided",
    });
    expect(answersOf({ text: "国械注准20193140001" })).toMatchObject({ scope: "undecided" });
    expect(answersOf({ certificates: [] })).toMatchObject({ productName: "undecided", scope: "undecided" });
  });

  test("a finding differs where it is sure, else it is undecided", () => {
    const about = {
      number: certificate.number,
      field: "scope",
      registered: "物理退热",
      claimed: "治疗肺炎",
      asOf: null,
    };
    expect(answersOf({}, [finding({ certificate: about })])).toMatchObject({ scope: "differs" });
    expect(answersOf({}, [finding({ certificate: about, certainty: "review" })])).toMatchObject({ scope: "undecided" });
  });
});

describe("a run", () => {
  const filled = () => {
    const store = openEvidence(temporaryFolder());
    const log = new RunLog(store);
    const id = log.begin({
      startedAt: "2026-05-01T01:00:00Z",
      operator: "钱七",
      command: "check",
      scope: "青禾大药房全部商品",
      planned: 3,
    });
    const { prepared, result, capturedAt } = captureOf({ ...LISTING, title: "=HYPERLINK(1)" });
    log.add(id, runRowOf(prepared, result, capturedAt));
    const bad = captureOf(LISTING, undefined, { findings: [{}] });
    log.add(id, runRowOf(bad.prepared, bad.result, capturedAt));
    log.add(id, unreadRow("坏.html", capturedAt));
    return { store, log, id };
  };

  test("counts clean, flagged and unread, and says when it did not end", () => {
    const { store, log, id } = filled();
    expect(log.show(id).run).toMatchObject({
      planned: 3,
      read: 3,
      clean: 1,
      violation: 1,
      incomplete: 1,
      endedAt: null,
    });
    log.end(id, "2026-05-01T02:00:00Z", { 词库: "abc" }, 1);
    expect(log.show(id).run).toMatchObject({ endedAt: "2026-05-01T02:00:00Z", versions: { 词库: "abc" }, exitCode: 1 });
    expect(() => log.show(99)).toThrow(/没有编号/);
    store.close();
  });

  test("keeps its rows in the order in which they were read", () => {
    const { store, log, id } = filled();
    const rows = [...log.show(id).rows];
    expect(rows.map(({ listing, outcome }) => [listing, outcome])).toEqual([
      [LISTING.id, "clean"],
      [LISTING.id, "violation"],
      ["坏.html", "incomplete"],
    ]);
    expect(rows[2]?.items).toEqual([]);
    store.close();
  });

  test("a result alone lets nothing agree", () => {
    const { result } = captureOf(LISTING, undefined, { findings: [{}] });
    const row = resultRow(result, "2026-05-01");
    expect(row).toMatchObject({ outcome: "violation", capture: "", title: "" });
    expect(row.items.map(({ answer }) => answer)).not.toContain("agrees");
  });
});
