import type { Lexicon } from "../claims/lexicon.js";
import type { MatchedText } from "../claims/matched-text.js";
import { clauseEndsOf, mayHoldNumber, SPAN } from "../claims/segment.js";
import { clauseEnd, clauseStart } from "../claims/token.js";
import { Voice } from "../claims/voice.js";
import { VoiceSigns } from "../claims/voice-signs.js";
import type { VoiceSpec, VoiceWeights } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import { isHan } from "../text/index.js";
import type { CompiledRule } from "./compiled-rule.js";
import { joinOverlapping, type RuleMatch } from "./match.js";
import { type SilentSentences, VOICE } from "./silent-sentences.js";
import { type Company, companyOf, signsOfMatch, signsOfSuspicion, weightOf } from "./voice-weights.js";

/** Shorter sentences are names and labels: nobody speaks in them. */
const MIN_LETTERS = 8;
/** The rule that a registered scope answers, whatever the voice says. */
const OFF_SCOPE = "off-scope-claim";
/** What a rule matched speaks for itself in fewer: padding around a short promise does not clear it. */
const MIN_OWN_LETTERS = 5;
/** A longer sentence is pointed at by its most telling clauses. */
const MAX_SPAN_UNITS = 60;
/** Words named as the reason of a score. */
const MAX_REASONS = 5;

/** A finding as it is weighed: what training learns from. */
export interface Weighed {
  readonly rule: string;
  /** UTF-16 units of the passage, half-open. */
  readonly start: number;
  readonly end: number;
  /** The lower score of its sentence and of that with its neighbours, in thousandths of log odds. */
  readonly voice: number;
  /** How often each weight counts for it. */
  readonly signs: VoiceWeights;
}

/** The voice of a dictionary, bound to its rules. */
export class VoiceJudge {
  readonly spec: VoiceSpec;
  /** Is told each finding before it is decided; only training listens. */
  readonly tell: ((weighed: Weighed) => void) | undefined;
  readonly #byId: ReadonlyMap<string, CompiledRule>;
  readonly #lexicon: Lexicon;
  #voice: Voice | null = null;
  #signs: VoiceSigns | null = null;

  constructor(
    spec: VoiceSpec,
    byId: ReadonlyMap<string, CompiledRule>,
    lexicon: Lexicon,
    tell?: (weighed: Weighed) => void,
  ) {
    this.spec = spec;
    this.tell = tell;
    this.#byId = byId;
    this.#lexicon = lexicon;
  }

  /** The tables are built when the first sentence is heard. */
  get voice(): Voice {
    this.#voice ??= new Voice(this.spec.model);
    return this.#voice;
  }

  /** The score under the first head of `[start, end)`, which lies in the sentences from `first` to before `behind`. */
  scoreOf(matched: MatchedText, first: number, behind: number, start: number, end: number): number {
    const { places, count } = this.#signsIn(matched, first, behind, start, end);
    return this.voice.scoreOf(matched.text, start, end, places, count);
  }

  /** The score under each head: see `scoreOf`. */
  scoresOf(matched: MatchedText, first: number, behind: number, start: number, end: number): number[] {
    const { places, count } = this.#signsIn(matched, first, behind, start, end);
    return this.voice.scoresOf(matched.text, start, end, places, count);
  }

  #signsIn(matched: MatchedText, first: number, behind: number, start: number, end: number): VoiceSigns {
    this.#signs ??= new VoiceSigns(this.#lexicon, this.voice);
    this.#signs.collect(matched, first, behind, start, end);
    return this.#signs;
  }

  /** The rule under which a head is raised for goods of a kind; none where the rule is not for such goods. */
  ruleOf(head: string, kind: Kind | undefined): CompiledRule | undefined {
    const raises = this.spec.heads.find(({ id }) => id === head)?.raises ?? [];
    const one = raises.find(({ kinds }) => kinds === undefined || (kind !== undefined && kinds.includes(kind)));
    const rule = one === undefined ? undefined : this.#byId.get(one.rule);
    const kinds = rule?.spec.kinds;
    return kinds === undefined || kind === undefined || kinds.includes(kind) ? rule : undefined;
  }

  /** Whether a tone is enough for a violation of a rule: not where only a human may find one, or the kind of goods decides. */
  mayAccuse({ spec }: CompiledRule, kind: Kind | undefined): boolean {
    if (spec.certainty === "review" || (spec.kinds !== undefined && kind === undefined)) return false;
    return this.spec.heads.some(({ raises }) =>
      raises.some(({ rule, accuses }) => rule === spec.id && accuses === true),
    );
  }
}

/** A passage whose sentences are heard, each at most once. */
export interface Hearing {
  readonly judge: VoiceJudge;
  /** Sentences whose voice is known to promise nothing. */
  readonly silent?: SilentSentences | undefined;
  readonly matched: MatchedText;
  readonly kind: Kind | undefined;
  readonly passage: number;
  /** Whether it is made of sentences: titles and values are lists of words, in which nobody speaks. */
  readonly hasSentences: boolean;
  /** Whether it advertises: nothing else is suspected without a finding. */
  readonly isAdvertising: boolean;
  /** Whether `maySuspect` was asked: then certificates decide what is found. */
  wasAsked: boolean;
  /** Whether `[start, end)` may be suspected without a finding: it is neither registered nor statute. */
  maySuspect(start: number, end: number): boolean;
  /** Whether a sentence claims something, and nothing that lies outside a registered scope. */
  isInside(index: number): boolean;
}

