import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NUMBER_CONCEPTS, readNumbers } from "../../src/claims/numbers.js";
import {
  clauseEndsOf,
  MAX_SENTENCE_UNITS,
  possibleNumbers,
  SPAN,
  segment,
  segmentInto,
} from "../../src/claims/segment.js";

const slices = (text: string): string[] => segment(text).map(({ start, end }) => text.slice(start, end));

describe("segment", () => {
  it.each([
    ["三天见效，不复发。放心！", ["三天见效，不复发。", "放心！"]],
    ["一行\n二行", ["一行\n", "二行"]],
    ["", [""]],
    ["。。", ["。", "。"]],
  ])("%j", (text, expected) => {
    expect(slices(text)).toEqual(expected);
  });

  it("notes the ends of clauses", () => {
    const text = "甲，乙:丙。丁，戊";
    expect(segment(text).map(({ start, end }) => clauseEndsOf(text, start, end))).toEqual([[2, 4], [8]]);
  });

  it("knows which sentences may hold a number", () => {
    const long = `三${"字".repeat(MAX_SENTENCE_UNITS)}`;
    expect(segment("三天。见效。9折").map((s) => s.hasNumeral)).toEqual([true, false, true]);
    expect(segment(long).map((s) => s.hasNumeral)).toEqual([true, false]);
  });

  it("rules out no number that a sentence holds", () => {
    const piece = fc.constantFrom(
      ..."0 5 9 三 十 百 万 几 半 第 个 % ％ 成 倍 岁 次 天 月 年 日 分 之 名 位 人 例 疗 程 期 克 m g h 字 ， 。 ~ . +".split(
        " ",
      ),
      "百分之",
      "十有八九",
      "百分百",
      "个患者",
      "用户",
      "家庭",
      "小时",
      "x".repeat(MAX_SENTENCE_UNITS - 3),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join("");
        const spans = new Int32Array(64 * SPAN);
        const count = segmentInto(text, spans);
        for (let at = 0; at < count * SPAN; at += SPAN) {
          const bits = possibleNumbers(spans[at + 2] ?? 0);
          for (const { concept } of readNumbers(text.slice(spans[at], spans[at + 1])))
            expect(bits & (1 << NUMBER_CONCEPTS.indexOf(concept)), `${concept} in ${text}`).not.toBe(0);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("leaves a sentence of the longest length whole and breaks a longer one at its last clause end", () => {
    const longest = "字".repeat(MAX_SENTENCE_UNITS);
    expect(slices(longest)).toEqual([longest]);
    expect(slices(`${longest}尾`)).toEqual([longest, "尾"]);
    const withComma = `${"字".repeat(100)}，${longest}`;
    expect(slices(withComma)[0]).toBe(`${"字".repeat(100)}，`);
  });

  it("covers any text without gaps", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("字", "，", "。", "\n", "\ud83d", "x".repeat(300))), (parts) => {
        const text = parts.join("");
        expect(slices(text).join("")).toBe(text);
      }),
    );
  });
});
