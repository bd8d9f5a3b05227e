import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Batch } from "../../src/batches/batch.js";
import { type BatchAnswer, resultsOf } from "../../src/batches/batch-answer.js";
import { judgeIsolated } from "../../src/batches/isolate.js";
import { type BatchPool, WorkerDiedError } from "../../src/batches/worker-pool.js";
import type { RawInput } from "../../src/prepare/read/raw-input.js";
import { SummaryCounter } from "../../src/report/summary.js";

const answerOf = (names: string[]): BatchAnswer => ({
  lines: new TextEncoder().encode(names.map((name) => `${JSON.stringify(name)}\n`).join("")),
  listings: null,
  summary: { ...new SummaryCounter().finish(), listings: names.length },
  complaints: [],
  unjudged: [],
  deferred: [],
});

const items = (count: number): RawInput[] =>
  Array.from({ length: count }, (_unused, index) => ({ kind: "unread", source: `${index}`, code: "x" }));

/** Dies of poison always, and at the runs named by chance. */
function fakePool(
  poison: ReadonlySet<string>,
  accidents: ReadonlySet<number> = new Set(),
): BatchPool & { runs: number } {
  const pool = {
    jobs: 1,
    runs: 0,
    async run(batch: Batch) {
      const isAccident = accidents.has(pool.runs++);
      if (isAccident || batch.items.some(({ source }) => poison.has(source))) throw new WorkerDiedError(null);
      return answerOf(batch.items.map(({ source }) => source));
    },
    async close() {},
  };
  return pool;
}

const poisoned = ({ source }: RawInput) => answerOf([`poison ${source}`]);

describe("judgeIsolated", () => {
  it("gives a batch that met an accident one more try, and no listing away", async () => {
    const pool = fakePool(new Set(), new Set([0]));
    const answer = await judgeIsolated(pool, { items: items(5), bytes: 0 }, poisoned);
    expect(resultsOf(answer)).toEqual(["0", "1", "2", "3", "4"]);
    expect(pool.runs).toBe(2);
  });

  it("finds exactly the listings that kill their worker, and keeps the order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.array(fc.nat(39), { maxLength: 4 }), async (count, bad) => {
        const poison = new Set(bad.map(String));
        const answer = await judgeIsolated(fakePool(poison), { items: items(count), bytes: 0 }, poisoned);
        const expected = items(count).map(({ source }) => (poison.has(source) ? `poison ${source}` : source));
        expect(resultsOf(answer)).toEqual(expected);
        expect(answer.summary.listings).toBe(count);
      }),
    );
  });

  it("costs one poison in 200 a dozen workers, not hundreds", async () => {
    const pool = fakePool(new Set(["137"]));
    await judgeIsolated(pool, { items: items(200), bytes: 0 }, poisoned);
    expect(pool.runs).toBeLessThan(24);
  });

  it("lets other failures through", async () => {
    const pool: BatchPool = { jobs: 1, run: () => Promise.reject(new Error("bug")), close: async () => {} };
    await expect(judgeIsolated(pool, { items: items(2), bytes: 0 }, poisoned)).rejects.toThrow("bug");
  });
});
