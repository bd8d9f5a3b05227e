import { closeSync, createReadStream, openSync, readSync, type Stats, statSync } from "node:fs";
import { sep } from "node:path";
import { MAX_FILE_BYTES, MAX_FILES, SNIFF_BYTES } from "../limits.js";
import { formatByContent, formatByName } from "./detect-format.js";
import { type Input, type ReadOptions, unreadable } from "./input.js";
import { readCapped } from "./read-capped.js";
import { readDocument } from "./read-document.js";
import { readJsonl } from "./read-jsonl.js";
import { walkFolder } from "./walk-folder.js";

/** What reading paths left aside, for the summary. */
export interface ReadTally {
  /** Files below a named folder whose name promises no format that is read. */
  otherFiles: number;
}

/**
 * Reads paths in the order given: files, folders (their pages, texts and JSON Lines, sorted by name) and `-` for
 * standard input. What cannot be read is given as an unreadable input; nothing is thrown.
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
  let files = 0;
  for (const path of paths) {
    if (path === "-") {
      yield* readStdin(stdin, options);
      continue;
    }
    const stats = statOf(path);
    if (typeof stats === "string") {
      yield unreadable(toName(path), stats);
    } else if (!stats.isDirectory()) {
      yield* readFile(path, options, stats);
    } else {
      let inFolder = 0;
      for (const found of walkFolder(path)) {
        if (found.problem) {
          inFolder++;
          yield unreadable(toName(found.path), found.problem);
        } else if (formatByName(found.path) === null) {
          tally.otherFiles++;
        } else if (files++ < (options.maxFiles ?? MAX_FILES)) {
          inFolder++;
          yield* readFile(found.path, options, statOf(found.path));
        } else {
          yield unreadable(toName(path), "too-many-files");
          return;
        }
      }
      if (inFolder === 0) yield unreadable(toName(path), "folder-without-pages");
    }
  }
}

async function* readFile(path: string, options: ReadOptions, stats: Stats | string): AsyncGenerator<Input> {
  const name = toName(path);
  if (typeof stats === "string") return yield unreadable(name, stats);
  // A pipe or device named on the command line could block or never end.
  if (!stats.isFile()) return yield unreadable(name, "not-a-file");
  try {
    const format = options.from === "auto" ? (formatByName(path) ?? formatByContent(sniff(path))) : options.from;
    if (format === "jsonl") {
      yield* readJsonl(createReadStream(path, { highWaterMark: 1 << 18 }), name, options);
      return;
    }
    const bytes = stats.size > MAX_FILE_BYTES ? null : await readCapped(createReadStream(path), MAX_FILE_BYTES);
    yield bytes === null ? unreadable(name, "file-too-large") : await readDocument(bytes, format, name, options);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    yield unreadable(name, problemOf(error));
  }
}

async function* readStdin(stdin: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<Input> {
  const name = options.id ?? "stdin";
  if (options.from === "jsonl") return yield* readJsonl(stdin, name, options);
  const chunks = stdin[Symbol.asyncIterator]();
  const first = await chunks.next();
  const beginning = first.done ? new Uint8Array(0) : first.value;
  const all = prepend(beginning, chunks);
  const format = options.from === "auto" ? formatByContent(beginning.subarray(0, SNIFF_BYTES)) : options.from;
  if (format === "jsonl") return yield* readJsonl(all, name, options);
  const bytes = await readCapped(all, MAX_FILE_BYTES);
  yield bytes === null ? unreadable(name, "file-too-large") : await readDocument(bytes, format, name, options);
}

async function* prepend(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function sniff(path: string): Uint8Array {
  const buffer = Buffer.alloc(SNIFF_BYTES);
  const handle = openSync(path, "r");
  try {
    return buffer.subarray(0, readSync(handle, buffer, 0, SNIFF_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

/** The file's facts, or the code of what keeps them from us. */
function statOf(path: string): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return problemOf(error as NodeJS.ErrnoException);
  }
}

function problemOf(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return "file-missing";
  if (error.code === "EACCES" || error.code === "EPERM") return "no-permission";
  return "file-unreadable";
}

/** Paths are shown with forward slashes everywhere, so that results are the same on every system. */
function toName(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string";
}
