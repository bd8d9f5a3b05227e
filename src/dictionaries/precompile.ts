import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { tokenize } from "../claims/tokenize.js";
import { packTables, voiceTables } from "../claims/voice.js";
import { wordTable } from "../claims/word-cutter.js";
import { wordPairs } from "../claims/word-pairs.js";
import type { Dictionary } from "../contracts/dictionary.js";
import { type CompiledRules, compileRules, literalsIn } from "../rules/compile-rules.js";
import { UnknownClassError } from "../rules/match-pattern.js";
import { PatternError } from "../rules/pattern.js";
import { compileDictionaryFolder } from "./compile-folder.js";
import { DictionaryError } from "./dictionary-error.js";
import { DICTIONARY_FORMAT } from "./format.js";
import { packConcepts } from "./lazy-terms.js";
import type { PrecompiledFile } from "./load-dictionary.js";

const source = fileURLToPath(new URL("../../dictionaries", import.meta.url));
const target = fileURLToPath(new URL("../../dist/dictionary.json", import.meta.url));
const conceptTerms = fileURLToPath(new URL("../../dist/concept-terms.bin", import.meta.url));
const automaton = fileURLToPath(new URL("../../dist/automaton.bin", import.meta.url));
const anchorTable = fileURLToPath(new URL("../../dist/anchors.bin", import.meta.url));
const grams = fileURLToPath(new URL("../../dist/voice.tsv", import.meta.url));
const gramTables = fileURLToPath(new URL("../../dist/voice.bin", import.meta.url));
const termTable = fileURLToPath(new URL("../../dist/terms.bin", import.meta.url));
try {
  const dictionary = compileDictionaryFolder(source);
  mkdirSync(dirname(target), { recursive: true });
  // Compiling the rules here too refuses a rule that could never match before anything is shipped.
  const rules = compileRules(dictionary);
  const { lexicon } = rules;
  readExamples(rules);
  const packed = packConcepts(dictionary);
  const file: PrecompiledFile = {
    format: DICTIONARY_FORMAT,
    dictionary: { ...dictionary, concepts: packed.concepts, ...withoutGrams(dictionary) },
    literals: literalsIn(dictionary),
  };
  writeFileSync(target, JSON.stringify(file));
  writeFileSync(conceptTerms, packed.terms);
  if (dictionary.voice !== undefined) {
    writeFileSync(grams, dictionary.voice.model.grams);
    writeFileSync(gramTables, packTables(voiceTables(dictionary.voice.model)));
  }
  const { anchors } = rules.patterns;
  writeFileSync(
    anchorTable,
    new Uint8Array(Int32Array.of(anchors.length, ...anchors, ...rules.exemptions.anchors).buffer),
  );
  writeFileSync(automaton, new Uint8Array(lexicon.matcher.serialize()));
  writeWords();
  writeFileSync(termTable, new Uint8Array(lexicon.termOf.buffer));
  const terms = dictionary.concepts.reduce((sum, concept) => sum + concept.terms.length, 0);
  process.stdout.write(
    `词库 ${dictionary.version}：${dictionary.concepts.length} 个概念，${terms} 个词条，${dictionary.rules.length} 条规则\n`,
  );
} catch (error) {
  if (!(error instanceof DictionaryError || error instanceof PatternError || error instanceof UnknownClassError))
    throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** The weights of the voice stand in a file of their own: a text that says nothing needs none. */
function withoutGrams({ voice }: Dictionary): Pick<Dictionary, "voice"> {
  return voice === undefined ? {} : { voice: { ...voice, model: { ...voice.model, grams: "" } } };
}

/** Lets the indices learn from the examples of the rules which words are rare. */
function readExamples({ lexicon, rules, patterns, exemptions }: CompiledRules): void {
  for (const { spec } of rules) {
    for (const { text } of [...spec.violates, ...spec.passes]) {
      const reading = tokenize(lexicon, text);
      for (let sentence = 0; sentence < reading.count; sentence++) {
        patterns.feasibleIn(reading, sentence, undefined);
        exemptions.feasibleIn(reading, sentence, undefined);
      }
    }
  }
  patterns.learn();
  exemptions.learn();
}

/**
 * Jieba's words as tables that need no unpacking, and the pairs of characters in them, so that most texts are not cut at
 * all; nothing where jieba is not installed.
 */
function writeWords(): void {
  const path = (name: string): string => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
  for (const name of ["segmenter.json", "words.bin", "word-pairs.bin"]) rmSync(path(name), { force: true });
  const require = createRequire(import.meta.url);
  let words: string;
  let version: string;
  try {
    words = Buffer.from((require("@node-rs/jieba/dict.js") as { dict: Uint8Array }).dict).toString("utf8");
    version = (require("@node-rs/jieba/package.json") as { version: string }).version;
  } catch {
    return;
  }
  writeFileSync(path("words.bin"), wordTable(words));
  writeFileSync(path("word-pairs.bin"), wordPairs(words));
  writeFileSync(path("segmenter.json"), JSON.stringify({ name: `jieba-${version}` }));
}
