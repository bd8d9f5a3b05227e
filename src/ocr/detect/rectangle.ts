export type Point = readonly [x: number, y: number];

/** A turned rectangle: `along` is the unit vector of reading, `width` is measured along it, `height` across. */
export interface Rectangle {
  readonly centre: Point;
  readonly along: Point;
  readonly width: number;
  readonly height: number;
}

/**
 * The convex hull of points, counter-clockwise in a system whose y points up (monotone chain, Andrew 1979).
 *
 * @param points sorted by x, then y; fewer than three come back as they are
 */
export function convexHull(points: readonly Point[]): Point[] {
  if (points.length < 3) return [...points];
  const half = (ordered: readonly Point[]) => {
    const hull: Point[] = [];
    for (const point of ordered) {
      while (hull.length >= 2 && !turnsLeft(hull.at(-2) as Point, hull.at(-1) as Point, point)) hull.pop();
      hull.push(point);
    }
    return hull.slice(0, -1);
  };
  return [...half(points), ...half([...points].reverse())];
}

function turnsLeft([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): boolean {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
}

/**
 * The rectangle of least area around a convex hull: one of its sides lies on an edge of the hull (Freeman and Shapira
 * 1975). The side nearer to the horizontal is its width, and reading goes to the right.
 */
export function leastRectangle(hull: readonly Point[]): Rectangle {
  let best: Rectangle | null = null;
  for (let edge = 0; edge < Math.max(1, hull.length); edge++) {
    const [ax, ay] = hull[edge] ?? [0, 0];
    const [bx, by] = hull[(edge + 1) % Math.max(1, hull.length)] ?? [ax, ay];
    const length = Math.hypot(bx - ax, by - ay);
    const along: Point = length === 0 ? [1, 0] : [(bx - ax) / length, (by - ay) / length];
    const rectangle = boundingRectangle(hull, along);
    if (best === null || rectangle.width * rectangle.height < best.width * best.height) best = rectangle;
  }
  return level(best as Rectangle);
}

/** The rectangle around points whose width lies along a direction. */
export function boundingRectangle(points: readonly Point[], [ux, uy]: Point): Rectangle {
  let [low, high, left, right] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const u = x * ux + y * uy;
    const v = y * ux - x * uy;
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  const u = (left + right) / 2;
  const v = (low + high) / 2;
  return { centre: [u * ux - v * uy, u * uy + v * ux], along: [ux, uy], width: right - left, height: high - low };
}

/** The same rectangle with its width on the side nearer to the horizontal, read to the right. */
function level({ centre, along: [ux, uy], width, height }: Rectangle): Rectangle {
  const isSteep = Math.abs(uy) > Math.abs(ux);
  const [x, y] = isSteep ? [-uy, ux] : [ux, uy];
  const along: Point = x < 0 ? [-x, -y] : [x, y];
  return { centre, along, width: isSteep ? height : width, height: isSteep ? width : height };
}

/** Grown by a distance on every side. */
export function grow(rectangle: Rectangle, distance: number): Rectangle {
  return { ...rectangle, width: rectangle.width + 2 * distance, height: rectangle.height + 2 * distance };
}

/** Top left, top right, bottom right, bottom left, as one reads it. */
export function cornersOf({
  centre: [cx, cy],
  along: [ux, uy],
  width,
  height,
}: Rectangle): [Point, Point, Point, Point] {
  const [ax, ay] = [(ux * width) / 2, (uy * width) / 2];
  const [bx, by] = [(-uy * height) / 2, (ux * height) / 2];
  return [
    [cx - ax - bx, cy - ay - by],
    [cx + ax - bx, cy + ay - by],
    [cx + ax + bx, cy + ay + by],
    [cx - ax + bx, cy - ay + by],
  ];
}

/** Turned by quarters clockwise: the same place, read from another side. */
export function turn(rectangle: Rectangle, quarters: number): Rectangle {
  let { along, width, height } = rectangle;
  for (let quarter = 0; quarter < (quarters & 3); quarter++) {
    along = [-along[1], along[0]];
    [width, height] = [height, width];
  }
  return { centre: rectangle.centre, along, width, height };
}
