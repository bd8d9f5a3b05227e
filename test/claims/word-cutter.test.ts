import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WordCutter, wordTable } from "../../src/claims/word-cutter.js";
import { packagedSegmenter } from "../../src/prepare/jieba-segmenter.js";

const small = new WordCutter(wordTable("安全 9 n\n无创 3 n\n全无 1 n\n创 2 n\n一 5 m\n4S店 3 n\n𠮷野 2 n"));

describe("cutting words", () => {
  it.each([
    ["安全无创", ["安全", "无创"]],
    ["但安全无创", ["但", "安全", "无创"]],
    ["创abc12一", ["创", "abc12", "一"]],
    ["4S店，4S", ["4S店", "，", "4S"]],
    ["一\r\n 一", ["一", "\r\n", " ", "一"]],
    ["𠮷野𠮷", ["𠮷野", "𠮷"]],
    ["", []],
  ])("%j", (text, words) => {
    expect(small.cut(text)).toEqual(words);
  });

  it("loses nothing, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(small.cut(text).join("")).toBe(text);
      }),
    );
    expect(small.cut("安\ud842全\udfb7").join("")).toBe("安\ud842全\udfb7");
  });

  it("refuses what is no table", () => {
    const table = wordTable("安全 9 n");
    expect(() => new WordCutter(table.slice(0, -2))).toThrow("npm run build");
    expect(() => new WordCutter(new Uint8Array(64))).toThrow("npm run build");
  });
});

const jieba = packagedSegmenter();
describe.skipIf(jieba === null)("beside the package of jieba (skipped where it is not installed)", () => {
  it("gives the same words", () => {
    const { dict } = createRequire(import.meta.url)("@node-rs/jieba/dict.js") as { dict: Uint8Array };
    const words = Buffer.from(dict).toString("utf8");
    const own = new WordCutter(wordTable(words));
    const fixed = ["但安全无创，全无副作用。", "三天根治高血压No.1", "适用于4S店的AT&T用户\t和3.5%的人", "龦𠀀㐀豈"];
    for (const text of fixed) expect(own.cut(text)).toEqual(jieba?.cut(text));
    const lines = words.split("\n");
    const piece = fc.oneof(
      fc.nat(lines.length - 1).map((line) => (lines[line] ?? "").split(" ")[0] ?? ""),
      fc.constantFrom("，", " ", "a", "的", "一", "A1", "%", "\n"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        expect(own.cut(text)).toEqual(jieba?.cut(text));
      }),
      { numRuns: 1000 },
    );
  });
});
