/** Caps on pictures of one listing. Over a cap the picture counts as failed, and the listing is incomplete. Described in docs/limits.md. */

/** Bytes of one picture file, or of one decoded `data:` URL. */
export const MAX_PICTURE_BYTES = 32 * 1024 * 1024;
/** Pictures of one listing that are read. */
export const MAX_PICTURES_READ = 500;
/** Lines below a line that are looked at as its continuation. */
export const MAX_FOLLOWERS = 64;
/** Blocks that are put in order by columns; more are read from top to bottom. */
export const MAX_ORDERED_BLOCKS = 1_000;
