import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumbers } from "../../src/claims/numbers.js";

describe("readNumbers", () => {
  it.each([
    [
      "60天康复，有效率98%",
      [
        ["duration", "60天", 60],
        ["percent", "98%", 98],
      ],
    ],
    ["２～３个疗程", [["duration", "２～３个疗程", 42]]],
    ["半个月", [["duration", "半个月", 15]]],
    ["24小时内", [["duration", "24小时", 1]]],
    ["超出200倍", [["multiple", "200倍", 200]]],
    ["９９％以上", [["percent", "９９％", 99]]],
    ["百分之九十五", [["percent", "百分之九十五", 95]]],
    ["九成患者", [["percent", "九成", 90]]],
    ["百分之九十九点九", [["percent", "百分之九十九点九", 99.9]]],
    ["三分之二的患者", [["percent", "三分之二", 66.67]]],
    ["百分百有效", [["percent", "百分百", 100]]],
    ["十之八九见好", [["percent", "十之八九", 85]]],
    ["九成九", [["percent", "九成九", 99]]],
    ["六成", [["percent", "六成", 60]]],
    ["一成不变", []],
    ["贴一贴缓解", []],
    ["睡前一贴", [["dose", "一贴", 1]]],
    ["制成三成立", []],
    ["十分满意", []],
    ["两个半月", [["duration", "两个半月", 75]]],
    ["三个多月", [["duration", "三个多月", 90]]],
    ["一年半后", [["duration", "一年半", 547.5]]],
    ["48h起效", [["duration", "48h", 2]]],
    ["5hp", []],
    ["10万+用户", [["count", "10万+用户", 100_000]]],
    ["十万名患者", [["count", "十万名", 100_000]]],
    ["1,200例", [["count", "1,200例", 1200]]],
    ["30万名", [["count", "30万名", 300_000]]],
    ["增高17厘米", [["amount", "17厘米", 17]]],
    ["第3天", [["duration", "第3天", 3]]],
    [
      "2023年5月3日",
      [
        ["date", "2023年", 2023],
        ["date", "5月", 5],
        ["date", "3日", 3],
      ],
    ],
    ["三高人群，十二指肠", []],
    ["万能", []],
  ])("%s", (text, expected) => {
    const found = readNumbers(text).map((n) => [
      n.concept,
      text.slice(n.start, n.end),
      Math.round(n.value * 100) / 100,
    ]);
    expect(found).toEqual(expected);
  });

  it("never throws, stays in the text and in order", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.array(fc.constantFrom("三", "0", "％", "万", "天", "~", "成", "第")),
        (a, b) => {
          const text = a + b.join("");
          let at = 0;
          for (const number of readNumbers(text)) {
            expect(number.start).toBeGreaterThanOrEqual(at === 0 ? 0 : at - 1);
            expect(number.end).toBeGreaterThan(number.start);
            expect(number.end).toBeLessThanOrEqual(text.length);
            at = number.end;
          }
        },
      ),
    );
  });
});
