import type { ReadLine } from "../../contracts/ocr.js";
import { CHANNELS, type Pixels } from "../image/pixels.js";
import { inReadingOrder } from "./reading-order.js";

/** A stretch of a long picture that is read by itself, with rows of its neighbours around it. */
export interface Segment {
  readonly top: number;
  readonly bottom: number;
  /** Rows whose lines this segment answers for. */
  readonly ownTop: number;
  readonly ownBottom: number;
}

/** Height from which a picture is read in segments, pixels. */
const LONG = 6_000;
/** Height of two segments: there are always an even number, so that two children share a poster fairly. */
const PAIR = 8_000;
/** How far from its place a seam may move to where nothing is written. */
const REACH = 240;
/** Rows beyond a seam that are seen too: a line on the seam is seen whole from both sides. */
const OVERLAP = 160;
/** Rows that a seam should be clear of ink. */
const CLEARANCE = 9;
/** How far a line may lie beyond the seam and still be answered for: its box differs by a pixel from either side. */
const TOLERANCE = 8;
/** Shared area from which two boxes are the same line. */
const SAME = 0.5;

/** The whole picture, or an even number of segments of a long one. */
export function planSegments(pixels: Pixels): Segment[] {
  const { height } = pixels;
  if (height < LONG) return [{ top: 0, bottom: height, ownTop: 0, ownBottom: height }];
  const count = 2 * Math.ceil(height / PAIR);
  const seams = Array.from({ length: count + 1 }, (_, place) =>
    place === 0 || place === count ? (height * place) / count : quietRow(pixels, Math.round((height * place) / count)),
  );
  return seams.slice(1).map((ownBottom, index) => {
    const ownTop = seams[index] as number;
    return { ownTop, ownBottom, top: Math.max(0, ownTop - OVERLAP), bottom: Math.min(height, ownBottom + OVERLAP) };
  });
}

/** The rows of a segment as a picture; nothing is copied. */
export function cutSegment({ width, data }: Pixels, { top, bottom }: Segment): Pixels {
  return { width, height: bottom - top, data: data.subarray(top * width * CHANNELS, bottom * width * CHANNELS) };
}

/** Lines of a segment that it answers for, in places of the whole picture. */
export function placeLines(lines: readonly ReadLine[], { top, ownTop, ownBottom }: Segment): ReadLine[] {
  return lines
    .map((line) => {
      const [x, y, width, height] = line.box;
      const corners = line.corners && { corners: line.corners.map(([left, up]) => [left, up + top] as const) };
      return { ...line, box: [x, y + top, width, height] as const, ...corners };
    })
    .filter(({ box: [, y, , height] }) => {
      const middle = y + height / 2;
      return middle >= ownTop - TOLERANCE && middle < ownBottom + TOLERANCE;
    });
}

/** Lines of all segments as one picture's: what two of them saw counts once, as it was read better. */
export function mergeSegments(lines: readonly ReadLine[]): ReadLine[] {
  const kept: ReadLine[] = [];
  for (const line of [...lines].sort((a, b) => a.box[1] - b.box[1])) {
    const twin = kept.findLastIndex(
      (other, index) => kept.length - index <= 64 && sharedArea(other.box, line.box) > SAME,
    );
    if (twin === -1) kept.push(line);
    else if (line.confidence > (kept[twin] as ReadLine).confidence) kept[twin] = line;
  }
  return inReadingOrder(kept);
}

/** Shared area over the area of the smaller box. */
function sharedArea(a: ReadLine["box"], b: ReadLine["box"]): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return width <= 0 || height <= 0 ? 0 : (width * height) / Math.min(a[2] * a[3], b[2] * b[3]);
}

/** The row near a place around which least changes from pixel to pixel. */
function quietRow({ width, height, data }: Pixels, place: number): number {
  const first = Math.max(1, place - REACH);
  const last = Math.min(height - 1, place + REACH);
  const ink: number[] = [];
  for (let y = first; y <= last; y++) {
    let sum = 0;
    for (let at = y * width * CHANNELS + CHANNELS; at < (y + 1) * width * CHANNELS; at++) {
      sum += Math.abs((data[at] as number) - (data[at - CHANNELS] as number));
    }
    ink.push(sum);
  }
  let best = place;
  let least = Infinity;
  for (let index = 0; index + CLEARANCE <= ink.length; index++) {
    const sum = ink.slice(index, index + CLEARANCE).reduce((total, value) => total + value, 0);
    const row = first + index + (CLEARANCE >> 1);
    // Of equally quiet rows the nearest to the place.
    if (sum < least || (sum === least && Math.abs(row - place) < Math.abs(best - place))) [least, best] = [sum, row];
  }
  return best;
}
