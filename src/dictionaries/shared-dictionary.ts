import { packTables, unpackTables, voiceTables } from "../claims/voice.js";
import type { Dictionary, VoiceSpec } from "../contracts/dictionary.js";
import { type PackedConcepts, packConcepts, unpackConcepts } from "./lazy-terms.js";

/** A dictionary in shared memory, in three parts: what every thread parses, and what it looks into when it needs it. */
export interface SharedDictionary {
  /** JSON in UTF-8, without terms and weights: see `PackedDictionary`. */
  readonly json: SharedArrayBuffer;
  /** Terms of all concepts: see `packConcepts`. */
  readonly terms: SharedArrayBuffer;
  /** Weights of the voice: see `packTables`. Null without a voice. */
  readonly voice: SharedArrayBuffer | null;
}

type PackedDictionary = Omit<Dictionary, "concepts"> & Pick<PackedConcepts, "concepts">;

/**
 * Puts a dictionary, with what a configuration changed in it, into shared memory.
 *
 * @example
 * const dictionary = openDictionary(shareDictionary(loadDictionary())); // in another thread
 */
export function shareDictionary(dictionary: Dictionary): SharedDictionary {
  const { voice, ...rest } = dictionary;
  const { concepts, terms } = packConcepts(dictionary);
  const written: PackedDictionary = { ...rest, concepts, ...(voice && { voice: withoutWeights(voice) }) };
  return {
    json: toShared(new TextEncoder().encode(JSON.stringify(written))),
    terms: toShared(terms),
    voice: voice === undefined ? null : toShared(packTables(voice.model.tables ?? voiceTables(voice.model))),
  };
}

/** The dictionary again. */
export function openDictionary({ json, terms, voice: tables }: SharedDictionary): Dictionary {
  // A TextDecoder refuses shared memory: what is decoded is copied.
  const text = new TextDecoder().decode(new Uint8Array(json).slice());
  const { voice, ...rest } = JSON.parse(text) as PackedDictionary;
  const concepts = unpackConcepts(rest.concepts, () => new Uint8Array(terms).slice());
  return { ...rest, concepts, ...(voice && { voice: withTables(voice, tables) }) };
}

/** Bytes in memory that threads share. */
export function toShared(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}

function withoutWeights({ model: { heads, biases }, ...spec }: VoiceSpec): VoiceSpec {
  return { ...spec, model: { heads, biases, grams: "" } };
}

function withTables({ model, ...spec }: VoiceSpec, tables: SharedArrayBuffer | null): VoiceSpec {
  return { ...spec, model: tables === null ? model : { ...model, tables: unpackTables(tables) } };
}
