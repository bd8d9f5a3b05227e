import type { Rectangle } from "../detect/rectangle.js";
import { CHANNELS, type Pixels } from "../image/pixels.js";

/** Height of a line for the recogniser, pixels. */
export const STRIP_HEIGHT = 48;

/** The size a rectangle is drawn at so that its height is `height`. */
export function stripWidth({ width, height }: Rectangle, stripHeight = STRIP_HEIGHT): number {
  return Math.max(1, Math.round((width * stripHeight) / Math.max(1, height)));
}

/**
 * Cuts a turned rectangle out of a picture and draws it upright. Between pixels it is interpolated; where it shrinks,
 * as many samples as it shrinks are averaged, or thin strokes would come and go.
 */
export function cutStrip(pixels: Pixels, rectangle: Rectangle, width: number, height: number): Pixels {
  const [centreX, centreY] = rectangle.centre;
  const [alongX, alongY] = rectangle.along;
  const stepX = rectangle.width / width;
  const stepY = rectangle.height / height;
  const samplesX = Math.max(1, Math.min(8, Math.round(stepX)));
  const samplesY = Math.max(1, Math.min(8, Math.round(stepY)));
  const share = 1 / (samplesX * samplesY);
  const data = new Uint8Array(width * height * CHANNELS);
  const { data: source } = pixels;
  const lastX = pixels.width - 1;
  const lastY = pixels.height - 1;
  const rowBytes = pixels.width * CHANNELS;
  let to = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let sy = 0; sy < samplesY; sy++) {
        const v = (row + (sy + 0.5) / samplesY) * stepY - rectangle.height / 2;
        for (let sx = 0; sx < samplesX; sx++) {
          const u = (column + (sx + 0.5) / samplesX) * stepX - rectangle.width / 2;
          const x = Math.min(lastX, Math.max(0, centreX + u * alongX - v * alongY - 0.5));
          const y = Math.min(lastY, Math.max(0, centreY + u * alongY + v * alongX - 0.5));
          const left = Math.floor(x);
          const top = Math.floor(y);
          const fx = x - left;
          const fy = y - top;
          const a = top * rowBytes + left * CHANNELS;
          const b = left < lastX ? a + CHANNELS : a;
          const down = top < lastY ? rowBytes : 0;
          const wa = (1 - fx) * (1 - fy);
          const wb = fx * (1 - fy);
          const wc = (1 - fx) * fy;
          const wd = fx * fy;
          const c = a + down;
          const d = b + down;
          red += at(source, a) * wa + at(source, b) * wb + at(source, c) * wc + at(source, d) * wd;
          green += at(source, a + 1) * wa + at(source, b + 1) * wb + at(source, c + 1) * wc + at(source, d + 1) * wd;
          blue += at(source, a + 2) * wa + at(source, b + 2) * wb + at(source, c + 2) * wc + at(source, d + 2) * wd;
        }
      }
      data[to++] = red * share + 0.5;
      data[to++] = green * share + 0.5;
      data[to++] = blue * share + 0.5;
    }
  }
  return { width, height, data };
}

function at(data: Uint8Array, index: number): number {
  return data[index] as number;
}

/** Upside down. */
export function turnOver({ width, height, data }: Pixels): Pixels {
  const turned = new Uint8Array(data.length);
  for (let pixel = 0, last = width * height - 1; pixel <= last; pixel++) {
    const from = (last - pixel) * CHANNELS;
    turned[pixel * CHANNELS] = data[from] as number;
    turned[pixel * CHANNELS + 1] = data[from + 1] as number;
    turned[pixel * CHANNELS + 2] = data[from + 2] as number;
  }
  return { width, height, data: turned };
}

/** Planes of blue, green, red from -1 to 1, with grey (0) to the right up to `width`. */
export function fillPlanes(strip: Pixels, tensor: Float32Array, offset: number, width: number): void {
  const plane = width * strip.height;
  for (let row = 0; row < strip.height; row++) {
    for (let column = 0; column < Math.min(width, strip.width); column++) {
      const from = (row * strip.width + column) * CHANNELS;
      const to = offset + row * width + column;
      tensor[to] = (strip.data[from + 2] as number) / 127.5 - 1;
      tensor[to + plane] = (strip.data[from + 1] as number) / 127.5 - 1;
      tensor[to + 2 * plane] = (strip.data[from] as number) / 127.5 - 1;
    }
  }
}
