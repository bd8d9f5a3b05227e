import type { SentenceReading } from "../claims/tokenize.js";
import { Voice } from "../claims/voice.js";
import type { VoiceSpec } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import { isHan } from "../text/index.js";
import type { CompiledRule } from "./compiled-rule.js";
import { joinOverlapping, type RuleMatch } from "./match.js";

/** Shorter sentences are names and labels: nobody speaks in them. */
const MIN_LETTERS = 8;
/** A longer sentence is pointed at by its most telling clauses. */
const MAX_SPAN_UNITS = 60;
/** Words named as the reason of a score. */
const MAX_REASONS = 5;

/** The voice of a dictionary, bound to its rules. */
export class VoiceJudge {
  readonly spec: VoiceSpec;
  readonly #byId: ReadonlyMap<string, CompiledRule>;
  #voice: Voice | null = null;

  constructor(spec: VoiceSpec, byId: ReadonlyMap<string, CompiledRule>) {
    this.spec = spec;
    this.#byId = byId;
  }

  /** The tables are built when the first sentence is heard. */
  get voice(): Voice {
    this.#voice ??= new Voice(this.spec.model);
    return this.#voice;
  }

  /** The rule under which a head is raised for goods of a kind. */
  ruleOf(head: string, kind: Kind | undefined): CompiledRule | undefined {
    const raises = this.spec.heads.find(({ id }) => id === head)?.raises ?? [];
    const one = raises.find(({ kinds }) => kinds === undefined || (kind !== undefined && kinds.includes(kind)));
    return one === undefined ? undefined : this.#byId.get(one.rule);
  }
}

/** A passage whose sentences are heard, each at most once. */
export interface Hearing {
  readonly judge: VoiceJudge;
  readonly text: string;
  readonly sentences: readonly SentenceReading[];
  readonly kind: Kind | undefined;
  readonly passage: number;
  /** Whether a sentence without a finding may be suspected: only advertising, only what is not registered wording or statute. */
  maySuspect(sentence: SentenceReading): boolean;
}

/**
 * Weighs the matches of a passage by the voice of their sentences. A voice that informs makes a violation one for review and
 * drops what the dictionary itself only sends to a human; a voice that promises makes a violation of what the dictionary would
 * only send to a human; and a sentence that promises though no rule matched is sent to a human. A voice clears no violation.
 */
export function hearVoice(hearing: Hearing, matches: readonly RuleMatch[]): RuleMatch[] {
  const { judge, sentences } = hearing;
  const { spec } = judge;
  const scores: (readonly number[] | undefined)[] = [];
  const scoresOf = (index: number): readonly number[] => {
    scores[index] ??= around(hearing, index);
    return scores[index] as readonly number[];
  };
  const heard: RuleMatch[] = [];
  const withFinding = new Set<number>();
  for (const match of matches) {
    const index = sentenceAt(sentences, match.start);
    if (!spec.judges.includes(match.rule.spec.id)) {
      heard.push(match);
      continue;
    }
    const score = Math.max(scoresOf(index)[0] as number, ownScore(hearing, index));
    const isDoubtful = match.certainty === "review" && !match.disguised;
    if (isDoubtful && (match.weak === true || match.exemptions.length > 0) && score < spec.drop) continue;
    if (!match.disguised && score < spec.clear) continue;
    withFinding.add(index);
    if (match.certainty === "violation" && score < spec.soften) {
      const exemptions = [...match.exemptions, spec.name];
      heard.push({ ...match, certainty: "review", exemptions, voice: { score, effect: "softened", words: [] } });
    } else if (match.raisable === true && match.certainty === "review" && score >= spec.raise) {
      const words = wordsOf(hearing, index, 0);
      heard.push({ ...match, certainty: "violation", voice: { score, effect: "raised", words } });
    } else heard.push(match);
  }
  for (const sentence of sentences) {
    if (sentence.firstHit === sentence.lastHit && !sentence.hasNumeral) continue;
    if (!hearing.maySuspect(sentence) || lettersIn(hearing.text, sentence) < MIN_LETTERS) continue;
    const all = suspicion(hearing, sentence, scoresOf(sentence.index));
    if (all === null) continue;
    for (const head of headsRaised(judge, all, withFinding.has(sentence.index)))
      suspect(hearing, sentence, head, all, heard);
  }
  return joinOverlapping(heard);
}

