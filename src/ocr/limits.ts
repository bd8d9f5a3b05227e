/**
 * Caps on pictures. Over a cap a picture is skipped or read in part, and its notes say so; process, pool and other
 * pictures are untouched. Described in docs/limits.md.
 */

/** Bytes of one picture as it is stored. */
export const MAX_PICTURE_BYTES = 33_554_432;
/** Pixels of one frame, by the header: 190 MB once decoded. */
export const MAX_PICTURE_PIXELS = 64_000_000;
/** Pixels of one side. */
export const MAX_PICTURE_SIDE = 60_000;
/** Frames of an animation that are read, evenly taken where there are more. */
export const MAX_FRAMES = 8;
/** Pixels of all frames of an animation that are decoded. */
export const MAX_ANIMATION_PIXELS = 64_000_000;
/** Lines of one picture, or of one segment of a long one. */
export const MAX_PICTURE_LINES = 2_000;
/** Milliseconds for one picture, decoding included; then the child is killed and replaced. */
export const MAX_PICTURE_MS = 120_000;
/** Bytes of memory of a child; above it the child is replaced after the picture. */
export const MAX_CHILD_BYTES = 1_200_000_000;
/** Pictures waiting with their bytes in memory, for each child. */
export const MAX_WAITING = 4;
/** Readings kept in memory. */
export const MAX_KEPT_READINGS = 10_000;
/** Readings kept in a cache folder; the oldest go first. */
export const MAX_STORED_READINGS = 1_000_000;