/**
 * Weighs the matches of a passage by the voice of their sentences. A violation stands, and what only the dictionary's doubt kept
 * for review becomes one, where the sentence by itself and the sentence with its neighbours both promise; a violation that only
 * one of them speaks for is for review. What is doubtful anyway is dropped where either informs; what is not, only where the
 * clause, the sentence and its neighbours all do, so that no padding clears a promise. A sentence that promises though no rule
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
  const around = scoreAround(hearing, index);
  const own = ownScore(hearing, index);
  const voice = Math.min(around, own);
  const signs = signsOfMatch(match, company);
  const score = voice + weightOf(spec.weights, signs);
  hearing.judge.tell?.({ rule: match.rule.spec.id, start: match.start, end: match.end, voice, signs });
  // What a certificate contradicts is a fact: a tone may ask for a human, never clear it.
  const isProven = isViolation && match.registered !== null;
  if (!match.disguised && !isProven) {
    if (!isViolation && match.weak === true && score < spec.keep) return null;
    const bound = isLowered ? spec.release : spec.clear;
    if (around < bound && own < bound && clauseScore(hearing, index, match) < bound) return null;
  }
  if (isViolation && score < spec.accuse) {
    const exemptions = [...match.exemptions, spec.name];
    return { ...match, certainty: "review", exemptions, voice: { score, effect: "softened", words: [] } };
  }
  if (match.raisable === true && !isViolation && score >= spec.accuse && speaksLong(hearing, index)) {
    const words = wordsOf(hearing, index);
    if (words.length > 0)
      return { ...match, certainty: "violation", exemptions: [], voice: { score, effect: "raised", words } };
  }
  return match;
}

function suspectSentences(
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
    if (around < least || !hearing.maySuspect(start, end)) continue;
    const scores = scoresAround(hearing, index);
    const voice = Math.min(own, around);
    const isInside = hearing.isInside(index);
    // Who claims what is registered may well promise it; only a plain promise is worth a look.
    if (isInside && voice + weight < judge.spec.accuse) continue;
    for (const head of headsRaised(judge, scores, withFinding.has(index))) {
      const isSure = !isInside && voice + weight >= judge.spec.accuse && (scores[head] as number) >= judge.spec.floor;
      const match = suspect(hearing, index, head, voice + weight, isSure);
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

/** A sentence with its neighbours, which ones and their place: who speaks is seldom told by one sentence alone. */
function aroundOf({ spans, count }: MatchedText, index: number): readonly [number, number, number, number] {
  const first = Math.max(0, index - 1);
  const behind = Math.min(count, index + 2);
  return [first, behind, spans[first * SPAN] as number, spans[(behind - 1) * SPAN + 1] as number];
}

function scoreAround({ judge, matched }: Hearing, index: number): number {
  return judge.scoreOf(matched, ...aroundOf(matched, index));
}

function scoresAround({ judge, matched }: Hearing, index: number): number[] {
  return judge.scoresOf(matched, ...aroundOf(matched, index));
}

/** Whether a sentence and its neighbours are long enough to raise what they hold. */
function speaksLong({ matched }: Hearing, index: number): boolean {
  const [, , start, end] = aroundOf(matched, index);
  return lettersIn(matched.text, start, end) >= MIN_LETTERS;
}

/** A sentence by itself. */
function ownScore({ judge, matched }: Hearing, index: number): number {
  const { spans } = matched;
  return judge.scoreOf(matched, index, index + 1, spans[index * SPAN] as number, spans[index * SPAN + 1] as number);
}

/** The clauses of a match by themselves, where they are long enough to speak: padding within its sentence does not clear it. */
function clauseScore({ judge, matched }: Hearing, index: number, match: RuleMatch): number {
  const { text, spans } = matched;
  const from = spans[index * SPAN] as number;
  const to = spans[index * SPAN + 1] as number;
  const sentence = { start: from, end: to, clauseEnds: clauseEndsOf(text, from, to) };
  const start = clauseStart(sentence, match.start);
  const end = clauseEnd(sentence, Math.max(match.start, match.end - 1));
  if (lettersIn(text, start, end) < MIN_OWN_LETTERS) return Number.NEGATIVE_INFINITY;
  return judge.scoreOf(matched, index, index + 1, start, end) - judge.spec.clauseDiscount;
}

function sentenceAt({ spans, count }: MatchedText, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle * SPAN + 1] as number) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function wordsOf({ judge, matched }: Hearing, index: number, head = 0): string[] {
  const { text, spans } = matched;
  return judge.voice.wordsFor(
    text,
    spans[index * SPAN] as number,
    spans[index * SPAN + 1] as number,
    head,
    MAX_REASONS,
  );
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

/** Han characters of `[start, end)`, counted no further than is asked for. */
function lettersIn(text: string, start: number, end: number): number {
  let letters = 0;
  for (let i = start; i < end && letters < MIN_LETTERS; i++) if (isHan(text.charCodeAt(i))) letters++;
  return letters;
}
