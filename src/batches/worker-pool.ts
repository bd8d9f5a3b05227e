import { fileURLToPath } from "node:url";
import type { Worker } from "node:worker_threads";
import type { Piscina } from "piscina";
import { type Batch, packBatch } from "./batch.js";
import type { BatchAnswer } from "./batch-answer.js";
import type { JudgeSettings } from "./judge-batch.js";

const ENTRY = fileURLToPath(new URL("../../workers/judge.mjs", import.meta.url));
/** In the source tree there is nothing but TypeScript, which worker threads of Node 20 do not read by themselves. */
const IS_SOURCE = import.meta.url.endsWith(".ts");
const MODULE = new URL(IS_SOURCE ? "./judge-batch.ts" : "./judge-batch.js", import.meta.url).href;
/** A listing that needs more heap ends its worker, not the process. MB. */
const MAX_WORKER_HEAP_MB = 1024;
/** Pools that are replaced in a row, without a batch answered between. */
const MAX_REPLACEMENTS = 5;

/** A worker ended while it had the batch: crashed, out of memory, killed. */
export class WorkerDiedError extends Error {
  constructor(cause: unknown) {
    super("worker died", { cause });
    this.name = new.target.name;
  }
}

/** Workers cannot be started; the message is a Chinese sentence. */
export class WorkersUnavailableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = new.target.name;
  }
}

/** Where batches are judged. */
export interface BatchPool {
  /** Workers that run at once. */
  readonly jobs: number;
  /** @throws WorkerDiedError; the batch is unharmed and may be tried again */
  run(batch: Batch): Promise<BatchAnswer>;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly jobs: number;
  /** Module that exports `startJudge`; tests hand in their own. */
  readonly module?: string | undefined;
}

/**
 * Starts workers.
 *
 * @throws WorkersUnavailableError where Piscina is not installed
 * @example
 * const pool = await WorkerPool.start(settings, { jobs: 2 });
 * const answer = await pool.run(batch);
 */
export class WorkerPool implements BatchPool {
  readonly jobs: number;
  readonly #create: () => Piscina;
  readonly #known = new WeakSet<Worker>();
  #pool: Piscina;
  #replaced = 0;
  #isClosed = false;

  private constructor(create: () => Piscina, jobs: number) {
    this.jobs = jobs;
    this.#create = create;
    this.#pool = create();
    this.#watch(this.#pool);
  }

  static async start(settings: JudgeSettings, { jobs, module = MODULE }: PoolOptions): Promise<WorkerPool> {
    const piscina = await import("piscina").catch((cause: unknown) => {
      const message = "多线程检查需要可选组件 piscina；请运行 npm install piscina，或者用 --jobs 1";
      throw new WorkersUnavailableError(message, cause);
    });
    const pool = new WorkerPool(() => {
      const pool = new piscina.Piscina({
        filename: ENTRY,
        name: "judgeBatch",
        minThreads: jobs,
        maxThreads: jobs,
        concurrentTasksPerWorker: 1,
        recordTiming: false,
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: MAX_WORKER_HEAP_MB },
        workerData: { module, isSource: IS_SOURCE, settings },
      });
      // A worker that fails between batches costs nothing; one that fails with a batch rejects it.
      pool.on("error", () => {});
      return pool;
    }, jobs);
    // A dictionary or registry that a worker cannot open must not look like listings that kill it.
    try {
      await pool.run({ items: [], bytes: 0 });
    } catch (cause) {
      await pool.close();
      const reason =
        cause instanceof WorkerDiedError && cause.cause instanceof Error ? cause.cause.message : String(cause);
      throw new WorkersUnavailableError(`工作线程无法启动：${reason}。请用 --jobs 1 重试`, cause);
    }
    return pool;
  }

  /** The workers that are there; killing one is what a test does. */
  get threads(): readonly Worker[] {
    return this.#pool.threads;
  }

  async run(batch: Batch): Promise<BatchAnswer> {
    for (;;) {
      const pool = this.#pool;
      if (this.#isClosed) throw new WorkerDiedError(null);
      try {
        const task = packBatch(batch);
        const answer = (await pool.run(task, { transferList: [task.bytes.buffer as ArrayBuffer] })) as BatchAnswer;
        this.#replaced = 0;
        return answer;
      } catch (cause) {
        this.#watch(this.#pool);
        // A batch that waited in a pool that was given up is none the worse for it.
        const isStranded = pool !== this.#pool && isPoolClosed(cause);
        if (!isStranded || this.#isClosed) throw new WorkerDiedError(cause);
        if (this.#replaced > MAX_REPLACEMENTS)
          throw new WorkersUnavailableError("工作线程一再无法启动；请用 --jobs 1 重试，并反馈给我们", cause);
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#pool.destroy();
  }

  /**
   * Piscina replaces a worker that ends, except one that ends while it starts: then it starts none any more, and what
   * waits in it would wait for ever. Such a pool is given up for a new one.
   */
  #watch(pool: Piscina): void {
    for (const worker of pool.threads) {
      if (this.#known.has(worker)) continue;
      this.#known.add(worker);
      worker.once("exit", () => {
        setImmediate(() => this.#replaceIfShort(pool));
      });
    }
  }

  #replaceIfShort(pool: Piscina): void {
    if (this.#isClosed || pool !== this.#pool) return;
    this.#watch(pool);
    if (pool.threads.length >= this.jobs) return;
    this.#replaced++;
    this.#pool = this.#create();
    this.#watch(this.#pool);
    void pool.destroy();
  }
}

/** What Piscina says to tasks of a pool that is destroyed; its running tasks end with it too. */
function isPoolClosed(cause: unknown): boolean {
  return cause instanceof Error && /terminat|abort/i.test(cause.message);
}
