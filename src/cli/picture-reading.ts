import type { OcrEngineName, OcrPool, OcrPoolOptions } from "../contracts/ocr.js";
import type { PageReader } from "../prepare/passages.js";
import { type PicturesWhen, readInputPictures } from "../prepare/pictures/read-input-pictures.js";
import type { Input } from "../prepare/read/input.js";
import { ConfigurationError } from "./errors.js";
import type { Io } from "./io.js";

export const OCR_CHOICES = ["paddle", "tesseract", "none"] as const;
/** `--ocr`; not given: paddle where a listing has pictures beside its file. */
export type OcrChoice = (typeof OCR_CHOICES)[number];

/** What a command that reads pictures needs. */
export interface PictureReadingOptions {
  readonly ocr?: OcrChoice | undefined;
  /** Child processes. */
  readonly jobs?: number | undefined;
}

/** Starts the engine when the first picture is to be read, and ends it with the command. */
export class PictureReading {
  readonly when: PicturesWhen;
  readonly #options: PictureReadingOptions;
  readonly #io: Io;
  readonly #open: (options: OcrPoolOptions) => Promise<OcrPool>;
  #pool: Promise<OcrPool | null> | null = null;

  constructor(
    options: PictureReadingOptions,
    io: Io,
    open: ((options: OcrPoolOptions) => Promise<OcrPool>) | undefined = undefined,
  ) {
    this.#options = options;
    this.#io = io;
    this.#open = open ?? (async (asked) => (await import("../ocr/index.js")).createOcrPool(asked));
    this.when = options.ocr === undefined ? "auto" : options.ocr === "none" ? "never" : "always";
  }

  /**
   * An input with the lines of its pictures; any other is given back as it is.
   *
   * @throws ConfigurationError where the engine was asked for by name and is not installed
   */
  readInput(input: Input, loadPageReader: () => Promise<PageReader>): Promise<Input> {
    return readInputPictures(input, { when: this.when, openPool: () => this.#openPool(), loadPageReader });
  }

  async close(): Promise<void> {
    await (await this.#pool?.catch(() => null))?.close();
  }

  #openPool(): Promise<OcrPool | null> {
    this.#pool ??= this.#start();
    return this.#pool;
  }

  async #start(): Promise<OcrPool | null> {
    const { ocr, jobs } = this.#options;
    const engine: OcrEngineName = ocr === undefined || ocr === "none" ? "paddle" : ocr;
    try {
      return await this.#open({ engine, jobs });
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      if (ocr !== undefined) throw new ConfigurationError("MEDLINT_OCR", message, { cause });
      await this.#io.stderr.write(`${message}；有图片的商品标为未读全，不检查图片请加 --ocr none\n`);
      return null;
    }
  }
}
