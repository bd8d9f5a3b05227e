export { compileDictionaryFolder, readDictionaryFolder } from "./compile-folder.js";
export { DictionaryError } from "./dictionary-error.js";
export { loadDictionary, precompiledTerms } from "./load-dictionary.js";
