export { compileDictionaryFolder } from "./compile-folder.js";
export { DictionaryError } from "./dictionary-error.js";
export { automatonOf, loadDictionary } from "./load-dictionary.js";
