/**
 * Caps on what is read from files and listings. Over a cap that part is left out, noted in the coverage, and the
 * listing is incomplete; the process and other listings are untouched. Described in docs/limits.md.
 */

/** Bytes of one text or HTML file. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
/** Bytes of one line of JSON Lines, line break excluded. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;
/** Files found under the folders of one command. */
export const MAX_FILES = 1_000_000;
/** Depth of folders below a folder named on the command line. */
export const MAX_FOLDER_DEPTH = 64;
/** Bytes of a file's beginning by which its format is guessed. */
export const SNIFF_BYTES = 4096;

/** UTF-16 units of one text field: `text`, a passage, a review, a spoken sentence. */
export const MAX_TEXT_CHARS = 1_000_000;
/** UTF-16 units of `html`. */
export const MAX_HTML_CHARS = 16 * 1024 * 1024;
/** UTF-16 units of short fields: names, numbers, titles, attribute names, paths. */
export const MAX_SHORT_CHARS = 10_000;
/** UTF-16 units of all passages of one listing. */
export const MAX_LISTING_CHARS = 8_000_000;

export const MAX_ATTRIBUTES = 2_000;
export const MAX_PASSAGES = 20_000;
export const MAX_REVIEWS = 10_000;
export const MAX_MEDIA = 100;
export const MAX_TRANSCRIPT_LINES = 20_000;
export const MAX_IMAGES = 500;
/** UTF-16 units of a picture's `src`: a path, an address, or the picture itself as `data:`. */
export const MAX_IMAGE_SRC_CHARS = 8_000_000;
export const MAX_OCR_LINES = 5_000;
export const MAX_CERTIFICATES = 200;
export const MAX_LICENCES = 100;
export const MAX_DEALS = 10_000;
export const MAX_MANUFACTURERS = 100;
/** Distinct certificate numbers of one listing that are looked up. */
export const MAX_LOOKUPS = 200;
/** Levels of objects and lists in a field of a listing. */
export const MAX_FIELD_DEPTH = 32;
/** Faults of one listing that are noted and repaired; with more it counts as unreadable. */
export const MAX_FAULTS = 1_000;
/** UTF-16 units of all paragraphs of a Word document. */
export const MAX_DOCX_CHARS = 4_000_000;
/** Depth of the elements of a Word document. */
export const MAX_DOCX_DEPTH = 256;
/** Bytes of a file that says what the columns of a table mean. */
export const MAX_COLUMNS_FILE_BYTES = 1_048_576;
