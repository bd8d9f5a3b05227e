import { describe, expect, it } from "vitest";
import type { VoiceSpec } from "../../src/contracts/dictionary.js";
import type { Listing } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { compileRules } from "../../src/rules/compile-rules.js";
import { VoiceJudge } from "../../src/rules/voice-judge.js";
import { scanPrepared } from "../../src/scan/scan-prepared.js";

const dictionary = loadDictionary();
const rules = compileRules(dictionary);
const engine = { version: "0", dictionary: "0", segmenter: "none", ocr: "none" };

/** A voice to which everything promises, so that nothing but the scope tells texts apart. */
function withLoudVoice(bias: number) {
  const spec = dictionary.voice as VoiceSpec;
  const heads = dictionary.voice?.model.heads ?? [];
  const model = { heads, biases: heads.map((id) => (id === "disease" ? bias : -9000)), grams: "" };
  model.biases[0] = bias;
  const voice = new VoiceJudge({ ...spec, model }, rules.byId, rules.lexicon);
  return { ...rules, voice };
}

function found(judged: typeof rules, text: string, scope?: string): string[] {
  const certificates = scope === undefined ? [] : [{ productName: "远红外贴", scope }];
  const listing: Listing = { text, kind: "device", certificates };
  return scanPrepared(judged, engine, prepareListing(listing, { day: "2026-11-01" }))
    .findings.filter(({ where }) => where !== null)
    .map(({ rule, certainty }) => `${certainty} ${rule}`);
}

const KNEE = "用于缓解膝关节炎引起的疼痛。";

describe("what a scope holds", () => {
  const mute = { ...rules, voice: null };

  it("lies beyond it by no pattern", () => {
    const text = "产后催乳，辅助治疗";
    expect(found(mute, text).join()).toContain("off-scope-claim");
    expect(found(mute, text, KNEE).join()).toContain("off-scope-claim");
    expect(found(mute, text, "适用于产妇催乳、促进产后排尿及子宫复旧的辅助治疗。")).toEqual([]);
  });

  it("is suspected by no tone to lie beyond it", () => {
    const judged = withLoudVoice(5000);
    const text = "膝关节炎引起的疼痛，贴上缓解疼痛更舒服";
    expect(found(judged, text, "用于鼻炎的辅助治疗。").join()).toContain("off-scope-claim");
    expect(found(judged, text, KNEE).join()).not.toContain("off-scope-claim");
  });

  it("is not asked for where no certificate is known", () => {
    expect(found(withLoudVoice(5000), "膝关节炎引起的疼痛，贴上缓解疼痛更舒服").join()).toContain("off-scope-claim");
  });
});
