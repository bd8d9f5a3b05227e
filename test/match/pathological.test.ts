import { expect, test } from "vitest";
import { compile, type Term } from "../../src/match/index.js";

/**
 * Work, not time, is compared: twice the text may take at most about twice as long. The factor leaves room for a busy
 * machine; a quadratic walk over these sizes would be off by tens.
 */
const SIZES = [5_000, 20_000] as const;
const MOST = 12;

const nested = Array.from({ length: 60 }, (_, i): Term => ({ id: `n${i}`, text: "癌".repeat(i + 1) }));
const CASES: [name: string, terms: Term[], unit: string][] = [
  ["aaaa", [{ id: "a", text: "aaaaaaaaab" }], "a"],
  ["one Han character", [{ id: "x", text: "癌癌癌癌癌癌癌癌肝" }], "癌"],
  ["nested terms", nested, "癌"],
  ["all noise", [{ id: "x", text: "根治" }], "★"],
  ["a term's beginning, then noise", [{ id: "x", text: "根治" }], "根★★★★★★★★★★★★★★★★★★★"],
  ["zero-width noise before every end", [{ id: "x", text: "根治" }], `根${"\u200b".repeat(40)}治`],
  ["letters between", [{ id: "x", text: "根治" }], "根abcdefghijklmnopq治"],
  ["high surrogates", [{ id: "x", text: "根治" }], "\ud83d"],
  ["emoji", [{ id: "x", text: "根治" }], "😀"],
];

test.each(CASES)("%s: time grows with the text, no faster", (_name, terms, unit) => {
  for (const denseBytes of [1 << 22, 0]) {
    const matcher = compile(terms, { variants: true, denseBytes });
    const out = new Int32Array(4);
    const times = SIZES.map((size) => {
      const text = unit.repeat(Math.ceil(size / unit.length));
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round++) {
        const started = performance.now();
        matcher.findInto(text, out);
        best = Math.min(best, performance.now() - started);
      }
      return best;
    }) as [number, number];
    expect(times[1]).toBeLessThan(times[0] * (SIZES[1] / SIZES[0]) * MOST + 50);
  }
});

test("one line of ten million characters", () => {
  const text = `${"甲乙丙丁".repeat(2_500_000)}根治`;
  expect(compile([{ id: "x", text: "根治" }]).find(text)).toMatchObject([{ start: 10_000_000, end: 10_000_002 }]);
});
