import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PrecompiledTerms } from "../claims/lexicon.js";
import type { Dictionary } from "../contracts/dictionary.js";
import { DICTIONARY_FORMAT } from "./format.js";

const PRECOMPILED = new URL("../dictionary.json", import.meta.url);
const AUTOMATON = new URL("../automaton.bin", import.meta.url);
const TERMS = new URL("../terms.bin", import.meta.url);
/** Only in the source tree, where nothing is precompiled: the YAML reader costs more than the rest of a start. */
const compiler = existsSync(PRECOMPILED) ? null : await import("./compile-folder.js");

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
  const file = JSON.parse(readFileSync(PRECOMPILED, "utf8")) as { format: number; dictionary: Dictionary };
  if (file.format !== DICTIONARY_FORMAT) {
    throw new Error("dist/dictionary.json 与程序版本不符，请重新执行 npm run build");
  }
  shipped.add(file.dictionary);
  return file.dictionary;
}

/** Dictionaries that came from the precompiled file: only for them does the precompiled automaton hold. */
const shipped = new WeakSet<Dictionary>();

/**
 * Says that a dictionary has the very same concepts and patterns as another, so that what was compiled of one holds for
 * both: a configuration that only switches rules off costs no compiling.
 */
export function sharesTerms(dictionary: Dictionary, other: Dictionary): Dictionary {
  if (shipped.has(other)) shipped.add(dictionary);
  return dictionary;
}

/**
 * The terms compiled at build time of a dictionary that `loadDictionary` returned; undefined for any other, which is
 * then compiled when the scanner is created.
 */
export function precompiledTerms(dictionary: Dictionary): PrecompiledTerms | undefined {
  if (!shipped.has(dictionary) || !existsSync(AUTOMATON)) return undefined;
  const bytes = readFileSync(TERMS);
  const file = readFileSync(AUTOMATON);
  return {
    automaton: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer,
    termOf: new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)),
  };
}
