import type { ReadLine } from "../../contracts/ocr.js";
import { cornersOf, type Rectangle, turn } from "../detect/rectangle.js";
import type { Pixels } from "../image/pixels.js";
import { layColumnDown } from "../recognise/column.js";
import { contrastOf } from "../recognise/contrast.js";
import type { Recognition } from "../recognise/ctc.js";
import { upsideDown } from "../recognise/direction.js";
import type { Recogniser } from "../recognise/recogniser.js";
import { cutStrip, STRIP_HEIGHT, stripWidth, turnOver } from "../recognise/strip.js";
import type { Model } from "./session.js";
import { type Attempt, chooseStanding, type StandingAttempts } from "./standing-lines.js";

/** When a line counts, and when it is looked at again. */
export interface LineOptions {
  /** Confidence below which a line is no line. */
  readonly minConfidence: number;
  /** The same for a line that was turned over: texture reads as letters if one only tries long enough. */
  readonly minTurnedConfidence: number;
  /** Confidence below which it is also read the other way round. */
  readonly doubt: number;
  /** Confidence below which it is read once more, cut more closely. */
  readonly unsure: number;
  /** Height over width from which a box may be a column or a line that stands. */
  readonly tall: number;
}

/** Degrees below which a line counts as level: a short line's rectangle is no more exact. */
const LEVEL = 1;

/** A closer cut: height and what is added to its width, by its height. Neighbouring lines and frames stay outside. */
const CLOSER = { height: 0.78, width: 0.1 } as const;
/** What another reading of the same line must be better by. */
const CLEARLY = 0.03;

/** Reads the boxes of a picture: lying, standing, hanging upside down or running in a column, whichever reads best. */
export class LineReader {
  readonly #recogniser: Recogniser;
  readonly #direction: Model;
  readonly #options: LineOptions;

  constructor(recogniser: Recogniser, direction: Model, options: LineOptions) {
    this.#recogniser = recogniser;
    this.#direction = direction;
    this.#options = options;
  }

  /** @returns the lines that count, the lying ones first */
  async read(pixels: Pixels, boxes: readonly Rectangle[]): Promise<ReadLine[]> {
    const isTall = ({ width, height }: Rectangle) => height >= width * this.#options.tall;
    const lying = boxes.filter((box) => !isTall(box));
    const standing = boxes.filter(isTall);
    const lyingStrips = lying.map((box) => strip(pixels, box));
    const standingStrips = standing.map((box) => strip(pixels, turn(box, 1)));
    const attempts = [
      ...(await this.#readLying(pixels, lying, lyingStrips)),
      ...(await this.#readStanding(pixels, standing, standingStrips)),
    ];
    const strips = [...lyingStrips, ...standingStrips];
    return [...lying, ...standing].flatMap((box, index) =>
      this.#line(box, attempts[index] as Attempt, pixels, strips[index] as Pixels),
    );
  }

  async #readLying(pixels: Pixels, boxes: readonly Rectangle[], strips: readonly Pixels[]): Promise<Attempt[]> {
    const attempts: Attempt[] = [];
    for (const [index, first] of (await this.#recogniser.read(strips)).entries()) {
      const upright: Attempt = { ...first, quarters: 0, isColumn: false };
      const other = await this.#readTurned(strips[index] as Pixels, upright);
      const isBetter =
        other !== null && other.confidence > Math.max(first.confidence, this.#options.minTurnedConfidence);
      const attempt = isBetter ? { ...other, quarters: 2, isColumn: false } : upright;
      attempts.push(await this.#readCloser(pixels, boxes[index] as Rectangle, attempt));
    }
    return attempts;
  }

  /** Another look, upside down, at a line that reads badly and seems to hang. */
  async #readTurned(lying: Pixels, { confidence }: Attempt): Promise<Recognition | null> {
    if (confidence >= this.#options.doubt || (await upsideDown(lying, this.#direction)) <= 0.5) return null;
    const [turned] = await this.#recogniser.read([turnOver(lying)]);
    return turned ?? null;
  }

  /** Another look at a line that is not sure, cut more closely. */
  async #readCloser(pixels: Pixels, box: Rectangle, attempt: Attempt): Promise<Attempt> {
    const { unsure, minConfidence } = this.#options;
    if (attempt.confidence >= unsure || attempt.confidence < minConfidence) return attempt;
    const cut = { ...box, height: box.height * CLOSER.height, width: box.width + box.height * CLOSER.width };
    const [closer] = await this.#recogniser.read([strip(pixels, turn(cut, attempt.quarters))]);
    return closer !== undefined && closer.confidence > attempt.confidence + CLEARLY
      ? { ...attempt, ...closer }
      : attempt;
  }

  async #readStanding(pixels: Pixels, boxes: readonly Rectangle[], strips: readonly Pixels[]): Promise<Attempt[]> {
    const columns = boxes.map((box) => layColumnDown(cutStrip(pixels, box, STRIP_HEIGHT, stripWidth(turn(box, 1)))));
    const down = await this.#recogniser.read(strips);
    const up = await this.#recogniser.read(strips.map(turnOver));
    const column = await this.#recogniser.read(columns);
    return chooseStanding(
      boxes.map((_, index) => ({ down: down[index], up: up[index], column: column[index] }) as StandingAttempts),
    );
  }

  #line(box: Rectangle, { text, confidence, quarters, isColumn }: Attempt, pixels: Pixels, seen: Pixels): ReadLine[] {
    const trimmed = text.trim();
    if (trimmed === "" || confidence < this.#options.minConfidence) return [];
    const read = turn(box, quarters);
    const corners = cornersOf(read);
    const angle = Math.round((Math.atan2(read.along[1], read.along[0]) * 1800) / Math.PI) / 10;
    const isTurned = Math.abs(angle) >= LEVEL;
    const contrast = contrastOf(seen);
    return [
      {
        text: trimmed,
        box: uprightBox(corners, pixels),
        confidence: Math.round(confidence * 1000) / 1000,
        ...(isTurned && { angle, corners: corners.map(([x, y]) => [Math.round(x), Math.round(y)] as const) }),
        ...(isColumn && { vertical: true as const }),
        ...(contrast !== null && { contrast }),
      },
    ];
  }
}

function strip(pixels: Pixels, box: Rectangle): Pixels {
  return cutStrip(pixels, box, stripWidth(box), STRIP_HEIGHT);
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
