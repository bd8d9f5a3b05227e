import type { JsonLine } from "./json-line.js";

/** Why a row was not taken, as a Chinese phrase. */
export class RejectedRow {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Fields of a row by the names of the source. */
export type Fields = Readonly<Record<string, unknown>>;

/** A row of an import file. Blank rows are none. */
export interface SourceRow {
  /** From 1: the line of the file, or the row of the sheet. */
  readonly line: number;
  /** Entry of an archive, or sheet; absent where the file has but one. */
  readonly part?: string | undefined;
  readonly fields: Fields | RejectedRow;
}

/** A row of any format: one of JSON Lines is read by whoever needs it. */
export type UnreadRow = Omit<SourceRow, "fields"> & { readonly fields: Fields | RejectedRow | JsonLine };

/** Rows in the order of the file, some at a time; memory is bounded by the caps of the reader. */
export type RowStream<Row = SourceRow> = AsyncGenerator<readonly Row[], void, void>;

/** What every reader is told. */
export interface ReadOptions {
  /** Rows at the beginning that are passed over: an earlier run has them. */
  readonly skip: number;
  readonly maxLineBytes: number;
  /** Told once, when the encoding of a text is known. */
  readonly onEncoding?: ((encoding: string) => void) | undefined;
}
