/** UTF-16 units of a selector of an adapter. */
export const MAX_SELECTOR_CHARS = 500;
/** Files in a folder of adapters. */
export const MAX_ADAPTER_FILES = 200;
/** Bytes of one file of adapters. */
export const MAX_ADAPTER_BYTES = 262_144;
/** UTF-16 units of a page that an adapter is applied to: a tree of all its elements is built. */
export const MAX_ADAPTED_HTML = 2_097_152;
/** Facts of a list (certificate numbers, licences) taken from one page. */
export const MAX_FACTS = 50;
/** UTF-16 units of one fact. */
export const MAX_FACT_CHARS = 1_000;
