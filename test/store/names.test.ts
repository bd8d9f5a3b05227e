import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compactText, eachGram, eachGramOfName, pairsOf } from "../../src/store/names/grams.js";
import { PairList } from "../../src/store/names/pair-list.js";
import { addPostings, PostingsWriter } from "../../src/store/names/postings.js";

const whole = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

describe("postings", () => {
  it("read what was written, and pieces that were joined", () => {
    fc.assert(
      fc.property(fc.array(fc.array(whole)), (groups) => {
        const writer = new PostingsWriter();
        const pieces = groups.map((ids) => {
          for (const id of ids) writer.add(id);
          return writer.take();
        });
        const ids: number[] = [];
        addPostings(Buffer.concat(pieces), ids);
        expect(ids).toEqual(groups.flat());
      }),
    );
  });

  it("are kept over the end of a piece of memory", () => {
    const writer = new PostingsWriter();
    const all = Array.from({ length: 100_000 }, (_, i) => i * 31);
    for (const id of all) writer.add(id);
    const ids: number[] = [];
    addPostings(writer.take(), ids);
    expect(ids).toEqual(all);
  });
});

describe("PairList", () => {
  it("hands out keys in order, values in the order in which they came", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, whole)), (pairs) => {
        const list = new PairList();
        for (const [key, value] of pairs) list.add(key, value);
        const found: [number, number[]][] = [];
        list.drain((key, values) => found.push([key, [...values]]));
        const keys = [...new Set(pairs.map(([key]) => key))].sort((a, b) => a - b);
        expect(found).toEqual(
          keys.map((key) => [key, pairs.filter((pair) => pair[0] === key).map(([, value]) => value)]),
        );
        expect(list.length).toBe(0);
      }),
    );
  });

  it("holds more than it began with, again and again", () => {
    const list = new PairList();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 5_000; i++) list.add((i * 7919) % 5_000, i);
      const keys: number[] = [];
      list.drain((key) => keys.push(key));
      expect(keys).toEqual(Array.from({ length: 5_000 }, (_, i) => i));
    }
  });
});

describe("eachGram", () => {
  it("finds every part of a text by its pairs, a single character by the gram that begins with it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        (text, from, size) => {
          const compact = compactText(text);
          fc.pre(compact !== "");
          const start = from % compact.length;
          const part = compact.slice(start, start + 1 + (size % 4));
          const grams = new Set<number>();
          eachGram(compact, (gram) => grams.add(gram));
          for (const pair of pairsOf(part)) expect(grams).toContain(pair);
          const first = part.charCodeAt(0) * 0x10000;
          expect([...grams].some((gram) => gram >= first && gram < first + 0x10000)).toBe(true);
        },
      ),
    );
  });
});

describe("eachGramOfName", () => {
  it("finds the pairs of the compact text", () => {
    const unit = fc.oneof(
      fc.constantFrom(..."冷敷贴（）()【】 ，。Ａa①㎡ﬁé\u0301\u200b\u3000\u0000\u0001\ud800\udc00", "𠮷", "👍", "İ"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 2 }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 260 }), (units) => {
        const name = units.join("");
        const [expected, found]: [number[], number[]] = [[], []];
        eachGram(compactText(name), (gram) => expected.push(gram));
        eachGramOfName(name, (gram) => found.push(gram));
        expect(found).toEqual(expected);
      }),
    );
  });
});
