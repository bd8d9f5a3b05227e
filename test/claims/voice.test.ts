import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  eachGram,
  gramOf,
  lettersOf,
  packTables,
  symbolsInto,
  unpackTables,
  Voice,
  voiceTables,
} from "../../src/claims/voice.js";

function symbols(text: string): string {
  const into = new Uint16Array(text.length);
  return String.fromCharCode(...into.subarray(0, symbolsInto(text, 0, text.length, into)));
}

const model = {
  heads: ["unlawful", "efficacy"],
  biases: [-1000, -2000],
  grams: ["治\t200\t1000\t0", "根治\t300\t6000\t9000", "研究\t300\t-9000\t-3000", "。\t100\t0\t0"].join("\n"),
};

describe("what a voice hears", () => {
  it.each([
    ["第 7天，見效！", "第0天。见效。"],
    ["１２ 盒3.5折", "0盒0。0折"],
    ["ＣＴ与ct", "a与a"],
    ["根\u200b治", "根治"],
    ["！！？…好", "。好"],
    ["𝟕天", "0天"],
    ["\ud800根", "。根"],
    ["", ""],
  ])("%j is heard as %j", (text, heard) => {
    expect(symbols(text)).toBe(heard);
  });

  it("takes each symbol and each pair", () => {
    const grams: string[] = [];
    eachGram("根治它", 0, 3, (gram) => grams.push(lettersOf(gram)));
    expect(grams).toEqual(["根", "治", "根治", "它", "治它"]);
  });

  it("writes a gram as a number and back", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 2, unit: "binary" }), (text) => {
        const gram = text.slice(0, 2);
        // No symbol is 0: that stands for what is not heard.
        fc.pre(!gram.includes("\0"));
        expect(lettersOf(gramOf(gram))).toBe(gram);
      }),
    );
  });
});

describe("Voice", () => {
  const voice = new Voice(model);

  it("adds the weights of the grams and divides by their length", () => {
    // 治 and 根治: 7000 / sqrt(2² + 3²), less the bias.
    expect(voice.scoreOf("根治", 0, 2)).toBe(Math.round(7000 / Math.sqrt(13)) - 1000);
    expect(voice.scoresOf("根治", 0, 2)).toEqual([
      Math.round(7000 / Math.sqrt(13)) - 1000,
      Math.round(9000 / Math.sqrt(13)) - 2000,
    ]);
  });

  it("is the same from tables that were packed", () => {
    const packed = packTables(voiceTables(model));
    const tables = unpackTables(packed.buffer as ArrayBuffer);
    const text = "能根治它。研究";
    expect(new Voice({ ...model, grams: "", tables }).scoresOf(text, 0, text.length)).toEqual(
      voice.scoresOf(text, 0, text.length),
    );
  });

  it("counts a gram once, however often it comes", () => {
    expect(voice.scoreOf("根治根治根治", 0, 6)).toBe(voice.scoreOf("根治", 0, 2));
  });

  it("is the bias where it knows no gram", () => {
    expect(voice.scoresOf("abc", 0, 3)).toEqual([-1000, -2000]);
    expect(voice.scoreOf("", 0, 0)).toBe(-1000);
  });

  it("is fooled by no spaces, zero-width characters or glyphs", () => {
    expect(voice.scoreOf("根 治", 0, 3)).toBe(voice.scoreOf("根治", 0, 2));
    expect(voice.scoreOf("根\u200b治", 0, 3)).toBe(voice.scoreOf("根治", 0, 2));
  });

  it("names the pairs that speak most for a head", () => {
    expect(voice.wordsFor("研究说能根治", 0, 6, 0, 3)).toEqual(["根治"]);
    expect(voice.wordsFor("研究说能根治", 0, 6, 0, 0)).toEqual([]);
  });

  it("hears a stretch of a text as the same letters alone, whatever was heard before", () => {
    const alphabet = fc.constantFrom("根", "治", "研", "究", "，", " ", "7", "a", "\ud83d\ude00", "\u200b");
    fc.assert(
      fc.property(fc.array(alphabet), fc.array(alphabet), fc.array(alphabet), (a, b, c) => {
        const [before, middle, after] = [a.join(""), b.join(""), c.join("")];
        const text = `${before}。${middle}。${after}`;
        const start = before.length + 1;
        const heard = voice.scoresOf(text, start, start + middle.length);
        expect(heard).toEqual(new Voice(model).scoresOf(middle, 0, middle.length));
        expect(voice.scoreOf(text, start, start + middle.length)).toBe(heard[0]);
      }),
    );
  });

  it("never throws on random text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(Number.isSafeInteger(voice.scoreOf(text, 0, text.length))).toBe(true);
      }),
    );
  });
});
