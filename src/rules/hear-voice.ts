import { clauseScore, type Hearing, ownScore, scoreAround, sentenceAt, speaksLong, wordsOf } from "./hearing.js";
import { joinOverlapping, type RuleMatch } from "./match.js";
import { suspectSentences } from "./suspect-sentences.js";
import { type Company, companyOf, signsOfMatch, weightOf } from "./voice-weights.js";

/**
 * Weighs the matches of a passage by the voice of their sentences. A violation stands, and what only the dictionary's doubt kept
 * for review becomes one, where the sentence by itself and the sentence with its neighbours both promise; a violation that only
 * one of them speaks for is for review. What is doubtful anyway is dropped where either informs and the sentence alone is no plain
 * promise; what is not, only where the clause, the sentence and its neighbours all inform, so that no padding clears a promise. A sentence that promises though no rule
 * matched is sent to a human, or is a violation where its head may accuse.
 */
export function hearVoice(hearing: Hearing, matches: readonly RuleMatch[]): readonly RuleMatch[] {
  const { spec } = hearing.judge;
  const company = companyOf(matches);
  const heard: RuleMatch[] = [];
  const withFinding = new Set<number>();
  for (const match of matches) {
    if (!spec.judges.includes(match.rule.spec.id)) {
      heard.push(match);
      continue;
    }
    const index = sentenceAt(hearing.matched, match.start);
    const weighed = weigh(hearing, match, index, company);
    if (weighed === null) continue;
    withFinding.add(index);
    heard.push(weighed);
  }
  const before = heard.length;
  if (hearing.hasSentences && hearing.isAdvertising) suspectSentences(hearing, company, withFinding, heard);
  return heard.length === before ? heard : joinOverlapping(heard);
}

function weigh(hearing: Hearing, match: RuleMatch, index: number, company: Company): RuleMatch | null {
  const { spec } = hearing.judge;
  const isViolation = match.certainty === "violation";
  const isLowered = !isViolation && match.weak !== true && match.exemptions.length > 0;
  const own = ownScore(hearing, index);
  const around = scoreAround(hearing, index);
  const voice = Math.min(own, around);
  const signs = signsOfMatch(match, company);
  const weight = weightOf(spec.weights, signs);
  const score = voice + weight;
  hearing.judge.tell?.({ rule: match.rule.spec.id, start: match.start, end: match.end, voice, signs });
  // What a certificate contradicts is a fact: a tone may ask for a human, never clear it.
  const isProven = isViolation && match.registered !== null;
  if (!match.disguised && !isProven) {
    const alone = own - spec.aloneDiscount + weight;
    if (!isViolation && match.weak === true && Math.max(score, alone) < spec.keep) return null;
    const bound = isLowered ? spec.release : spec.clear;
    if (around < bound && own < bound && clauseScore(hearing, index, match) < bound) return null;
  }
  if (isViolation && score < spec.accuse) {
    const exemptions = [...match.exemptions, spec.name];
    return { ...match, certainty: "review", exemptions, voice: { score: voice, effect: "softened", words: [] } };
  }
  if (
    match.raisable === true &&
    !isViolation &&
    score >= spec.accuse &&
    hearing.hasSentences &&
    speaksLong(hearing, index)
  ) {
    const words = wordsOf(hearing, index);
    if (words.length > 0)
      return { ...match, certainty: "violation", exemptions: [], voice: { score: voice, effect: "raised", words } };
  }
  return match;
}
