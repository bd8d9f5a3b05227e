import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Listing } from "../../contracts/listing.js";
import type { ParsedListing } from "../parse-listing.js";
import { isSystemError, problemOf } from "./file-problem.js";
import { type Input, type ReadOptions, unreadable } from "./input.js";
import type { RawInput } from "./raw-input.js";
import { readDocument } from "./read-document.js";

type Options = Pick<ReadOptions, "defaults" | "id">;

let parse: Parse | null = null;
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
    case "row":
      parse ??= (await import("../parse-listing.js")).parseListing;
      return openWith(parse, raw, options);
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

type Parse = (value: unknown) => ParsedListing;
/** What is read already: nothing must be waited for. */
type ReadInput = RawInput & { readonly kind: "unread" | "line" | "row" };

/**
 * As `openInput`, without a promise, for inputs of which there are millions.
 *
 * @returns null where something must be loaded or read first
 */
export function openAtOnce(raw: RawInput, options: Options): Input | null {
  if (parse === null) return null;
  return raw.kind === "line" || raw.kind === "row" || raw.kind === "unread" ? openWith(parse, raw, options) : null;
}

function openWith(read: Parse, raw: ReadInput, options: Options): Input {
  if (raw.kind === "unread") return unreadable(raw.source, raw.code, raw.line);
  if (raw.kind === "line") return openLine(read, raw, options);
  const unread = raw.unread.map((column) => ({
    code: "cell-unreadable",
    where: `${raw.source}:${raw.line}:${column}`,
  }));
  const input = openValue(read, raw.value, raw, options);
  return unread.length === 0 ? input : { ...input, notes: [...input.notes, ...unread] };
}

function openLine(read: Parse, raw: RawInput & { readonly kind: "line" }, options: Options): Input {
  const { source, line } = raw;
  let text: string;
  try {
    text = utf8.decode(raw.bytes);
  } catch {
    return unreadable(source, "line-not-utf8", line);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable(source, "line-not-json", line);
  }
  return openValue(read, value, raw, options);
}

function openValue(
  read: Parse,
  value: unknown,
  { source, line, folder }: RawInput & { readonly kind: "line" | "row" },
  options: Options,
): Input {
  const { listing, notes } = read(value);
  if (listing === null) {
    // A value that is no object has no place of its own: the line is named.
    const [first] = notes;
    return { ...unreadable(source, "line-not-a-listing", line), ...(first?.code === "not-a-listing" ? {} : { notes }) };
  }
  const name = listing.id ?? listing.url ?? null;
  return {
    // A spread copy to which fields are added costs microseconds: see `prepareListing`.
    listing: Object.assign({}, options.defaults, definedOnly(listing)),
    name,
    source,
    line,
    notes: name !== null ? notes : [...notes, { code: "id-missing", where: `${source}:${line}` }],
    ...(folder !== undefined && { folder }),
  };
}

function inFolder(input: Input, folder: string | undefined): Input {
  return folder === undefined || input.listing === null ? input : { ...input, folder };
}

function definedOnly(value: Listing): Listing {
  if (!Object.values(value).includes(undefined)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Listing;
}
