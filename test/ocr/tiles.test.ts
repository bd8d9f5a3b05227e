import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planTiles } from "../../src/ocr/detect/tiles.js";

describe("planTiles", () => {
  it("leaves a picture that fits whole", () => {
    expect(planTiles(960, 500, { width: 960, height: 640 }, 128)).toEqual([
      { x: 0, y: 0, width: 960, height: 500, own: { left: 0, top: 0, right: 960, bottom: 500 } },
    ]);
  });

  const sizes = fc.record({
    width: fc.integer({ min: 1, max: 3_000 }),
    height: fc.integer({ min: 1, max: 30_000 }),
    side: fc.integer({ min: 400, max: 1_280 }),
    tall: fc.integer({ min: 400, max: 1_280 }),
    overlap: fc.integer({ min: 0, max: 160 }),
  });

  it("every pixel belongs to exactly one tile", () => {
    fc.assert(
      fc.property(sizes, ({ width, height, side, tall, overlap }) => {
        const tiles = planTiles(width, height, { width: side, height: tall }, overlap);
        const area = tiles.reduce((sum, { own }) => sum + (own.right - own.left) * (own.bottom - own.top), 0);
        expect(area).toBe(width * height);
        const corners = new Set(tiles.map(({ own }) => `${own.left},${own.top}`));
        expect(corners.size).toBe(tiles.length);
      }),
    );
  });

  it("no tile is larger than asked or leaves the picture, and each sees beyond what it answers for", () => {
    fc.assert(
      fc.property(sizes, ({ width, height, side, tall, overlap }) => {
        const half = Math.floor(overlap / 2) - 1;
        const wrong = planTiles(width, height, { width: side, height: tall }, overlap).filter(
          ({ x, y, width: wide, height: high, own }) =>
            wide > side ||
            high > tall ||
            Math.min(x, y) < 0 ||
            x + wide > width ||
            y + high > height ||
            own.top - y < (own.top === 0 ? 0 : half) ||
            y + high - own.bottom < (own.bottom === height ? 0 : half) ||
            own.left - x < (own.left === 0 ? 0 : half) ||
            x + wide - own.right < (own.right === width ? 0 : half),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });
});