/** The scores by which a sentence is suspected: with its neighbours, or by itself where it is plain enough. */
function suspicion(hearing: Hearing, sentence: SentenceReading, around: readonly number[]): readonly number[] | null {
  const { spec, voice } = hearing.judge;
  if ((around[0] as number) >= spec.suspect) return around;
  if (hearing.sentences.length === 1) return null;
  const own = voice.scoresOf(hearing.text, sentence.start, sentence.end);
  return (own[0] as number) >= spec.plain ? own : null;
}

/** The best head where nothing else was found in the sentence, and every head that is sure enough to stand beside others. */
function headsRaised(judge: VoiceJudge, scores: readonly number[], hasFinding: boolean): number[] {
  const { heads } = judge.voice;
  const raised: number[] = [];
  let best = 1;
  for (let head = 1; head < heads.length; head++) {
    if ((scores[head] as number) > (scores[best] as number)) best = head;
    const beside = judge.spec.heads.find(({ id }) => id === heads[head])?.beside;
    if (beside !== undefined && (scores[head] as number) >= beside) raised.push(head);
  }
  return hasFinding || raised.includes(best) || heads.length < 2 ? raised : [...raised, best];
}

function suspect(
  hearing: Hearing,
  sentence: SentenceReading,
  head: number,
  scores: readonly number[],
  heard: RuleMatch[],
): void {
  const { judge, kind, sentences } = hearing;
  const rule = judge.ruleOf(judge.voice.heads[head] as string, kind);
  if (rule === undefined) return;
  if (heard.some((match) => match.rule === rule && sentenceAt(sentences, match.start) === sentence.index)) return;
  const { start, end } = mostTelling(hearing, sentence, head);
  heard.push({
    rule,
    passage: hearing.passage,
    start,
    end,
    certainty: "review",
    level: rule.spec.level,
    claim: null,
    disguised: false,
    exemptions: [],
    registered: null,
    voice: { score: scores[0] as number, effect: "suspected", words: wordsOf(hearing, sentence.index, head) },
  });
}

/** A sentence by itself, where it is long enough to speak: nothing that stands beside it makes up for what it says. */
function ownScore({ judge, text, sentences }: Hearing, index: number): number {
  const sentence = sentences[index] as SentenceReading;
  if (sentences.length === 1 || lettersIn(text, sentence) < MIN_LETTERS) return Number.NEGATIVE_INFINITY;
  return judge.voice.scoresOf(text, sentence.start, sentence.end)[0] as number;
}

/** A sentence is heard with its neighbours: who speaks is seldom told by one sentence alone. */
function around({ judge, text, sentences }: Hearing, index: number): number[] {
  const first = sentences[Math.max(0, index - 1)] as SentenceReading;
  const last = sentences[Math.min(sentences.length - 1, index + 1)] as SentenceReading;
  return judge.voice.scoresOf(text, first.start, last.end);
}

function sentenceAt(sentences: readonly SentenceReading[], offset: number): number {
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle] as SentenceReading).end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function wordsOf({ judge, text, sentences }: Hearing, index: number, head: number): string[] {
  const { start, end } = sentences[index] as SentenceReading;
  return judge.voice.wordsFor(text, start, end, head, MAX_REASONS);
}

/** The run of clauses, not longer than a span may be, that speaks most for a head. */
function mostTelling(
  { judge, text }: Hearing,
  sentence: SentenceReading,
  head: number,
): { start: number; end: number } {
  const whole = trimmed(text, sentence.start, sentence.end);
  if (whole.end - whole.start <= MAX_SPAN_UNITS) return whole;
  const bounds = [sentence.start, ...sentence.clauseEnds.filter((end) => end < sentence.end), sentence.end];
  let best: { start: number; end: number } | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (let from = 0; from + 1 < bounds.length; from++) {
    let to = from + 1;
    while (to + 1 < bounds.length && (bounds[to + 1] as number) - (bounds[from] as number) <= MAX_SPAN_UNITS) to++;
    const span = trimmed(text, bounds[from] as number, bounds[to] as number);
    const score = judge.voice.scoresOf(text, span.start, span.end)[head] as number;
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

function lettersIn(text: string, { start, end }: SentenceReading): number {
  let letters = 0;
  for (let i = start; i < end && letters < MIN_LETTERS; i++) if (isHan(text.charCodeAt(i))) letters++;
  return letters;
}
