import type { OcrLine } from "../../contracts/listing.js";

/** A line of a picture as the layout sees it: pixels of the original picture. */
export interface TextLine {
  readonly text: string;
  readonly box: readonly [number, number, number, number];
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Height of a letter: the short side of the line, its tilt taken out. */
  readonly size: number;
  /** Read from top to bottom, columns from right to left. */
  readonly isVertical: boolean;
}

/** Beyond this tilt a box says nothing sure about the height of its letters. */
const MAX_TILT_DEGREES = 30;
/** A box so many times as high as wide holds a column of text. */
const COLUMN_RATIO = 1.5;

/**
 * Measures a line; null where it has no usable box.
 *
 * @example
 * measureLine({ text: "冷敷护理", box: [10, 20, 80, 20] })?.size; // → 20
 */
export function measureLine(line: OcrLine): TextLine | null {
  const { box, text } = line;
  if (box === undefined || !box.every((value) => Number.isFinite(value) && Math.abs(value) < 1e7)) return null;
  const [left, top, width, height] = box;
  if (width <= 0 || height <= 0) return null;
  const isVertical = height > width * COLUMN_RATIO && Array.from(text.trim()).length > 1;
  return {
    text,
    box,
    left,
    top,
    right: left + width,
    bottom: top + height,
    size: isVertical ? width : letterHeight(width, height, line.angle),
    isVertical,
  };
}

/** The height of a tilted line whose upright box is given: w = l·cos + h·sin, H = l·sin + h·cos, solved for h. */
function letterHeight(width: number, height: number, angle: number | undefined): number {
  const tilt = Math.abs(angle ?? 0);
  if (tilt === 0 || tilt > MAX_TILT_DEGREES) return height;
  const radians = (tilt * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const letter = (height * cos - width * sin) / (cos * cos - sin * sin);
  return letter > height / 8 ? letter : height;
}
