import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { crossesWords, type Segmenter } from "../../src/claims/segmenter.js";
import { tokenize } from "../../src/claims/tokenize.js";
import { hasPair, wordPairs } from "../../src/claims/word-pairs.js";

const WORDS = ["安全", "无创", "全无", "根治", "高血压", "三天"];

/** Longest word first, from the left: enough to tell these sentences apart. */
function segmenterOf(words: readonly string[], asked: string[]): Segmenter {
  const pairs = wordPairs(words.map((word) => `${word} 1 n`).join("\n"));
  return {
    name: "test",
    mayJoin: (left, right) => hasPair(pairs, left, right),
    cut(text) {
      asked.push(text);
      const cut: string[] = [];
      for (let at = 0; at < text.length; ) {
        const word = words.find((one) => text.startsWith(one, at)) ?? text.charAt(at);
        cut.push(word);
        at += word.length;
      }
      return cut;
    },
  };
}

function crossing(text: string, asked: string[] = []): boolean[] {
  const lexicon = compileLexicon(
    [{ id: "a", name: "a", classes: ["a"], terms: [{ text: "全无" }, { text: "根治" }] }],
    [],
  );
  const passage = tokenize(lexicon, text);
  return passage.sentences.flatMap((sentence) =>
    passage.tokens
      .filter((t) => Number.isNaN(t.value))
      .map((t) => crossesWords(segmenterOf(WORDS, asked), text, sentence, t)),
  );
}

describe("crossesWords", () => {
  it.each([
    ["但安全无创", [true]],
    ["疼痛全无", [false]],
    ["三天根治高血压", [false]],
  ])("%s", (text, expected) => {
    expect(crossing(text)).toEqual(expected);
  });

  it("asks nothing where no word can reach over the edges", () => {
    const asked: string[] = [];
    crossing("三天根治高血压", asked);
    expect(asked).toEqual([]);
    crossing("但安全无创", asked);
    expect(asked).toHaveLength(1);
  });
});

describe("wordPairs", () => {
  it("never denies a pair that a word holds", () => {
    const filter = wordPairs(WORDS.map((word) => `${word} 9 v`).join("\n"));
    for (const word of WORDS)
      for (let i = 1; i < word.length; i++) expect(hasPair(filter, word.charAt(i - 1), word.charAt(i))).toBe(true);
    expect(hasPair(filter, "根", "高")).toBe(false);
  });
});
