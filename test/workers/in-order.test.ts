import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packBatch, unpackBatch } from "../../src/batches/batch.js";
import { fillBatches } from "../../src/batches/fill-batches.js";
import { inOrder } from "../../src/batches/in-order.js";
import type { RawInput } from "../../src/prepare/read/raw-input.js";
import { readRawLines } from "../../src/prepare/read/read-jsonl.js";

async function* groupsOf(sizes: number[][]): AsyncGenerator<readonly RawInput[]> {
  let line = 1;
  for (const group of sizes) {
    await Promise.resolve();
    yield group.map((size) => ({
      kind: "line",
      source: "a.jsonl",
      line: line++,
      bytes: new Uint8Array(size).fill(65),
    }));
  }
}

const never = new AbortController().signal;

describe("fillBatches", () => {
  it("gives every input once, in order, in batches within the size", async () => {
    const sizes = fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 60 }),
        async (given, listings, bytes) => {
          const lines: number[] = [];
          for await (const batch of fillBatches(groupsOf(given), { listings, bytes, idleMs: 1000 })) {
            expect(batch.items.length).toBeGreaterThan(0);
            expect(batch.items.length).toBeLessThanOrEqual(listings);
            // Full with the last one, not before.
            const weight = batch.items
              .slice(0, -1)
              .reduce((sum, item) => sum + ("bytes" in item ? item.bytes.length : 0), 0);
            expect(weight).toBeLessThan(bytes);
            lines.push(...batch.items.map((item) => ("line" in item ? (item.line ?? 0) : 0)));
          }
          expect(lines).toEqual(given.flat().map((_size, index) => index + 1));
        },
      ),
    );
  });

  it("does not let an input wait for the next one", async () => {
    let release = () => {};
    async function* slow(): AsyncGenerator<readonly RawInput[]> {
      yield [{ kind: "unread", source: "a", code: "empty-file" }];
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
    const batches = fillBatches(slow(), { listings: 100, bytes: 100, idleMs: 1 });
    expect((await batches.next()).value?.items).toHaveLength(1);
    release();
    expect((await batches.next()).done).toBe(true);
  });
});

describe("packBatch", () => {
  it("comes out as it went in, whatever it holds", () => {
    const items: RawInput[] = [
      { kind: "line", source: "a", folder: "f", line: 1, bytes: Buffer.from("药") },
      { kind: "unread", source: "b", code: "empty-file" },
      { kind: "document", source: "c", format: "html", bytes: Buffer.from("<p>") },
      { kind: "row", source: "d", line: 2, value: { id: "1" }, unread: [], size: 1 },
      { kind: "file", source: "e", path: "e", format: "text", size: 3 },
    ];
    const back = unpackBatch(packBatch({ items, bytes: 0 }));
    const plain = (list: RawInput[]) => list.map((one) => ("bytes" in one ? { ...one, bytes: [...one.bytes] } : one));
    expect(plain(back)).toEqual(plain(items));
  });

  it("keeps every line of a file, wherever it stood in what was read", async () => {
    const line = fc.constantFrom("{}", '{"id":"药"}', "", "   ", "not json", `{${" ".repeat(40)}}`, "\r");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n"))),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(20),
        async (lines, piece, gone) => {
          const whole = Buffer.from(lines.flat().join(""));
          const chunks: Buffer[] = [];
          for (let at = 0; at < whole.length; at += piece) chunks.push(whole.subarray(at, at + piece));
          const items: RawInput[] = [];
          for await (const group of readRawLines(chunks, "a", { folder: "f" })) items.push(...group);
          // A batch that is tried again in halves leaves some out.
          const some = items.filter((_item, index) => index % 7 !== gone);
          const text = (one: RawInput) => [
            one.kind,
            "line" in one && one.line,
            "bytes" in one && Buffer.from(one.bytes).toString(),
          ];
          expect(unpackBatch(packBatch({ items: some, bytes: 0 })).map(text)).toEqual(some.map(text));
        },
      ),
    );
  });
});

describe("inOrder", () => {
  it("answers in the order of the items and never has more under way than the window", async () => {
    const schedule = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(
        schedule,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 20 }),
        async (items, most, weight) => {
          let open = 0;
          let heavy = 0;
          async function* source() {
            for (const [index, [turns, own]] of items.entries()) {
              open++;
              expect(open).toBeLessThanOrEqual(most);
              expect(open === 1 || heavy < weight).toBe(true);
              heavy += own;
              yield { index, turns, own };
            }
          }
          const run = async (item: { index: number; turns: number; own: number }) => {
            for (let turn = 0; turn < item.turns; turn++) await Promise.resolve();
            return item;
          };
          const answers: number[] = [];
          const options = {
            window: { items: most, weight },
            weightOf: (item: { own: number }) => item.own,
            signal: never,
          };
          for await (const { index, own } of inOrder(source(), run, options)) {
            answers.push(index);
            open--;
            heavy -= own;
          }
          expect(answers).toEqual(items.map((_item, index) => index));
        },
      ),
    );
  });

  it("gives what is done when aborted, up to the first that is not", async () => {
    const abort = new AbortController();
    const gates: (() => void)[] = [];
    async function* source() {
      for (let index = 0; ; index++) yield index;
    }
    const run = (index: number) => new Promise<number>((resolve) => gates.push(() => resolve(index)));
    const options = { window: { items: 4, weight: 100 }, weightOf: () => 1, signal: abort.signal };
    const answers = inOrder(source(), run, options);
    const first = answers.next();
    while (gates.length < 4) await new Promise((resolve) => setImmediate(resolve));
    gates[0]?.();
    expect((await first).value).toBe(0);
    gates[1]?.();
    gates[3]?.();
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    const rest: number[] = [];
    for await (const answer of { [Symbol.asyncIterator]: () => answers }) rest.push(answer);
    expect(rest).toEqual([1]);
  });

  it("fails at the place of the item that failed", async () => {
    async function* source() {
      yield* [1, 2, 3];
    }
    const run = async (item: number) => {
      if (item === 2) throw new Error("two");
      return item;
    };
    const answers = inOrder(source(), run, { window: { items: 3, weight: 9 }, weightOf: () => 1, signal: never });
    expect((await answers.next()).value).toBe(1);
    await expect(answers.next()).rejects.toThrow("two");
  });
});
