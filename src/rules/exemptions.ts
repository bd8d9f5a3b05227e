import type { Lexicon } from "../claims/lexicon.js";
import { clauseEnd, clauseStart, type Sentence, type Token } from "../claims/token.js";
import type { Reading, SentenceReading } from "../claims/tokenize.js";
import type { ExemptionSpec } from "../contracts/dictionary.js";
import { type CompiledPattern, lazyPattern, matchAt, type PatternMatch } from "./match-pattern.js";
import type { PatternIndex } from "./pattern-index.js";

/** One pattern of an exemption or of its exceptions, under the name that it is asked for by. */
export interface ExemptionPattern {
  readonly key: string;
  readonly pattern: CompiledPattern;
}

/** All patterns of an exemption, for an index. */
export function exemptionPatterns(lexicon: Lexicon, spec: ExemptionSpec): ExemptionPattern[] {
  const bind = (key: string, source: string): ExemptionPattern => {
    const make = lazyPattern(lexicon, source);
    return {
      key,
      get pattern() {
        return make();
      },
    };
  };
  const unless = (spec.unless ?? []).map((source) => bind(unlessOf(spec.id), source));
  return [...spec.patterns.map((source) => bind(spec.id, source)), ...unless];
}

function unlessOf(id: string): string {
  return `${id}!`;
}

/** The patterns of exemptions, and apart those of exemptions that look at all sentences of a passage. */
export interface ExemptionIndices {
  readonly exemptions: PatternIndex<ExemptionPattern>;
  readonly wideExemptions: PatternIndex<ExemptionPattern>;
}

/**
 * Where the patterns of an exemption stand in a sentence: computed only for sentences in which a rule matched, once.
 */
export class ExemptionCache {
  readonly #index: PatternIndex<ExemptionPattern>;
  readonly #wideIndex: PatternIndex<ExemptionPattern>;
  readonly #passage: Reading;
  readonly #feasible: (ReadonlyMap<string, readonly CompiledPattern[]> | undefined)[] = [];
  readonly #found: (Map<string, readonly PatternMatch[]> | undefined)[] = [];
  readonly #passageWide = new Map<string, boolean>();
  /** By name: where in the passage the words allow patterns of exemptions that look at all of it. */
  #wide: ReadonlyMap<string, readonly WidePlace[]> | null = null;

  constructor({ exemptions, wideExemptions }: ExemptionIndices, passage: Reading) {
    this.#index = exemptions;
    this.#wideIndex = wideExemptions;
    this.#passage = passage;
  }

