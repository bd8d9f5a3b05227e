import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../src/match/index.js";

interface AhoCorasick {
  add(word: string, data: object): void;
  build_fail(): void;
  search(text: string, each: (word: string) => void): void;
}
const AhoCorasick = createRequire(import.meta.url)("aho-corasick") as new () => AhoCorasick;

test("finds as often as the npm package aho-corasick where nothing is folded and nothing is noise", () => {
  const han = fc.string({ unit: fc.constantFrom(..."根治疗糖尿病"), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.uniqueArray(han, { minLength: 1, maxLength: 10 }),
      fc.array(han, { maxLength: 40 }),
      (words, parts) => {
        const text = parts.join("");
        const peer = new AhoCorasick();
        for (const word of words) peer.add(word, { word });
        peer.build_fail();
        const theirs = new Map<string, number>();
        peer.search(text, (word) => theirs.set(word, (theirs.get(word) ?? 0) + 1));
        const ours = new Map<string, number>();
        for (const { term } of compile(words.map((word) => ({ id: word, text: word }))).find(text))
          ours.set(term, (ours.get(term) ?? 0) + 1);
        expect(new Map([...ours].sort())).toEqual(new Map([...theirs].sort()));
      },
    ),
  );
});
