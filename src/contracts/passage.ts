import type { Author, Context } from "./listing.js";

export const ZONES = [
  "title",
  "heading",
  "body",
  "table",
  "attribute",
  "alt",
  "meta",
  "json-ld",
  "state",
  "hidden",
  "picture",
  "review",
  "transcript",
  "text",
] as const;
/** Where on the page a passage stands. `hidden` is text that a visitor does not see. */
export type Zone = (typeof ZONES)[number];

/**
 * Where each unit of a passage came from in the decoded document: a flat list of runs
 * `[textStart, sourceStart, sourceLength, …]`, ordered by `textStart`, each run reaching to the next run's `textStart`.
 * A run as long in the source as in the text maps unit by unit; any other run (an entity, an attribute) maps as a whole.
 */
export type SourceMap = readonly number[];

/** The picture a passage was read from: index into `listing.images` and, per line, the text span and its box. */
export interface PassageImage {
  readonly index: number;
  readonly lines: readonly {
    readonly start: number;
    readonly end: number;
    readonly box: readonly [number, number, number, number] | null;
  }[];
}

/** A piece of a listing's text with its place and author. Offsets are UTF-16 units of `text`. */
export interface Passage {
  readonly zone: Zone;
  /** JSON field the text came from (`title`, `text`, `attributes.适用范围`); `text` for HTML and pictures. */
  readonly field: string;
  readonly text: string;
  readonly context: Context;
  /** True where the caller declared the context; false where it is only presumed. */
  readonly declared: boolean;
  readonly author: Author;
  /** Name of the attribute or table row that this text is the value of. */
  readonly label: string | null;
  /** Not shown to a visitor (`hidden`, `display:none`, …). */
  readonly hidden: boolean;
  readonly source: SourceMap | null;
  readonly image: PassageImage | null;
}
