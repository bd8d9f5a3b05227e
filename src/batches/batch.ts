import type { RawInput } from "../prepare/read/raw-input.js";

/** Inputs that are judged together in one worker. */
export interface Batch {
  readonly items: readonly RawInput[];
  readonly bytes: number;
}

type LineInput = Extract<RawInput, { kind: "line" }>;
type DocumentInput = Extract<RawInput, { kind: "document" }>;

/** Lines of one file, one after the other: to write down each as an object costs as much as to judge some of them. */
interface PackedLines extends Pick<LineInput, "source" | "folder"> {
  readonly kind: "lines";
  /** Their numbers. */
  readonly lines: Float64Array;
  /** Where each ends in the buffer; the first starts where what was packed before ends. */
  readonly ends: Uint32Array;
}
type PackedDocument = Omit<DocumentInput, "bytes"> & { readonly end: number };

/** A batch on its way to a worker: one buffer, transferred, and what stands in it, in order. */
export interface BatchTask {
  readonly heads: readonly (PackedLines | PackedDocument | Exclude<RawInput, LineInput | DocumentInput>)[];
  readonly bytes: Uint8Array;
}

/**
 * Copies the bytes of a batch into one buffer that can be given away: the batch itself stays whole for another try.
 *
 * @example
 * const task = packBatch(batch); // pool.run(task, { transferList: [task.bytes.buffer] })
 */
export function packBatch({ items }: Batch): BatchTask {
  let size = 0;
  for (const item of items) if ("bytes" in item) size += item.bytes.length;
  const bytes = new Uint8Array(size);
  const heads: BatchTask["heads"][number][] = [];
  let at = 0;
  for (let from = 0; from < items.length; ) {
    const item = items[from] as RawInput;
    if (item.kind === "line") {
      const to = endOfLines(items, from, item);
      const lines = new Float64Array(to - from);
      const ends = new Uint32Array(to - from);
      for (let index = 0; from < to; index++) {
        const { line, bytes: own } = items[from++] as LineInput;
        bytes.set(own, at);
        at += own.length;
        lines[index] = line;
        ends[index] = at;
      }
      heads.push({ kind: "lines", source: item.source, folder: item.folder, lines, ends });
      continue;
    }
    from++;
    if (item.kind === "document") {
      const { kind, source, format } = item;
      bytes.set(item.bytes, at);
      at += item.bytes.length;
      heads.push({ kind, source, format, end: at });
    } else heads.push(item);
  }
  return { heads, bytes };
}

/** Behind the lines of the same file that stand together. */
function endOfLines(items: readonly RawInput[], from: number, { source, folder }: LineInput): number {
  let to = from + 1;
  for (; to < items.length; to++) {
    const next = items[to] as RawInput;
    if (next.kind !== "line" || next.source !== source || next.folder !== folder) break;
  }
  return to;
}

/** The inputs of a task, as they were packed. */
export function unpackBatch({ heads, bytes }: BatchTask): RawInput[] {
  const items: RawInput[] = [];
  let at = 0;
  for (const head of heads) {
    if (head.kind === "lines") {
      const { source, folder, lines, ends } = head;
      for (const [index, line] of lines.entries()) {
        const end = ends[index] as number;
        items.push({ kind: "line", source, folder, line, bytes: bytes.subarray(at, end) });
        at = end;
      }
    } else if (head.kind === "document") {
      const { kind, source, format, end } = head;
      items.push({ kind, source, format, bytes: bytes.subarray(at, end) });
      at = end;
    } else items.push(head);
  }
  return items;
}