  /** Whether the exemption holds for `[start, end)` of the sentence, made by `own` tokens. */
  holds(spec: ExemptionSpec, sentence: SentenceReading, start: number, end: number, own: readonly Token[]): boolean {
    if (spec.relation === "passage") return this.#holdsInPassage(spec);
    if (spec.relation === "tone") return this.#hasTone(spec, sentence);
    if (spec.relation === "quoted" && !isQuoted(this.#passage.text, sentence, start, end)) return false;
    const matches = this.#matches(spec.id, sentence);
    if (matches.length === 0) return false;
    const from = clauseStart(sentence, start);
    const to = clauseEnd(sentence, Math.max(start, end - 1));
    const gap = spec.gap ?? 0;
    const stands = matches.some((match) => {
      switch (spec.relation) {
        case "overlap":
          return match.start < end && match.end > start && !match.tokens.every((token) => own.includes(token));
        case "before":
          return match.end <= start && match.start >= from && start - match.end <= gap;
        case "after":
          return match.start >= end && match.end <= to && match.start - end <= gap;
        case "clause":
          return match.start >= from && match.end <= to && !match.tokens.every((token) => own.includes(token));
        default:
          return !match.tokens.every((token) => own.includes(token));
      }
    });
    if (!stands) return false;
    return this.#matches(unlessOf(spec.id), sentence).length === 0;
  }

  /**
   * What the exemption does to `[start, end)`: null where it does not hold. Words elsewhere in the sentence may be anything
   * that a seller types (指南推荐患者首选，三天根治鼻炎): what clears must stand in the clause of the match, else a human looks.
   */
  effectOn(
    spec: ExemptionSpec,
    sentence: SentenceReading,
    start: number,
    end: number,
    own: readonly Token[],
  ): ExemptionSpec["effect"] | null {
    if (!this.holds(spec, sentence, start, end, own)) return null;
    const { effect, relation, id } = spec;
    if (effect !== "clear" || relation !== "sentence") return effect;
    const from = clauseStart(sentence, start);
    const to = clauseEnd(sentence, Math.max(start, end - 1));
    const matches = this.#matches(id, sentence);
    return matches.some((match) => match.start < to && match.end > from) ? "clear" : "review";
  }

  #holdsInPassage({ id }: ExemptionSpec): boolean {
    const known = this.#passageWide.get(id);
    if (known !== undefined) return known;
    const holds = this.#standsAnywhere(id) && !this.#standsAnywhere(unlessOf(id));
    this.#passageWide.set(id, holds);
    return holds;
  }

  #standsAnywhere(key: string): boolean {
    this.#wide ??= this.#listWide();
    const passage = this.#passage;
    return (this.#wide.get(key) ?? []).some(({ index, pattern }) => {
      const sentence = passage.sentence(index);
      return sentence.tokens.some((_, i) => matchAt(passage, sentence, pattern, i) !== null);
    });
  }

  #listWide(): ReadonlyMap<string, readonly WidePlace[]> {
    const places = new Map<string, WidePlace[]>();
    for (let index = 0; index < this.#passage.count; index++) {
      for (const { key, pattern } of this.#wideIndex.feasibleIn(this.#passage, index, undefined)) {
        const known = places.get(key);
        if (known === undefined) places.set(key, [{ index, pattern }]);
        else known.push({ index, pattern });
      }
    }
    return places;
  }

  /**
   * Whether the sentence and its neighbours speak as a text that informs: at least two different markers of such texts and
   * twice as many as markers of selling. A marker is a word; where the sentence itself holds a whole frame of selling (两万人治好),
   * no number of informing words makes up for it.
   */
  #hasTone({ id }: ExemptionSpec, sentence: SentenceReading): boolean {
    const passage = this.#passage;
    const around = [sentence.index - 1, sentence.index, sentence.index + 1]
      .filter((index) => index >= 0 && index < passage.count)
      .map((index) => passage.sentence(index));
    const markers = (key: string): number => {
      const words = around.flatMap((one) => this.#matches(key, one).map(({ tokens }) => tokens[0]?.concept));
      return new Set(words).size;
    };
    const informing = markers(id);
    if (informing < 2 || this.#matches(unlessOf(id), sentence).some(({ tokens }) => tokens.length > 1)) return false;
    return informing >= markers(unlessOf(id)) * 2;
  }

  #matches(key: string, sentence: SentenceReading): readonly PatternMatch[] {
    const patterns = this.#feasibleIn(sentence).get(key);
    if (patterns === undefined) return NONE;
    this.#found[sentence.index] ??= new Map();
    const known = this.#found[sentence.index]?.get(key);
    if (known) return known;
    const found: PatternMatch[] = [];
    for (let i = 0; i < sentence.tokens.length; i++) {
      for (const pattern of patterns) {
        const match = matchAt(this.#passage, sentence, pattern, i);
        if (match !== null) found.push(match);
      }
    }
    this.#found[sentence.index]?.set(key, found);
    return found;
  }

  /** By name: the patterns that the words of the sentence allow. */
  #feasibleIn(sentence: SentenceReading): ReadonlyMap<string, readonly CompiledPattern[]> {
    const known = this.#feasible[sentence.index];
    if (known !== undefined) return known;
    const byKey = new Map<string, CompiledPattern[]>();
    for (const { key, pattern } of this.#index.feasibleIn(this.#passage, sentence.index, undefined)) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [pattern]);
      else list.push(pattern);
    }
    this.#feasible[sentence.index] = byKey;
    return byKey;
  }
}

/** A sentence of the passage, and a pattern that its words allow. */
interface WidePlace {
  readonly index: number;
  readonly pattern: CompiledPattern;
}

const NONE: readonly PatternMatch[] = [];

const OPENING = "“‘「『《\"'";
const CLOSING = "”’」』》\"'";
const QUOTE_REACH = 60;

/** Whether `[start, end)` stands between quotation marks of its sentence. */
function isQuoted(text: string, sentence: Sentence, start: number, end: number): boolean {
  for (let i = start - 1; i >= sentence.start && start - i <= QUOTE_REACH; i--) {
    const mark = text.charAt(i);
    if (CLOSING.includes(mark) && !OPENING.includes(mark)) return false;
    const kind = OPENING.indexOf(mark);
    if (kind < 0) continue;
    const close = text.indexOf(CLOSING.charAt(kind), end);
    return close >= 0 && close < sentence.end && close - end <= QUOTE_REACH;
  }
  return false;
}
