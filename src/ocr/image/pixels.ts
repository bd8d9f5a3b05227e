import { createHash } from "node:crypto";

/** A decoded picture: red, green, blue, one byte each, row by row, nothing between. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export const CHANNELS = 3;

/** SHA-256 of size and pixels: equal only for pictures that look exactly alike. */
export function hashPixels(frames: readonly Pixels[]): string {
  const hash = createHash("sha256");
  for (const { width, height, data } of frames) hash.update(`${width}x${height};`).update(data);
  return hash.digest("hex");
}
