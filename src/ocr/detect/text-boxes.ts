import { type ByteMap, findComponents } from "./components.js";
import { convexHull, grow, leastRectangle, type Rectangle } from "./rectangle.js";

/** Parameters of the step from probabilities to boxes; the names are those of the paper. */
export interface BoxOptions {
  /** Probability from which a pixel is text. */
  readonly threshold: number;
  /** Mean probability of a box from which it counts. */
  readonly boxThreshold: number;
  /** Growth of the shrunken text area: distance = area × ratio / perimeter. */
  readonly unclip: number;
  /** Shortest side, pixels of the map, before growing. */
  readonly minSide: number;
}

/**
 * Boxes of text from a probability map: binarise, connected pieces, rectangles of least area, growth (Liao et al.,
 * "Real-time Scene Text Detection with Differentiable Binarization", AAAI 2020, section 3.4).
 *
 * @returns rectangles in pixels of the map, in the order of their first row
 */
export function findTextBoxes(map: ByteMap, { threshold, boxThreshold, unclip, minSide }: BoxOptions): Rectangle[] {
  const boxes: Rectangle[] = [];
  for (const { outline, pixels, sum } of findComponents(map, Math.max(1, Math.round(threshold * 255)))) {
    const rectangle = leastRectangle(convexHull(outline));
    const { width, height } = rectangle;
    if (Math.min(width, height) < minSide || sum < boxThreshold * 255 * pixels) continue;
    boxes.push(grow(rectangle, (width * height * unclip) / (2 * (width + height))));
  }
  return boxes;
}
