import type { Pixels } from "../image/pixels.js";
import type { Model } from "../paddle/session.js";
import { decodeCtc, type Recognition } from "./ctc.js";
import { fillPlanes, STRIP_HEIGHT } from "./strip.js";

/** The model halves its width three times; below this it has nothing to work with. */
const MIN_WIDTH = 32;
const WIDTH_STEP = 16;
/** Widest strip, pixels: 60 characters. Longer lines are cut before they come here. */
export const MAX_STRIP_WIDTH = 3_200;

/** Reads strips, the narrow ones first: neighbours in width share memory of the same size. */
export class Recogniser {
  readonly #model: Model;
  readonly #characters: readonly string[];

  constructor(model: Model, characters: readonly string[]) {
    this.#model = model;
    this.#characters = characters;
  }

  /** @param strips pictures of `STRIP_HEIGHT`; the answers stand in the same order */
  async read(strips: readonly Pixels[]): Promise<Recognition[]> {
    const order = strips.map((_, index) => index).sort((a, b) => (strips[a]?.width ?? 0) - (strips[b]?.width ?? 0));
    const answers: Recognition[] = [];
    for (const index of order) answers[index] = await this.#readOne(strips[index] as Pixels);
    return answers;
  }

  // One at a time: on one thread a batch of six takes half as long again as six single strips.
  async #readOne(strip: Pixels): Promise<Recognition> {
    const wanted = Math.max(MIN_WIDTH, Math.ceil(strip.width / WIDTH_STEP) * WIDTH_STEP);
    const width = Math.min(MAX_STRIP_WIDTH, wanted);
    const data = new Float32Array(3 * STRIP_HEIGHT * width);
    fillPlanes(strip, data, 0, width);
    const output = await this.#model({ data, dims: [1, 3, STRIP_HEIGHT, width] });
    const [, steps = 0, classes = 0] = output.dims;
    const { text, confidence, places } = decodeCtc(output.data, steps, classes, this.#characters);
    // Places count from the strip, not from what it was padded to.
    return { text, confidence, places: places.map((place) => Math.min(1, (place * width) / strip.width)) };
  }
}
