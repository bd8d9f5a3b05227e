import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cornersOf } from "../../src/ocr/detect/rectangle.js";
import { layColumnDown } from "../../src/ocr/recognise/column.js";
import { decodeCtc } from "../../src/ocr/recognise/ctc.js";
import { cutWide } from "../../src/ocr/recognise/recogniser.js";
import { cutStrip, fillPlanes, turnOver } from "../../src/ocr/recognise/strip.js";

describe("decodeCtc", () => {
  const CHARACTERS = ["甲", "乙", " "];
  /** One step a digit: the class that is most probable there, with 0.9. */
  const steps = (classes: string) =>
    Float32Array.from(
      [...classes].flatMap((digit) => [0, 1, 2, 3].map((index) => (index === Number(digit) ? 0.9 : 0.03))),
    );

  it.each([
    { classes: "0000", text: "" },
    { classes: "1111", text: "甲" },
    { classes: "1011", text: "甲甲" },
    { classes: "1220", text: "甲乙" },
    { classes: "1032", text: "甲 乙" },
  ])("$classes is “$text”", ({ classes, text }) => {
    expect(decodeCtc(steps(classes), classes.length, 4, CHARACTERS).text).toBe(text);
  });

  it.each([
    { classes: "12", text: "（", why: "narrow and wide form of one mark, side by side" },
    { classes: "1201", text: "（（", why: "another one after a blank" },
    { classes: "34", text: "℃", why: "a degree sign, then the sign of degrees Celsius" },
    { classes: "304", text: "℃", why: "the same with a blank between" },
    { classes: "56", text: "￥", why: "two signs of the yuan" },
    { classes: "33", text: "°", why: "one sign" },
  ])("$why: “$text”", ({ classes, text }) => {
    const marks = ["（", "(", "°", "℃", "￥", "¥"];
    const values = [...classes].flatMap((digit) =>
      marks.concat("").map((_, at) => (at === Number(digit) ? 0.9 : 0.01)),
    );
    expect(decodeCtc(Float32Array.from(values), classes.length, 7, marks).text).toBe(text);
  });

  it("its confidence is the mean over characters, nothing for none", () => {
    const mixed = Float32Array.from([0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0.5, 0]);
    expect(decodeCtc(mixed, 3, 4, CHARACTERS)).toEqual({ text: "甲乙", confidence: 0.75 });
    expect(decodeCtc(steps("000"), 3, 4, CHARACTERS).confidence).toBe(0);
  });
});

describe("cutWide", () => {
  it("leaves a strip of ordinary width whole and cuts a wider one between characters", () => {
    const strip = (width: number) => ({ width, height: 48, data: new Uint8Array(width * 48 * 3).fill(255) });
    expect(cutWide(strip(2_400))).toHaveLength(1);
    const wide = strip(4_000);
    // Black bars of 40 with gaps of 10: column 2,000 is inside a bar's edge, the gap lies beside it.
    for (let x = 0; x < 4_000; x++)
      for (let y = 0; y < 48; y++)
        if ((x + 25) % 50 >= 10 && x % 2 === 0) wide.data.fill(0, (y * 4_000 + x) * 3, (y * 4_000 + x) * 3 + 3);
    const pieces = cutWide(wide);
    expect(pieces.map(({ width }) => width).reduce((sum, width) => sum + width, 0)).toBe(4_000);
    expect(pieces).toHaveLength(2);
    expect(((pieces[0]?.width ?? 0) + 25) % 50).toBeLessThanOrEqual(10);
  });
});

describe("cutWide beside blurred letters", () => {
  it("cuts in the middle of a gap, not at its edge", () => {
    const strip = { width: 4_000, height: 48, data: new Uint8Array(4_000 * 48 * 3).fill(255) };
    // Letters of 40 whose last columns fade into gaps of 20: 0-39 stripes, 40-44 fading, 45-59 nothing.
    for (let x = 0; x < 4_000; x++) {
      const place = x % 60;
      const level = place >= 45 ? 255 : place >= 40 ? 200 + 11 * (place - 40) : place % 2 === 0 ? 0 : 255;
      for (let y = 0; y < 48; y++) strip.data.fill(level, (y * 4_000 + x) * 3, (y * 4_000 + x) * 3 + 3);
    }
    const [first] = cutWide(strip);
    const place = (first?.width ?? 0) % 60;
    expect(place).toBeGreaterThanOrEqual(47);
    expect(place).toBeLessThanOrEqual(58);
  });
});

describe("strips", () => {
  /** Every pixel says where it is: red = x, green = y. */
  const gradient = (width: number, height: number) => {
    const data = new Uint8Array(width * height * 3);
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set([x, y, 7], (y * width + x) * 3);
    return { width, height, data };
  };

  it("cuts an upright box pixel by pixel", () => {
    const strip = cutStrip(gradient(50, 40), { centre: [20, 15], along: [1, 0], width: 10, height: 6 }, 10, 6);
    expect([...strip.data.subarray(0, 3)]).toEqual([15, 12, 7]);
    expect([...strip.data.subarray(-3)]).toEqual([24, 17, 7]);
  });

  it("turns a standing box", () => {
    // Reading downwards: along y; the strip's rows go to the left.
    const box = { centre: [20, 15] as const, along: [0, 1] as const, width: 10, height: 4 };
    const strip = cutStrip(gradient(50, 40), box, 10, 4);
    expect([...strip.data.subarray(0, 3)]).toEqual([21, 10, 7]);
    expect(cornersOf(box)[0]).toEqual([22, 10]);
  });

  it("repeats the edge outside the picture", () => {
    const strip = cutStrip(gradient(8, 8), { centre: [0, 0], along: [1, 0], width: 8, height: 8 }, 8, 8);
    expect([...strip.data.subarray(0, 3)]).toEqual([0, 0, 7]);
  });

  it("turned over twice it is itself", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (width, height) => {
        const picture = gradient(width, height);
        expect(turnOver(turnOver(picture))).toEqual(picture);
      }),
    );
  });

  it("fills planes in the order blue, green, red, grey to the right", () => {
    const planes = new Float32Array(3 * 2);
    fillPlanes({ width: 1, height: 1, data: Uint8Array.of(255, 0, 127.5) }, planes, 0, 2);
    expect([...planes].map((value) => Math.round(value))).toEqual([-0, 0, -1, 0, 1, 0]);
  });

  it("lays a column of squares down as a line of as many cells", () => {
    const column = { width: 48, height: 48 * 4, data: new Uint8Array(48 * 48 * 4 * 3).fill(255) };
    for (let cell = 0; cell < 4; cell++) {
      for (let y = 8; y < 40; y++) {
        for (let x = 8; x < 40; x += 4) column.data.set([0, 0, 0], ((cell * 48 + y) * 48 + x) * 3);
      }
    }
    const line = layColumnDown(column);
    expect(line.height).toBe(48);
    expect(line.width).toBe(4 * 52 + 4);
  });
});
