import type { MatchedText } from "../claims/matched-text.js";
import { SPAN } from "../claims/segment.js";
import { isSentenceEnd } from "../text/index.js";
import { MAX_JUDGED_UNITS } from "./judged-texts.js";

/** Longer sentences seldom come again. Units. */
export const MAX_SILENT_SENTENCE = 120;
/** Units that a sentence weighs beside its text. */
const ENTRY_UNITS = 48;
/** Circumstances that are told apart, a bit each. */
const MAX_SILENCES = 30;
/** What is silent in a sentence: its voice, or from the second bit on the rules in the circumstances of a number. */
export const VOICE = 1;

/** The bit of some circumstances; 0 where there are too many to tell them apart. */
export function silenceOf(circumstances: number): number {
  return circumstances < MAX_SILENCES ? 2 << circumstances : 0;
}

/**
 * Sentences in which nothing can be found, whatever stands around them: no pattern matches, no claim is opened, or their voice
 * promises nothing. Texts are ever new, but most of their sentences are not: every insert says 密封 and 遵医嘱. Only sentences
 * between two sentence ends are remembered, since nothing that is looked for crosses one; whole sentences are compared, never
 * digests of them. Those that were not met for long are forgotten.
 */
export class SilentSentences {
  readonly #most: number;
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  #units = 0;

  /** @param most units in each of two generations; 0: nothing is remembered */
  constructor(most = MAX_JUDGED_UNITS) {
    this.#most = most;
  }

  /** What is known to be silent in a sentence, as bits. */
  get(matched: MatchedText, index: number): number {
    if (this.#most === 0 || !isClosed(matched, index)) return 0;
    const { text, spans } = matched;
    const key = text.slice(spans[index * SPAN], spans[index * SPAN + 1]);
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old === undefined) return 0;
    this.#keep(copyOf(key), old);
    return old;
  }

  /** Adds to what is silent in a sentence. */
  add(matched: MatchedText, index: number, bits: number): void {
    if (this.#most === 0 || bits === 0 || !isClosed(matched, index)) return;
    const { text, spans } = matched;
    const key = text.slice(spans[index * SPAN], spans[index * SPAN + 1]);
    const young = this.#young.get(key);
    if (young !== undefined) this.#young.set(key, young | bits);
    else this.#keep(copyOf(key), bits);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#units = 0;
  }

  #keep(key: string, bits: number): void {
    this.#units += key.length + ENTRY_UNITS;
    if (this.#units > this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#units = key.length + ENTRY_UNITS;
    }
    this.#young.set(key, bits);
  }
}

/** Whether a sentence is short enough and stands between two ends that no hit crosses. */
function isClosed({ text, spans }: MatchedText, index: number): boolean {
  const start = spans[index * SPAN] as number;
  const end = spans[index * SPAN + 1] as number;
  if (end - start > MAX_SILENT_SENTENCE) return false;
  return (
    (start === 0 || isSentenceEnd(text.charCodeAt(start - 1))) &&
    (end === text.length || isSentenceEnd(text.charCodeAt(end - 1)))
  );
}

/** A piece of a text holds on to all of it: what is kept for long is copied. */
function copyOf(piece: string): string {
  const units: number[] = [];
  for (let i = 0; i < piece.length; i++) units.push(piece.charCodeAt(i));
  return String.fromCharCode(...units);
}

/** By whatever judged: rules changed in any way are other rules. */
const known = new WeakMap<object, SilentSentences>();

/** The sentences in which some rules find nothing. */
export function silentFor(rules: { readonly judgedUnits: number | undefined }): SilentSentences {
  let silent = known.get(rules);
  if (silent === undefined) {
    silent = new SilentSentences(rules.judgedUnits);
    known.set(rules, silent);
  }
  return silent;
}
