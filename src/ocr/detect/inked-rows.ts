import { CHANNELS, type Pixels } from "../image/pixels.js";

/** Pixels apart that two points are compared. */
const APART = 8;
/** Difference between them up to which nothing is written: slopes of colour and the noise of compression. */
const SMOOTH = 12;

/**
 * The rows of a picture that are worth looking at: those where something stands, and so many around it that it stands
 * free. Between the blocks of a poster there is mostly nothing.
 *
 * @param clearance rows kept on either side of what is written
 * @returns numbers of rows, rising
 */
export function inkedRows(pixels: Pixels, clearance: number): Int32Array {
  const { height } = pixels;
  const isKept = new Uint8Array(height);
  let until = 0;
  for (let y = 0; y < height; y++) {
    if (!isInked(pixels, y)) continue;
    const from = Math.max(until, y - clearance);
    until = Math.min(height, y + clearance + 1);
    if (from < until) isKept.fill(1, from, until);
  }
  const rows: number[] = [];
  for (let y = 0; y < height; y++) if (isKept[y] === 1) rows.push(y);
  return Int32Array.from(rows);
}

/** The picture of some of its rows. */
export function takeRows({ width, data }: Pixels, rows: Int32Array): Pixels {
  const stride = width * CHANNELS;
  const taken = new Uint8Array(rows.length * stride);
  for (const [place, row] of rows.entries()) taken.set(data.subarray(row * stride, (row + 1) * stride), place * stride);
  return { width, height: rows.length, data: taken };
}

/** Whether a row differs, some pixels apart, within itself or from a row above it. */
function isInked({ width, data }: Pixels, y: number): boolean {
  const stride = width * CHANNELS;
  const start = y * stride;
  const step = APART * CHANNELS;
  for (let at = start + step; at < start + stride; at++) {
    const difference = (data[at] as number) - (data[at - step] as number);
    if (difference > SMOOTH || difference < -SMOOTH) return true;
  }
  if (y < APART) return false;
  const above = start - APART * stride;
  for (let x = 0; x < stride; x++) {
    const difference = (data[start + x] as number) - (data[above + x] as number);
    if (difference > SMOOTH || difference < -SMOOTH) return true;
  }
  return false;
}
