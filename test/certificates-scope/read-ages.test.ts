import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_AGE_LIMIT, readAges } from "../../src/certificates/scope/read-ages.js";

describe("readAges", () => {
  it.each([
    ["1岁以上人群", 1, NO_AGE_LIMIT],
    ["测量人体(≥5岁)额温", 5, NO_AGE_LIMIT],
    ["十八周岁以上女性", 18, NO_AGE_LIMIT],
    ["12周岁以下", 0, 12],
    ["3至12岁儿童", 3, 12],
    ["18-65岁", 18, 65],
    ["０岁到１００岁", 0, NO_AGE_LIMIT],
    ["一岁半宝宝", 1.5, 2],
    ["二十五岁上班族", 25, 26],
    ["六个月大的宝宝", 0.5, 7 / 12],
    ["三个月宝宝", 0.25, 4 / 12],
    ["出生二十天", 20 / 365, 20 / 365 + 1 / 12],
  ])("%s", (text, from, to) => {
    const [age, ...rest] = readAges(text);
    expect(rest).toEqual([]);
    expect(age?.from).toBeCloseTo(from, 6);
    expect(age?.to).toBeCloseTo(to, 6);
  });

  it.each(["三个月消失", "30天见效", "连用两天", "有效期24个月", "血压计"])("%s names no age", (text) => {
    expect(readAges(text)).toEqual([]);
  });

  it("never reads outside the text and never reverses a span", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0123456789一十百岁个月天以上下至-宝 "), maxLength: 40 }),
        (text) => {
          for (const age of readAges(text)) {
            expect(age.start).toBeLessThan(age.end);
            expect(age.end).toBeLessThanOrEqual(text.length);
            expect(age.from).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
