import { closeSync, createReadStream, openSync, readSync, type Stats, statSync } from "node:fs";
import { basename, dirname, sep } from "node:path";
import { MAX_FILE_BYTES, MAX_FILES, SNIFF_BYTES } from "../limits.js";
import { formatByContent, formatByName, isPictureName } from "./detect-format.js";
import { isSystemError, problemOf } from "./file-problem.js";
import type { ReadOptions } from "./input.js";
import type { RawInput } from "./raw-input.js";
import { readCapped } from "./read-capped.js";
import type { ReadTally } from "./read-inputs.js";
import { readRawLines } from "./read-jsonl.js";
import { walkFolder } from "./walk-folder.js";

type RawGroups = AsyncGenerator<readonly RawInput[]>;

const unread = (source: string, code: string): readonly RawInput[] => [{ kind: "unread", source, code }];

/**
 * Reads paths in the order given, as far as one thread must: folders are walked, JSON Lines and tables are cut into
 * rows; files that are one listing are only named. What cannot be read is given as unread; nothing is thrown.
 *
 * @returns groups of inputs, so that short ones do not cost an asynchronous step each
 */
export async function* readRawInputs(
  paths: readonly string[],
  options: ReadOptions,
  stdin: AsyncIterable<Uint8Array>,
  tally: ReadTally,
): RawGroups {
  let files = 0;
  for (const path of paths) {
    if (path === "-") {
      yield* readStdin(stdin, options);
      continue;
    }
    const stats = statOf(path);
    if (typeof stats === "string") {
      yield unread(toName(path), stats);
    } else if (!stats.isDirectory()) {
      yield* readFile(path, options, stats);
    } else {
      const isWanted = await selection(path, options);
      let inFolder = 0;
      for (const found of walkFolder(path)) {
        if (found.problem) {
          inFolder++;
          yield unread(toName(found.path), found.problem);
        } else if (!isWanted(found.path)) {
          tally.otherFiles++;
        } else if (files++ < (options.maxFiles ?? MAX_FILES)) {
          inFolder++;
          yield* readFile(found.path, options, statOf(found.path));
        } else {
          yield unread(toName(path), "too-many-files");
          return;
        }
      }
      if (inFolder === 0) yield unread(toName(path), "folder-without-pages");
    }
  }
}

/** Which files of a folder are read: those whose name promises a format, or those that the patterns name. */
async function selection(folder: string, { from, globs, ignore }: ReadOptions): Promise<(path: string) => boolean> {
  const { readIgnoreFile } = await import("./ignore-file.js");
  const ignored = [...(ignore ?? []), ...readIgnoreFile(folder)];
  const isKnown = from === "image" ? isPictureName : (path: string) => formatByName(path) !== null;
  if (globs === undefined && ignored.length === 0) return isKnown;
  const { selectFiles } = await import("./select-files.js");
  const chosen = await selectFiles(folder, globs ?? ["**/*"], ignored);
  return (path) => chosen.has(path) && (globs !== undefined || isKnown(path));
}

async function* readFile(path: string, options: ReadOptions, stats: Stats | string): RawGroups {
  const name = toName(path);
  if (typeof stats === "string") return yield unread(name, stats);
  // A pipe or device named on the command line could block or never end.
  if (!stats.isFile()) return yield unread(name, "not-a-file");
  try {
    const format = options.from === "auto" ? formatOf(path) : options.from;
    if (format === "image") {
      yield [{ kind: "picture", source: name, folder: dirname(path), src: `./${basename(path)}` }];
    } else if (format === "jsonl") {
      const chunks = createReadStream(path, { highWaterMark: 1 << 18 });
      yield* readRawLines(chunks, name, { maxLineBytes: options.maxLineBytes, folder: dirname(path) });
    } else if (format === "csv" || format === "xlsx") {
      const { readTable } = await import("./tables/read-table.js");
      yield* readTable({ format, name, path, bytes: () => createReadStream(path) }, options);
    } else if (stats.size > MAX_FILE_BYTES) {
      yield unread(name, "file-too-large");
    } else {
      yield [{ kind: "file", source: name, path, format, size: stats.size }];
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    yield unread(name, problemOf(error));
  }
}

function formatOf(path: string): Exclude<ReadOptions["from"], "auto"> {
  if (isPictureName(path)) return "image";
  return formatByName(path) ?? formatByContent(sniff(path));
}

async function* readStdin(stdin: AsyncIterable<Uint8Array>, options: ReadOptions): RawGroups {
  const name = options.id ?? "stdin";
  if (options.from === "jsonl") return yield* readRawLines(stdin, name, options);
  const chunks = stdin[Symbol.asyncIterator]();
  const first = await chunks.next();
  const beginning = first.done ? new Uint8Array(0) : first.value;
  const all = prepend(beginning, chunks);
  const format = options.from === "auto" ? formatByContent(beginning.subarray(0, SNIFF_BYTES)) : options.from;
  if (format === "jsonl") return yield* readRawLines(all, name, options);
  if (format === "csv" || format === "xlsx") {
    const { readTable } = await import("./tables/read-table.js");
    return yield* readTable({ format, name, path: null, bytes: () => all }, options);
  }
  const bytes = await readCapped(all, MAX_FILE_BYTES);
  if (bytes === null) return yield unread(name, "file-too-large");
  if (format !== "image") return yield [{ kind: "document", source: name, format, bytes }];
  const src = `data:application/octet-stream;base64,${Buffer.from(bytes).toString("base64")}`;
  yield [{ kind: "picture", source: name, src }];
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

/** Paths are shown with forward slashes everywhere, so that results are the same on every system. */
function toName(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}
