import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, extname, join } from "node:path";
import type { OcrEngineName, OcrPool, OcrPoolOptions, PictureReading } from "../../contracts/ocr.js";
import { annotatedSvg } from "../../ocr/annotated-svg.js";
import { createOcrPool, OcrUnavailableError } from "../../ocr/index.js";
import { MAX_PICTURE_BYTES } from "../../ocr/limits.js";
import { OCR_NOTES } from "../../ocr/notes.js";
import { problemOf } from "../../prepare/read/file-problem.js";
import { walkFolder } from "../../prepare/read/walk-folder.js";
import { neutralise } from "../../report/neutralise.js";
import { describeNote } from "../../report/wording.js";
import { ConfigurationError, describeSystemError, UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io, Output } from "../io.js";
import { OutputFile } from "../output-file.js";
import { Progress } from "../progress.js";

/** Options of `medlint ocr`, parsed. */
export interface OcrOptions {
  readonly format: "text" | "jsonl" | "annotated";
  readonly ocr: OcrEngineName;
  readonly jobs?: number | undefined;
  readonly cache?: string | undefined;
  readonly output?: string | undefined;
  readonly quiet?: boolean | undefined;
}

/** A picture by its path, read, or what kept it from being read. */
interface Answer {
  readonly path: string;
  readonly reading: PictureReading;
  /** Kept only where the picture itself is drawn. */
  readonly bytes: Uint8Array | null;
}

/** Extensions by which a folder's pictures are chosen; what a file is, its bytes tell. */
const EXTENSIONS = new Set([".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp"]);
/** Pictures handed out ahead of the one that is printed next, for each child. */
const AHEAD = 4;

/**
 * Reads the words on pictures and prints them, in input order.
 *
 * @returns 3 where anything asked for could not be read, else 0
 * @throws CliError where options, engine or output cannot be used
 */
export async function ocr(
  paths: readonly string[],
  options: OcrOptions,
  io: Io,
  open: (options: OcrPoolOptions) => Promise<OcrPool> = createOcrPool,
): Promise<number> {
  if (options.format === "annotated" && options.output === undefined) {
    throw new UsageError("--format annotated 需要用 --output 指定存放标注图的文件夹");
  }
  const files = await listPictures(paths);
  const jobs = options.jobs ?? availableParallelism();
  const pool = await openPool(open, { engine: options.ocr, jobs, cacheFolder: options.cache });
  try {
    const folder = options.format === "annotated" ? (options.output ?? "") : null;
    if (folder !== null) await makeFolder(folder);
    const file = folder === null && options.output !== undefined ? await OutputFile.open(options.output) : null;
    try {
      const lost = await readAll(files, pool, jobs * AHEAD, { options, io, output: file ?? io.stdout, folder });
      if (file !== null && io.signal.aborted) await file.discard();
      else await file?.commit();
      return lost > 0 || io.signal.aborted ? EXIT.unread : EXIT.ok;
    } catch (error) {
      await file?.discard();
      throw error;
    }
  } finally {
    await pool.close();
  }
}

interface Printing {
  readonly options: OcrOptions;
  readonly io: Io;
  readonly output: Output;
  /** Where annotated pictures go; null for the other formats. */
  readonly folder: string | null;
}

/** @returns how many pictures were not read, or not wholly */
async function readAll(files: readonly string[], pool: OcrPool, ahead: number, printing: Printing): Promise<number> {
  const { io, options } = printing;
  const progress = new Progress(io.stderr, "正在识别", !options.quiet);
  const names = new Set<string>();
  const pending: Promise<Answer>[] = [];
  let started = 0;
  let lost = 0;
  for (let done = 0; done < files.length && !io.signal.aborted; done++) {
    for (; started < files.length && pending.length < ahead; started++) {
      pending.push(readOne(files[started] as string, pool, printing.folder !== null));
    }
    const answer = await (pending.shift() as Promise<Answer>);
    await progress.clear();
    if (answer.reading.notes.length > 0 || answer.reading.status !== "read") lost++;
    for (const { code } of answer.reading.notes) {
      const sentence = OCR_NOTES[code] ?? describeNote({ code, where: "" }).slice(1);
      await io.stderr.write(`${neutralise(answer.path)}：${sentence}\n`);
    }
    await print(answer, names, files.length, printing);
    await progress.update(done + 1, files.length, "张");
  }
  await progress.clear();
  // What was handed out already ends with the pool; nobody waits for it.
  for (const answer of pending) answer.catch(() => {});
  return lost;
}

