import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { tokenize } from "../claims/tokenize.js";
import { wordPairs } from "../claims/word-pairs.js";
import { type CompiledRules, compileRules, literalsIn } from "../rules/compile-rules.js";
import { UnknownClassError } from "../rules/match-pattern.js";
import { PatternError } from "../rules/pattern.js";
import { compileDictionaryFolder } from "./compile-folder.js";
import { DictionaryError } from "./dictionary-error.js";
import { DICTIONARY_FORMAT } from "./format.js";

const source = fileURLToPath(new URL("../../dictionaries", import.meta.url));
const target = fileURLToPath(new URL("../../dist/dictionary.json", import.meta.url));
const automaton = fileURLToPath(new URL("../../dist/automaton.bin", import.meta.url));
const anchorTable = fileURLToPath(new URL("../../dist/anchors.bin", import.meta.url));
const termTable = fileURLToPath(new URL("../../dist/terms.bin", import.meta.url));
try {
  const dictionary = compileDictionaryFolder(source);
  mkdirSync(dirname(target), { recursive: true });
  // Compiling the rules here too refuses a rule that could never match before anything is shipped.
  const rules = compileRules(dictionary);
  const { lexicon } = rules;
  readExamples(rules);
  writeFileSync(target, JSON.stringify({ format: DICTIONARY_FORMAT, dictionary, literals: literalsIn(dictionary) }));
  const { anchors } = rules.patterns;
  writeFileSync(
    anchorTable,
    new Uint8Array(Int32Array.of(anchors.length, ...anchors, ...rules.exemptions.anchors).buffer),
  );
  writeFileSync(automaton, new Uint8Array(lexicon.matcher.serialize()));
  writeWordPairs();
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

/** Lets the indices learn from the examples of the rules which words are rare. */
function readExamples({ lexicon, rules, patterns, exemptions }: CompiledRules): void {
  for (const { spec } of rules) {
    for (const { text } of [...spec.violates, ...spec.passes]) {
      for (const sentence of tokenize(lexicon, text).sentences) {
        patterns.feasibleIn(sentence, undefined);
        exemptions.feasibleIn(sentence, undefined);
      }
    }
  }
  patterns.learn();
  exemptions.learn();
}

/** The pairs of characters in jieba's words, so that most texts need no segmenter; none where jieba is not installed. */
function writeWordPairs(): void {
  const path = fileURLToPath(new URL("../../dist/word-pairs.bin", import.meta.url));
  rmSync(path, { force: true });
  let words: Uint8Array;
  try {
    words = (createRequire(import.meta.url)("@node-rs/jieba/dict.js") as { dict: Uint8Array }).dict;
  } catch {
    return;
  }
  writeFileSync(path, wordPairs(Buffer.from(words).toString("utf8")));
}
