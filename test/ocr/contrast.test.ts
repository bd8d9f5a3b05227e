import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inkedRows, takeRows } from "../../src/ocr/detect/inked-rows.js";
import type { Pixels } from "../../src/ocr/image/pixels.js";
import { contrastOf } from "../../src/ocr/recognise/contrast.js";

/** A strip whose every fourth column is of one grey, the others of another. */
function striped(width: number, height: number, ink: number, ground: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at++) data[at] = (Math.floor(at / 3) % width) % 4 === 0 ? ink : ground;
  return { width, height, data };
}

describe("contrast of a strip", () => {
  it.each([
    ["black on white", 0, 255, 21],
    ["white on black", 255, 0, 21],
    ["grey on white, just legible", 0x76, 255, 4.6],
    ["pale on white", 0xcc, 255, 1.6],
    ["nothing", 200, 200, 1],
  ])("%s", (_, ink, ground, contrast) => {
    expect(contrastOf(striped(40, 48, ink, ground))).toBeCloseTo(contrast, 0);
  });

  it("lies between 1 and 21, whatever is on it", () => {
    const bytes = fc.uint8Array({ minLength: 48, maxLength: 48 });
    fc.assert(
      fc.property(bytes, (data) => {
        const contrast = contrastOf({ width: 4, height: 4, data }) ?? 0;
        expect(contrast).toBeGreaterThanOrEqual(1);
        expect(contrast).toBeLessThanOrEqual(21);
      }),
    );
  });

  it("says nothing of a strip too small", () => {
    expect(contrastOf(striped(3, 5, 0, 255))).toBeNull();
  });
});

describe("rows of a poster where something stands", () => {
  const poster = (marks: readonly number[], height = 200): Pixels => {
    const data = new Uint8Array(60 * height * 3).fill(240);
    for (const y of marks) data.fill(20, (y * 60 + 30) * 3, (y * 60 + 36) * 3);
    return { width: 60, height, data };
  };

  it("are kept with what stands around them", () => {
    const rows = [...inkedRows(poster([100]), 16)];
    expect(rows[0]).toBe(84);
    // Eight rows below a mark still differ from it.
    expect(rows.at(-1)).toBe(124);
  });

  it("of a blank poster or a gentle slope there are none", () => {
    const slope = poster([]);
    for (let at = 0; at < slope.data.length; at++) slope.data[at] = 100 + Math.floor(at / (60 * 3)) / 4;
    expect(inkedRows(poster([]), 16)).toHaveLength(0);
    expect(inkedRows(slope, 16)).toHaveLength(0);
  });

  it("hold every mark, wherever marks are, and are taken as they are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 199 }), { maxLength: 5 }), (marks) => {
        const pixels = poster(marks);
        const rows = inkedRows(pixels, 16);
        for (const mark of marks) expect(rows).toContain(mark);
        const taken = takeRows(pixels, rows);
        expect(taken.height).toBe(rows.length);
        const dark = (one: Pixels) => one.data.reduce((count, value) => count + (value < 100 ? 1 : 0), 0);
        expect(dark(taken)).toBe(dark(pixels));
      }),
    );
  });
});