async function readOne(path: string, pool: OcrPool, isDrawn: boolean): Promise<Answer> {
  let bytes: Uint8Array | null = null;
  try {
    const found = await stat(path);
    // A pipe may never end, a device never does.
    if (!found.isFile()) return { path, reading: unread("image-not-a-file"), bytes };
    const { size } = found;
    if (size > MAX_PICTURE_BYTES) return { path, reading: unread("image-too-many-bytes"), bytes };
    const reading = await pool.read(async () => {
      const read = await readFile(path);
      if (isDrawn) bytes = read;
      return read;
    });
    return { path, reading, bytes };
  } catch (error) {
    return { path, reading: unread(problemOf(error as NodeJS.ErrnoException)), bytes };
  }
}

function unread(code: string): PictureReading {
  return { status: "failed", width: 0, height: 0, lines: [], notes: [{ code, where: "" }] };
}

async function print({ path, reading, bytes }: Answer, names: Set<string>, count: number, to: Printing): Promise<void> {
  const { width, height, lines, status, notes } = reading;
  if (to.folder !== null) {
    if (bytes === null || status !== "read") return;
    const target = join(to.folder, `${freeName(basename(path), names)}.svg`);
    await writeFile(target, annotatedSvg(bytes, reading)).catch((cause: unknown) => {
      const message = `无法写入标注图 ${target}：${describeSystemError(cause)}。请换一个可写的文件夹`;
      throw new ConfigurationError("MEDLINT_OUTPUT", message, { cause });
    });
    await to.output.write(`${neutralise(target)}\n`);
  } else if (to.options.format === "jsonl") {
    const codes = notes.length === 0 ? {} : { notes: notes.map(({ code }) => code) };
    await to.output.write(
      `${JSON.stringify({ file: path, width, height, lines, ...(status !== "read" && { status }), ...codes })}\n`,
    );
  } else {
    if (count > 1) await to.output.write(`── ${neutralise(path)}\n`);
    for (const line of lines) await to.output.write(`${neutralise(line.text)}\n`);
  }
}

/** Pictures of the same name from different folders do not overwrite one another. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}

async function listPictures(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) files.push(path);
    else for (const found of walkFolder(path)) if (isPicture(found.path)) files.push(found.path);
  }
  if (files.length === 0) throw new UsageError("指定的文件夹中没有图片（.jpg、.png、.webp、.gif、.avif、.bmp）");
  return files;
}

function isPicture(path: string): boolean {
  return EXTENSIONS.has(extname(path).toLowerCase());
}

async function openPool(
  open: (options: OcrPoolOptions) => Promise<OcrPool>,
  options: OcrPoolOptions,
): Promise<OcrPool> {
  try {
    return await open(options);
  } catch (cause) {
    if (cause instanceof OcrUnavailableError)
      throw new ConfigurationError("MEDLINT_OCR_UNAVAILABLE", cause.message, { cause });
    const message = `无法使用 --cache 指定的文件夹 ${options.cacheFolder ?? ""}：${describeSystemError(cause)}`;
    throw new ConfigurationError("MEDLINT_OCR_CACHE", message, { cause });
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const message = `无法建立 --output 指定的文件夹 ${folder}：${describeSystemError(cause)}`;
    throw new ConfigurationError("MEDLINT_OUTPUT", message, { cause });
  }
}
