import { MAX_LINE_BYTES } from "../limits.js";
import type { Input, ReadOptions } from "./input.js";
import { openInput } from "./open-input.js";
import type { RawInput } from "./raw-input.js";
import { splitLineGroups } from "./split-lines.js";

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
  for await (const group of splitLineGroups(chunks, maxLineBytes)) {
    const raws: RawInput[] = [];
    for (const { number, bytes } of group) {
      if (bytes === null) raws.push({ kind: "unread", source, code: "line-too-long", line: number });
      else if (!isBlank(bytes)) raws.push({ kind: "line", source, folder, line: number, bytes });
    }
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

function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte === OPENING_BRACE) return false;
    if (byte !== 32 && byte !== 9 && byte !== 13) return new TextDecoder().decode(bytes).trim() === "";
  }
  return true;
}
