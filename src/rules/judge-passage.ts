import { type MatchedText, matchText } from "../claims/matched-text.js";
import { clauseEndsOf, mayHoldNumber, SPAN } from "../claims/segment.js";
import { keepReading, knownReading } from "../claims/tokenize.js";
import type { Passage } from "../contracts/passage.js";
import { type ClaimGate, claimGateOf } from "./claim-gate.js";
import { claimsInside } from "./claims-inside.js";
import type { CompiledRules } from "./compile-rules.js";
import { followMatches } from "./follow-matches.js";
import { hearVoice } from "./hear-voice.js";
import type { Hearing } from "./hearing.js";
import { judgeClaims } from "./judge-claims.js";
import { judgePatterns } from "./judge-patterns.js";
import { judgedBy } from "./judged-texts.js";
import { joinOverlapping, type RuleMatch } from "./match.js";
import { type PassageInput, PassageWork } from "./passage-work.js";
import { type SilentSentences, silenceOf, silentFor } from "./silent-sentences.js";
import type { VoiceJudge } from "./voice-judge.js";
import { isCertifiedWording, isStatute } from "./weigh-match.js";

/** All rules broken, or perhaps broken, in one passage, by place. */
export function judgePassage(rules: CompiledRules, input: PassageInput): readonly RuleMatch[] {
  const { passage, kind, registered, index } = input;
  if (passage.context === "review" || passage.author === "buyer") return NOTHING;
  const hasScope = registered.some(({ scope }) => scope !== null);
  const gate = claimGateOf(rules, { kind, context: passage.context, hasScope });
  const judged = judgedBy<RuleMatch>(rules);
  judged.useSegmenter(input.segmenter);
  const circumstances = gate.number * 4 + (SPOKEN.has(passage.zone) ? 2 : 0) + (registered.length > 0 ? 1 : 0);
  let found = judged.get(passage.text, circumstances);
  if (found === undefined) {
    const text = judgeText(rules, gate, input);
    found = text.found;
    // What a certificate allows, another one may not.
    if (!text.restsOnCertificate) judged.set(passage.text, circumstances, found);
  }
  if (found.length === 0) return NOTHING;
  const here = found.map((match) => (match.passage === index ? match : { ...match, passage: index }));
  return [...here, ...followMatches(rules, input.product, here)];
}

interface JudgedText {
  readonly found: readonly RuleMatch[];
  /** Whether wording of a certificate was asked for: for other goods another thing may be found. */
  readonly restsOnCertificate: boolean;
}

/** What stands in the text of a passage, whatever the product. */
function judgeText(rules: CompiledRules, gate: ClaimGate, input: PassageInput): JudgedText {
  const { passage, kind, registered } = input;
  // Most passages of a page are links and labels that hold no word of the dictionary, and most sentences of an insert hold
  // no words that any rule asks for together: they are only looked at, as numbers, and no object is made of them.
  const matched = knownReading(rules.lexicon, passage) ?? matchText(rules.lexicon, passage.text);
  if (!isTelling(matched)) return SILENT;
  let work: PassageWork | null = null;
  const silent = silentIn(rules, matched);
  const silence = silenceOf(gate.number);
  for (let index = 0; index < matched.count; index++) {
    if (!holdsAny(matched, index) || ((silent?.get(matched, index) ?? 0) & silence) !== 0) continue;
    const offered = rules.patterns.feasibleIn(work?.reading ?? matched, index, kind);
    const isOpen = gate.opensFor(work?.reading ?? matched, index);
    let isSilent = !isOpen;
    if (offered.length > 0 || isOpen) {
      work ??= new PassageWork(rules, input, matched);
      const sentence = work.reading.sentence(index);
      if (offered.length > 0 && judgePatterns(rules, input, work, sentence, offered)) isSilent = false;
      if (isOpen) judgeClaims(rules, gate, input, work, sentence);
    }
    if (isSilent && !rules.lexicon.lexemes.guardsCrossEnds) silent?.add(work?.reading ?? matched, index, silence);
  }
  const found = work === null || work.matches.length === 0 ? NOTHING : joinOverlapping(work.matches);
  const isHeard = found.length > 0 || (passage.context === "advertisement" && SPOKEN.has(passage.zone));
  const hearing =
    isHeard && rules.voice !== null ? hearingOf(rules, rules.voice, input, work?.reading ?? matched) : null;
  const heard = hearing === null ? found : hearVoice(hearing, found);
  const wasAsked = hearing?.wasAsked === true || work?.askedCertificates === true;
  return { found: heard, restsOnCertificate: wasAsked && registered.length > 0 };
}

const NOTHING: readonly RuleMatch[] = [];
const SILENT: JudgedText = { found: NOTHING, restsOnCertificate: false };

/** Zones in which sentences stand, and no names, labels or values. */
const SPOKEN: ReadonlySet<Passage["zone"]> = new Set([
  "heading",
  "body",
  "meta",
  "json-ld",
  "state",
  "hidden",
  "picture",
  "transcript",
  "text",
]);

function hearingOf(rules: CompiledRules, judge: VoiceJudge, input: PassageInput, matched: MatchedText): Hearing {
  const { passage, registered, kind, index } = input;
  const { text } = matched;
  return {
    wasAsked: false,
    judge,
    silent: silentIn(rules, matched),
    matched,
    kind,
    passage: index,
    hasSentences: SPOKEN.has(passage.zone),
    isAdvertising: passage.context === "advertisement",
    isInside(at) {
      this.wasAsked = true;
      if (!registered.some(({ scope }) => scope !== null)) return false;
      const reading = knownReading(rules.lexicon, passage) ?? keepReading(rules.lexicon, passage, matched);
      return claimsInside(rules, registered, reading, reading.sentence(at));
    },
    maySuspect(start, end) {
      this.wasAsked = true;
      const sentence = { start, end, clauseEnds: clauseEndsOf(text, start, end) };
      if (isStatute(rules, text, sentence)) return false;
      const ends = [...sentence.clauseEnds.filter((one) => one < end), end];
      return !ends.every((to, n) => isCertifiedWording(registered, text, sentence, ends[n - 1] ?? start, to));
    },
  };
}

/** Short texts of one sentence are remembered as a whole. */
function silentIn(rules: CompiledRules, { count }: MatchedText): SilentSentences | undefined {
  return count > 1 ? silentFor(rules) : undefined;
}

/** Whether a text holds any term or may hold any number. */
function isTelling(matched: MatchedText): boolean {
  if ((matched.spans[matched.count * SPAN + 3] as number) > 0) return true;
  for (let index = 0; index < matched.count; index++) if (holdsAny(matched, index)) return true;
  return false;
}

/** Whether a sentence holds any term or may hold any number. */
function holdsAny({ spans }: MatchedText, index: number): boolean {
  const at = index * SPAN;
  return spans[at + 3] !== spans[at + SPAN + 3] || mayHoldNumber(spans[at + 2] as number);
}
