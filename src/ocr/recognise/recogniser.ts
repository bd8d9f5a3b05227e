import { CHANNELS, type Pixels } from "../image/pixels.js";
import { Scratch } from "../paddle/scratch.js";
import type { Model } from "../paddle/session.js";
import { decodeCtc, type Recognition } from "./ctc.js";
import { fillPlanes, STRIP_HEIGHT } from "./strip.js";

/** The model halves its width three times; below this it has nothing to work with. */
const NARROWEST = 32;
const WIDTH_STEP = 16;
/** Widest strip that is read in one go, pixels: about 50 characters. Its cost grows faster than its width. */
const WIDEST = 2_400;
/** Share of a piece within which the place of a cut may move to where nothing is written. */
const REACH = 0.1;
/** Columns that a cut should be clear of ink. */
const CLEARANCE = 7;

/** Reads strips, the narrow ones first: neighbours in width share memory of the same size. */
export class Recogniser {
  readonly #model: Model;
  readonly #characters: readonly string[];
  readonly #memory = new Scratch();

  constructor(model: Model, characters: readonly string[]) {
    this.#model = model;
    this.#characters = characters;
  }

  /** @param strips pictures of `STRIP_HEIGHT`; the answers stand in the same order */
  async read(strips: readonly Pixels[]): Promise<Recognition[]> {
    const order = strips.map((_, index) => index).sort((a, b) => (strips[a]?.width ?? 0) - (strips[b]?.width ?? 0));
    const answers: Recognition[] = [];
    for (const index of order) {
      const pieces: Recognition[] = [];
      for (const piece of cutWide(strips[index] as Pixels)) pieces.push(await this.#readOne(piece));
      answers[index] = joinPieces(pieces);
    }
    return answers;
  }

  // One at a time: on one thread a batch of eight takes 1.6 times as long as eight single strips.
  async #readOne(strip: Pixels): Promise<Recognition> {
    const width = Math.max(NARROWEST, Math.ceil(strip.width / WIDTH_STEP) * WIDTH_STEP);
    const data = this.#memory.take(CHANNELS * STRIP_HEIGHT * width);
    data.fill(0);
    fillPlanes(strip, data, 0, width);
    const output = await this.#model({ data, dims: [1, CHANNELS, STRIP_HEIGHT, width] });
    const [, steps = 0, classes = 0] = output.dims;
    return decodeCtc(output.data, steps, classes, this.#characters);
  }
}

/** A strip in pieces that are not too wide, cut where least changes from pixel to pixel. */
export function cutWide(strip: Pixels): Pixels[] {
  const count = Math.ceil(strip.width / WIDEST);
  if (count <= 1) return [strip];
  const size = strip.width / count;
  const cuts = Array.from({ length: count + 1 }, (_, place) =>
    place === 0 || place === count ? Math.round(place * size) : quietColumn(strip, place * size, size * REACH),
  );
  return cuts.slice(1).map((end, index) => columnsOf(strip, cuts[index] as number, end));
}

/** The middle of the columns near a place around which least changes: beside a letter its blurred edge still does. */
function quietColumn({ width, height, data }: Pixels, place: number, reach: number): number {
  const first = Math.max(1, Math.round(place - reach));
  const ink: number[] = [];
  for (let x = first; x < width && x <= place + reach; x++) {
    let sum = 0;
    for (let y = 0; y < height; y++) {
      const at = (y * width + x) * CHANNELS + 1;
      sum += Math.abs((data[at] as number) - (data[at - CHANNELS] as number));
    }
    ink.push(sum);
  }
  let best = Math.round(place);
  let least = Infinity;
  for (let start = 0; start + CLEARANCE <= ink.length; start++) {
    const sum = ink.slice(start, start + CLEARANCE).reduce((total, value) => total + value, 0);
    const column = first + start + (CLEARANCE >> 1);
    // Of equally quiet places the nearest.
    if (sum < least || (sum === least && Math.abs(column - place) < Math.abs(best - place)))
      [least, best] = [sum, column];
  }
  return best;
}

function columnsOf({ width, height, data }: Pixels, start: number, end: number): Pixels {
  const part = new Uint8Array((end - start) * height * CHANNELS);
  for (let y = 0; y < height; y++) {
    const row = data.subarray((y * width + start) * CHANNELS, (y * width + end) * CHANNELS);
    part.set(row, y * (end - start) * CHANNELS);
  }
  return { width: end - start, height, data: part };
}

function joinPieces(pieces: readonly Recognition[]): Recognition {
  const text = pieces.map((piece) => piece.text).join("");
  const weight = pieces.reduce((sum, piece) => sum + piece.confidence * piece.text.length, 0);
  return { text, confidence: text === "" ? 0 : weight / text.length };
}
