import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findComponents } from "../../src/ocr/detect/components.js";
import { joinBoxes } from "../../src/ocr/detect/join-boxes.js";
import { boundingRectangle, convexHull, cornersOf, leastRectangle, turn } from "../../src/ocr/detect/rectangle.js";
import { findTextBoxes } from "../../src/ocr/detect/text-boxes.js";

/** A map from drawn rows: `#` is text for sure, `.` none. */
function draw(...rows: readonly string[]) {
  const width = rows[0]?.length ?? 0;
  const values = Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 255 : mark === "+" ? 100 : 0));
  return { width, height: rows.length, values };
}

describe("findComponents", () => {
  const cases: readonly { name: string; rows: readonly string[]; pixels: readonly number[] }[] = [
    { name: "nothing", rows: ["....", "...."], pixels: [] },
    { name: "two apart", rows: ["##..#", "##..#"], pixels: [4, 2] },
    { name: "a corner joins", rows: ["##..", "..##"], pixels: [4] },
    { name: "a U is one", rows: ["#...#", "#...#", "#####"], pixels: [9] },
    { name: "a ring with a core is two", rows: ["#####", "#...#", "#.#.#", "#...#", "#####"], pixels: [16, 1] },
    { name: "weak pixels do not count", rows: ["#+#"], pixels: [1, 1] },
  ];
  it.each(cases)("$name", ({ rows, pixels }) => {
    expect(findComponents(draw(...rows), 128).map((piece) => piece.pixels)).toEqual(pixels);
  });

  it("agrees with flood fill on any map", () => {
    const maps = fc.integer({ min: 1, max: 12 }).chain((width) =>
      fc.array(fc.constantFrom(0, 255), { minLength: width, maxLength: width * 12 }).map((cells) => {
        const height = Math.floor(cells.length / width);
        return { width, height, values: Uint8Array.from(cells.slice(0, width * height)) };
      }),
    );
    fc.assert(
      fc.property(maps, (map) => {
        const sizes = findComponents(map, 1).map((piece) => piece.pixels);
        expect(sizes.sort((a, b) => a - b)).toEqual(flood(map).sort((a, b) => a - b));
      }),
    );
  });
});

/** Sizes of the connected pieces, found by walking. */
function flood({ width, height, values }: { width: number; height: number; values: Uint8Array }): number[] {
  const left = new Set(Array.from(values.keys()).filter((at) => values[at] !== 0));
  const sizes: number[] = [];
  for (const start of [...left]) {
    if (!left.delete(start)) continue;
    const stack = [start];
    let size = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      size++;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          if (left.delete(ny * width + nx)) stack.push(ny * width + nx);
        }
      }
    }
    sizes.push(size);
  }
  return sizes;
}

describe("leastRectangle", () => {
  it.each([0, 10, -10, 30, -44, 44])("finds a bar turned by %i degrees", (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const along = [Math.cos(angle), Math.sin(angle)] as const;
    const corners = cornersOf({ centre: [50, 40], along, width: 60, height: 10 });
    const sorted = [...corners].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
    const found = leastRectangle(convexHull(sorted));
    expect(found.width).toBeCloseTo(60);
    expect(found.height).toBeCloseTo(10);
    expect(found.centre[0]).toBeCloseTo(50);
    expect(found.centre[1]).toBeCloseTo(40);
    expect((Math.atan2(found.along[1], found.along[0]) * 180) / Math.PI).toBeCloseTo(degrees);
  });

  it("holds every point and is never larger than the upright box", () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(points, (cloud) => {
        const sorted = [...cloud].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
        const box = leastRectangle(convexHull(sorted));
        const around = boundingRectangle(cloud, box.along);
        expect(around.width).toBeLessThanOrEqual(box.width + 1e-6);
        expect(around.height).toBeLessThanOrEqual(box.height + 1e-6);
        const upright = boundingRectangle(cloud, [1, 0]);
        expect(box.width * box.height).toBeLessThanOrEqual(upright.width * upright.height + 1e-6);
      }),
    );
  });

  it("turned four times it is itself", () => {
    const box = { centre: [3, 4] as const, along: [1, 0] as const, width: 5, height: 2 };
    expect(cornersOf(turn(box, 1))[0]).toEqual(cornersOf(box)[1]);
    expect(cornersOf(turn(box, 4))).toEqual(cornersOf(box));
  });
});

