import { CharKind, FOLD_TABLE, foldCodePoint, KIND_TABLE } from "../text/character.js";
import { areNeighbours, type ConfusionTable, MAX_SUBSTITUTIONS } from "./confusions.js";
import type { MatcherParts } from "./parts.js";
import {
  FLAG_CONFUSABLE,
  FLAG_DISGUISE_SHIFT,
  FLAG_LINK_SUFFIX,
  FLAG_NOISE,
  FLAG_WORD_END,
  FLAG_WORD_START,
  P_CONFIDENCE,
  P_FLAGS,
  P_LENGTH,
  P_LINK,
  P_LITERALS,
  P_TERM,
  P_WRITTEN,
  PATTERN,
} from "./pattern-table.js";
import { isWordSymbol, NoisePolicy } from "./patterns.js";
import { BackWalk, Gap, type TextWindow } from "./walk.js";

/** Numbers a hit: term, start, end, confidence * 16 + disguise. */
export const HIT = 4;

/** Codes of `DISGUISES`, 0 being none. */
const SPACING = 1;
const PUNCTUATION = 2;
const ZERO_WIDTH = 3;
const SYMBOL = 4;
const LETTERS = 5;

/**
 * How sure a gap leaves us, in thousandths, and its name, for each set of `Gap` bits: the most deliberate one counts.
 * Nobody types a zero-width character or a star between 治 and 疗 by chance; a comma may just part a list.
 */
const GAP_CONFIDENCE = new Int32Array(64);
const GAP_DISGUISE = new Int32Array(64);
for (let bits = 1; bits < 64; bits++) {
  const [confidence, disguise] =
    (bits & Gap.ZERO_WIDTH) !== 0
      ? [970, ZERO_WIDTH]
      : (bits & Gap.SYMBOL) !== 0
        ? [950, SYMBOL]
        : (bits & Gap.LETTERS) !== 0
          ? [850, LETTERS]
          : (bits & Gap.PUNCTUATION) !== 0
            ? [750, PUNCTUATION]
            : (bits & Gap.COMMA) !== 0
              ? [500, PUNCTUATION]
              : [700, SPACING];
  GAP_CONFIDENCE[bits] = confidence as number;
  GAP_DISGUISE[bits] = disguise as number;
}
GAP_CONFIDENCE[0] = 1000;
/** A gap between every two characters is a manner: 根 治 糖 尿 病. With commas it may be a list: 心、肝、肺. */
const SPACED_OUT = 900;
const LISTED_OUT = 600;
const SPACED_OUT_LENGTH = 3;

/** Turns candidates of the automata into hits and writes them, ordered by end, start, term. */
export class Collector {
  readonly #window: TextWindow;
  readonly #patterns: Int32Array;
  readonly #literals: Int32Array;
  readonly #chains: Int32Array;
  readonly #confusions: ConfusionTable;
  readonly #neighbours: Uint32Array;
  readonly #hanWalk: BackWalk;
  readonly #mixedWalk: BackWalk;
  /** Hits of one end: term, start, packed. */
  #group: Int32Array = new Int32Array(3 * 64);
  #groupSize = 0;
  #end = 0;
  #out: Int32Array = new Int32Array(0);
  #count = 0;
  /** Whether the symbols of the next pattern are known to be those of the text. */
  #agrees = false;

  constructor(window: TextWindow, { table, chains, confusions, neighbours, longest }: MatcherParts) {
    this.#window = window;
    this.#patterns = table.patterns;
    this.#literals = table.literals;
    this.#chains = chains;
    this.#confusions = confusions;
    this.#neighbours = neighbours;
    this.#hanWalk = new BackWalk(window, longest, true);
    this.#mixedWalk = new BackWalk(window, longest, false);
  }

  /** Hits so far. */
  get count(): number {
    return this.#count;
  }

  set count(count: number) {
    this.#count = count;
  }

  start(out: Int32Array): void {
    this.#out = out;
    this.#count = 0;
  }

