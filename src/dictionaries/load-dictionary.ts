import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Dictionary } from "../contracts/dictionary.js";
import { compileDictionaryFolder } from "./compile-folder.js";

/** Format of `dictionary.json`; raised when its shape changes. */
export const DICTIONARY_FORMAT = 1;

/**
 * The shipped dictionary: the precompiled file where there is one (installed package, after `npm run build`), else the
 * YAML files of the source tree.
 *
 * @example
 * const dictionary = loadDictionary();
 */
export function loadDictionary(): Dictionary {
  let json: string;
  try {
    json = readFileSync(new URL("../dictionary.json", import.meta.url), "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    return compileDictionaryFolder(fileURLToPath(new URL("../../dictionaries", import.meta.url)));
  }
  const file = JSON.parse(json) as { format: number; dictionary: Dictionary };
  if (file.format !== DICTIONARY_FORMAT)
    throw new Error("dist/dictionary.json 与程序版本不符，请重新执行 npm run build");
  return file.dictionary;
}
