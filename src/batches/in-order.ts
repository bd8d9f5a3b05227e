/** How much may be under way at once. */
export interface Window {
  /** Items taken and not yet given out, done ones included. */
  readonly items: number;
  /** Their weight, all together; a single item may be heavier. */
  readonly weight: number;
}

/**
 * Runs a task for each item, several at once, and gives the answers in the order of the items. The source is asked only
 * as fast as answers are taken: what is under way never exceeds the window.
 *
 * When `signal` is aborted, the source is asked no more and the answers that are there are given, up to the first that
 * is not.
 *
 * @throws what the source or a task throws, at its place
 */
export async function* inOrder<Item, Answer>(
  source: AsyncIterable<Item>,
  run: (item: Item) => Promise<Answer>,
  { window, weightOf, signal }: { window: Window; weightOf: (item: Item) => number; signal: AbortSignal },
): AsyncGenerator<Answer> {
  const iterator = source[Symbol.asyncIterator]();
  const queue: Slot<Answer>[] = [];
  let weight = 0;
  let isEnd = false;
  let next: Promise<IteratorResult<Item>> | null = null;
  let onAbort = () => {};
  const aborted = new Promise<"aborted">((resolve) => {
    onAbort = () => resolve("aborted");
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    for (;;) {
      const hasRoom = queue.length < window.items && (weight < window.weight || queue.length === 0);
      if (!isEnd && next === null && hasRoom) {
        next = iterator.next();
        next.catch(() => {});
      }
      const head = queue[0];
      if (head === undefined && next === null) return;
      const waits: Promise<"aborted" | "head" | "next">[] = [aborted];
      if (head !== undefined) waits.push(head.done.then(() => "head" as const));
      // A full window listens to the head alone.
      if (next !== null && hasRoom) waits.push(next.then(toNext, toNext));
      const event = signal.aborted ? "aborted" : await Promise.race(waits);
      if (event === "aborted") {
        for (const slot of queue) {
          await Promise.resolve();
          if (!slot.isDone) return;
          yield await slot.answer;
        }
        return;
      }
      if (event === "head" && head !== undefined) {
        yield await head.answer;
        queue.shift();
        weight -= head.weight;
      } else if (next !== null) {
        const step: IteratorResult<Item> = await next;
        next = null;
        if (step.done) isEnd = true;
        else {
          const own = weightOf(step.value);
          weight += own;
          queue.push(new Slot(run(step.value), own));
        }
      }
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    // A reader that waits for its own source (a terminal, a pipe) can't be asked to stop.
    if (next === null) await iterator.return?.();
    else void iterator.return?.();
  }
}

const toNext = () => "next" as const;

class Slot<Answer> {
  readonly answer: Promise<Answer>;
  readonly done: Promise<void>;
  readonly weight: number;
  isDone = false;

  constructor(answer: Promise<Answer>, weight: number) {
    this.answer = answer;
    this.weight = weight;
    const settle = () => {
      this.isDone = true;
    };
    this.done = answer.then(settle, settle);
  }
}
