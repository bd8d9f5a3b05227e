import { hash } from "node:crypto";
import type { Claim } from "../claims/claim.js";
import { foldedLetters } from "../claims/folded-letters.js";
import type { Lexicon } from "../claims/lexicon.js";
import type { Token } from "../claims/token.js";
import type { VoiceSpec } from "../contracts/dictionary.js";
import type { Kind } from "../contracts/listing.js";
import type { Passage } from "../contracts/passage.js";
import type { Basis, ClaimSummary, Finding, Where } from "../contracts/result.js";
import { sourceSpan } from "../text/index.js";
import type { CompiledRule } from "./compiled-rule.js";
import type { RuleMatch } from "./match.js";
import { type QuotableScope, suggest } from "./suggestion.js";

const EXCERPT_REACH = 30;
/** In a message, where no certificate says what is registered. */
const NO_SCOPE = "未见注册的范围，须核对";

/** What a finding needs to know of its listing. */
export interface FindingContext {
  readonly listing: string;
  readonly kind: Kind | undefined;
  readonly day: string;
  readonly passages: readonly Passage[];
  readonly lexicon: Lexicon;
  /** Scopes of the product's certificates, for suggestions. */
  readonly scopes?: readonly QuotableScope[] | undefined;
  /** Of findings that no rule but the voice of a sentence made. */
  readonly voiceMessages?: Pick<VoiceSpec, "message" | "accusation"> | undefined;
}

/** A finding with its place in the order of the result; what stands nowhere comes last. */
export interface PlacedFinding {
  readonly passage: number;
  readonly start: number;
  readonly finding: Finding;
}

/** The bases that were asked for last, by the kind of goods: one run judges by one day. */
const lastBases = new WeakMap<CompiledRule["bases"], Map<Kind | undefined, { day: string; bases: readonly Basis[] }>>();

/** Bases of a rule that are in force on a day and concern a kind of goods; the same list for the same question. */
export function basesOn(rule: CompiledRule, kind: Kind | undefined, day: string): readonly Basis[] {
  let byKind = lastBases.get(rule.bases);
  if (byKind === undefined) {
    byKind = new Map();
    lastBases.set(rule.bases, byKind);
  }
  const last = byKind.get(kind);
  if (last?.day === day) return last.bases;
  const bases = rule.bases
    .filter(({ kinds }) => kinds === null || kind === undefined || kinds.includes(kind))
    .map(({ basis }) => basis)
    .filter((basis) => basis.effectiveFrom <= day && (basis.effectiveTo === null || basis.effectiveTo >= day));
  byKind.set(kind, { day, bases });
  return bases;
}

/** What a voice found by itself it says itself. */
function messageOf({ voiceMessages }: FindingContext, { rule, voice }: RuleMatch): string {
  if (voice?.effect === "suspected") return voiceMessages?.message ?? rule.spec.message;
  if (voice?.effect === "accused") return voiceMessages?.accusation ?? rule.spec.message;
  return rule.spec.message;
}

/** Turns a match into a finding: place, excerpt, bases in force on the day, message and suggestion. */
export function toFinding(context: FindingContext, match: RuleMatch, ordinal: number): Finding {
  const passage = context.passages[match.passage] as Passage;
  const { spec } = match.rule;
  const matched = passage.text.slice(match.start, match.end);
  const claim = match.claim === null ? null : summarise(context.lexicon, passage.text, match.claim);
  const fill = (template: string): string =>
    template.includes("{")
      ? template
          .replaceAll("{matched}", matched)
          .replaceAll("{conditions}", claim?.conditions.join("、") ?? matched)
          .replaceAll("{registered}", match.registered?.text ?? NO_SCOPE)
      : template;
  const { registered } = match;
  const scopes = (context.scopes ?? []).filter(({ text }) => registered === null || text === registered.text);
  // Written field by field: what is spread into the middle of an object makes all fields after it slow to add.
  const finding: Partial<Writable<Finding>> = {
    rule: spec.id,
    name: spec.name.zh,
    level: match.level,
    certainty: match.certainty,
    message: fill(messageOf(context, match)),
    matched,
    excerpt: excerptOf(passage.text, match.start, match.end),
  };
  if (claim !== null) finding.claim = claim;
  if (match.exemptions.length > 0) finding.exemptions = match.exemptions;
  if (match.voice !== undefined) finding.voice = match.voice;
  finding.where = whereOf(passage, match.start, match.end);
  finding.related = NONE;
  finding.basis = basesOn(match.rule, context.kind, context.day);
  finding.certificate =
    registered === null
      ? null
      : {
          number: registered.number,
          field: "scope",
          registered: registered.text,
          claimed: matched,
          asOf: registered.asOf,
        };
  finding.suggestion = suggest({
    rule: spec.id,
    template: spec.suggestion.includes("{") ? spec.suggestion.replaceAll("{matched}", matched) : spec.suggestion,
    passage,
    words: `${matched} ${claim?.conditions.join(" ") ?? ""}`,
    scopes,
    exemptions: match.exemptions,
  });
  finding.fingerprint = fingerprintOf([
    context.listing,
    spec.id,
    passage.field,
    foldedLetters(matched),
    registered?.number ?? "",
    String(ordinal),
  ]);
  return finding as Finding;
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };
const NONE: readonly never[] = [];

/** SHA-256 of the parts that make a finding the same finding in the next scan: never offsets, never versions. */
export function fingerprintOf(parts: readonly string[]): string {
  return hash("sha256", parts.join("\u0000"), "hex");
}

export function whereOf(passage: Passage, start: number, end: number): Where {
  const boxes = (passage.image?.lines ?? []).flatMap((line) =>
    line.box !== null && line.start < end && line.end > start ? [line.box] : [],
  );
  return {
    zone: passage.zone,
    field: passage.field,
    start,
    end,
    source: sourceSpan(passage.source, passage.text.length, start, end),
    image: passage.image === null ? null : { index: passage.image.index, boxes },
  };
}

/** The words around a span, on one line, not cutting surrogate pairs. */
export function excerptOf(text: string, start: number, end: number): string {
  let from = Math.max(0, start - EXCERPT_REACH);
  let to = Math.min(text.length, end + EXCERPT_REACH);
  if (from > 0 && isLowSurrogate(text.charCodeAt(from))) from++;
  if (to < text.length && isLowSurrogate(text.charCodeAt(to))) to--;
  const inner = text.slice(from, to).replace(/\s+/gu, " ");
  return `${from > 0 ? "…" : ""}${inner}${to < text.length ? "…" : ""}`;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function summarise(lexicon: Lexicon, text: string, claim: Claim): ClaimSummary {
  const words = (token: Token | null): string | null => (token === null ? null : text.slice(token.start, token.end));
  const list = (tokens: readonly Token[]): string[] => [...new Set(tokens.map((t) => text.slice(t.start, t.end)))];
  return {
    verb: words(claim.verb),
    action: claim.action,
    conditions: [...new Set(claim.conditions.map((t) => lexicon.concepts[t.concept]?.name ?? ""))],
    populations: list(claim.populations),
    sites: list(claim.sites),
    time: words(claim.time),
    number: words(claim.number),
    guarantee: words(claim.guarantee),
    speaker: words(claim.speaker),
  };
}
