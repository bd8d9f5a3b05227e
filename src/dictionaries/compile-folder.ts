import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Dictionary } from "../contracts/dictionary.js";
import { DictionaryError } from "./dictionary-error.js";
import { joinDictionary } from "./join.js";
import { type DictionaryFile, readDictionaryFile } from "./read-file.js";

/** Folders of `dictionaries/` that hold other data than terms, rules and law. */
const OTHER_DATA = new Set(["operations", "variants", "registry", "taxonomy", "numbers"]);

/**
 * Reads every `.yaml` file of a folder into one checked dictionary.
 *
 * @throws DictionaryError with file, line and reason
 * @example
 * const dictionary = compileDictionaryFolder("dictionaries");
 * dictionary.rules.length; // → number of rules
 */
export function compileDictionaryFolder(folder: string): Dictionary {
  return joinDictionary(readDictionaryFolder(folder));
}

/**
 * Reads and checks every `.yaml` file of a folder, in the order of their names.
 *
 * @throws DictionaryError with file, line and reason
 */
export function readDictionaryFolder(folder: string): DictionaryFile[] {
  const files = listYaml(folder, folder).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (files.length === 0) throw new DictionaryError(folder, 0, 0, "文件夹里没有 .yaml 文件");
  return files.map((file) => readDictionaryFile(file, readFileSync(join(folder, file), "utf8")));
}

function listYaml(root: string, folder: string): string[] {
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw new DictionaryError(folder, 0, 0, `文件夹无法读取（${(cause as Error).message}）`);
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return OTHER_DATA.has(entry.name) ? [] : listYaml(root, path);
    return entry.name.endsWith(".yaml") ? [relative(root, path).split(sep).join("/")] : [];
  });
}
