import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Listing } from "../../contracts/listing.js";
import type { ParsedListing } from "../parse-listing.js";
import { isSystemError, problemOf } from "./file-problem.js";
import { type Input, type ReadOptions, unreadable } from "./input.js";
import type { RawInput } from "./raw-input.js";
import { readDocument } from "./read-document.js";

type Options = Pick<ReadOptions, "defaults" | "id">;

let parse: ((value: unknown) => ParsedListing) | null = null;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes and checks one raw input. The same raw input gives the same `Input` in any thread; nothing is thrown for what
 * the bytes hold.
 *
 * @example
 * (await openInput({ kind: "line", source: "a.jsonl", line: 1, bytes: Buffer.from('{"id":"1"}') }, {})).listing?.id; // → "1"
 */
export async function openInput(raw: RawInput, options: Options): Promise<Input> {
  switch (raw.kind) {
    case "unread":
      return unreadable(raw.source, raw.code, raw.line);
    case "line":
      return inFolder(await openLine(raw, options), raw.folder);
    case "row": {
      const notes = raw.unread.map((column) => ({
        code: "cell-unreadable",
        where: `${raw.source}:${raw.line}:${column}`,
      }));
      const input = inFolder(await openValue(raw.value, raw.source, raw.line, options), raw.folder);
      return notes.length === 0 ? input : { ...input, notes: [...input.notes, ...notes] };
    }
    case "picture": {
      const listing = {
        ...options.defaults,
        id: options.id ?? raw.source,
        images: [{ src: raw.src }],
        complete: false,
      };
      return inFolder({ listing, name: raw.source, source: raw.source, notes: [] }, raw.folder);
    }
    case "document":
      return readDocument(raw.bytes, raw.format, raw.source, options);
    case "file":
      try {
        return inFolder(await readDocument(readFileSync(raw.path), raw.format, raw.source, options), dirname(raw.path));
      } catch (error) {
        if (!isSystemError(error)) throw error;
        return unreadable(raw.source, problemOf(error));
      }
  }
}

function openLine(
  { source, line, bytes }: RawInput & { readonly kind: "line" },
  options: Options,
): Input | Promise<Input> {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return unreadable(source, "line-not-utf8", line);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable(source, "line-not-json", line);
  }
  return openValue(value, source, line, options);
}

async function openValue(value: unknown, source: string, line: number, options: Options): Promise<Input> {
  parse ??= (await import("../parse-listing.js")).parseListing;
  const { listing, notes } = parse(value);
  if (listing === null) {
    // A value that is no object has no place of its own: the line is named.
    const [first] = notes;
    return { ...unreadable(source, "line-not-a-listing", line), ...(first?.code === "not-a-listing" ? {} : { notes }) };
  }
  const isNamed = listing.id !== undefined || listing.url !== undefined;
  return {
    listing: { ...options.defaults, ...definedOnly(listing) },
    name: listing.id ?? listing.url ?? null,
    source,
    line,
    notes: isNamed ? notes : [...notes, { code: "id-missing", where: `${source}:${line}` }],
  };
}

function inFolder(input: Input, folder: string | undefined): Input {
  return folder === undefined || input.listing === null ? input : { ...input, folder };
}

function definedOnly(value: Listing): Listing {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Listing;
}
