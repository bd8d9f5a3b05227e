import type { RawInput } from "../prepare/read/raw-input.js";

/** Inputs that are judged together in one worker. */
export interface Batch {
  readonly items: readonly RawInput[];
  readonly bytes: number;
}

/** What stands in the place of bytes while they travel in one buffer. */
type Packed<T extends RawInput> = Omit<T, "bytes"> & { readonly start: number; readonly end: number };
type LineInput = Extract<RawInput, { kind: "line" }>;
type DocumentInput = Extract<RawInput, { kind: "document" }>;

/** A batch on its way to a worker: one buffer, transferred, and where in it each input stands. */
export interface BatchTask {
  readonly heads: readonly (Packed<LineInput> | Packed<DocumentInput> | Exclude<RawInput, LineInput | DocumentInput>)[];
  readonly bytes: Uint8Array;
}

/**
 * Copies the bytes of a batch into one buffer that can be given away: the batch itself stays whole for another try.
 *
 * @example
 * const task = packBatch(batch); // pool.run(task, { transferList: [task.bytes.buffer] })
 */
export function packBatch({ items }: Batch): BatchTask {
  const size = items.reduce((sum, item) => sum + ("bytes" in item ? item.bytes.length : 0), 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  const heads = items.map((item) => {
    if (!("bytes" in item)) return item;
    bytes.set(item.bytes, at);
    const { bytes: own, ...head } = item;
    const start = at;
    at += own.length;
    return { ...head, start, end: at };
  });
  return { heads: heads as BatchTask["heads"], bytes };
}

/** The inputs of a task, as they were packed. */
export function unpackBatch({ heads, bytes }: BatchTask): RawInput[] {
  return heads.map((head): RawInput => {
    if (!("start" in head)) return head;
    const { start, end, ...rest } = head;
    return { ...rest, bytes: bytes.subarray(start, end) } as RawInput;
  });
}
