import type { PageAnswer, PageJudge, PageTask } from "./pages/page-task.js";

/** Pages and bytes that travel to a worker together. */
const BATCH_PAGES = 16;
const BATCH_BYTES = 512 * 1024;
/** Batches under way for each worker: one in work, one that waits for it. */
const BATCHES_PER_JOB = 2;

export interface JudgingOptions<Work> {
  readonly weightOf: (work: Work) => number;
  readonly taskOf: (work: Work) => PageTask;
  readonly onAnswer: (work: Work, answer: PageAnswer) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Pages between the fetcher and the workers. Whoever fetches asks for `size` and `weight` and waits where it is full. */
export class JudgingQueue<Work> {
  readonly #judge: PageJudge;
  readonly #options: JudgingOptions<Work>;
  readonly #waiting: Work[] = [];
  #underWay = 0;
  #batches = 0;
  #weight = 0;

  constructor(judge: PageJudge, options: JudgingOptions<Work>) {
    this.#judge = judge;
    this.#options = options;
  }

  /** Pages waiting or being judged. */
  get size(): number {
    return this.#waiting.length + this.#underWay;
  }

  /** Their bytes. */
  get weight(): number {
    return this.#weight;
  }

  push(work: Work): void {
    this.#waiting.push(work);
    this.#weight += this.#options.weightOf(work);
  }

  /** Hands out batches as long as workers are free. A worker with nothing to do gets what there is. */
  dispatch(): void {
    while (this.#waiting.length > 0 && this.#batches < this.#judge.jobs * BATCHES_PER_JOB) {
      // A batch that would only wait may still grow.
      if (this.#batches >= this.#judge.jobs && this.#waiting.length < BATCH_PAGES) return;
      void this.#run(this.#take());
    }
  }

  #take(): Work[] {
    let bytes = 0;
    let count = 0;
    for (const work of this.#waiting) {
      if (count >= BATCH_PAGES || (count > 0 && bytes >= BATCH_BYTES)) break;
      bytes += this.#options.weightOf(work);
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #run(batch: readonly Work[]): Promise<void> {
    const { taskOf, weightOf, onAnswer, onFailure } = this.#options;
    this.#batches++;
    this.#underWay += batch.length;
    try {
      const answers = await this.#judge.judge(batch.map(taskOf));
      for (const [index, work] of batch.entries()) {
        const answer = answers[index];
        if (answer !== undefined) onAnswer(work, answer);
      }
    } catch (error) {
      onFailure(error);
    } finally {
      this.#batches--;
      this.#underWay -= batch.length;
      for (const work of batch) this.#weight -= weightOf(work);
    }
    this.dispatch();
  }
}
