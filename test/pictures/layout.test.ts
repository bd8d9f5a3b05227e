import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OcrLine } from "../../src/contracts/listing.js";
import { picturePassages } from "../../src/prepare/picture-passage.js";

type Box = [number, number, number, number];
const line = (text: string, ...box: Box): OcrLine => ({ text, box });
const passagesOf = (lines: readonly OcrLine[]) =>
  picturePassages({ src: "a.jpg", lines }, 0, { context: "advertisement", declared: false });
const textsOf = (lines: readonly OcrLine[]) => passagesOf(lines).map(({ text }) => text);

describe("lines of a picture as passages", () => {
  const cases: { name: string; lines: OcrLine[]; texts: string[] }[] = [
    { name: "nothing", lines: [], texts: [] },
    {
      name: "a wrapped paragraph is one text",
      lines: [
        line("本品采用远红外技术连续使用三个", 20, 20, 300, 20),
        line("月血糖即可恢复正常不再用药", 20, 46, 260, 20),
      ],
      texts: ["本品采用远红外技术连续使用三个月血糖即可恢复正常不再用药"],
    },
    {
      name: "a saying set in two short lines, middle under middle",
      lines: [line("三个月", 150, 20, 120, 40), line("根治糖尿病", 110, 70, 200, 40)],
      texts: ["三个月 根治糖尿病"],
    },
    {
      name: "a line that ends with a comma goes on",
      lines: [line("连用七天，", 20, 20, 100, 20), line("血压恢复正常", 20, 48, 120, 20)],
      texts: ["连用七天，血压恢复正常"],
    },
    {
      name: "a full stop ends it",
      lines: [line("请按说明书使用。", 20, 20, 160, 20), line("血压恢复正常", 20, 46, 120, 20)],
      texts: ["请按说明书使用。\n血压恢复正常"],
    },
    {
      name: "points of a list stay apart",
      lines: [line("1、改善睡眠", 20, 20, 120, 20), line("2、增强免疫", 20, 46, 120, 20)],
      texts: ["1、改善睡眠\n2、增强免疫"],
    },
    {
      name: "labels begin anew",
      lines: [line("产品名称：电子血压计", 20, 20, 200, 20), line("适用范围：测量血压", 20, 46, 180, 20)],
      texts: ["产品名称：电子血压计\n适用范围：测量血压"],
    },
    {
      name: "two cells side by side are two products",
      lines: [
        line("上臂式血压计", 20, 20, 120, 20),
        line("颈椎治疗仪", 240, 20, 100, 20),
        line("￥199", 20, 46, 60, 20),
        line("￥899", 240, 46, 60, 20),
      ],
      texts: ["上臂式血压计\n￥199", "颈椎治疗仪\n￥899"],
    },
    {
      name: "a heading is not its text",
      lines: [line("产品介绍", 20, 10, 160, 40), line("用于测量人体血压与脉率", 20, 60, 220, 20)],
      texts: ["产品介绍", "用于测量人体血压与脉率"],
    },
    {
      name: "blocks far apart",
      lines: [line("三个月", 20, 20, 60, 20), line("根治糖尿病", 20, 120, 100, 20)],
      texts: ["三个月", "根治糖尿病"],
    },
    {
      name: "pieces of one row, in whatever order they come",
      lines: [line("恢复正常", 122, 21, 80, 20), line("血压三天", 20, 22, 80, 20)],
      texts: ["血压三天 恢复正常"],
    },
    {
      name: "columns of vertical text from right to left",
      lines: [line("三个月", 100, 20, 20, 70), line("不再用药", 74, 20, 20, 90)],
      texts: ["三个月 不再用药"],
    },
    {
      name: "two columns of text are read one after the other",
      lines: [
        line("左栏第一行文字很长很长", 20, 20, 220, 20),
        line("右栏第一行文字很长很长", 300, 30, 220, 20),
        line("左栏第二行", 20, 46, 100, 20),
        line("右栏第二行", 300, 56, 100, 20),
      ],
      texts: ["左栏第一行文字很长很长左栏第二行", "右栏第一行文字很长很长右栏第二行"],
    },
    {
      name: "Latin words keep their blank",
      lines: [line("Blood pressure monitor for", 20, 20, 260, 20), line("home use", 20, 44, 80, 20)],
      texts: ["Blood pressure monitor for home use"],
    },
    {
      name: "frames of an animation are apart",
      lines: [
        { ...line("三个月", 20, 20, 60, 20), frame: 0 },
        { ...line("根治", 20, 44, 40, 20), frame: 1 },
      ],
      texts: ["三个月", "根治"],
    },
    { name: "lines without places stay as given", lines: [{ text: "甲" }, { text: "乙" }], texts: ["甲\n乙"] },
  ];
  it.each(cases)("$name", ({ lines, texts }) => expect(textsOf(lines)).toEqual(texts));

  it("takes the tilt out of a line's height", () => {
    // Two lines, 300 x 20 and 150 x 20, left-aligned one below the other, turned by 5 degrees about the origin.
    const tilted = [line("连续使用三个月血糖即可恢复", 16, 22, 301, 46), line("正常不再用药", 14, 48, 151, 33)].map(
      (one) => ({ ...one, angle: 5 }),
    );
    expect(textsOf(tilted)).toEqual(["连续使用三个月血糖即可恢复正常不再用药"]);
  });

  /** A line of a page of 600 x 600 after the page was turned clockwise by quarters. */
  const turned = ({ text, box }: OcrLine, quarters: number): OcrLine => {
    const [left, top, width, height] = box as Box;
    const [x, y] = [left + width / 2 - 300, top + height / 2 - 300];
    const [cos, sin] = [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ][quarters] as [number, number];
    const [wide, high] = quarters % 2 === 0 ? [width, height] : [height, width];
    const [middleX, middleY] = [x * cos - y * sin + 300, x * sin + y * cos + 300];
    const angle = [0, 90, quarters === 2 && text.length % 2 === 0 ? -179.6 : 180, -90][quarters] as number;
    return { text, box: [middleX - wide / 2, middleY - high / 2, wide, high], angle };
  };

  const level = cases.filter(
    ({ lines: all }) => all.length > 0 && all.every(({ box, frame }) => box && frame === undefined),
  );
  it.each(
    level
      .filter(({ name }) => !name.startsWith("columns of vertical"))
      .flatMap((one) => [1, 2, 3].map((quarters) => ({ ...one, quarters }))),
  )("$name, the page turned by $quarters quarters", ({ lines: all, texts, quarters }) => {
    expect(textsOf(all.map((one) => turned(one, quarters)))).toEqual(texts);
  });

  const coordinate = fc.oneof(fc.integer({ min: -50, max: 900 }), fc.double());
  const lines = fc.array(
    fc.record({
      text: fc.constantFrom("三天", "根治糖尿病", " ", "1、甲", "适用：乙", "end。", "a"),
      box: fc.tuple(coordinate, coordinate, coordinate, coordinate),
      angle: fc.option(fc.double({ min: -200, max: 200 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  );

  it("keeps every line once, and its span slices back to it", () => {
    fc.assert(
      fc.property(lines, (given) => {
        const read = passagesOf(given).flatMap(({ text, image }) =>
          (image?.lines ?? []).map(({ start, end }) => text.slice(start, end)),
        );
        const written = given.map(({ text }) => text).filter((text) => text.trim() !== "");
        expect([...read].sort()).toEqual([...written].sort());
      }),
      { numRuns: 300 },
    );
  });

  it("does not depend on the order of the lines", () => {
    const distinct = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 12 });
    fc.assert(
      fc.property(distinct, fc.integer({ min: 1, max: 11 }), (tops, turn) => {
        const given = tops.map((top, index) => line(`第${index}行`, (index % 3) * 200, top, 80, 20));
        const turned = [...given.slice(turn), ...given.slice(0, turn)];
        expect(textsOf(turned)).toEqual(textsOf(given));
      }),
    );
  });

  it("lays out 5,000 lines of one place in well under a second", () => {
    const crowd = Array.from({ length: 5_000 }, () => line("字字", 10, 10, 40, 20));
    const began = performance.now();
    passagesOf(crowd);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
