/** One line of a byte stream, without its line break; `bytes` is null where the line was longer than the cap. */
export interface ByteLine {
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Splits a byte stream into lines without ever holding more than `maxBytes` of one: the rest of a longer line is read
 * and dropped, and the line is given with `bytes: null`.
 *
 * @param maxBytes bytes of one line, line break excluded
 * @example
 * for await (const { number, bytes } of splitLines(createReadStream("a.jsonl"), 1024)) …
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<ByteLine> {
  const make: LineMaker<ByteLine> = (number, chunk, start, end) => ({
    number,
    bytes: chunk === null ? null : chunk.subarray(start, end),
  });
  for await (const lines of splitLineGroups(chunks, maxBytes, make)) yield* lines;
}

/** Makes of a line what is wanted of it; `chunk` is null where the line was longer than the cap. */
export type LineMaker<Line> = (number: number, chunk: Uint8Array | null, start: number, end: number) => Line;

/** As `splitLines`, all lines that end in a chunk at once: a step of an async generator costs more than a short line. */
export async function* splitLineGroups<Line>(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
  make: LineMaker<Line>,
): AsyncGenerator<readonly Line[]> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  let isAtStart = true;
  const take = (): Line => {
    const line = joinLine(parts, size);
    const isTooLong = size > maxBytes + 1 || line.length > maxBytes;
    parts = [];
    size = 0;
    return make(number++, isTooLong ? null : line, 0, line.length);
  };
  const append = (part: Uint8Array) => {
    size += part.length;
    // One byte more than the cap, so that a carriage return at its end can still be taken off.
    if (size <= maxBytes + 1) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, from);
      if (end < 0) break;
      if (size === 0) {
        const last = end > from && chunk[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
        lines.push(make(number++, last - from > maxBytes ? null : chunk, from, last));
      } else {
        append(chunk.subarray(from, end));
        lines.push(take());
      }
      from = end + 1;
    }
    isAtStart = from === chunk.length && size === 0;
    if (from < chunk.length) append(chunk.slice(from));
    if (lines.length > 0) yield lines;
  }
  if (size > 0 || !isAtStart) yield [take()];
}

function joinLine(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 0) return new Uint8Array(0);
  const first = parts[0];
  const line = parts.length === 1 && first ? first : Buffer.concat(parts, size);
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}
