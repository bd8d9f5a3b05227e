import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import type { Batch } from "../../src/batches/batch.js";
import { resultsOf } from "../../src/batches/batch-answer.js";
import { judgeIsolated } from "../../src/batches/isolate.js";
import type { JudgeSettings } from "../../src/batches/judge-batch.js";
import { WorkerDiedError, WorkerPool, WorkersUnavailableError } from "../../src/batches/worker-pool.js";
import type { RawInput } from "../../src/prepare/read/raw-input.js";

const MODULE = pathToFileURL(`${import.meta.dirname}/poison-judge.mjs`).href;
const settings = (id?: string) => ({ id, registry: null }) as unknown as JudgeSettings;
const batchOf = (...texts: string[]): Batch => ({
  items: texts.map((id, index) => ({
    kind: "line",
    source: "a.jsonl",
    line: index + 1,
    bytes: Buffer.from(JSON.stringify({ id })),
  })),
  bytes: 1,
});

let pool: WorkerPool | null = null;
afterEach(async () => {
  await pool?.close();
  pool = null;
});

const poisonOf = (raw: RawInput) => ({
  lines: Buffer.from(`${JSON.stringify({ listing: null, line: "line" in raw ? raw.line : 0 })}\n`),
  listings: null,
  summary: { listings: 1 } as never,
  complaints: [],
  unjudged: [0],
  deferred: [],
});

describe("WorkerPool", () => {
  it("says so where workers cannot start, and does not blame the listings", async () => {
    const started = WorkerPool.start(settings("never-starts"), { jobs: 1, module: MODULE });
    await expect(started).rejects.toThrow(WorkersUnavailableError);
    await expect(started).rejects.toThrow(/no start|exited/);
  });

  it.each(["毒", "崩"])("survives a worker that %s ends, and answers the others", async (bad) => {
    pool = await WorkerPool.start(settings(), { jobs: 2, module: MODULE });
    await expect(pool.run(batchOf("a", bad))).rejects.toThrow(WorkerDiedError);
    const answers = await Promise.all([
      judgeIsolated(pool, batchOf("a", "b", bad, "c"), poisonOf),
      judgeIsolated(pool, batchOf("d"), poisonOf),
    ]);
    expect(answers.map(resultsOf)).toEqual([
      [{ listing: "a" }, { listing: "b" }, { listing: null, line: 3 }, { listing: "c" }],
      [{ listing: "d" }],
    ]);
  });

  it("answers every batch though all its workers are killed while they start", async () => {
    pool = await WorkerPool.start(settings(), { jobs: 2, module: MODULE });
    await Promise.all(pool.threads.map((worker) => worker.terminate()));
    // The ones that take their place are killed before they are ready.
    await Promise.all(pool.threads.map((worker) => worker.terminate()));
    const answer = await judgeIsolated(pool, batchOf("a", "b"), poisonOf);
    expect(resultsOf(answer)).toEqual([{ listing: "a" }, { listing: "b" }]);
  });
});
