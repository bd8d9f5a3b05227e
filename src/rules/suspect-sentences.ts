import { clauseEndsOf, mayHoldNumber, SPAN } from "../claims/segment.js";
import { type Hearing, lettersIn, MIN_LETTERS, scoreAround, scoresAround, sentenceAt, wordsOf } from "./hearing.js";
import type { RuleMatch } from "./match.js";
import { VOICE } from "./silent-sentences.js";
import type { VoiceJudge } from "./voice-judge.js";
import { type Company, signsOfSuspicion, weightOf } from "./voice-weights.js";

/** The rule that a registered scope answers, whatever the voice says. */
const OFF_SCOPE = "off-scope-claim";
/** A longer sentence is pointed at by its most telling clauses. */
const MAX_SPAN_UNITS = 60;

/**
 * Adds the sentences that promise though no rule matched, or under heads that no rule matched.
 *
 * @param withFinding sentences in which a rule matched
 */
export function suspectSentences(
  hearing: Hearing,
  company: Company,
  withFinding: ReadonlySet<number>,
  heard: RuleMatch[],
): void {
  const { judge, matched, silent } = hearing;
  const { text, spans, count } = matched;
  const signs = signsOfSuspicion(company);
  const weight = weightOf(judge.spec.weights, signs);
  const least = Math.max(0, judge.spec.keep - weight);
  for (let index = 0; index < count; index++) {
    const at = index * SPAN;
    const start = spans[at] as number;
    const end = spans[at + 1] as number;
    const isTelling = spans[at + 3] !== spans[at + SPAN + 3] || mayHoldNumber(spans[at + 2] as number);
    if (!isTelling || end - start < MIN_LETTERS) continue;
    if (silent !== undefined && (silent.get(matched, index) & VOICE) !== 0) continue;
    const own = judge.scoreOf(matched, index, index + 1, start, end);
    if (own < 0 || lettersIn(text, start, end) < MIN_LETTERS) {
      silent?.add(matched, index, VOICE);
      continue;
    }
    // No company of other findings makes suspicious what does not promise by itself.
    if (own < least) continue;
    const around = scoreAround(hearing, index);
    const voice = Math.min(own, around);
    // A plain promise put among sentences that inform is worth a look, though no violation.
    const isPlain = voice < least && own - judge.spec.aloneDiscount >= least;
    if ((voice < least && !isPlain) || !hearing.maySuspect(start, end)) continue;
    const scores = isPlain ? judge.scoresOf(matched, index, index + 1, start, end) : scoresAround(hearing, index);
    const isInside = hearing.isInside(index);
    // Who claims what is registered may well promise it; only a plain promise is worth a look.
    if (isInside && voice + weight < judge.spec.accuse) continue;
    for (const head of headsRaised(judge, scores, withFinding.has(index))) {
      const isSure = !isInside && voice + weight >= judge.spec.accuse && (scores[head] as number) >= judge.spec.floor;
      // Told is the tone that decided, not what it was weighed with.
      const match = suspect(hearing, index, head, isPlain ? own : voice, isSure);
      if (match === null || (isInside && match.rule.spec.id === OFF_SCOPE)) continue;
      if (heard.some((one) => one.rule === match.rule && sentenceAt(matched, one.start) === index)) continue;
      judge.tell?.({ rule: match.rule.spec.id, start: match.start, end: match.end, voice, signs });
      heard.push(match);
    }
  }
}

/** The best head where nothing else was found in the sentence and it tells what is meant, and every head that is sure enough to stand beside others. */
function headsRaised(judge: VoiceJudge, scores: readonly number[], hasFinding: boolean): number[] {
  const { heads } = judge.voice;
  const raised: number[] = [];
  let best = 1;
  for (let head = 1; head < heads.length; head++) {
    if ((scores[head] as number) > (scores[best] as number)) best = head;
    const beside = judge.spec.heads.find(({ id }) => id === heads[head])?.beside;
    if (beside !== undefined && (scores[head] as number) >= beside) raised.push(head);
  }
  const isTold = heads.length > 1 && (scores[best] as number) >= judge.spec.floor;
  return hasFinding || raised.includes(best) || !isTold ? raised : [...raised, best];
}

function suspect(hearing: Hearing, index: number, head: number, score: number, isSure: boolean): RuleMatch | null {
  const { judge, kind } = hearing;
  const rule = judge.ruleOf(judge.voice.heads[head] as string, kind);
  if (rule === undefined) return null;
  const accuses = isSure && judge.mayAccuse(rule, kind);
  return {
    rule,
    passage: hearing.passage,
    ...mostTelling(hearing, index, head),
    certainty: accuses ? "violation" : "review",
    level: rule.spec.level,
    claim: null,
    disguised: false,
    exemptions: [],
    registered: null,
    voice: { score, effect: accuses ? "accused" : "suspected", words: wordsOf(hearing, index, head) },
  };
}

/** The run of clauses, not longer than a span may be, that speaks most for a head. */
function mostTelling({ judge, matched }: Hearing, index: number, head: number): { start: number; end: number } {
  const { text, spans } = matched;
  const from = spans[index * SPAN] as number;
  const to = spans[index * SPAN + 1] as number;
  const whole = trimmed(text, from, to);
  if (whole.end - whole.start <= MAX_SPAN_UNITS) return whole;
  const bounds = [from, ...clauseEndsOf(text, from, to).filter((end) => end < to), to];
  let best: { start: number; end: number } | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (let first = 0; first + 1 < bounds.length; first++) {
    let last = first + 1;
    while (last + 1 < bounds.length && (bounds[last + 1] as number) - (bounds[first] as number) <= MAX_SPAN_UNITS)
      last++;
    const span = trimmed(text, bounds[first] as number, bounds[last] as number);
    const score = judge.scoresOf(matched, index, index + 1, span.start, span.end)[head] as number;
    if (score <= most) continue;
    most = score;
    best = span;
  }
  return best ?? whole;
}

const EDGE = /[\s，,。！!；;：:、｜|]/u;

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to - 1 && EDGE.test(text.charAt(from))) from++;
  while (to > from + 1 && EDGE.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}
