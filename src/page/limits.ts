/**
 * Caps on what is read from one page. Over a cap that part is skipped, a note names it, and everything before it stays.
 * Described in docs/limits.md. Lengths are UTF-16 units of the decoded document.
 */

/** Units of a document; the rest is cut off. */
export const MAX_HTML_LENGTH = 32 * 1024 * 1024;
/** Open elements. Browsers that cap the depth of their tree cap it here too. */
export const MAX_HTML_DEPTH = 512;
/** Tags, texts and comments of a page. */
export const MAX_HTML_NODES = 500_000;
/** Units of an attribute that carries text, a class or a style. */
export const MAX_ATTRIBUTE_LENGTH = 64 * 1024;
/** Units of a picture's address. Generous, for pictures inside the page (`data:`). */
export const MAX_IMAGE_SRC_LENGTH = 2 * 1024 * 1024;
/** Units of all passages of a page. */
export const MAX_PAGE_TEXT = 4_000_000;
export const MAX_PAGE_IMAGES = 1_000;
export const MAX_PAGE_LINKS = 5_000;
/** Units kept of a link's text. */
export const MAX_LINK_TEXT = 200;
export const MAX_PAGE_ATTRIBUTES = 1_000;
/** Units of the values of all attributes. */
export const MAX_ATTRIBUTES_TEXT = 1_000_000;
/** Units of an attribute's name (`适用范围`); a longer cell is no name. */
export const MAX_ATTRIBUTE_NAME = 24;

/** Units of all scripts of a page that are searched for data. */
export const MAX_STATE_LENGTH = 8 * 1024 * 1024;
/** Texts taken from the data in scripts. */
export const MAX_STATE_STRINGS = 5_000;
/** Nesting of data in scripts. */
export const MAX_JSON_DEPTH = 256;
/** Pages within a page: `srcdoc`, HTML and JSON within strings of the data in scripts. */
export const MAX_NESTING = 3;

/** Units of all style elements that are searched for rules that hide. */
export const MAX_STYLE_LENGTH = 1024 * 1024;
export const MAX_STYLE_RULES = 5_000;

/** Bytes at the beginning of a document in which a `meta` declares its charset. */
export const MAX_META_SCAN_BYTES = 8 * 1024;
/** Bytes by whose statistics a charset is guessed. */
export const MAX_DETECT_BYTES = 256 * 1024;
