import type { OcrEngineName, PictureReading } from "../../contracts/ocr.js";

/** Segments of a long picture, half-open. */
export interface SegmentRange {
  readonly from: number;
  readonly to: number;
}

/** From the parent to a child. */
export type ToChild =
  /** With a range: only these segments, without asking anything. */
  | { readonly type: "read"; readonly id: number; readonly bytes: Uint8Array; readonly range: SegmentRange | null }
  /** Answer to `pixels`: a reading already known, or null: go on. */
  | { readonly type: "known"; readonly id: number; readonly reading: PictureReading | null }
  /** Answer to `share`: what is left to this child. */
  | { readonly type: "range"; readonly id: number; readonly range: SegmentRange };

/** From a child to the parent. */
export type FromChild =
  | { readonly type: "ready" }
  | { readonly type: "unavailable"; readonly reason: string }
  | { readonly type: "pixels"; readonly id: number; readonly hash: string }
  /** A long picture of so many segments: another child may take some. */
  | { readonly type: "share"; readonly id: number; readonly segments: number }
  | { readonly type: "done"; readonly id: number; readonly reading: PictureReading; readonly memory: number };

/** Environment variable by which a child learns its engine. */
export const ENGINE_VARIABLE = "MEDLINT_OCR_ENGINE";

export function isEngineName(value: string | undefined): value is OcrEngineName {
  return value === "paddle" || value === "tesseract";
}
