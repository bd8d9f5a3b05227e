import type { Pixels } from "../image/pixels.js";
import { Scratch } from "../paddle/scratch.js";
import type { Model, Tensor } from "../paddle/session.js";
import type { ByteMap } from "./components.js";
import { inkedRows, takeRows } from "./inked-rows.js";
import { planTiles, type Tile, type TileSize } from "./tiles.js";

/** The model halves five times. */
const STRIDE = 32;
/** Mean and deviation of ImageNet as the model was trained with, applied to blue, green, red in this order. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;
/** Difference between brightest and darkest pixel up to which a tile holds nothing. */
const FLAT = 10;
/** A picture so many tiles long is a poster: cut into lower tiles, its blank rows left out. */
const LONG = 3;

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
 * How probably each pixel belongs to text, 0 to 255, for a picture of any length: tile by tile, laid side by side. Of a
 * long one only the rows are looked at where something stands.
 */
export async function probabilityMap(
  pixels: Pixels,
  detector: Model,
  options: TileOptions,
  memory = new Scratch(),
): Promise<ByteMap> {
  const { width, height } = pixels;
  if (height <= LONG * options.side) {
    const most = { width: options.side, height: options.side };
    return { width, height, values: await lookAt(pixels, detector, most, options, memory) };
  }
  const rows = inkedRows(pixels, options.margin);
  const inked = rows.length === height ? pixels : takeRows(pixels, rows);
  const most = { width: options.side, height: options.longHeight };
  const found = await lookAt(inked, detector, most, options, memory);
  if (inked === pixels) return { width, height, values: found };
  const values = new Uint8Array(width * height);
  for (const [place, row] of rows.entries()) {
    values.set(found.subarray(place * width, (place + 1) * width), row * width);
  }
  return { width, height, values };
}

async function lookAt(
  pixels: Pixels,
  detector: Model,
  most: TileSize,
  { overlap, margin }: TileOptions,
  memory: Scratch,
): Promise<Uint8Array> {
  const { width, height } = pixels;
  const values = new Uint8Array(width * height);
  if (height === 0) return values;
  for (const tile of planTiles(width, height, most, overlap)) {
    if (isFlat(pixels, tile)) continue;
    const { data, dims } = await detector(tileTensor(pixels, tile, margin, memory));
    copyOwn(data, dims[3] ?? 0, tile, margin, values, width);
  }
  return values;
}

/** The part of a tile that it answers for, as bytes in their place of the map. */
function copyOwn(
  data: Float32Array,
  stride: number,
  { x, y, own }: Tile,
  margin: number,
  values: Uint8Array,
  width: number,
): void {
  for (let row = own.top; row < own.bottom; row++) {
    let from = (row - y + margin) * stride + own.left - x + margin;
    const end = row * width + own.right;
    for (let to = row * width + own.left; to < end; to++) values[to] = (data[from++] as number) * 255;
  }
}

/** What each byte becomes, for blue, green, red. */
const LEVELS = DEVIATION.map((deviation, channel) =>
  Float32Array.from({ length: 256 }, (_, value) => (value / 255 - (MEAN[channel] as number)) / deviation),
) as [Float32Array, Float32Array, Float32Array];

/** Planes of blue, green, red; outside the picture its edge is repeated. */
function tileTensor({ data, width, height }: Pixels, tile: Tile, margin: number, memory: Scratch): Tensor {
  const columns = Math.ceil((tile.width + 2 * margin) / STRIDE) * STRIDE;
  const rows = Math.ceil((tile.height + 2 * margin) / STRIDE) * STRIDE;
  const plane = columns * rows;
  const tensor = memory.take(plane * 3);
  const [blues, greens, reds] = LEVELS;
  const places = Int32Array.from(
    { length: columns },
    (_, column) => 3 * Math.min(width - 1, Math.max(0, tile.x + column - margin)),
  );
  let to = 0;
  for (let row = 0; row < rows; row++) {
    const start = Math.min(height - 1, Math.max(0, tile.y + row - margin)) * width * 3;
    for (let column = 0; column < columns; column++, to++) {
      const from = start + (places[column] as number);
      tensor[to] = blues[data[from + 2] as number] as number;
      tensor[to + plane] = greens[data[from + 1] as number] as number;
      tensor[to + 2 * plane] = reds[data[from] as number] as number;
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
