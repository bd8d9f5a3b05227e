import type { ReadLine } from "../../contracts/ocr.js";
import { cornersOf, type Rectangle, turn } from "../detect/rectangle.js";
import type { Pixels } from "../image/pixels.js";
import { layColumnDown } from "../recognise/column.js";
import type { Recognition } from "../recognise/ctc.js";
import { upsideDown } from "../recognise/direction.js";
import { MAX_STRIP_WIDTH, type Recogniser } from "../recognise/recogniser.js";
import { cutStrip, STRIP_HEIGHT, stripWidth, turnOver } from "../recognise/strip.js";
import type { Model } from "./session.js";

/** When a line counts, and when it is looked at again. */
export interface LineOptions {
  /** Confidence below which a line is no line. */
  readonly minConfidence: number;
  /** Confidence below which it is also read the other way round. */
  readonly doubt: number;
  /** Height over width from which a box may be a column or a line that stands. */
  readonly tall: number;
}

interface Attempt extends Recognition {
  /** Quarters clockwise by which the box was turned. */
  readonly quarters: number;
  readonly isColumn: boolean;
}

/** Reads the boxes of a picture: lies, stands, hangs upside down or runs in a column, whichever is read best. */
export class LineReader {
  readonly #recogniser: Recogniser;
  readonly #direction: Model;
  readonly #options: LineOptions;

  constructor(recogniser: Recogniser, direction: Model, options: LineOptions) {
    this.#recogniser = recogniser;
    this.#direction = direction;
    this.#options = options;
  }

  /** @returns the lines that count, in the order of their boxes */
  async read(pixels: Pixels, boxes: readonly Rectangle[]): Promise<ReadLine[]> {
    const isTall = boxes.map(({ width, height }) => height >= width * this.#options.tall);
    const strips = boxes.map((box, index) => this.#strip(pixels, isTall[index] ? turn(box, 1) : box));
    const first = await this.#recogniser.read(strips);
    const lines: ReadLine[] = [];
    for (const [index, box] of boxes.entries()) {
      const attempts: Attempt[] = [
        { ...(first[index] as Recognition), quarters: isTall[index] ? 1 : 0, isColumn: false },
      ];
      if (isTall[index]) attempts.push(await this.#readColumn(pixels, box));
      const strip = strips[index] as Pixels;
      if (best(attempts).confidence < this.#options.doubt && (await upsideDown(strip, this.#direction)) > 0.5) {
        const [turned] = await this.#recogniser.read([turnOver(strip)]);
        attempts.push({ ...(turned as Recognition), quarters: isTall[index] ? 3 : 2, isColumn: false });
      }
      const line = this.#line(box, best(attempts), pixels);
      if (line !== null) lines.push(line);
    }
    return lines;
  }

  #strip(pixels: Pixels, box: Rectangle): Pixels {
    return cutStrip(pixels, box, Math.min(MAX_STRIP_WIDTH, stripWidth(box)), STRIP_HEIGHT);
  }

  async #readColumn(pixels: Pixels, box: Rectangle): Promise<Attempt> {
    const height = Math.min(MAX_STRIP_WIDTH, stripWidth(turn(box, 1)));
    const [answer] = await this.#recogniser.read([layColumnDown(cutStrip(pixels, box, STRIP_HEIGHT, height))]);
    return { ...(answer as Recognition), quarters: 0, isColumn: true };
  }

  #line(box: Rectangle, { text, confidence, quarters, isColumn }: Attempt, pixels: Pixels): ReadLine | null {
    const trimmed = text.trim();
    if (trimmed === "" || confidence < this.#options.minConfidence) return null;
    const read = turn(box, quarters);
    const corners = cornersOf(read);
    const upright = uprightBox(corners, pixels);
    const angle = Math.round((Math.atan2(read.along[1], read.along[0]) * 1800) / Math.PI) / 10;
    const isTurned = Math.abs(angle) >= 0.5;
    return {
      text: trimmed,
      box: upright,
      confidence: Math.round(confidence * 1000) / 1000,
      ...(isTurned && { angle, corners: corners.map(([x, y]) => [Math.round(x), Math.round(y)] as const) }),
      ...(isColumn && { vertical: true as const }),
    };
  }
}

function best(attempts: readonly Attempt[]): Attempt {
  return attempts.reduce((one, other) => (other.confidence > one.confidence ? other : one));
}

/** The upright box around corners, within the picture. */
function uprightBox(corners: readonly (readonly [number, number])[], { width, height }: Pixels): ReadLine["box"] {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const right = Math.min(width, Math.ceil(Math.max(...xs)));
  const bottom = Math.min(height, Math.ceil(Math.max(...ys)));
  return [left, top, Math.max(1, right - left), Math.max(1, bottom - top)];
}
