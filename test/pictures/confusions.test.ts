import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COMMON_PAIRS, RARE_PAIRS } from "../../src/claims/picture-confusion-data.js";
import { restorePictureText } from "../../src/claims/picture-confusions.js";
import type { Listing } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";

const scanner = createScanner(loadDictionary());
const scan = (listing: Listing) =>
  scanner.scanPrepared(prepareListing({ id: "1", kind: "device", ...listing }, { day: "2026-11-01" }));
const picture = (text: string) => scan({ images: [{ src: "a.jpg", lines: [{ text, box: [10, 20, 300, 30] }] }] });
const found = ({ findings }: ReturnType<typeof scan>) =>
  findings.map(({ rule, certainty, matched }) => ({ rule, certainty, matched }));

describe("characters that readers of pictures confuse", () => {
  it.each([
    ["三天根冶糖尿病", "根冶糖尿病"],
    ["治愉率高", "治愉"],
    ["七曰见效", "七曰见效"],
    ["有效率1OO%", "1OO%"],
  ])("%s in a picture is found, for a human", (text, words) => {
    const result = picture(text);
    const misread = result.findings.filter(({ exemptions }) => exemptions?.includes("图片识别可能有误"));
    expect(misread.length).toBeGreaterThan(0);
    expect(misread.every(({ certainty }) => certainty === "review")).toBe(true);
    expect(result.findings.some(({ matched }) => words.includes(matched) || matched.includes(words))).toBe(true);
    expect(result.findings.map(({ rule }) => rule)).not.toContain("deliberate-disguise");
    expect(misread[0]?.where?.image).toEqual({ index: 0, boxes: [[10, 20, 300, 30]] });
  });

  it("text passages are read as they are written", () => {
    expect(found(scan({ text: "七曰见效永不复发" })).some(({ matched }) => matched.includes("七曰"))).toBe(false);
    expect(found(scan({ text: "根治搪尿病" }))).toEqual(found(scan({ passages: [{ text: "根治搪尿病" }] })));
  });

  it.each(["周末配送", "本店自营主机", "请于七日内联系", "人工客服在线", "型号 AS-10O", "海绵宝宝"])(
    "%s accuses nobody",
    (text) => expect(picture(text).findings).toEqual([]),
  );

  it("a claim read right keeps its certainty", () => {
    const [first] = picture("三天根治糖尿病").findings;
    expect(first?.certainty).toBe("violation");
  });

  it("keeps the length, and changes only what it says", () => {
    const letter = fc.constantFrom(..."三天根冶治愈愉搪尿病未末日曰人入1OO%l岁 ，A-");
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 60 }), (letters) => {
        const text = letters.join("");
        const restored = restorePictureText(scanner.rules.lexicon, text);
        if (restored === null) return;
        expect(restored.text).toHaveLength(text.length);
        const differ = [...text].flatMap((_, at) => (text[at] === restored.text[at] ? [] : [at]));
        expect(restored.corrected).toEqual(differ);
      }),
    );
  });

  it("the data are those of the dictionary file", () => {
    const file = parse(readFileSync("dictionaries/variants/ocr-confusions.yaml", "utf8")) as Record<
      string,
      Record<string, string>
    >;
    const pairs = (table: Record<string, string> | undefined) =>
      Object.entries(table ?? {})
        .flatMap(([meant, all]) => [...String(all)].map((seen) => meant + seen))
        .join("");
    expect(RARE_PAIRS).toBe(pairs(file.rare));
    expect(COMMON_PAIRS).toBe(pairs(file.common));
  });
});
