import type { DocumentFormat } from "./input.js";

/**
 * One input before it is decoded and checked: what the reader hands on, to this thread or to a worker. Plain data; every
 * one becomes exactly one `Input` by `openInput`.
 */
export type RawInput =
  | {
      readonly kind: "line";
      readonly source: string;
      /** Folder of the file; absent for standard input. */
      readonly folder?: string | undefined;
      readonly line: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: "row";
      readonly source: string;
      /** Folder of the file; absent for standard input. */
      readonly folder?: string | undefined;
      readonly line: number;
      /** A listing as JSON would give it. */
      readonly value: unknown;
      /** Columns whose cells could not be read. */
      readonly unread: readonly string[];
      /** UTF-16 units of all cells. */
      readonly size: number;
    }
  | {
      readonly kind: "file";
      readonly source: string;
      readonly path: string;
      readonly format: DocumentFormat;
      readonly size: number;
    }
  | {
      readonly kind: "document";
      readonly source: string;
      readonly format: DocumentFormat;
      readonly bytes: Uint8Array;
    }
  | {
      /** A picture that is a listing by itself. */
      readonly kind: "picture";
      readonly source: string;
      /** Folder of the file; absent for standard input. */
      readonly folder?: string | undefined;
      /** Name within the folder, or the picture itself as `data:`. */
      readonly src: string;
    }
  | {
      readonly kind: "unread";
      readonly source: string;
      readonly code: string;
      readonly line?: number | undefined;
    };

/** A line where it stands in what was read: a view of its bytes is made when it is asked for, which is once at most. */
export class RawLine {
  readonly kind = "line";
  readonly source: string;
  readonly folder: string | undefined;
  readonly line: number;
  readonly #chunk: Uint8Array;
  readonly #start: number;
  readonly #end: number;

  constructor(
    { source, folder }: { readonly source: string; readonly folder?: string | undefined },
    line: number,
    chunk: Uint8Array,
    start: number,
    end: number,
  ) {
    this.source = source;
    this.folder = folder;
    this.line = line;
    this.#chunk = chunk;
    this.#start = start;
    this.#end = end;
  }

  get chunk(): Uint8Array {
    return this.#chunk;
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#end;
  }

  get bytes(): Uint8Array {
    return this.#chunk.subarray(this.#start, this.#end);
  }
}

/** Bytes that an input weighs, for filling batches. */
export function sizeOf(raw: RawInput): number {
  if (raw instanceof RawLine) return raw.end - raw.start;
  if (raw.kind === "line" || raw.kind === "document") return raw.bytes.length;
  if (raw.kind === "picture") return raw.src.length;
  return raw.kind === "unread" ? 0 : raw.size;
}
