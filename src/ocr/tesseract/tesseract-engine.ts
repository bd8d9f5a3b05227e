import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Page, Worker } from "tesseract.js";
import type { ReadLine } from "../../contracts/ocr.js";
import { CHANNELS, type Pixels } from "../image/pixels.js";
import type { SharpModule } from "../image/sharp-module.js";
import { inReadingOrder } from "../layout/reading-order.js";
import { MAX_PICTURE_LINES } from "../limits.js";
import type { FrameReader } from "../picture-engine.js";

const VARIANT = "4.0.0_best_int";
/** LSTM only: the data holds nothing else. */
const LSTM_ONLY = 1;
const PIPELINE = "1";
/** Confidence below which a line is texture, not text. */
const MIN_CONFIDENCE = 0.4;

/** tesseract.js with its simplified Chinese data: lighter, reads print on plain ground. */
export class TesseractEngine implements FrameReader {
  readonly #worker: Worker;
  readonly #sharp: SharpModule;

  private constructor(worker: Worker, sharp: SharpModule) {
    this.#worker = worker;
    this.#sharp = sharp;
  }

  /** @throws where tesseract.js, sharp or the data are not installed */
  static async load(): Promise<TesseractEngine> {
    const { createWorker } = await import("tesseract.js");
    const { default: sharp } = await import("sharp");
    const options = { langPath: dataFolder(), cacheMethod: "none", gzip: true };
    return new TesseractEngine(await createWorker("chi_sim", LSTM_ONLY, options), sharp);
  }

  async readFrame(pixels: Pixels): Promise<{ lines: readonly ReadLine[]; codes: readonly string[] }> {
    const raw = { width: pixels.width, height: pixels.height, channels: CHANNELS } as const;
    const png = await this.#sharp(pixels.data, { raw }).png({ compressionLevel: 1 }).toBuffer();
    const { data } = await this.#worker.recognize(png, {}, { blocks: true, text: false });
    const lines = linesOf(data);
    const kept = inReadingOrder(lines.slice(0, MAX_PICTURE_LINES));
    return { lines: kept, codes: kept.length < lines.length ? ["image-too-many-lines"] : [] };
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function linesOf(page: Page): ReadLine[] {
  const lines = (page.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => {
    const line: ReadLine = {
      text: joinHan(text),
      box: [x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0)],
      confidence: Math.round(confidence * 10) / 1000,
    };
    return line.text !== "" && line.confidence >= MIN_CONFIDENCE ? [line] : [];
  });
}

/** Takes away the spaces that tesseract puts between Chinese characters; those between Latin words stay. */
export function joinHan(text: string): string {
  return text
    .trim()
    .replace(/(?<=[\p{Script=Han}\p{P}]) (?=\S)/gu, "")
    .replace(/(?<=\S) (?=[\p{Script=Han}，。、；：？！）】》%])/gu, "");
}

function dataFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@tesseract.js-data/chi_sim/package.json")), VARIANT);
}

/** Name of the engine with its data, without loading it. */
export async function tesseractName(): Promise<string> {
  const data = await readFile(join(dataFolder(), "chi_sim.traineddata.gz"));
  return `tesseract-chi_sim-${createHash("sha256").update(data).digest("hex").slice(0, 12)}-${PIPELINE}`;
}
