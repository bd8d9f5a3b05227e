import type { Sharp, SharpOptions } from "sharp";

/** What is used of sharp, an optional package: it is handed in by whoever loaded it. */
export type SharpModule = (input: Uint8Array, options?: SharpOptions) => Sharp;
