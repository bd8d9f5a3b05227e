import { judgePage, type PageParts } from "./judge-pages.js";
import type { PageAnswer, PageJudge, PageTask } from "./page-task.js";

/** Judges pages in this thread. */
export class LocalJudge implements PageJudge {
  readonly jobs = 1;
  readonly #parts: PageParts;

  constructor(parts: PageParts) {
    this.#parts = parts;
  }

  async judge(tasks: readonly PageTask[]): Promise<PageAnswer[]> {
    const answers: PageAnswer[] = [];
    for (const task of tasks) {
      answers.push(await judgePage(task, this.#parts));
      // Fetching goes on between two pages.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return answers;
  }

  async close(): Promise<void> {}
}
