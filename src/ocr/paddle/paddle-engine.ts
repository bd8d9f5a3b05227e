import type { ReadLine } from "../../contracts/ocr.js";
import { joinBoxes } from "../detect/join-boxes.js";
import { probabilityMap, type TileOptions } from "../detect/probability-map.js";
import type { Rectangle } from "../detect/rectangle.js";
import { type BoxOptions, findTextBoxes } from "../detect/text-boxes.js";
import { CHANNELS, type Pixels } from "../image/pixels.js";
import type { SharpModule } from "../image/sharp-module.js";
import { inReadingOrder } from "../layout/reading-order.js";
import { MAX_PICTURE_LINES } from "../limits.js";
import type { FrameReader } from "../picture-engine.js";
import { Recogniser } from "../recognise/recogniser.js";
import { detectionScale, type ScaleOptions } from "./detection-scale.js";
import { type LineOptions, LineReader } from "./line-reader.js";
import { findModels, readCharacters } from "./models.js";
import { Scratch } from "./scratch.js";
import { loadModel, type Model } from "./session.js";

/** Everything that was tuned; see docs/ocr.md for what each was tried at. */
export interface PaddleOptions {
  readonly scale: ScaleOptions;
  readonly tiles: TileOptions;
  readonly boxes: BoxOptions;
  readonly lines: LineOptions;
  /** Lines of one picture, or of one segment of a long one. */
  readonly maxLines: number;
}

export const PADDLE_OPTIONS: PaddleOptions = {
  scale: { enlargeBelow: 736, maxEnlargement: 3, maxShortSide: 960 },
  tiles: { side: 960, longHeight: 512, overlap: 128, margin: 16 },
  boxes: { threshold: 0.3, boxThreshold: 0.6, unclip: 1.6, minSide: 3 },
  lines: { minConfidence: 0.5, minTurnedConfidence: 0.75, doubt: 0.8, unsure: 0.9, tall: 1.5 },
  maxLines: MAX_PICTURE_LINES,
};

/** Part of the name: readings kept from another version of these steps are not used. */
const PIPELINE = "3";

/** PP-OCRv4: where text is, what it says. */
export class PaddleEngine implements FrameReader {
  readonly #detector: Model;
  readonly #lines: LineReader;
  readonly #options: PaddleOptions;
  readonly #sharp: SharpModule;
  readonly #memory = new Scratch();

  private constructor(detector: Model, lines: LineReader, sharp: SharpModule, options: PaddleOptions) {
    this.#detector = detector;
    this.#lines = lines;
    this.#sharp = sharp;
    this.#options = options;
  }

  /** @throws where onnxruntime-node, sharp or the models are not installed */
  static async load(options = PADDLE_OPTIONS): Promise<PaddleEngine> {
    const ort = await import("onnxruntime-node");
    const { default: sharp } = await import("sharp");
    const files = await findModels();
    const recogniser = new Recogniser(await loadModel(files.recognition, ort), await readCharacters(files.characters));
    const lines = new LineReader(recogniser, await loadModel(files.direction, ort), options.lines);
    return new PaddleEngine(await loadModel(files.detection, ort), lines, sharp, options);
  }

  async readFrame(pixels: Pixels): Promise<{ lines: readonly ReadLine[]; codes: readonly string[] }> {
    const found = await this.#findBoxes(pixels);
    const boxes = joinBoxes(found.slice(0, this.#options.maxLines));
    const lines = inReadingOrder(await this.#lines.read(pixels, boxes));
    return { lines, codes: found.length > this.#options.maxLines ? ["image-too-many-lines"] : [] };
  }

  async close(): Promise<void> {}

  async #findBoxes(pixels: Pixels): Promise<Rectangle[]> {
    const scale = detectionScale(pixels.width, pixels.height, this.#options.scale);
    const seen = await this.#resize(pixels, scale);
    const map = await probabilityMap(seen, this.#detector, this.#options.tiles, this.#memory);
    const [x, y] = [pixels.width / seen.width, pixels.height / seen.height];
    return findTextBoxes(map, this.#options.boxes).map(({ centre, along, width, height }) => ({
      centre: [centre[0] * x, centre[1] * y] as const,
      along,
      width: width * x,
      height: height * y,
    }));
  }

  async #resize(pixels: Pixels, scale: number): Promise<Pixels> {
    if (scale === 1) return pixels;
    const width = Math.max(1, Math.round(pixels.width * scale));
    const height = Math.max(1, Math.round(pixels.height * scale));
    const { data } = await this.#sharp(pixels.data, {
      raw: { width: pixels.width, height: pixels.height, channels: CHANNELS },
      limitInputPixels: false,
    })
      .resize(width, height, { fit: "fill", kernel: scale > 1 ? "cubic" : "lanczos3" })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width, height, data };
  }
}

/** Name of the engine with its models, without loading them. */
export async function paddleName(): Promise<string> {
  return `paddle-ppocrv4-${(await findModels()).id}-${PIPELINE}`;
}
