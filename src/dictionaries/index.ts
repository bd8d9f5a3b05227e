export { compileDictionaryFolder, readDictionaryFolder } from "./compile-folder.js";
export { DictionaryError } from "./dictionary-error.js";
export { loadDictionary, precompiledTerms } from "./load-dictionary.js";
export { loadRegulatorCodes, type RegulatorCode, type RegulatorCodes } from "./regulator-codes.js";
