import type { MatchedText } from "../claims/matched-text.js";
import { clauseEndsOf, SPAN } from "../claims/segment.js";
import { clauseEnd, clauseStart } from "../claims/token.js";
import type { Kind } from "../contracts/listing.js";
import { isHan } from "../text/index.js";
import type { SilentSentences } from "./silent-sentences.js";
import type { VoiceJudge } from "./voice-judge.js";

/** Shorter sentences are names and labels: nobody speaks in them. */
export const MIN_LETTERS = 8;
/** What a rule matched speaks for itself in fewer: padding around a short promise does not clear it. */
const MIN_OWN_LETTERS = 5;
/** Words named as the reason of a score. */
const MAX_REASONS = 5;

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

/** A sentence with its neighbours, which ones and their place: who speaks is seldom told by one sentence alone. */
function aroundOf({ spans, count }: MatchedText, index: number): readonly [number, number, number, number] {
  const first = Math.max(0, index - 1);
  const behind = Math.min(count, index + 2);
  return [first, behind, spans[first * SPAN] as number, spans[(behind - 1) * SPAN + 1] as number];
}

export function scoreAround({ judge, matched }: Hearing, index: number): number {
  return judge.scoreOf(matched, ...aroundOf(matched, index));
}

export function scoresAround({ judge, matched }: Hearing, index: number): number[] {
  return judge.scoresOf(matched, ...aroundOf(matched, index));
}

/** Whether a sentence and its neighbours are long enough to raise what they hold. */
export function speaksLong({ matched }: Hearing, index: number): boolean {
  const [, , start, end] = aroundOf(matched, index);
  return lettersIn(matched.text, start, end) >= MIN_LETTERS;
}

/** A sentence by itself. */
export function ownScore({ judge, matched }: Hearing, index: number): number {
  const { spans } = matched;
  return judge.scoreOf(matched, index, index + 1, spans[index * SPAN] as number, spans[index * SPAN + 1] as number);
}

/** The clauses of a match by themselves, where they are long enough to speak: padding within its sentence does not clear it. */
export function clauseScore(
  { judge, matched }: Hearing,
  index: number,
  match: { readonly start: number; readonly end: number },
): number {
  const { text, spans } = matched;
  const from = spans[index * SPAN] as number;
  const to = spans[index * SPAN + 1] as number;
  const sentence = { start: from, end: to, clauseEnds: clauseEndsOf(text, from, to) };
  const start = clauseStart(sentence, match.start);
  const end = clauseEnd(sentence, Math.max(match.start, match.end - 1));
  if (lettersIn(text, start, end) < MIN_OWN_LETTERS) return Number.NEGATIVE_INFINITY;
  return judge.scoreOf(matched, index, index + 1, start, end) - judge.spec.clauseDiscount;
}

export function sentenceAt({ spans, count }: MatchedText, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle * SPAN + 1] as number) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function wordsOf({ judge, matched }: Hearing, index: number, head = 0): string[] {
  const { text, spans } = matched;
  return judge.voice.wordsFor(
    text,
    spans[index * SPAN] as number,
    spans[index * SPAN + 1] as number,
    head,
    MAX_REASONS,
  );
}

/** Han characters of `[start, end)`, counted no further than is asked for. */
export function lettersIn(text: string, start: number, end: number): number {
  let letters = 0;
  for (let i = start; i < end && letters < MIN_LETTERS; i++) if (isHan(text.charCodeAt(i))) letters++;
  return letters;
}
