import { isUtf8 } from "node:buffer";

/** Longer lines are passed over and rejected. Bytes. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** One line without its end; `text` is null where the line was too long or no UTF-8. */
export interface Line {
  /** From 1. */
  readonly line: number;
  readonly text: string | null;
  readonly problem: "too-long" | "encoding" | null;
}

const NEWLINE = 0x0a;

/** Splits a byte stream into lines, a chunk's worth at a time; memory is bounded by chunk and line cap. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, maxBytes = MAX_LINE_BYTES): AsyncGenerator<Line[]> {
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;
  let line = 0;

  const finish = (tail: Uint8Array): Line => {
    line++;
    const bytes = carriedBytes + tail.length;
    const parts = carried;
    carried = [];
    carriedBytes = 0;
    if (bytes > maxBytes) return { line, text: null, problem: "too-long" };
    const whole = parts.length === 0 ? bufferOf(tail) : Buffer.concat([...parts, tail]);
    return isUtf8(whole)
      ? { line, text: whole.toString("utf8"), problem: null }
      : { line, text: null, problem: "encoding" };
  };

  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(finish(chunk.subarray(start, end)));
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    // Of a line over the cap only its length is kept.
    if (carriedBytes <= maxBytes && rest.length > 0) carried.push(rest);
    carriedBytes += rest.length;
    if (carriedBytes > maxBytes) carried = [];
    if (lines.length > 0) yield lines;
  }
  if (carriedBytes > 0) yield [finish(new Uint8Array(0))];
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
