import type { Listing } from "../../contracts/listing.js";
import type { Note } from "../../contracts/result.js";

export const FORMATS = ["auto", "text", "html", "jsonl"] as const;
/** How the bytes of an input are read; `auto` decides by extension, then by content. */
export type InputFormat = (typeof FORMATS)[number];

/** One thing that was asked for: a listing, or the reason why it could not be read (`listing` null). */
export interface Input {
  readonly listing: Listing | null;
  /** What the result is called where there is no listing: the path; null for a line. */
  readonly name: string | null;
  readonly source: string;
  /** Line of the JSON Lines file, from 1. */
  readonly line?: number | undefined;
  readonly notes: readonly Note[];
}

/** What the caller knows about all listings of the command. */
export interface ReadOptions {
  readonly from: InputFormat;
  /** Added to listings that don't say it themselves. */
  readonly defaults?: Pick<Listing, "kind" | "context"> | undefined;
  /** Id of a text, of a page, or of standard input. */
  readonly id?: string | undefined;
  /** Files taken from folders. Default: `MAX_FILES`. */
  readonly maxFiles?: number | undefined;
}

/** An input that could not be read: answered as incomplete, never passed over. */
export function unreadable(source: string, code: string, line?: number): Input {
  const where = line === undefined ? source : `${source}:${line}`;
  const name = line === undefined ? source : null;
  return { listing: null, name, source, line, notes: [{ code, where }] };
}
