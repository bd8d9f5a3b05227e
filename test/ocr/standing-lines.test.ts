import { describe, expect, it } from "vitest";
import { chooseStanding } from "../../src/ocr/paddle/standing-lines.js";

const as = (text: string, confidence: number) => ({ text, confidence });
const NOTHING = as("", 0);

describe("chooseStanding", () => {
  const cases = [
    {
      name: "a page turned to the left, whose cells read backwards and a little surer",
      boxes: [
        { down: NOTHING, up: as("本品连续使用三个", 0.9996), column: as("个三用使续连品本", 0.9998) },
        { down: as("哈", 0.81), up: as("右边商品乙", 0.9996), column: as("乙品商边右", 0.9997) },
      ],
      lines: [
        { text: "本品连续使用三个", quarters: 3, isColumn: false },
        { text: "右边商品乙", quarters: 3, isColumn: false },
      ],
    },
    {
      name: "a page turned to the right",
      boxes: [{ down: as("左边商品甲", 0.999), up: as("田哈", 0.61), column: as("由", 0.43) }],
      lines: [{ text: "左边商品甲", quarters: 1, isColumn: false }],
    },
    {
      name: "a column that reads better cell by cell",
      boxes: [{ down: as("年生死雨茫，不思量", 0.88), up: NOTHING, column: as("年生死雨茫茫不思量", 0.91) }],
      lines: [{ text: "年生死雨茫茫不思量", quarters: 0, isColumn: true }],
    },
    {
      name: "a column that reads better lying",
      boxes: [{ down: as("前言", 0.95), up: NOTHING, column: as("前言", 0.9) }],
      lines: [{ text: "前言", quarters: 0, isColumn: true }],
    },
    {
      name: "a column that only its cells show",
      boxes: [{ down: NOTHING, up: as("口", 0.4), column: as("远离高血压", 0.97) }],
      lines: [{ text: "远离高血压", quarters: 0, isColumn: true }],
    },
    {
      name: "a column that reads the same from either end",
      boxes: [{ down: as("人人", 0.97), up: as("人人", 0.6), column: as("人人", 0.96) }],
      lines: [{ text: "人人", quarters: 0, isColumn: true }],
    },
    {
      name: "a short line goes with the others",
      boxes: [
        { down: as("三日", 0.95), up: as("日三", 0.93), column: NOTHING },
        { down: as("田", 0.5), up: as("常规湿洗说明", 0.98), column: as("明说洗", 0.9) },
      ],
      lines: [
        { text: "日三", quarters: 3, isColumn: false },
        { text: "常规湿洗说明", quarters: 3, isColumn: false },
      ],
    },
  ];
  it.each(cases)("$name", ({ boxes, lines }) => {
    expect(chooseStanding(boxes)).toMatchObject(lines);
  });
});
