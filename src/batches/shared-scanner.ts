import { LITERAL } from "../claims/lexicon.js";
import { packTables, unpackTables, voiceTables } from "../claims/voice.js";
import type { Dictionary, VoiceSpec } from "../contracts/dictionary.js";
import { type PackedConcepts, packConcepts, unpackConcepts } from "../dictionaries/lazy-terms.js";
import { jiebaSegmenter } from "../prepare/jieba-segmenter.js";
import type { Profile } from "../rules/profile.js";
import { createScanner, type Scanner } from "../scan/index.js";

/** A scanner as threads share it: what is large stands once in memory, and what was compiled is not compiled again. */
export interface SharedScanner {
  /** The dictionary as JSON in UTF-8, with what a configuration changed in it: see `PackedDictionary`. */
  readonly dictionary: SharedArrayBuffer;
  /** Terms of all concepts: see `packConcepts`. */
  readonly conceptTerms: SharedArrayBuffer;
  /** Weights of the voice: see `packTables`. Null without a voice. */
  readonly voice: SharedArrayBuffer | null;
  readonly automaton: SharedArrayBuffer;
  readonly termOf: SharedArrayBuffer;
  /** Literal words of all patterns, in order. */
  readonly literals: readonly string[];
  /** Which words lead to which patterns: see `PatternIndex.anchors`. */
  readonly ruleAnchors: SharedArrayBuffer;
  readonly exemptionAnchors: SharedArrayBuffer;
  readonly profile: Profile | undefined;
}

/** A dictionary without terms and weights. */
type PackedDictionary = Omit<Dictionary, "concepts"> & Pick<PackedConcepts, "concepts">;

/**
 * Puts a scanner into shared memory.
 *
 * @example
 * const scanner = openSharedScanner(shareScanner(createScanner(loadDictionary()), "platform"));
 */
export function shareScanner({ dictionary, rules }: Scanner, profile: Profile | undefined): SharedScanner {
  const { matcher, termOf, concepts } = rules.lexicon;
  const { voice, ...rest } = dictionary;
  const { concepts: packed, terms } = packConcepts(dictionary);
  const written: PackedDictionary = { ...rest, concepts: packed, ...(voice && { voice: withoutWeights(voice) }) };
  return {
    dictionary: toShared(new TextEncoder().encode(JSON.stringify(written))),
    conceptTerms: toShared(terms),
    voice: voice === undefined ? null : toShared(packTables(voice.model.tables ?? voiceTables(voice.model))),
    automaton: toShared(new Uint8Array(matcher.serialize())),
    termOf: toShared(bytesOf(termOf)),
    literals: concepts.flatMap(({ id, name }) => (id.startsWith(LITERAL) ? [name] : [])),
    ruleAnchors: toShared(bytesOf(rules.patterns.anchors)),
    exemptionAnchors: toShared(bytesOf(rules.exemptions.anchors)),
    profile,
  };
}

/** The same scanner in another thread: it judges as the first one does. */
export function openSharedScanner(shared: SharedScanner): Scanner {
  const { voice, ...rest } = JSON.parse(decode(shared.dictionary)) as PackedDictionary;
  // A TextDecoder refuses shared memory: what is decoded is copied.
  const concepts = unpackConcepts(rest.concepts, () => new Uint8Array(shared.conceptTerms).slice());
  const dictionary = { ...rest, concepts, ...(voice && { voice: withTables(voice, shared.voice) }) };
  return createScanner(dictionary, {
    precompiled: {
      automaton: shared.automaton,
      termOf: new Int32Array(shared.termOf),
      patterns: {
        literals: shared.literals,
        rules: new Int32Array(shared.ruleAnchors),
        exemptions: new Int32Array(shared.exemptionAnchors),
      },
    },
    segmenter: jiebaSegmenter(),
    profile: shared.profile,
  });
}

function withoutWeights({ model: { heads, biases }, ...spec }: VoiceSpec): VoiceSpec {
  return { ...spec, model: { heads, biases, grams: "" } };
}

function withTables({ model, ...spec }: VoiceSpec, tables: SharedArrayBuffer | null): VoiceSpec {
  return { ...spec, model: tables === null ? model : { ...model, tables: unpackTables(tables) } };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function decode(shared: SharedArrayBuffer): string {
  return new TextDecoder().decode(new Uint8Array(shared).slice());
}

function toShared(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}
