import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { matchText } from "../../src/claims/matched-text.js";
import { signOf, Voice } from "../../src/claims/voice.js";
import { eachTermIn, VoiceSigns } from "../../src/claims/voice-signs.js";
import type { Concept } from "../../src/contracts/dictionary.js";

const CONCEPTS: readonly Concept[] = [
  {
    id: "flu",
    name: "流感",
    classes: ["condition"],
    severity: "ordinary",
    nature: "disease",
    terms: [{ text: "流感" }],
  },
  {
    id: "gout",
    name: "痛风",
    classes: ["condition"],
    severity: "serious",
    nature: "disease",
    terms: [{ text: "痛风" }],
  },
  { id: "cure", name: "根治", classes: ["cure", "transparent"], terms: [{ text: "根治" }] },
  { id: "meter", name: "痛风仪", classes: ["product"], terms: [{ text: "痛风检测仪" }] },
  { id: "act", name: "根治法", classes: ["lawful"], terms: [{ text: "根治性手术" }] },
];
const lexicon = compileLexicon(CONCEPTS, ["把"]);
const voice = new Voice({
  heads: ["unlawful"],
  biases: [0],
  grams: ["根治\t100\t500", "{condition}\t100\t1000", "{cure}\t200\t4000", "{severity:serious}\t100\t7000"].join("\n"),
});

function signsIn(text: string, first = 0, behind?: number, start = 0, end = text.length): readonly string[] {
  const matched = matchText(lexicon, text);
  const signs = new VoiceSigns(lexicon, voice);
  signs.collect(matched, first, behind ?? matched.count, start, end);
  const names = ["condition", "cure", "severity:serious"];
  const places = [...signs.places.subarray(0, signs.count)];
  return names.filter((name) => places.includes(voice.placeOf(signOf(name))));
}

describe("what words stand for", () => {
  it.each([
    ["根治流感", ["condition", "cure"]],
    ["根治痛风", ["condition", "cure", "severity:serious"]],
    ["把它拿走", []],
    ["", []],
  ])("%j speaks as %j", (text, signs) => {
    expect(signsIn(text)).toEqual(signs);
  });

  it.each(["痛风检测仪", "根治性手术"])("inside %j words stand for nothing", (text) => {
    expect(signsIn(text)).toEqual([]);
  });

  it("hears a word beside a longer one that holds it elsewhere", () => {
    expect(signsIn("痛风检测仪查痛风")).toEqual(["condition", "severity:serious"]);
  });

  it("keeps to the stretch that was asked for", () => {
    const text = "根治它。流感来了。痛风";
    expect(signsIn(text, 1, 2, 4, 9)).toEqual(["condition"]);
    expect(signsIn(text, 0, 3, 0, 2)).toEqual(["cure"]);
  });

  it("makes a condition that was never trained on speak like another", () => {
    const scoreOf = (text: string): number => {
      const signs = new VoiceSigns(lexicon, voice);
      signs.collect(matchText(lexicon, text), 0, 1, 0, text.length);
      return voice.scoreOf(text, 0, text.length, signs.places, signs.count);
    };
    // 根治, {condition} and {cure}: 5500 / sqrt(1 + 1 + 4).
    expect(scoreOf("根治流感")).toBe(Math.round(5500 / Math.sqrt(6)));
    expect(scoreOf("根治流感流感")).toBe(scoreOf("根治流感"));
    expect(scoreOf("把")).toBe(0);
  });

  it("visits each term once a hit, but for those inside a name, as looking at every pair would", () => {
    const words = fc.constantFrom("痛风", "痛风检测仪", "根治", "根治性手术", "流感", "。", "x", "性手术", "检测仪");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const matched = matchText(lexicon, text);
        const hits = Array.from({ length: (matched.spans[matched.count * 4 + 3] as number) / 4 }, (_, n) => ({
          term: matched.hits[n * 4] as number,
          start: matched.hits[n * 4 + 1] as number,
          end: matched.hits[n * 4 + 2] as number,
        }));
        const longer = ["痛风检测仪".length];
        const isCover = (term: number): boolean =>
          hits.some((hit) => hit.term === term && longer.includes(hit.end - hit.start));
        const expected = hits.filter(
          (hit) =>
            !hits.some(
              (other) =>
                isCover(other.term) &&
                other.start <= hit.start &&
                other.end >= hit.end &&
                other.end - other.start > hit.end - hit.start,
            ),
        );
        const visited: number[] = [];
        eachTermIn(isCover, matched, 0, matched.count, 0, text.length, (term) => visited.push(term));
        expect(visited.sort()).toEqual(expected.map(({ term }) => term).sort());
      }),
    );
  });
});