  /**
   * Takes the candidates that end before index `end` of the text: chains of the two automata, or -1. Those that are
   * certainly hits as they stand, `scanText` has copied itself.
   */
  take(hanChain: number, mixedChain: number, end: number): void {
    // Within a word no pattern of letters ends, however many the automaton offers.
    const hasMixed = mixedChain >= 0 && !this.#isInsideWord(end);
    if (!hasMixed && hanChain < 0) return;
    this.#end = end;
    this.#groupSize = 0;
    if (hanChain >= 0) this.#followHan(this.#chains[hanChain] as number);
    if (hasMixed) this.#follow(this.#chains[mixedChain] as number, this.#mixedWalk);
    if (this.#groupSize > 0) this.#write();
  }

  #isInsideWord(end: number): boolean {
    const window = this.#window;
    return isWordSymbol(window.pointAt(end)) && isWordSymbol(window.pointBefore(end));
  }

  #follow(first: number, walk: BackWalk): void {
    const patterns = this.#patterns;
    walk.begin(this.#end);
    this.#agrees = false;
    for (let p = first; p >= 0; p = patterns[p * PATTERN + P_LINK] as number) {
      const length = patterns[p * PATTERN + P_LENGTH] as number;
      if (walk.reach(length)) this.#judge(p * PATTERN, length, walk);
      else this.#agrees = false;
    }
  }

