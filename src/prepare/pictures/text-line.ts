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

const HALF_TURN = 180;
const QUARTER = 90;
/** Beyond this tilt a box says nothing sure about the height of its letters. */
const MAX_TILT_DEGREES = 30;
/** A box so many times as high as wide holds a column of text. */
const COLUMN_RATIO = 1.5;

/**
 * Measures a line; null where it has no usable box.
 *
 * @param skew degrees by which the whole picture is turned: places are then those of the picture set straight
 * @example
 * measureLine({ text: "冷敷护理", box: [10, 20, 80, 20] })?.size; // → 20
 */
export function measureLine(line: OcrLine, skew = 0): TextLine | null {
  const { box, text } = line;
  if (box === undefined || !box.every((value) => Number.isFinite(value) && Math.abs(value) < 1e7)) return null;
  const [left, top, width, height] = box;
  if (width <= 0 || height <= 0) return null;
  const turn = turnOf(line.angle);
  const isTall = height > width * COLUMN_RATIO && Array.from(text.trim()).length > 1;
  // In a picture that lies on its side a line that runs with the others is no column.
  const isWithOthers = Math.abs(skew) > MAX_TILT_DEGREES && line.angle !== undefined;
  const isVertical =
    line.vertical === true ||
    (isTall && !isWithOthers && (turn < MAX_TILT_DEGREES || turn > QUARTER - MAX_TILT_DEGREES));
  const upright = { text, box, left, top, right: left + width, bottom: top + height, isVertical };
  if (isVertical) return { ...upright, size: width };
  const [long, short] = untilted(width, height, turn);
  if (skew === 0) return { ...upright, size: short };
  const radians = (-skew * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const [x, y] = [left + width / 2, top + height / 2];
  const [middleX, middleY] = [x * cos - y * sin, x * sin + y * cos];
  return {
    ...upright,
    left: middleX - long / 2,
    top: middleY - short / 2,
    right: middleX + long / 2,
    bottom: middleY + short / 2,
    size: short,
  };
}

/**
 * How far a picture's lines are turned: the median of their angles in degrees, clockwise; 0 where most are level or slant
 * in between. About 90, 180 and 270 the whole picture lies on its side or stands on its head.
 */
export function skewOf(lines: readonly OcrLine[]): number {
  const angles = lines
    .filter((line) => line.vertical !== true)
    .map((line) => (line.angle ?? 0) + ((line.angle ?? 0) < -QUARTER - MAX_TILT_DEGREES ? 2 * HALF_TURN : 0))
    .sort((a, b) => a - b);
  const middle = angles[angles.length >> 1] ?? 0;
  const beyond = Math.abs(middle) % QUARTER;
  return Math.min(beyond, QUARTER - beyond) <= MAX_TILT_DEGREES ? middle : 0;
}

/** Degrees to the nearest horizontal, 0 to 90. */
function turnOf(angle: number | undefined): number {
  const turn = Math.abs(angle ?? 0) % HALF_TURN;
  return turn > QUARTER ? HALF_TURN - turn : turn;
}

/** Length and height of a tilted line whose upright box is given: W = l·cos + h·sin, H = l·sin + h·cos, solved. */
function untilted(width: number, height: number, tilt: number): readonly [number, number] {
  if (tilt > QUARTER - MAX_TILT_DEGREES) return untilted(height, width, QUARTER - tilt);
  if (tilt === 0 || tilt > MAX_TILT_DEGREES) return [width, height];
  const radians = (tilt * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const short = (height * cos - width * sin) / (cos * cos - sin * sin);
  const long = (width * cos - height * sin) / (cos * cos - sin * sin);
  return short > height / 8 && long > 0 ? [long, short] : [width, height];
}
