import { describe, expect, it } from "vitest";
import type { Dictionary } from "../../src/contracts/dictionary.js";
import { packConcepts, unpackConcepts } from "../../src/dictionaries/lazy-terms.js";

const concepts: Dictionary["concepts"] = [
  { id: "a", name: "甲", classes: ["x"], terms: [{ text: "根治" }, { text: "最", noise: "none", notAfter: ["之"] }] },
  { id: "b", name: "乙", classes: [], terms: [] },
  { id: "c", name: "丙", classes: ["y"], severity: "severe", terms: [{ text: "𠮷祥", variants: true }] },
];
const packed = packConcepts({ concepts } as unknown as Dictionary);

describe("concepts whose terms are read when they are needed", () => {
  const unpack = (read: () => void) =>
    unpackConcepts(packed.concepts, () => {
      read();
      return packed.terms;
    });

  it("are the same concepts", () => {
    const unpacked = unpack(() => {});
    expect(unpacked).toEqual(concepts);
    expect(JSON.stringify(unpacked)).toBe(JSON.stringify(concepts));
    expect([...(unpacked[0]?.terms ?? [])]).toEqual(concepts[0]?.terms);
    expect(unpacked[2]?.terms.map(({ text }) => text)).toEqual(["𠮷祥"]);
    expect(0 in (unpacked[2]?.terms ?? [])).toBe(true);
  });

  it("know how many terms they have without reading them, and read the file once", () => {
    let reads = 0;
    const unpacked = unpack(() => reads++);
    expect(unpacked.map(({ terms }) => terms.length)).toEqual([2, 0, 1]);
    expect(reads).toBe(0);
    expect(unpacked[0]?.terms[1]?.notAfter).toEqual(["之"]);
    expect(unpacked[2]?.terms[0]?.text).toBe("𠮷祥");
    expect(reads).toBe(1);
  });
});
