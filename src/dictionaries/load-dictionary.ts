import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PrecompiledTerms } from "../claims/lexicon.js";
import { unpackTables } from "../claims/voice.js";
import type { Dictionary, VoiceSpec, VoiceTables } from "../contracts/dictionary.js";
import { DICTIONARY_FORMAT } from "./format.js";
import { type PackedConcepts, unpackConcepts } from "./lazy-terms.js";
import { compiler, PRECOMPILED } from "./source-compiler.js";

/** Terms of all concepts: see `packConcepts`. */
const CONCEPT_TERMS = new URL("../concept-terms.bin", import.meta.url);
/** Weights of the voice, as lines and as tables. */
const VOICE = new URL("../voice.tsv", import.meta.url);
const VOICE_TABLES = new URL("../voice.bin", import.meta.url);
const AUTOMATON = new URL("../automaton.bin", import.meta.url);
const TERMS = new URL("../terms.bin", import.meta.url);
const ANCHORS = new URL("../anchors.bin", import.meta.url);

/**
 * The shipped dictionary: the precompiled file where there is one (installed package, after `npm run build`), else the
 * YAML files of the source tree.
 *
 * @example
 * const dictionary = loadDictionary();
 */
export function loadDictionary(): Dictionary {
  if (compiler !== null) {
    return compiler.compileDictionaryFolder(fileURLToPath(new URL("../../dictionaries", import.meta.url)));
  }
  const file = JSON.parse(readFileSync(PRECOMPILED, "utf8")) as PrecompiledFile;
  if (file.format !== DICTIONARY_FORMAT) {
    throw new Error("dist/dictionary.json 与程序版本不符，请重新执行 npm run build");
  }
  const concepts = unpackConcepts(file.dictionary.concepts, () => readFileSync(CONCEPT_TERMS));
  const dictionary = { ...file.dictionary, concepts, ...withGrams(file.dictionary.voice) };
  shipped.set(dictionary, file.literals);
  return dictionary;
}

/** The weights come with the first sentence that is heard; their lines only to who compiles a dictionary of his own. */
function withGrams(voice: VoiceSpec | undefined): Pick<Dictionary, "voice"> {
  if (voice === undefined) return {};
  const { heads, biases } = voice.model;
  let grams: string | undefined;
  let tables: VoiceTables | undefined;
  const model = {
    heads,
    biases,
    get grams() {
      grams ??= readFileSync(VOICE, "utf8");
      return grams;
    },
  };
  Object.defineProperty(model, "tables", {
    enumerable: false,
    get: () => {
      tables ??= unpackTables(bufferOf(VOICE_TABLES));
      return tables;
    },
  });
  return { voice: { ...voice, model } };
}

/** What `dictionary.json` holds. */
export interface PrecompiledFile {
  readonly format: number;
  readonly dictionary: Omit<Dictionary, "concepts"> & Pick<PackedConcepts, "concepts">;
  /** Literal words of all patterns. */
  readonly literals: readonly string[];
}

/** Dictionaries that came from the precompiled file, with their literals: only for them does the automaton hold. */
const shipped = new WeakMap<Dictionary, readonly string[]>();

/**
 * Says that a dictionary has the very same concepts and patterns as another, so that what was compiled of one holds for
 * both: a configuration that only switches rules off costs no compiling.
 */
export function sharesTerms(dictionary: Dictionary, other: Dictionary): Dictionary {
  const literals = shipped.get(other);
  if (literals !== undefined) shipped.set(dictionary, literals);
  return dictionary;
}

/**
 * The terms compiled at build time of a dictionary that `loadDictionary` returned; undefined for any other, which is
 * then compiled when the scanner is created.
 */
export function precompiledTerms(dictionary: Dictionary): PrecompiledTerms | undefined {
  const literals = shipped.get(dictionary);
  if (literals === undefined || !existsSync(AUTOMATON)) return undefined;
  const anchors = new Int32Array(bufferOf(ANCHORS));
  const split = 1 + (anchors[0] ?? 0);
  return {
    automaton: bufferOf(AUTOMATON),
    termOf: new Int32Array(bufferOf(TERMS)),
    patterns: { literals, rules: anchors.subarray(1, split), exemptions: anchors.subarray(split) },
  };
}

/** A file in a buffer of its own, from its first byte. */
function bufferOf(url: URL): ArrayBuffer {
  const bytes = readFileSync(url);
  if (bytes.byteLength === bytes.buffer.byteLength) return bytes.buffer as ArrayBuffer;
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
