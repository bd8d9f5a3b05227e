import type { Pixels } from "../image/pixels.js";
import type { Model, Tensor } from "../paddle/session.js";
import type { ByteMap } from "./components.js";
import { planTiles, type Tile } from "./tiles.js";

/** The model halves five times. */
const STRIDE = 32;
/** Mean and deviation of ImageNet as the model was trained with, applied to blue, green, red in this order. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;
/** Difference between brightest and darkest pixel up to which a tile holds nothing. */
const FLAT = 10;

/** How a picture is cut for the detector. */
export interface TileOptions {
  /** Longest side of a tile, pixels. */
  readonly side: number;
  /** Height of a tile of a long picture: lower ones take less memory, and two children hold one each. */
  readonly longHeight: number;
  readonly overlap: number;
  /** Pixels of the edge that are repeated around the picture: text that touches it is found worse. */
  readonly margin: number;
}

/**
 * How probably each pixel belongs to text, 0 to 255, for a picture of any length: tile by tile, laid side by side.
 */
export async function probabilityMap(pixels: Pixels, detector: Model, options: TileOptions): Promise<ByteMap> {
  const { width, height } = pixels;
  const values = new Uint8Array(width * height);
  const isLong = height > 2 * options.side;
  const most = { width: options.side, height: isLong ? options.longHeight : options.side };
  for (const tile of planTiles(width, height, most, options.overlap)) {
    if (isFlat(pixels, tile)) continue;
    const input = tileTensor(pixels, tile, options.margin);
    const { data, dims } = await detector(input);
    const stride = dims[3] ?? 0;
    const { left, top, right, bottom } = tile.own;
    for (let y = top; y < bottom; y++) {
      let from = (y - tile.y + options.margin) * stride + left - tile.x + options.margin;
      for (let to = y * width + left; to < y * width + right; to++) values[to] = (data[from++] as number) * 255;
    }
  }
  return { width, height, values };
}

/** Planes of blue, green, red; outside the picture its edge is repeated. */
function tileTensor({ data, width, height }: Pixels, tile: Tile, margin: number): Tensor {
  const columns = Math.ceil((tile.width + 2 * margin) / STRIDE) * STRIDE;
  const rows = Math.ceil((tile.height + 2 * margin) / STRIDE) * STRIDE;
  const plane = columns * rows;
  const tensor = new Float32Array(plane * 3);
  const scale = DEVIATION.map((deviation) => 1 / (255 * deviation));
  const shift = MEAN.map((mean, channel) => mean / (DEVIATION[channel] as number));
  const [s0, s1, s2] = scale as [number, number, number];
  const [m0, m1, m2] = shift as [number, number, number];
  let to = 0;
  for (let row = 0; row < rows; row++) {
    const y = Math.min(height - 1, Math.max(0, tile.y + row - margin));
    for (let column = 0; column < columns; column++, to++) {
      const x = Math.min(width - 1, Math.max(0, tile.x + column - margin));
      const from = (y * width + x) * 3;
      tensor[to] = (data[from + 2] as number) * s0 - m0;
      tensor[to + plane] = (data[from + 1] as number) * s1 - m1;
      tensor[to + 2 * plane] = (data[from] as number) * s2 - m2;
    }
  }
  return { data: tensor, dims: [1, 3, rows, columns] };
}

/** Whether a tile is all of one colour, as large parts of posters are. */
function isFlat({ data, width }: Pixels, tile: Tile): boolean {
  const first = (tile.y * width + tile.x) * 3;
  for (let channel = 0; channel < 3; channel++) {
    let low = data[first + channel] as number;
    let high = low;
    for (let row = 0; row < tile.height; row++) {
      const start = ((tile.y + row) * width + tile.x) * 3 + channel;
      for (let at = start; at < start + tile.width * 3; at += 3) {
        const value = data[at] as number;
        if (value < low) low = value;
        else if (value > high) high = value;
      }
      if (high - low > FLAT) return false;
    }
  }
  return true;
}
