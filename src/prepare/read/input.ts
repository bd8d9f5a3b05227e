import type { Listing } from "../../contracts/listing.js";
import type { Note } from "../../contracts/result.js";
import type { ReadPage } from "../passages.js";
import type { PicturesRead } from "../pictures/read-pictures.js";
import type { ColumnMapping } from "./tables/column-mapping.js";

export const FORMATS = [
  "auto",
  "text",
  "html",
  "jsonl",
  "csv",
  "xlsx",
  "docx",
  "markdown",
  "srt",
  "vtt",
  "image",
] as const;
/** How the bytes of an input are read; `auto` decides by extension, then by content. */
export type InputFormat = (typeof FORMATS)[number];
/** A file that is one listing. */
export type DocumentFormat = "text" | "html" | "docx" | "markdown" | "srt" | "vtt";

/** One thing that was asked for: a listing, or the reason why it could not be read (`listing` null). */
export interface Input {
  readonly listing: Listing | null;
  /** What the result is called where there is no listing: the path; null for a line. */
  readonly name: string | null;
  readonly source: string;
  /** Line of the JSON Lines file or row of the table, from 1. */
  readonly line?: number | undefined;
  readonly notes: readonly Note[];
  /** Passages of a document that is no page but has places of its own in its source. */
  readonly document?: ReadPage | undefined;
  /** Folder of the file, where there is one: pictures are looked for beside it. */
  readonly folder?: string | undefined;
  /** What reading the listing's pictures came to, where that was done. */
  readonly pictures?: PicturesRead | undefined;
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
  /** Patterns of the files taken from folders, relative to them. Default: by extension. */
  readonly globs?: readonly string[] | undefined;
  /** Patterns of files and folders that are passed over, besides those of `.medlintignore`. */
  readonly ignore?: readonly string[] | undefined;
  /** What the columns of a table mean. Default: by their names. */
  readonly columns?: ColumnMapping | undefined;
  /** Bytes of one line. Default: `MAX_LINE_BYTES`. */
  readonly maxLineBytes?: number | undefined;
}

/** An input that could not be read: answered as incomplete, never passed over. */
export function unreadable(source: string, code: string, line?: number): Input {
  const where = line === undefined ? source : `${source}:${line}`;
  const name = line === undefined ? source : null;
  return { listing: null, name, source, line, notes: [{ code, where }] };
}
