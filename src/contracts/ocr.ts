/** What reading the words of one picture gives. All places are pixels of the picture as it is displayed. */
import type { Note } from "./result.js";

export const OCR_ENGINES = ["paddle", "tesseract"] as const;
/** `paddle` is PP-OCR on ONNX, the default; `tesseract` is lighter and reads less. */
export type OcrEngineName = (typeof OCR_ENGINES)[number];

/** One line of text as it stands in the picture. */
export interface ReadLine {
  readonly text: string;
  /** `[x, y, width, height]`, upright, in whole pixels of the displayed picture (EXIF orientation applied). */
  readonly box: readonly [number, number, number, number];
  /** Mean over the characters, 0 to 1. */
  readonly confidence: number;
  /** Degrees clockwise by which the line is turned, -180 to 180; absent where it is level. */
  readonly angle?: number | undefined;
  /** A column of upright characters, read from top to bottom; absent for horizontal lines. */
  readonly vertical?: true | undefined;
  /** The four corners as `[x, y]` in reading direction, from where the line begins; absent where the box says all. */
  readonly corners?: readonly (readonly [number, number])[] | undefined;
  /** Contrast of the letters to what is behind them, 1 to 21 (WCAG 2.2); absent where the engine does not measure it. */
  readonly contrast?: number | undefined;
  /** Frame of an animation, from 0; absent for the first. */
  readonly frame?: number | undefined;
}

/**
 * The words of one picture, in reading order.
 *
 * `read` with a note that `isLoss` (a damaged part, frames left out) is a picture read in part. `failed` could not be
 * read (damaged, no picture, time limit, crash); `skipped` is over a limit or of a kind that is not read.
 */
export interface PictureReading {
  readonly status: "read" | "failed" | "skipped";
  /** Of the displayed picture; 0 where unknown. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly ReadLine[];
  /** `where` is empty: the caller knows which picture it is. */
  readonly notes: readonly Note[];
}

/** Reads pictures, one at a time, in the process it lives in. */
export interface OcrEngine {
  /** Engine, model and version of the pipeline; equal names give equal readings. */
  readonly name: string;
  read(bytes: Uint8Array): Promise<PictureReading>;
  close(): Promise<void>;
}

/** Options of `createOcrPool`. */
export interface OcrPoolOptions {
  readonly engine?: OcrEngineName | undefined;
  /** Child processes. Default: half of the processors, at least 1, at most 4. */
  readonly jobs?: number | undefined;
  /** Milliseconds for one picture; then its child is killed and replaced. Default: `MAX_PICTURE_MS`. */
  readonly timeLimitMs?: number | undefined;
  /** Folder where readings are kept between runs; none by default. */
  readonly cacheFolder?: string | undefined;
}

/** What a picture is given as; a function is called when its turn comes, so that waiting pictures take no memory. */
export type PictureSource = Uint8Array | (() => Promise<Uint8Array>);

/** Supervised child processes that read pictures. */
export interface OcrPool {
  /** As `OcrEngine.name`. */
  readonly name: string;
  /** Never rejects for what the picture holds or does: see `PictureReading.status`. */
  read(source: PictureSource): Promise<PictureReading>;
  close(): Promise<void>;
}
