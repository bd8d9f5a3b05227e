import type { Context, Kind } from "../contracts/listing.js";
import type { InputFormat, ReadOptions } from "../prepare/read/input.js";
import { ConfigurationError } from "./errors.js";

/** Options of `medlint check` on what is read and how. */
export interface InputOptions {
  readonly from: InputFormat;
  readonly kind?: Kind | undefined;
  readonly context?: Context | undefined;
  readonly id?: string | undefined;
  /** Patterns of files in the folders named. */
  readonly glob?: readonly string[] | undefined;
  readonly ignore?: readonly string[] | undefined;
  /** File that says what the columns of a table mean. */
  readonly columns?: string | undefined;
  /** Folder of page adapters. */
  readonly adapters?: string | undefined;
}

/** @throws ConfigurationError MEDLINT_COLUMNS */
export async function readOptionsOf(options: InputOptions): Promise<ReadOptions> {
  const { from, kind, context, id, glob, ignore, columns } = options;
  const defaults = { ...(kind && { kind }), ...(context && { context }) };
  return { from, id, defaults, globs: glob, ignore, columns: await readColumns(columns) };
}

async function readColumns(path: string | undefined): Promise<ReadOptions["columns"]> {
  if (path === undefined) return undefined;
  const { ColumnMappingError, readColumnMapping } = await import("../prepare/read/tables/column-mapping.js");
  try {
    return await readColumnMapping(path);
  } catch (cause) {
    if (!(cause instanceof ColumnMappingError)) throw cause;
    throw new ConfigurationError("MEDLINT_COLUMNS", cause.message, { cause });
  }
}
