import type { OcrEngine, OcrEngineName, PictureReading, ReadLine } from "../contracts/ocr.js";
import type { Note } from "../contracts/result.js";
import { type OpenPicture, openPicture, PictureRefusal } from "./image/open-picture.js";
import { hashPixels, type Pixels } from "./image/pixels.js";
import type { SharpModule } from "./image/sharp-module.js";
import { cutSegment, mergeSegments, placeLines, planSegments } from "./layout/segments.js";
import type { SegmentRange } from "./pool/protocol.js";

/** What an engine does with decoded pixels. */
export interface FrameReader {
  /** Lines in reading order; `codes` of notes where not all was read. */
  readFrame(pixels: Pixels): Promise<{ readonly lines: readonly ReadLine[]; readonly codes: readonly string[] }>;
  close(): Promise<void>;
}

/** What whoever asked for a picture may say while it is read. */
export interface ReadHooks {
  /** A reading already known for these pixels, or null. */
  readonly known?: (pixelHash: string) => Promise<PictureReading | null>;
  /** Which of a long picture's segments are to be read here; the others are read elsewhere. */
  readonly share?: (segments: number) => Promise<SegmentRange>;
}

/** Engine and decoder together: bytes in, lines out. Lives in a child process. */
export class PictureEngine implements OcrEngine {
  readonly name: string;
  readonly #reader: FrameReader;
  readonly #sharp: SharpModule;

  private constructor(name: string, reader: FrameReader, sharp: SharpModule) {
    this.name = name;
    this.#reader = reader;
    this.#sharp = sharp;
  }

  /** @throws where the optional packages of the engine are not installed */
  static async load(engine: OcrEngineName): Promise<PictureEngine> {
    const { default: sharp } = await import("sharp");
    // One picture at a time, one thread: the processors are shared out among the children.
    sharp.concurrency(1);
    sharp.cache(false);
    return new PictureEngine(await engineName(engine), await loadReader(engine), sharp);
  }

  async read(bytes: Uint8Array, { known, share }: ReadHooks = {}): Promise<PictureReading> {
    let picture: OpenPicture;
    try {
      picture = await openPicture(bytes, this.#sharp);
    } catch (error) {
      if (!(error instanceof PictureRefusal)) throw error;
      const { status, code, width, height } = error;
      return { status, width, height, lines: [], notes: [{ code, where: "" }] };
    }
    // What was decoded in part is neither taken from another file with these pixels nor kept for one.
    const isWhole = picture.notes.length === 0;
    const hash = () => hashPixels(picture.frames.map((frame) => frame.pixels));
    const kept = isWhole && known !== undefined ? await known(hash()) : null;
    return kept ?? this.#readFrames(picture, share);
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  async #readFrames({ frames, notes }: OpenPicture, share: ReadHooks["share"]): Promise<PictureReading> {
    const lines: ReadLine[] = [];
    const codes = new Set<string>();
    for (const { index, pixels } of frames) {
      const segments = planSegments(pixels);
      const range = frames.length === 1 && segments.length > 1 ? await share?.(segments.length) : undefined;
      const frame: ReadLine[] = [];
      for (const segment of segments.slice(range?.from, range?.to)) {
        const part = await this.#reader.readFrame(cutSegment(pixels, segment));
        for (const code of part.codes) codes.add(code);
        frame.push(...placeLines(part.lines, segment));
      }
      for (const line of segments.length > 1 ? mergeSegments(frame) : frame) {
        // What stands still through an animation is said once.
        if (!lines.some((other) => isSame(other, line))) lines.push(index === 0 ? line : { ...line, frame: index });
      }
    }
    const { width = 0, height = 0 } = frames[0]?.pixels ?? {};
    const all: Note[] = [...notes, ...[...codes].map((code) => ({ code, where: "" }))];
    return { status: "read", width, height, lines, notes: all };
  }
}

/** Two frames' line of the same words in the same place, a pixel or two apart. */
function isSame(one: ReadLine, other: ReadLine): boolean {
  if (one.frame === other.frame && one.frame !== undefined) return false;
  const slack = Math.max(2, one.box[3] / 4);
  return one.text === other.text && one.box.every((value, index) => Math.abs(value - (other.box[index] ?? 0)) <= slack);
}

async function loadReader(engine: OcrEngineName): Promise<FrameReader> {
  if (engine === "paddle") return (await import("./paddle/paddle-engine.js")).PaddleEngine.load();
  return (await import("./tesseract/tesseract-engine.js")).TesseractEngine.load();
}

/**
 * Engine, models and version of the pipeline in one word, for results and cache keys.
 *
 * @throws where the models are not installed
 */
export async function engineName(engine: OcrEngineName): Promise<string> {
  if (engine === "paddle") return (await import("./paddle/paddle-engine.js")).paddleName();
  return (await import("./tesseract/tesseract-engine.js")).tesseractName();
}
