import { describe, expect, it } from "vitest";
import type { VoiceNote } from "../../src/contracts/result.js";
import { describeVoice } from "../../src/report/describe-voice.js";
import { explainFinding } from "../../src/report/explain.js";
import { finding } from "./findings.js";

describe("describeVoice", () => {
  it.each<[VoiceNote, string]>([
    [
      { score: 1840, effect: "suspected", words: ["见效", "再也"] },
      "语气 +1.8：像宣传，没有规则命中，待人工判断（见效、再也）",
    ],
    [{ score: -2500, effect: "softened", words: [] }, "语气 -2.5：像资料，改为待人工判断"],
    [{ score: 4000, effect: "accused", words: ["包好"] }, "语气 +4.0：与违法宣传高度相近，没有规则命中，疑似（包好）"],
    [{ score: 500, effect: "raised", words: ["\u202e治"] }, "语气 +0.5：像宣传，由待人工判断改为疑似"],
  ])("%j", (voice, text) => {
    expect(describeVoice(voice)).toContain(text);
    expect(describeVoice(voice)).not.toContain("\u202e");
  });

  it("is part of what a finding rests on", () => {
    const voice: VoiceNote = { score: 900, effect: "suspected", words: [] };
    expect(explainFinding(finding({ voice })).join()).toContain("语气 +0.9");
    expect(explainFinding(finding()).join()).not.toContain("语气");
  });
});
