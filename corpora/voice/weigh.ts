import type { VoiceWeights } from "../../src/contracts/dictionary.js";
import type { Weighed } from "../../src/rules/voice-judge.js";
import type { Case } from "../quality/case.js";
import { isExpected } from "../quality/score.js";
import { type Row, regress } from "./regress.js";

/** Few weights and many findings: the penalty hardly matters. */
const STRENGTH = 1;

/** What the whole judge weighed in a text that its voice was not trained on. */
export interface HeardCase {
  readonly item: Case;
  readonly weighed: readonly Weighed[];
}

/**
 * Learns how much what the rules found counts beside the voice: logistic regression over findings, those in lawful texts
 * against those that a reviewer would cite. Others in unlawful texts say nothing either way and are left out.
 *
 * @returns thousandths of log odds on the scale of the voice, so that its own weight is one
 */
export function learnWeights(cases: readonly HeardCase[]): VoiceWeights {
  const rows: Row[] = [];
  const labels: boolean[] = [];
  const importance: number[] = [];
  const names: (keyof VoiceWeights)[] = [
    "violation",
    "suspected",
    "doubtful",
    "open",
    "contradicted",
    "exemption",
    "rule",
    "broken",
  ];
  for (const { item, weighed } of cases) {
    const isLawful = item.expected_rules.length === 0;
    for (const { rule, start, end, voice, signs } of weighed) {
      const isCited = isExpected(item, rule, start, end);
      if (!isLawful && !isCited) continue;
      rows.push({
        at: [0, ...names.map((_, n) => n + 1)],
        values: [voice / 1000, ...names.map((name) => signs[name])],
      });
      labels.push(isCited);
      importance.push(1 / Math.sqrt(weighed.length));
    }
  }
  const learned = regress(rows, labels, importance, names.length + 1, STRENGTH);
  const unit = learned[0] as number;
  const scaled = (place: number): number => Math.round((1000 * (learned[place] as number)) / unit);
  const weights = Object.fromEntries(names.map((name, n) => [name, scaled(n + 1)]));
  return { base: scaled(names.length + 1), ...weights } as unknown as VoiceWeights;
}
