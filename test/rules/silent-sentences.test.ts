import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { tokenize } from "../../src/claims/tokenize.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { MAX_SILENT_SENTENCE, SilentSentences, silenceOf, VOICE } from "../../src/rules/silent-sentences.js";
import { createScanner } from "../../src/scan/index.js";

const lexicon = compileLexicon([{ id: "cure", name: "根治", classes: ["cure"], terms: [{ text: "根治" }] }], []);
const read = (text: string) => tokenize(lexicon, text);

describe("SilentSentences", () => {
  it("knows a sentence again in another text, by what was silent in it", () => {
    const silent = new SilentSentences();
    silent.add(read("密封。根治。"), 0, silenceOf(3));
    silent.add(read("遵医嘱。密封。"), 1, VOICE);
    expect(silent.get(read("一日三次。密封。"), 1)).toBe(silenceOf(3) | VOICE);
    expect(silent.get(read("一日三次。密封。"), 0)).toBe(0);
    expect(silent.get(read("密封"), 0)).toBe(0);
    silent.clear();
    expect(silent.get(read("密封。"), 0)).toBe(0);
  });

  it.each([
    ["at the length that is remembered", `${"字".repeat(MAX_SILENT_SENTENCE - 1)}。`, VOICE],
    ["just over it", `${"字".repeat(MAX_SILENT_SENTENCE)}。`, 0],
    ["ended by …, which a hit may cross", "密封…", VOICE],
  ])("a sentence %s", (_name, text, known) => {
    const silent = new SilentSentences();
    silent.add(read(text), 0, VOICE);
    expect(silent.get(read(text), 0)).toBe(known);
  });

  it("remembers nothing of sentences that a hit may cross into", () => {
    const silent = new SilentSentences();
    silent.add(read("密封…好"), 0, VOICE);
    silent.add(read("好…密封"), 1, VOICE);
    expect(silent.get(read("密封…好"), 0)).toBe(0);
    expect(silent.get(read("好…密封"), 1)).toBe(0);
  });

  it("forgets what was not met for long, and remembers nothing where that is switched off", () => {
    const silent = new SilentSentences(200);
    for (let n = 0; n < 20; n++) silent.add(read(`密封${n}。好。`), 0, VOICE);
    expect(silent.get(read("密封19。"), 0)).toBe(VOICE);
    expect(silent.get(read("密封0。"), 0)).toBe(0);
    const off = new SilentSentences(0);
    off.add(read("密封。"), 0, VOICE);
    expect(off.get(read("密封。"), 0)).toBe(0);
  });

  it("is told of guards that hold a sentence end", () => {
    const guarded = (word: string) => {
      const terms = [{ text: "根治", notAfter: [word] }];
      const { lexemes } = compileLexicon([{ id: "cure", name: "根治", classes: ["cure"], terms }], []);
      lexemes.of(0);
      return lexemes.guardsCrossEnds;
    };
    expect([guarded("不能"), guarded("。不能")]).toEqual([false, true]);
  });

  it("tells no more circumstances apart than there are bits", () => {
    expect(silenceOf(29)).not.toBe(0);
    expect(silenceOf(30)).toBe(0);
  });

  it("changes no finding, whatever was read before", () => {
    const dictionary = loadDictionary();
    const remembering = createScanner(dictionary);
    const forgetting = createScanner(dictionary, { judgedUnits: 0 });
    const sentence = fc.constantFrom(
      "三天根治鼻炎",
      "密封，置阴凉处",
      "请在医师指导下使用",
      "本品用于缓解头痛、牙痛",
      "有效率98%",
      "不能根治高血压",
      "患者服用后全部康复",
      "全国销量第一的贴膏",
      "临床试验表明",
    );
    const end = fc.constantFrom("。", "！", "；", "\n", "…", "，");
    const text = fc.array(fc.tuple(sentence, end), { minLength: 1, maxLength: 8 }).map((all) => all.flat().join(""));
    fc.assert(
      fc.property(text, fc.constantFrom("drug" as const, "device" as const, "other" as const), (words, kind) => {
        const prepared = () => prepareListing({ text: words, kind }, { day: "2026-11-01" });
        expect(remembering.scanPrepared(prepared())).toEqual(forgetting.scanPrepared(prepared()));
      }),
      { numRuns: 60 },
    );
  });
});
