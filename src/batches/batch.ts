import { type RawInput, RawLine, sizeOf } from "../prepare/read/raw-input.js";

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
  /** Where each stands in the buffer: start, end, start, end … */
  readonly places: Uint32Array;
}
type PackedDocument = Omit<DocumentInput, "bytes"> & { readonly start: number; readonly end: number };

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
  const pieces = new Pieces();
  const heads: BatchTask["heads"][number][] = [];
  for (let from = 0; from < items.length; ) {
    const item = items[from] as RawInput;
    if (item.kind === "line") {
      const to = endOfLines(items, from, item);
      const lines = new Float64Array(to - from);
      const places = new Uint32Array(2 * (to - from));
      for (let index = 0; from < to; index++) {
        const own = items[from++] as LineInput;
        const start = own instanceof RawLine ? pieces.add(own.chunk, own.start, own.end) : pieces.add(own.bytes);
        lines[index] = own.line;
        places[2 * index] = start;
        places[2 * index + 1] = start + sizeOf(own);
      }
      heads.push({ kind: "lines", source: item.source, folder: item.folder, lines, places });
      continue;
    }
    from++;
    if (item.kind === "document") {
      const { kind, source, format, bytes } = item;
      const start = pieces.add(bytes);
      heads.push({ kind, source, format, start, end: start + bytes.length });
    } else heads.push(item);
  }
  return { heads, bytes: pieces.joined() };
}

/** Lines further apart are copied one by one. Bytes. */
const MAX_GAP = 16;

/** Pieces of what was read, copied into one buffer; lines that stand together are one piece. */
class Pieces {
  readonly #pieces: { readonly chunk: Uint8Array; readonly from: number; to: number; readonly at: number }[] = [];
  #size = 0;

  /** @returns where the piece will stand */
  add(chunk: Uint8Array, start = 0, end = chunk.length): number {
    const last = this.#pieces.at(-1);
    if (last?.chunk === chunk && start >= last.to && start - last.to <= MAX_GAP) {
      last.to = end;
      this.#size = last.at + end - last.from;
      return last.at + start - last.from;
    }
    const at = this.#size;
    this.#pieces.push({ chunk, from: start, to: end, at });
    this.#size += end - start;
    return at;
  }

  joined(): Uint8Array {
    const bytes = new Uint8Array(this.#size);
    for (const { chunk, from, to, at } of this.#pieces) bytes.set(chunk.subarray(from, to), at);
    return bytes;
  }
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
  for (const head of heads) {
    if (head.kind === "lines") {
      const { lines, places } = head;
      for (const [index, line] of lines.entries())
        items.push(new RawLine(head, line, bytes, places[2 * index] as number, places[2 * index + 1] as number));
    } else if (head.kind === "document") {
      const { start, end, ...rest } = head;
      items.push({ ...rest, bytes: bytes.subarray(start, end) });
    } else items.push(head);
  }
  return items;
}
