/** Bytes of one kept object: a page, a picture, a screenshot. */
export const MAX_OBJECT_BYTES = 128 * 1024 * 1024;
/** Bytes of all kept objects of a store, where the caller names no other bound. */
export const DEFAULT_MAX_STORE_BYTES = 100 * 1024 * 1024 * 1024;
/** Files that one capture may keep. */
export const MAX_CAPTURE_FILES = 500;
/** Bytes of everything in one package; it is built in memory. */
export const MAX_PACKAGE_BYTES = 512 * 1024 * 1024;
/** Captures in one package. */
export const MAX_PACKAGE_CAPTURES = 1_000;
/** Bytes of a signature file. */
export const MAX_SIGNATURE_BYTES = 64 * 1024;
/** Pictures beside a local file that are kept with its listing. */
export const MAX_KEPT_PICTURES = 100;
/** Style sheets and pictures of one page that are fetched for its screenshot, their bytes, and the time for all. */
export const MAX_RESOURCES = 200;
export const MAX_RESOURCE_BYTES = 64 * 1024 * 1024;
export const MAX_RESOURCE_MS = 60_000;
/** Bytes of screenshots that a readable sheet shows. */
export const MAX_SHEET_PICTURE_BYTES = 33_554_432;
