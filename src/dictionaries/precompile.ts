import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
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
