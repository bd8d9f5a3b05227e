import { describe, expect, it } from "vitest";
import { literalsOf, PatternError, parsePattern } from "../../src/rules/pattern.js";

describe("parsePattern", () => {
  it("reads classes, gaps, conditions, words, options and anchors", () => {
    const pattern = parsePattern("^{duration} ~8!{stop-rule} {effect|#vanish} (好|灵)? 了 {percent >= 50} $");
    expect(pattern.atStart).toBe(true);
    expect(pattern.atEnd).toBe(true);
    expect(pattern.elements.map((e) => [e.accepts, e.gap, e.gapNot, e.optional, e.condition])).toEqual([
      [["duration"], 2, [], false, null],
      [["effect", "#vanish"], 8, ["stop-rule"], false, null],
      [["'好", "'灵"], 2, [], true, null],
      [["'了"], 2, [], false, null],
      [["percent"], 2, [], false, { op: ">=", value: 50 }],
    ]);
    expect(literalsOf(pattern)).toEqual(["好", "灵", "了"]);
  });

  it("takes the longest pattern there may be", () => {
    expect(parsePattern("{a} ".repeat(32)).elements).toHaveLength(32);
  });

  it.each([
    ["", "空"],
    ["{Duration}", "无法识别"],
    ["{a} ~99 {b}", "间隔"],
    ["{a} (好||坏)", "空的备选项"],
    ["(好)? {a}", "可选"],
    ["{a} ".repeat(33), "32"],
    ["{a", "无法识别"],
    ["{percent ~ 50}", "无法识别"],
  ])("refuses %j", (source, reason) => {
    expect(() => parsePattern(source)).toThrow(PatternError);
    expect(() => parsePattern(source)).toThrow(reason);
  });
});
