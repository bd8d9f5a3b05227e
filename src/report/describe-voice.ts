import type { VoiceNote } from "../contracts/result.js";
import { neutralise } from "./neutralise.js";

const EFFECTS: Readonly<Record<VoiceNote["effect"], string>> = {
  softened: "像资料，改为待人工判断",
  raised: "像宣传，由待人工判断改为疑似",
  suspected: "像宣传，没有规则命中，待人工判断",
  accused: "与违法宣传高度相近，没有规则命中，疑似",
};

/**
 * How a sentence speaks and what that changed, in words.
 *
 * @example
 * describeVoice({ score: 1800, effect: "suspected", words: ["见效"] }); // → "语气 +1.8：像宣传，没有规则命中，待人工判断（见效）"
 */
export function describeVoice({ score, effect, words }: VoiceNote): string {
  const odds = `${score < 0 ? "-" : "+"}${(Math.abs(score) / 1000).toFixed(1)}`;
  const because = words.length === 0 ? "" : `（${words.map(neutralise).join("、")}）`;
  return `语气 ${odds}：${EFFECTS[effect]}${because}`;
}
