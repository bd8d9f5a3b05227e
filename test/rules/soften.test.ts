import { describe, expect, it } from "vitest";
import type { Kind } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";

const { voice: _voice, ...mute } = loadDictionary();
const scanner = createScanner(mute, { segmenter: jiebaSegmenter() });
const certainties = (kind: Kind, text: string, rule: string) =>
  scanner
    .scanPrepared(prepareListing({ id: "1", kind, text }, { day: "2026-03-01" }))
    .findings.filter((finding) => finding.rule === rule)
    .map(({ certainty }) => certainty);

describe("an exemption that softens", () => {
  it.each<[string, Kind, string, string, readonly string[]]>([
    ["a mention alone", "other", "鼻炎的季节到了", "non-medical-disease-claim", ["review"]],
    ["a mention that informs", "other", "目前鼻炎在临床中", "non-medical-disease-claim", []],
    ["a disguised mention", "other", "目前鼻\u200b炎在临床中", "non-medical-disease-claim", ["review"]],
    ["a strong claim that informs", "other", "目前临床中鼻炎可以治愈", "efficacy-guarantee", ["review"]],
    ["a frame of selling among words that inform", "device", "目前临床中治愈率为98%", "cure-rate", ["violation"]],
    ["a weak word alone", "device", "最佳", "absolute-term", ["violation"]],
    ["a weak word that informs", "device", "目前研究认为，手术是最佳的方式。", "absolute-term", []],
  ])("%s", (_name, kind, text, rule, expected) => {
    expect(certainties(kind, text, rule)).toEqual(expected);
  });
});
