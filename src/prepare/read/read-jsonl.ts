import { MAX_LINE_BYTES } from "../limits.js";
import type { Input, ReadOptions } from "./input.js";
import { openInput } from "./open-input.js";
import { type RawInput, RawLine } from "./raw-input.js";
import { type LineMaker, splitLineGroups } from "./split-lines.js";

const OPENING_BRACE = 0x7b;

/**
 * The lines of a JSON Lines file, undecoded, blank ones left out; a line over the cap is given as unread.
 *
 * @param source name of the file in notes
 */
export async function* readRawLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  source: string,
  { maxLineBytes = MAX_LINE_BYTES, folder }: { maxLineBytes?: number | undefined; folder?: string | undefined } = {},
): AsyncGenerator<readonly RawInput[]> {
  let lines = 0;
  const make: LineMaker<RawInput | null> = (number, chunk, start, end) => {
    if (chunk === null) return { kind: "unread", source, code: "line-too-long", line: number };
    return isBlank(chunk, start, end) ? null : new RawLine({ source, folder }, number, chunk, start, end);
  };
  for await (const group of splitLineGroups(chunks, maxLineBytes, make)) {
    const raws = group.filter((raw) => raw !== null);
    lines += raws.length;
    if (raws.length > 0) yield raws;
  }
  if (lines === 0) yield [{ kind: "unread", source, code: "empty-file" }];
}

/**
 * Reads JSON Lines: one listing a line, blank lines skipped. A line that is no JSON object, is no UTF-8 or is longer
 * than the cap is given as unreadable with its number; the lines after it are read as ever.
 *
 * @param source name of the file in notes
 */
export async function* readJsonl(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  source: string,
  options: ReadOptions,
  maxLineBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<Input> {
  for await (const raws of readRawLines(chunks, source, { maxLineBytes })) {
    for (const raw of raws) yield await openInput(raw, options);
  }
}

function isBlank(chunk: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = chunk[at];
    if (byte === OPENING_BRACE) return false;
    if (byte !== 32 && byte !== 9 && byte !== 13)
      return new TextDecoder().decode(chunk.subarray(start, end)).trim() === "";
  }
  return true;
}