describe("findTextBoxes", () => {
  const options = { threshold: 0.3, boxThreshold: 0.6, unclip: 1.5, minSide: 3 };

  it("grows a box by area × ratio / perimeter on each side", () => {
    const row = `${".".repeat(10)}${"#".repeat(20)}${".".repeat(10)}`;
    const blank = ".".repeat(40);
    const [box] = findTextBoxes(draw(blank, blank, row, row, row, row, blank, blank), options);
    const distance = (20 * 4 * 1.5) / (2 * 24);
    expect(box).toMatchObject({ centre: [20, 4], width: 20 + 2 * distance, height: 4 + 2 * distance });
  });

  it("leaves out what is thin or faint", () => {
    expect(findTextBoxes(draw("##########", "##########"), options)).toEqual([]);
    expect(findTextBoxes(draw("++++++", "++++++", "++++++", "++++++"), options)).toEqual([]);
    expect(findTextBoxes(draw("######", "######", "######"), options)).toHaveLength(1);
  });
});

describe("joinBoxes", () => {
  /** Upright box from its edges. */
  const box = (left: number, top: number, right: number, bottom: number) => ({
    centre: [(left + right) / 2, (top + bottom) / 2] as const,
    along: [1, 0] as const,
    width: right - left,
    height: bottom - top,
  });
  const edges = (boxes: ReturnType<typeof joinBoxes>) =>
    boxes.map((one) => {
      const [[left, top], , [right, bottom]] = cornersOf(one);
      return [left, top, right, bottom].map((value) => Math.round(value));
    });

  const cases: readonly { name: string; boxes: readonly (readonly number[])[]; left: readonly number[][] }[] = [
    {
      name: "a line in two pieces",
      boxes: [
        [0, 0, 100, 20],
        [88, 0, 200, 20],
      ],
      left: [[0, 0, 200, 20]],
    },
    {
      name: "a column in two pieces",
      boxes: [
        [0, 0, 20, 100],
        [1, 88, 21, 200],
      ],
      left: [[0, 0, 21, 200]],
    },
    {
      name: "a column and its last letter",
      boxes: [
        [0, 0, 20, 100],
        [1, 92, 20, 114],
      ],
      left: [[0, 0, 20, 114]],
    },
    {
      name: "three pieces, the middle one last",
      boxes: [
        [0, 0, 100, 20],
        [170, 0, 300, 20],
        [90, 0, 180, 20],
      ],
      left: [[0, 0, 300, 20]],
    },
    {
      name: "cells that stand apart",
      boxes: [
        [0, 0, 100, 20],
        [102, 0, 200, 20],
      ],
      left: [
        [0, 0, 100, 20],
        [102, 0, 200, 20],
      ],
    },
    {
      name: "boxes that only touch",
      boxes: [
        [0, 0, 100, 20],
        [97, 0, 200, 20],
      ],
      left: [
        [0, 0, 100, 20],
        [97, 0, 200, 20],
      ],
    },
    {
      name: "lines one below the other",
      boxes: [
        [0, 0, 100, 20],
        [0, 12, 100, 32],
      ],
      left: [
        [0, 0, 100, 20],
        [0, 12, 100, 32],
      ],
    },
    {
      name: "letters of another size",
      boxes: [
        [0, 0, 100, 20],
        [88, -10, 200, 30],
      ],
      left: [
        [0, 0, 100, 20],
        [88, -10, 200, 30],
      ],
    },
    {
      name: "a column through a line",
      boxes: [
        [0, 40, 200, 60],
        [90, 0, 110, 200],
      ],
      left: [
        [0, 40, 200, 60],
        [90, 0, 110, 200],
      ],
    },
  ];
  it.each(cases)("$name", ({ boxes, left }) => {
    expect(edges(joinBoxes(boxes.map(([a = 0, b = 0, c = 0, d = 0]) => box(a, b, c, d))))).toEqual(left);
  });

  it("a line that is tilted against another stays itself", () => {
    const tilted = { ...box(85, 0, 200, 20), along: [Math.cos(0.1), Math.sin(0.1)] as const };
    expect(joinBoxes([box(0, 0, 100, 20), tilted])).toHaveLength(2);
  });

  it("tilted pieces of one line keep the tilt, and every box lies within one that is left", () => {
    const places = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(places, fc.double({ min: -0.7, max: 0.7, noNaN: true }), (starts, angle) => {
        const along = [Math.cos(angle), Math.sin(angle)] as const;
        const boxes = starts.map((start) => ({
          centre: [start * 10 * along[0], start * 10 * along[1]] as const,
          along,
          width: 80,
          height: 20,
        }));
        const left = joinBoxes(boxes);
        for (const one of left) expect(one.along[0]).toBeCloseTo(along[0]);
        for (const { centre } of boxes) {
          const isHeld = left.some((one) => {
            const [dx, dy] = [centre[0] - one.centre[0], centre[1] - one.centre[1]];
            return Math.abs(dx * along[0] + dy * along[1]) <= one.width / 2 - 39.9;
          });
          expect(isHeld).toBe(true);
        }
      }),
    );
  });
});
