import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchLoops } from "../../scripts/match-loops.js";
import { compile, load, type Term } from "../../src/match/index.js";
import { HITS } from "../../src/match/loop-memory.js";
import { LOOPS } from "../../src/match/loops-data.js";
import { TAIL } from "../../src/match/tails.js";
import { CHUNK } from "../../src/match/walk.js";
import { oracle } from "./oracle.js";

const out = new Int32Array(4 * 40_000);

/** Numbers of all hits, by the loops in WebAssembly and by those in TypeScript. */
function both(terms: readonly Term[], text: string, variants = true): [number[], number[]] {
  const buffer = compile(terms, { variants }).serialize();
  const [fast, portable] = [load(buffer), load(buffer, { portable: true })].map((matcher) => [
    ...out.subarray(0, matcher.findInto(text, out) * 4),
  ]);
  return [fast ?? [], portable ?? []];
}

const words = (...texts: string[]): Term[] => texts.map((text) => ({ id: text, text }));
const piece = fc.constantFrom(
  ..."治疗根第一N.o1％%0有效3天高血压Aa肽最蕞佳嘴做作主𠮷祥急、慢性，。 ★\u200b療𝐍①",
  "\ud842",
  "\udfb7",
  "高血压",
  "3天根治",
  "（zhi）",
  "一".repeat(TAIL + 1),
);

describe("the loops", () => {
  test("are those that scripts/build-match-loops.ts writes", () => {
    expect(LOOPS).toBe(Buffer.from(matchLoops()).toString("base64"));
  });

  test("say the same in WebAssembly and in TypeScript", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(piece, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 }),
        fc.array(piece, { maxLength: 40 }),
        fc.constantFrom(0, CHUNK - 20, CHUNK - 3),
        (terms, text, before) => {
          const [fast, portable] = both(
            words(...terms.map((pieces) => pieces.join(""))),
            "。".repeat(before) + text.join(""),
          );
          expect(fast).toEqual(portable);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("wake the mixed automaton wherever a pattern may begin or be led to, whatever stands beside it", () => {
    const beside = ["", "甲", "甲x", "🐟", "\ud83d", "★", "★★", "★★★", "，", "。", "9"];
    const terms = words("第1", "q疗", "𠮷7", "%高");
    let hits = 0;
    for (const before of beside)
      for (const inside of ["", "★", "★★", "\u200b", "，"])
        for (const offset of [0, 1, 2, 3, CHUNK - 2, CHUNK - 1]) {
          const text = `${"。".repeat(offset)}${before}第${inside}1${before}q${inside}疗𠮷${inside}7%${inside}高`;
          const [fast, portable] = both(terms, text, false);
          expect(fast).toEqual(portable);
          const spans = oracle(terms, text).map(({ term, start, end }) => [term, start, end]);
          const found = spans.map((_, i) => [terms[fast[i * 4] ?? -1]?.id, fast[i * 4 + 1], fast[i * 4 + 2]]);
          expect(found, JSON.stringify(text)).toEqual(spans);
          expect(fast.length).toBe(spans.length * 4);
          hits += spans.length;
        }
    expect(hits).toBeGreaterThan(600);
  });

  test("find patterns longer than the tree of ends, over the ends of windows and after long silence", () => {
    const long = `甲乙${"丙".repeat(TAIL)}`;
    const terms = words(long, "丙".repeat(TAIL + 2), "丙丙", `乙${"丙".repeat(TAIL - 1)}`);
    for (const before of [0, 1, 300, CHUNK - 5, CHUNK - 1, CHUNK + 300]) {
      const [fast, portable] = both(terms, `${long}${"丁".repeat(before)}${long}丙丙丙`);
      expect(fast).toEqual(portable);
      expect(fast.filter((_, i) => i % 4 === 0 && fast[i] === 0).length).toBe(2);
      expect(fast.filter((_, i) => i % 4 === 0 && fast[i] === 1).length).toBe(2);
    }
  });

  test("more hits than their memory has room for: in a window, and at one place", () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ id: `t${i}`, text: "压" }));
    const text = "压".repeat(1000);
    expect(text.length * many.length).toBeGreaterThan(HITS * 2);
    const [fast, portable] = both(many, text, false);
    expect(fast.length).toBe(40_000 * 4);
    expect(fast).toEqual(portable);
    const flood = Array.from({ length: HITS + 1 }, (_, i) => ({ id: `t${i}`, text: "高压" }));
    const [plain, plainPortable] = both(flood, "压高压", false);
    expect(plain.length).toBe((HITS + 1) * 4);
    expect(plain).toEqual(plainPortable);
    const [spaced, spacedPortable] = both(flood, "压高 压", false);
    expect(spaced.length).toBe((HITS + 1) * 4);
    expect(spaced).toEqual(spacedPortable);
  }, 20_000);
});
