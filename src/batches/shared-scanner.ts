import { openDictionary, type SharedDictionary, shareDictionary, toShared } from "../dictionaries/shared-dictionary.js";
import { jiebaSegmenter } from "../prepare/jieba-segmenter.js";
import type { Profile } from "../rules/profile.js";
import { createScanner, type Scanner } from "../scan/index.js";

/** A scanner as threads share it: what is large stands once in memory, and what was compiled is not compiled again. */
export interface SharedScanner {
  readonly dictionary: SharedDictionary;
  readonly automaton: SharedArrayBuffer;
  readonly termOf: SharedArrayBuffer;
  /** Literal words of all patterns, in order. */
  readonly literals: readonly string[];
  /** Which words lead to which patterns: see `PatternIndex.anchors`. */
  readonly ruleAnchors: SharedArrayBuffer;
  readonly exemptionAnchors: SharedArrayBuffer;
  readonly profile: Profile | undefined;
}

/**
 * Puts a scanner into shared memory.
 *
 * @example
 * const scanner = openSharedScanner(shareScanner(createScanner(loadDictionary()), "platform"));
 */
export function shareScanner({ dictionary, rules }: Scanner, profile: Profile | undefined): SharedScanner {
  const { matcher, termOf, literals } = rules.lexicon;
  return {
    dictionary: shareDictionary(dictionary),
    automaton: toShared(new Uint8Array(matcher.serialize())),
    termOf: toShared(bytesOf(termOf)),
    literals,
    ruleAnchors: toShared(bytesOf(rules.patterns.anchors)),
    exemptionAnchors: toShared(bytesOf(rules.exemptions.anchors)),
    profile,
  };
}

/** The same scanner in another thread: it judges as the first one does. */
export function openSharedScanner(shared: SharedScanner): Scanner {
  return createScanner(openDictionary(shared.dictionary), {
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

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
