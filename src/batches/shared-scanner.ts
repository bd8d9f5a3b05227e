import type { Dictionary } from "../contracts/dictionary.js";
import { jiebaSegmenter } from "../prepare/jieba-segmenter.js";
import type { Profile } from "../rules/profile.js";
import { createScanner, type Scanner } from "../scan/index.js";

/** A scanner as threads share it: the automaton and the tables of terms stand once in memory, rules are data. */
export interface SharedScanner {
  /** The dictionary as JSON in UTF-8, with what a configuration changed in it. */
  readonly dictionary: SharedArrayBuffer;
  readonly automaton: SharedArrayBuffer;
  readonly termOf: SharedArrayBuffer;
  readonly profile: Profile | undefined;
}

/**
 * Puts a scanner into shared memory.
 *
 * @example
 * const scanner = openSharedScanner(shareScanner(createScanner(loadDictionary()), "platform"));
 */
export function shareScanner({ dictionary, rules }: Scanner, profile: Profile | undefined): SharedScanner {
  const { matcher, termOf } = rules.lexicon;
  return {
    dictionary: toShared(new TextEncoder().encode(JSON.stringify(dictionary))),
    automaton: toShared(new Uint8Array(matcher.serialize())),
    termOf: toShared(new Uint8Array(termOf.buffer, termOf.byteOffset, termOf.byteLength)),
    profile,
  };
}

/** The same scanner in another thread: it judges as the first one does. */
export function openSharedScanner({ dictionary, automaton, termOf, profile }: SharedScanner): Scanner {
  // A TextDecoder refuses shared memory.
  const json = new TextDecoder().decode(new Uint8Array(dictionary).slice());
  return createScanner(JSON.parse(json) as Dictionary, {
    precompiled: { automaton, termOf: new Int32Array(termOf) },
    segmenter: jiebaSegmenter(),
    profile,
  });
}

function toShared(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}
