import type { Input, ReadOptions } from "./input.js";
import { openInput } from "./open-input.js";
import { readRawInputs } from "./read-raw.js";

/** What reading paths left aside, for the summary. */
export interface ReadTally {
  /** Files below a named folder whose name promises no format that is read, or that were to be ignored. */
  otherFiles: number;
}

/**
 * Reads paths in the order given: files, folders (their pages, texts, tables and JSON Lines, sorted by name) and `-`
 * for standard input. What cannot be read is given as an unreadable input; nothing is thrown.
 *
 * @param stdin bytes of standard input
 * @param tally counts what a folder held besides
 */
export async function* readInputs(
  paths: readonly string[],
  options: ReadOptions,
  stdin: AsyncIterable<Uint8Array>,
  tally: ReadTally = { otherFiles: 0 },
): AsyncGenerator<Input> {
  for await (const group of readRawInputs(paths, options, stdin, tally)) {
    for (const raw of group) yield await openInput(raw, options);
  }
}
