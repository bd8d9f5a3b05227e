import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, load, type Term } from "../../src/match/index.js";
import { CHUNK } from "../../src/match/walk.js";

/** Numbers of all hits. */
function numbers(terms: readonly Term[], text: string, denseBytes?: number): number[] {
  const out = new Int32Array(4 * 10_000);
  const count = load(compile(terms, { variants: true, denseBytes }).serialize()).findInto(text, out);
  return [...out.subarray(0, count * 4)];
}

const terms: Term[] = [
  "治疗",
  "根治",
  "第一",
  "No.1",
  "100%有效",
  "有效",
  "3天根治高血压",
  "高血压",
  "压",
  "A",
  "a肽",
  "%",
  "天",
  "最佳",
  "做主",
  "作主",
  "𠮷祥",
  "急、慢性",
  "血a压",
].map((text) => ({ id: text, text }));
const piece = fc.constantFrom(
  ..."治疗根第一N.o1％%0有效3天高血压Aa肽最蕞佳嘴做作主𠮷祥急、慢性，。 ★\u200b療𝐍",
  "\ud842",
  "\udfb7",
  "根治",
  "3天根治",
  "（zhi）",
);

describe("passes over pieces of a text", () => {
  test("where the pieces end makes no difference: each hit moves with the text before it", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), fc.integer({ min: 0, max: 30 }), (pieces, back) => {
        const text = pieces.join("");
        const before = "。".repeat(CHUNK - Math.min(back, text.length));
        for (const denseBytes of [undefined, 0]) {
          const alone = numbers(terms, `。${text}`, denseBytes).map((n, i) => (i % 4 === 1 || i % 4 === 2 ? n - 1 : n));
          const moved = numbers(terms, before + text, denseBytes).map((n, i) =>
            i % 4 === 1 || i % 4 === 2 ? n - before.length : n,
          );
          expect(moved).toEqual(alone);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("the automaton of mixed patterns wakes with the Han characters before a letter in mind", () => {
    const found = (text: string): string[] =>
      compile(terms)
        .find(text)
        .map(({ term }) => term);
    expect(found("这血a压")).toContain("血a压");
    expect(found(`血${"\u200b".repeat(3)}a压`)).toContain("血a压");
    expect(found("血，a压")).toContain("血a压");
    expect(found(`${"天".repeat(CHUNK - 1)}血a压`)).toContain("血a压");
    expect(found("血。a压")).not.toContain("血a压");
  });

  test("nested terms longer than one chain are all hit, in order", () => {
    const nested = Array.from({ length: 20 }, (_, i) => ({ id: `t${i}`, text: `${"高".repeat(i)}压` }));
    const hits = compile(nested).find(`${"高".repeat(19)}压`);
    expect(hits.map(({ term }) => term)).toEqual(nested.map(({ id }) => id).reverse());
    expect(hits.map(({ start }) => start)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  test("counts hits that it has no room for", () => {
    const out = new Int32Array(4 * 2);
    expect(compile(terms).findInto("高血压高血压", out)).toBe(4);
    expect(out[3]).toBe(16_000);
  });
});
