import { boundingRectangle, cornersOf, type Point, type Rectangle, turn } from "./rectangle.js";

/** Length over thickness from which a box says which way its line runs. */
const LONG = 1.5;
/** Sine of the angle up to which two lines run the same way: three degrees. */
const PARALLEL = 0.052;
/** Thinner over thicker from which two boxes are of one size of letters. */
const SAME_SIZE = 0.75;
/** Share of the thinner box that stands within the breadth of the other. */
const ABREAST = 0.8;
/** Thicknesses by which boxes overlap along the line: they are grown by less, so that what is apart does not. */
const OVERLAP = 0.35;

/**
 * Joins boxes that lie one behind the other on one line and overlap: the detector saw a gap between two letters that
 * almost touch, and each piece, grown, holds a letter of the other, which would be read twice.
 *
 * @param boxes as grown; compared pairwise, so that there may be some thousands
 * @returns the boxes that are left, in the same order; a joined one takes the place of its first piece
 */
export function joinBoxes(boxes: readonly Rectangle[]): Rectangle[] {
  const joined: Rectangle[] = [];
  for (let box of boxes) {
    let place = joined.length;
    for (let at = 0; at < joined.length; at++) {
      const both = join(joined[at] as Rectangle, box);
      if (both === null) continue;
      // What was joined may now reach a third piece: it is looked at from the beginning.
      joined.splice(at, 1);
      place = Math.min(place, at);
      box = both;
      at = -1;
    }
    joined.splice(place, 0, box);
  }
  return joined;
}

function join(one: Rectangle, other: Rectangle): Rectangle | null {
  if (!mayTouch(one, other)) return null;
  const [first, second] = [lengthwise(one), lengthwise(other)];
  const [longer, shorter] =
    first.width / first.height >= second.width / second.height ? [first, second] : [second, first];
  if (longer.width < LONG * longer.height) return null;
  const [ux, uy] = longer.along;
  const slope = Math.abs(ux * shorter.along[1] - uy * shorter.along[0]);
  const isSquare = shorter.width < LONG * shorter.height;
  if (slope > PARALLEL && !(isSquare && slope > 1 - PARALLEL * PARALLEL)) return null;
  const [a, b] = [spans(longer, longer.along), spans(shorter, longer.along)];
  const thin = Math.min(size(a.across), size(b.across));
  if (thin < SAME_SIZE * Math.max(size(a.across), size(b.across))) return null;
  if (shared(a.across, b.across) < ABREAST * thin) return null;
  if (shared(a.along, b.along) < OVERLAP * thin) return null;
  const both = boundingRectangle([...cornersOf(one), ...cornersOf(other)], longer.along);
  // As boxes are held: the width on the side nearer to the horizontal, read to the right.
  const level = Math.abs(uy) > Math.abs(ux) ? turn(both, 1) : both;
  return level.along[0] < 0 ? turn(level, 2) : level;
}

/** Whether the upright boxes around both overlap: most pairs on a page do not. */
function mayTouch(one: Rectangle, other: Rectangle): boolean {
  const [x, y] = [Math.abs(one.centre[0] - other.centre[0]), Math.abs(one.centre[1] - other.centre[1])];
  return 2 * y < rise(one) + rise(other) && 2 * x < run(one) + run(other);
}

function run({ along: [x, y], width, height }: Rectangle): number {
  return Math.abs(x) * width + Math.abs(y) * height;
}

function rise({ along: [x, y], width, height }: Rectangle): number {
  return Math.abs(y) * width + Math.abs(x) * height;
}

/** A box with its longer side as width. */
function lengthwise(box: Rectangle): Rectangle {
  return box.height > box.width ? turn(box, 1) : box;
}

type Span = readonly [start: number, end: number];

function spans(box: Rectangle, [ux, uy]: Point): { along: Span; across: Span } {
  const corners = cornersOf(box);
  const along = corners.map(([x, y]) => x * ux + y * uy);
  const across = corners.map(([x, y]) => y * ux - x * uy);
  return { along: [Math.min(...along), Math.max(...along)], across: [Math.min(...across), Math.max(...across)] };
}

function size([start, end]: Span): number {
  return end - start;
}

function shared([start, end]: Span, [from, to]: Span): number {
  return Math.min(end, to) - Math.max(start, from);
}
