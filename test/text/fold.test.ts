import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CharKind,
  clauseSpans,
  fold,
  foldBare,
  isNoise,
  isSentenceEnd,
  kindOfCodePoint,
  sentenceSpans,
} from "../../src/text/index.js";

const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });

describe("fold", () => {
  test.each([
    ["width and case", "ＮＯ．１ Ａbc", "no.1 abc"],
    ["traditional", "根治糖尿病療效顯著藥品醫療", "根治糖尿病疗效显著药品医疗"],
    ["Hong Kong and Taiwan variants", "裡裏臺台羣眾啟啓", "里里台台群众启启"],
    ["Japanese forms", "薬効国際", "药效国际"],
    ["Kangxi radicals", "⼀⽉⾼⾎", "一月高血"],
    ["radicals supplement", "⻢⻓⻝⻛", "马长食风"],
    ["compatibility ideographs", "\uf9b5\ufa5b", "例者"],
    ["ringed letters and digits", "①⑴⒈❶➀ⓐⒶ⒜㊀㈠㊙", "11111aaa一一秘"],
    ["squared letters beyond the BMP", "🄽🅾🅽🄰", "nona"],
    ["mathematical letters and digits", "𝐍𝟎𝟏𝓷𝕆", "n01no"],
    ["squared Han", "🈲🈚🉐", "禁无得"],
    ["accents of pinyin", "zhìliáo Lǜ", "zhiliao lu"],
    ["Cyrillic and Greek lookalikes", "ТОР Νο", "top no"],
    ["superscripts", "x²₂", "x22"],
    ["variant glyphs", "囯家㝡佳葯", "国家最佳药"],
    ["denied folds", "乾坤干货著名看着么幺芸艺", "乾坤干货著名看着么幺芸艺"],
    ["pharmacy's Greek stays", "βμ", "βμ"],
    ["half-width full stop", "好｡", "好。"],
    ["lone surrogates stay", "a\ud800b\udc00", "a\ud800b\udc00"],
  ])("%s", (_name, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("is idempotent, never longer, and never throws", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = fold(text);
        expect(fold(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test("long texts fold piece by piece to the same", () => {
    const text = "療𝐍Ａ".repeat(20_000);
    expect(fold(text)).toBe("疗na".repeat(20_000));
  });

  test("foldBare drops noise and keeps sentence ends", () => {
    expect(foldBare("治\u200b 療、*★🌟👨‍👩‍👧e\u0301。50%")).toBe("治疗e。50%");
  });
});

describe("kinds", () => {
  test.each([
    ["疗", CharKind.HAN],
    ["𠮷", CharKind.HAN],
    ["Ｎ", CharKind.LATIN],
    ["𝐍", CharKind.LATIN],
    ["①", CharKind.DIGIT],
    ["\u3000", CharKind.SPACE],
    ["、", CharKind.COMMA],
    ["·", CharKind.PUNCTUATION],
    ["（", CharKind.OPEN],
    ["】", CharKind.CLOSE],
    ["\u200b", CharKind.ZERO_WIDTH],
    ["\ufe0f", CharKind.ZERO_WIDTH],
    ["\u{e0100}", CharKind.ZERO_WIDTH],
    ["*", CharKind.SYMBOL],
    ["🌟", CharKind.SYMBOL],
    ["★", CharKind.SYMBOL],
    ["！", CharKind.SENTENCE_END],
    ["\n", CharKind.SENTENCE_END],
    ["%", CharKind.OTHER],
    ["‰", CharKind.OTHER],
    ["＋", CharKind.OTHER],
    ["℃", CharKind.OTHER],
    ["の", CharKind.OTHER],
    ["\ud800", CharKind.OTHER],
  ])("%s", (character, kind) => {
    expect(kindOfCodePoint(character.codePointAt(0) ?? 0)).toBe(kind);
  });

  test("sentence ends are no noise", () => {
    for (const c of "。！？!?；;\n\r｡") {
      expect(isSentenceEnd(c.charCodeAt(0))).toBe(true);
      expect(isNoise(c.charCodeAt(0))).toBe(false);
    }
  });
});

describe("spans", () => {
  test("sentences and clauses slice back", () => {
    const text = "三天见效，五天好。\n无效退款：甲、乙！";
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(sentenceSpans(text).map(slice)).toEqual(["三天见效，五天好", "无效退款：甲、乙"]);
    expect(clauseSpans(text).map(slice)).toEqual(["三天见效", "五天好", "无效退款", "甲、乙"]);
  });
});
