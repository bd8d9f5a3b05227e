import type { TableForm } from "../document.js";
import { cellText } from "./cell-text.js";

/** What stands in a table without rows: that there was nothing to record, not that something was left out. */
export const NO_ROWS = "本期间无记录";

/** One format of a table, written row by row; the texts are those of the form's columns. */
export interface TableWriter {
  row(texts: readonly string[]): void;
  /** One line across all columns instead of rows. */
  none(text: string): void;
  /** Waits until what was written is packed, so that a long table does not pile up. */
  drained?(): Promise<void>;
  /** The whole file. */
  finish(): Promise<Buffer> | Buffer;
}

const ROWS_A_BREATH = 500;

/** Writes a table in several formats at once: each cell is built once, no row is held. */
export async function writeTable<Row>(form: TableForm<Row>, writers: readonly TableWriter[]): Promise<Buffer[]> {
  let sinceBreath = 0;
  let isEmpty = true;
  for (const row of form.rows) {
    isEmpty = false;
    const texts = form.columns.map(({ cell }) => cellText(cell(row)));
    for (const writer of writers) writer.row(texts);
    if (++sinceBreath < ROWS_A_BREATH) continue;
    sinceBreath = 0;
    for (const writer of writers) await writer.drained?.();
  }
  if (isEmpty) for (const writer of writers) writer.none(NO_ROWS);
  const files: Buffer[] = [];
  for (const writer of writers) files.push(await writer.finish());
  return files;
}
