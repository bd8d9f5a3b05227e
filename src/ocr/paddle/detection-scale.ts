/** Sizes at which text is looked for. */
export interface ScaleOptions {
  /** Longest side below which a picture is enlarged, pixels. */
  readonly enlargeBelow: number;
  /** How many times it is enlarged at most. */
  readonly maxEnlargement: number;
  /** Shorter side above which a picture is reduced: its width where it is a poster. */
  readonly maxShortSide: number;
}

/**
 * How many times larger a picture is looked at: thumbnails are enlarged, photographs reduced, posters kept, however
 * long they are.
 */
export function detectionScale(width: number, height: number, options: ScaleOptions): number {
  const short = Math.min(width, height);
  const long = Math.max(width, height);
  if (long < options.enlargeBelow) return Math.min(options.maxEnlargement, options.enlargeBelow / long);
  return Math.min(1, options.maxShortSide / short);
}
