/** Format of `dictionary.json`; raised when its shape changes. */
export const DICTIONARY_FORMAT = 2;
