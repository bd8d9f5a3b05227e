import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Piscina } from "piscina";
import type { PageAnswer, PageJudge, PageTask } from "./page-task.js";
import type { PageSettings } from "./page-worker.js";

// By the name of the package, not by the depth of this file: the command line is bundled.
const ENTRY = join(dirname(createRequire(import.meta.url).resolve("medlint/package.json")), "workers/judge.mjs");
const IS_SOURCE = import.meta.url.endsWith(".ts");
const MODULE = new URL(IS_SOURCE ? "./page-worker.ts" : "./page-worker.js", import.meta.url).href;
/** A page that needs more heap ends its worker, not the process. MB. */
const MAX_WORKER_HEAP_MB = 1024;

/** Judges pages in worker threads; a page that kills its worker twice, alone, is answered by `answerPoison`. */
export class PagePool implements PageJudge {
  readonly jobs: number;
  readonly #create: () => Piscina;
  readonly #answerPoison: (task: PageTask) => PageAnswer;
  #pool: Piscina;

  private constructor(create: () => Piscina, jobs: number, answerPoison: (task: PageTask) => PageAnswer) {
    this.#create = create;
    this.#pool = create();
    this.jobs = jobs;
    this.#answerPoison = answerPoison;
  }

  /** @throws Error where Piscina is not installed, or a worker cannot open dictionary or registry */
  static async start(
    settings: PageSettings,
    jobs: number,
    answerPoison: (task: PageTask) => PageAnswer,
  ): Promise<PagePool> {
    const piscina = await import("piscina");
    const create = () => {
      const pool = new piscina.Piscina({
        filename: ENTRY,
        name: "judgeBatch",
        minThreads: jobs,
        maxThreads: jobs,
        concurrentTasksPerWorker: 1,
        recordTiming: false,
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: MAX_WORKER_HEAP_MB },
        workerData: { module: MODULE, isSource: IS_SOURCE, settings },
      });
      pool.on("error", () => {});
      return pool;
    };
    const pool = new PagePool(create, jobs, answerPoison);
    try {
      await pool.#pool.run([]);
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  async judge(tasks: readonly PageTask[]): Promise<PageAnswer[]> {
    const together = await this.#attempt(tasks);
    if (together !== null) return together;
    const answers: PageAnswer[] = [];
    for (const task of tasks) {
      const alone = (await this.#attempt([task])) ?? (await this.#attempt([task]));
      answers.push(alone?.[0] ?? this.#answerPoison(task));
    }
    return answers;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #attempt(tasks: readonly PageTask[]): Promise<PageAnswer[] | null> {
    const pool = this.#pool;
    try {
      return (await pool.run(tasks)) as PageAnswer[];
    } catch {
      // A pool whose worker died while starting starts none any more.
      if (pool === this.#pool && pool.threads.length < this.jobs) {
        this.#pool = this.#create();
        void pool.destroy();
      }
      return null;
    }
  }
}
