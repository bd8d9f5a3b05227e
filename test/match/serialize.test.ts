import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CorruptMatcherError, compile, load, type Term } from "../../src/match/index.js";

const terms: Term[] = [
  ...["根治", "第一", "No.1", "糖尿病", "𠮷祥", ""].map((text, i) => ({ id: `t${i}`, text, variants: true })),
  { id: "治愈", text: "治愈" },
  { id: "最", text: "最", noise: "none", variants: false },
  { id: "最佳", text: "最佳", noise: "none", variants: false },
];
const text = "根★治 蕞 笫一 NO1 𠮷祥 糖尿尿病 zhiliao";

function withVersion(buffer: ArrayBuffer, version: number): ArrayBuffer {
  new Int32Array(buffer).set([version], 1);
  return buffer;
}

describe("serialize and load", () => {
  const matcher = compile(terms);
  const bytes = matcher.serialize();

  test("gives the same matcher, over private and shared memory", () => {
    const shared = new SharedArrayBuffer(bytes.byteLength);
    new Uint8Array(shared).set(new Uint8Array(bytes));
    for (const buffer of [bytes, shared]) {
      const loaded = load(buffer);
      expect(loaded.find(text)).toEqual(matcher.find(text));
      expect(loaded.terms).toEqual(matcher.terms);
      expect(loaded.unmatchable).toEqual([5]);
      expect(loaded.bytes).toBe(matcher.bytes);
      expect(Buffer.from(loaded.serialize()).equals(Buffer.from(bytes))).toBe(true);
    }
  });

  test("the same terms give the same bytes", () => {
    expect(Buffer.from(compile(terms).serialize()).equals(Buffer.from(bytes))).toBe(true);
  });

  test.each<[string, (copy: ArrayBuffer) => ArrayBuffer]>([
    ["empty", () => new ArrayBuffer(0)],
    ["foreign", () => new TextEncoder().encode("{}".repeat(4000)).buffer as ArrayBuffer],
    ["cut", (copy) => copy.slice(0, copy.byteLength - 4)],
    ["odd length", (copy) => copy.slice(0, copy.byteLength - 1)],
    ["another version", (copy) => withVersion(copy, 99)],
    ["zeros", (copy) => new ArrayBuffer(copy.byteLength)],
  ])("refuses %s", (_name, damage) => {
    expect(() => load(damage(bytes.slice(0)))).toThrow(CorruptMatcherError);
  });

  test("refuses any flipped bit", () => {
    fc.assert(
      fc.property(fc.nat(bytes.byteLength * 8 - 1), (bit) => {
        const copy = bytes.slice(0);
        const view = new Uint8Array(copy);
        view[bit >> 3] = (view[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(() => load(copy)).toThrow(CorruptMatcherError);
      }),
    );
  });

  test("carries a code that other programs can rely on", () => {
    try {
      load(new ArrayBuffer(8));
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: "CorruptMatcherError", code: "MEDLINT_MATCHER_CORRUPT" });
    }
  });
});
