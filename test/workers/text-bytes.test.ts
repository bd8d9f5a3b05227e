import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextBytes } from "../../src/batches/text-bytes.js";

describe("TextBytes", () => {
  it("holds what was added since it was cleared, as UTF-8", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("药".repeat(90_000), "\ud800", "\u{1f48a}\n", ""),
    );
    const bytes = new TextBytes();
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
        bytes.clear();
        for (const one of texts) bytes.add(one);
        const copy = bytes.copy();
        bytes.add("more");
        expect(Buffer.from(copy).equals(Buffer.concat(texts.map((one) => Buffer.from(one))))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
