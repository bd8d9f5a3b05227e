import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLines } from "../../src/prepare/read/split-lines.js";

async function linesOf(chunks: Uint8Array[], maxBytes: number): Promise<(string | null)[]> {
  const lines: (string | null)[] = [];
  let expected = 1;
  for await (const { number, bytes } of splitLines(chunks, maxBytes)) {
    expect(number).toBe(expected++);
    lines.push(bytes === null ? null : Buffer.from(bytes).toString("utf8"));
  }
  return lines;
}

describe("splitLines", () => {
  const cases: { text: string; lines: (string | null)[] }[] = [
    { text: "", lines: [] },
    { text: "a", lines: ["a"] },
    { text: "a\n", lines: ["a"] },
    { text: "a\r\nb\r\n", lines: ["a", "b"] },
    { text: "\n\nb", lines: ["", "", "b"] },
    { text: "12345678\n", lines: ["12345678"] },
    { text: "12345678\r\n", lines: ["12345678"] },
    { text: "123456789\nb\n", lines: [null, "b"] },
    { text: "123456789\r\nb\n", lines: [null, "b"] },
    { text: "b\n1234567890123", lines: ["b", null] },
  ];
  it.each(cases)("cap of 8 bytes: $text", async ({ text, lines }) => {
    expect(await linesOf([Buffer.from(text)], 8)).toEqual(lines);
  });

  it("gives the same lines however the stream is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("药", "a", "\n", "\r\n", "12345678")),
        fc.array(fc.integer({ min: 1, max: 7 })),
        async (pieces, cuts) => {
          const whole = Buffer.from(pieces.join(""));
          const chunks: Buffer[] = [];
          let from = 0;
          for (const cut of cuts) {
            if (from < whole.length) chunks.push(whole.subarray(from, from + cut));
            from += cut;
          }
          if (from < whole.length) chunks.push(whole.subarray(from));
          expect(await linesOf(chunks, 12)).toEqual(await linesOf([whole], 12));
        },
      ),
    );
  });

  it("does not keep the rest of a line over the cap", async () => {
    const chunk = Buffer.alloc(1 << 20, "a");
    function* stream() {
      for (let index = 0; index < 200; index++) yield chunk;
      yield Buffer.from("\n{}\n");
    }
    const before = process.memoryUsage().arrayBuffers;
    const lines: boolean[] = [];
    let peak = 0;
    for await (const { bytes } of splitLines(stream(), 1 << 22)) {
      lines.push(bytes === null);
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    }
    expect(lines).toEqual([true, false]);
    expect(peak).toBeLessThan(64 << 20);
  });
});
