import type { Pixels } from "../image/pixels.js";
import type { Model } from "../paddle/session.js";
import { fillPlanes, STRIP_HEIGHT } from "./strip.js";

/** Width the classifier was trained with; what is longer is judged by its beginning. */
const WIDTH = 192;

/** How probably a strip stands upside down, 0 to 1. */
export async function upsideDown(strip: Pixels, model: Model): Promise<number> {
  const data = new Float32Array(3 * STRIP_HEIGHT * WIDTH);
  fillPlanes(strip, data, 0, WIDTH);
  const output = await model({ data, dims: [1, 3, STRIP_HEIGHT, WIDTH] });
  return output.data[1] ?? 0;
}
