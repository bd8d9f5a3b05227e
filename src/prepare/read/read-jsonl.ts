import { MAX_LINE_BYTES } from "../limits.js";
import { type Input, type ReadOptions, unreadable } from "./input.js";
import { splitLines } from "./split-lines.js";

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
  const { parseListing } = await import("../parse-listing.js");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let lines = 0;
  for await (const { number, bytes } of splitLines(chunks, maxLineBytes)) {
    if (bytes === null) {
      lines++;
      yield unreadable(source, "line-too-long", number);
      continue;
    }
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      lines++;
      yield unreadable(source, "line-not-utf8", number);
      continue;
    }
    if (text.trim() === "") continue;
    lines++;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      yield unreadable(source, "line-not-json", number);
      continue;
    }
    const { listing, notes } = parseListing(value);
    if (listing === null) {
      yield { ...unreadable(source, "line-not-a-listing", number), notes };
      continue;
    }
    const isNamed = listing.id !== undefined || listing.url !== undefined;
    yield {
      listing: { ...options.defaults, ...definedOnly(listing) },
      name: listing.id ?? listing.url ?? null,
      source,
      line: number,
      notes: isNamed ? notes : [...notes, { code: "id-missing", where: `${source}:${number}` }],
    };
  }
  if (lines === 0) yield unreadable(source, "empty-file");
}

function definedOnly<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
