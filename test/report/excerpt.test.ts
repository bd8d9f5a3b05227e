import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutTail, markExcerpt } from "../../src/report/excerpt.js";
import { neutralise } from "../../src/report/neutralise.js";

describe("neutralise", () => {
  const cases = [
    { name: "zero width inside a word", text: "根\u200b治", shown: "根‹U+200B›治" },
    { name: "right-to-left override", text: "治\u202e愈", shown: "治‹U+202E›愈" },
    { name: "escape sequence", text: "\u001b[31m红", shown: "‹U+001B›[31m红" },
    { name: "line break", text: "第一行\r\n第二行\n", shown: "第一行⏎第二行⏎" },
    { name: "half surrogate", text: "坏\ud800字", shown: "坏‹U+D800›字" },
    { name: "whole surrogate pair stays", text: "𠮷药", shown: "𠮷药" },
    { name: "invisible tag characters", text: "药\u{e0041}", shown: "药‹U+E0041›" },
    { name: "Hangul filler", text: "根\u3164治", shown: "根‹U+3164›治" },
  ];
  it.each(cases)("$name", ({ text, shown }) => expect(neutralise(text)).toBe(shown));

  it("leaves no control character, whatever comes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(neutralise(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe("markExcerpt", () => {
  it("splits at the match", () => {
    expect(markExcerpt("可彻底根治老寒腿", "根治")).toEqual({ before: "可彻底", match: "根治", after: "老寒腿" });
  });

  it("takes the occurrence nearest the middle", () => {
    expect(markExcerpt("根治xxxx根治yyyy根治", "根治")?.before).toBe("根治xxxx");
  });

  it("cuts long sides and says so", () => {
    const marked = markExcerpt(`${"前".repeat(99)}根治${"后".repeat(99)}`, "根治", 5);
    expect(marked).toEqual({ before: "…前前前前前", match: "根治", after: "后后后后后…" });
  });

  it("is null where the words are not there", () => {
    expect(markExcerpt("血压计", "根治")).toBeNull();
    expect(markExcerpt("血压计", "")).toBeNull();
  });

  it("never cuts a surrogate pair", () => {
    expect(cutTail("𠮷𠮷𠮷", 3)).toBe("𠮷…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, max) => {
        expect(cutTail(text, max)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