  /** The same for Han patterns. Most lie in Han characters alone, and need no walk to be compared. */
  #followHan(first: number): void {
    const patterns = this.#patterns;
    const walk = this.#hanWalk;
    walk.begin(this.#end);
    this.#agrees = false;
    let near = 0;
    for (let p = first; p >= 0; ) {
      const at = p * PATTERN;
      const length = patterns[at + P_LENGTH] as number;
      p = patterns[at + P_LINK] as number;
      while (near < length && this.#isHan(this.#end - 1 - near)) near++;
      if (near >= length) {
        const flags = patterns[at + P_FLAGS] as number;
        const literals = patterns[at + P_LITERALS] as number;
        if (this.#agrees || literals < 0 || this.#isNear(literals, length)) {
          this.#agrees = (flags & FLAG_LINK_SUFFIX) !== 0;
          if ((flags & FLAG_NOISE) === NoisePolicy.NONE && (patterns[at + P_WRITTEN] as number) >= 0) continue;
          const packed = (patterns[at + P_CONFIDENCE] as number) * 16 + ((flags >> FLAG_DISGUISE_SHIFT) & 15);
          this.#put(patterns[at + P_TERM] as number, this.#end - length, packed);
          continue;
        }
      }
      if (walk.reach(length)) this.#judge(at, length, walk);
      else this.#agrees = false;
    }
  }

  #isHan(index: number): boolean {
    return index >= 0 && KIND_TABLE[this.#window.at(index)] === CharKind.HAN;
  }

  /** Whether the text before the end is, unit by unit, the symbols at a place of `literals`. */
  #isNear(literals: number, length: number): boolean {
    for (let k = 1; k <= length; k++)
      if (this.#literals[literals + length - k] !== FOLD_TABLE[this.#window.at(this.#end - k)]) return false;
    return true;
  }

  #judge(at: number, length: number, walk: BackWalk): void {
    const patterns = this.#patterns;
    const flags = patterns[at + P_FLAGS] as number;
    const literals = patterns[at + P_LITERALS] as number;
    const isExact = this.#agrees || literals < 0 || this.#isExact(literals, length, walk);
    this.#agrees = isExact && (flags & FLAG_LINK_SUFFIX) !== 0;
    let gaps = walk.gaps[length] as number;
    const policy = flags & FLAG_NOISE;
    const written = patterns[at + P_WRITTEN] as number;
    if (gaps !== 0 && this.#isWritten(written)) gaps = 0;
    else if (policy === NoisePolicy.NONE && (gaps !== 0 || written >= 0)) return;
    else if (policy === NoisePolicy.NARROW && (gaps & Gap.LETTERS) !== 0) return;
    const start = walk.starts[length] as number;
    if ((flags & FLAG_WORD_START) !== 0 && start > 0 && isWordSymbol(this.#window.pointBefore(start))) return;
    if ((flags & FLAG_WORD_END) !== 0 && isWordSymbol(this.#window.pointAt(this.#end))) return;

    let confidence = patterns[at + P_CONFIDENCE] as number;
    let disguise = (flags >> FLAG_DISGUISE_SHIFT) & 15;
    if (!isExact) {
      let substitutions = 0;
      for (let k = 0; k < length; k++) {
        const expected = this.#literals[literals + k] as number;
        const got = walk.symbols[length - k] as number;
        if (expected === got) continue;
        const confusion = this.#confusions.get(expected, got);
        if (confusion === undefined) return;
        if (confusion.disguise !== 0) {
          // One character at least is left as it is, and the new one makes no common word with a neighbour.
          if ((flags & FLAG_CONFUSABLE) === 0 || ++substitutions > MAX_SUBSTITUTIONS || substitutions === length)
            return;
          if (k > 0 && areNeighbours(this.#neighbours, walk.symbols[length - k + 1] as number, got)) return;
          if (k + 1 < length && areNeighbours(this.#neighbours, got, walk.symbols[length - k - 1] as number)) return;
          if (this.#belongsOutside(k === 0 ? start : -1, k + 1 === length, got)) return;
          if (disguise === 0) disguise = confusion.disguise;
        }
        confidence = Math.trunc((confidence * confusion.confidence) / 1000);
      }
    }
    if (gaps !== 0) {
      const spacedOut = length >= SPACED_OUT_LENGTH && walk.gapCounts[length] === length - 1;
      const floor = !spacedOut ? 0 : (gaps & Gap.COMMA) !== 0 ? LISTED_OUT : SPACED_OUT;
      confidence = Math.trunc((confidence * Math.max(floor, GAP_CONFIDENCE[gaps] as number)) / 1000);
      if (disguise === 0) disguise = GAP_DISGUISE[gaps] as number;
    }
    this.#put(patterns[at + P_TERM] as number, start, confidence * 16 + disguise);
  }

  #isExact(literals: number, length: number, walk: BackWalk): boolean {
    for (let k = 1; k <= length; k++) if (this.#literals[literals + length - k] !== walk.symbols[k]) return false;
    return true;
  }

  /** Whether a substituted character at the edge makes a common word with the one outside: 兄弟一起 is not 第一. */
  #belongsOutside(start: number, isLast: boolean, got: number): boolean {
    const window = this.#window;
    if (start > 0 && areNeighbours(this.#neighbours, foldCodePoint(window.pointBefore(start)), got)) return true;
    if (!isLast || this.#end >= window.text.length) return false;
    return areNeighbours(this.#neighbours, got, foldCodePoint(window.pointAt(this.#end)));
  }

  /** Whether the text before the end is, folded, the term as written with its own noise. */
  #isWritten(written: number): boolean {
    if (written < 0) return false;
    let at = this.#end;
    for (let k = this.#literals[written] as number; k > 0; k--) {
      const point = at > 0 ? this.#window.pointBefore(at) : -1;
      const got = point < 0 ? -1 : foldCodePoint(point);
      const expected = this.#literals[written + k] as number;
      if (got !== expected && this.#confusions.get(expected, got)?.disguise !== 0) return false;
      at -= point > 0xffff ? 2 : 1;
    }
    return true;
  }

  /** Keeps the group ordered by start and term, and of two equal hits the surer one. */
  #put(term: number, start: number, packed: number): void {
    if (this.#group.length < (this.#groupSize + 1) * 3) {
      const more = new Int32Array(this.#group.length * 2);
      more.set(this.#group);
      this.#group = more;
    }
    const group = this.#group;
    let i = this.#groupSize * 3;
    while (i > 0) {
      const otherStart = group[i - 2] as number;
      if (otherStart < start || (otherStart === start && (group[i - 3] as number) < term)) break;
      if (otherStart === start && group[i - 3] === term) {
        if (packed > (group[i - 1] as number)) group[i - 1] = packed;
        return;
      }
      i -= 3;
    }
    // Candidates come longest first, so that most are appended; the call costs more than all the rest.
    if (i < this.#groupSize * 3) group.copyWithin(i + 3, i, this.#groupSize * 3);
    group[i] = term;
    group[i + 1] = start;
    group[i + 2] = packed;
    this.#groupSize++;
  }

  #write(): void {
    const group = this.#group;
    const out = this.#out;
    let at = this.#count * HIT;
    this.#count += this.#groupSize;
    for (let i = 0; i < this.#groupSize * 3 && at + HIT <= out.length; i += 3) {
      out[at++] = group[i] as number;
      out[at++] = group[i + 1] as number;
      out[at++] = this.#end;
      out[at++] = group[i + 2] as number;
    }
  }
}
