import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { wordPairs } from "../claims/word-pairs.js";
import { compileRules } from "../rules/compile-rules.js";
import { UnknownClassError } from "../rules/match-pattern.js";
import { PatternError } from "../rules/pattern.js";
import { compileDictionaryFolder } from "./compile-folder.js";
import { DictionaryError } from "./dictionary-error.js";
import { DICTIONARY_FORMAT } from "./format.js";

const source = fileURLToPath(new URL("../../dictionaries", import.meta.url));
const target = fileURLToPath(new URL("../../dist/dictionary.json", import.meta.url));
const automaton = fileURLToPath(new URL("../../dist/automaton.bin", import.meta.url));
const termTable = fileURLToPath(new URL("../../dist/terms.bin", import.meta.url));
try {
  const dictionary = compileDictionaryFolder(source);
  mkdirSync(dirname(target), { recursive: true });
  // Compiling the rules here too refuses a rule that could never match before anything is shipped.
  const { lexicon } = compileRules(dictionary);
  writeFileSync(target, JSON.stringify({ format: DICTIONARY_FORMAT, dictionary }));
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
