import { type RawInput, sizeOf } from "../prepare/read/raw-input.js";
import type { Batch } from "./batch.js";

/** How large batches are. */
export interface BatchSize {
  /** A batch is full with so many inputs … */
  readonly listings: number;
  /** … or with so many bytes, whichever comes first. */
  readonly bytes: number;
  /** An input that has waited so long goes with what is there: somebody types, or another program is slow. */
  readonly idleMs: number;
}

/** Small enough for fifty batches in a minute, large enough that a worker's message costs nothing beside its work. */
export const BATCH_SIZE: BatchSize = { listings: 200, bytes: 1024 * 1024, idleMs: 250 };

/** Cuts groups of inputs into batches, in their order. */
export async function* fillBatches(
  groups: AsyncIterable<readonly RawInput[]>,
  size: BatchSize = BATCH_SIZE,
): AsyncGenerator<Batch> {
  const iterator = groups[Symbol.asyncIterator]();
  let items: RawInput[] = [];
  let bytes = 0;
  const take = (): Batch => {
    const batch = { items, bytes };
    items = [];
    bytes = 0;
    return batch;
  };
  let next = iterator.next();
  try {
    for (;;) {
      if (items.length > 0 && !(await comesWithin(next, size.idleMs))) yield take();
      const step = await next;
      if (step.done) break;
      next = iterator.next();
      // Whoever takes the batches may stop before this is awaited.
      next.catch(() => {});
      for (const item of step.value) {
        items.push(item);
        bytes += sizeOf(item);
        if (items.length >= size.listings || bytes >= size.bytes) yield take();
      }
    }
    if (items.length > 0) yield take();
  } finally {
    await iterator.return?.();
  }
}

async function comesWithin(next: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const came = await Promise.race([next.then(() => true), late]);
  clearTimeout(timer);
  return came;
}
