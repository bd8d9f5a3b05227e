import type { OcrEngineName, PictureReading } from "../../contracts/ocr.js";

/** From the parent to a child. */
export type ToChild =
  | { readonly type: "read"; readonly id: number; readonly bytes: Uint8Array }
  /** Answer to `pixels`: a reading already known, or null: go on. */
  | { readonly type: "known"; readonly id: number; readonly reading: PictureReading | null };

/** From a child to the parent. */
export type FromChild =
  | { readonly type: "ready" }
  | { readonly type: "unavailable"; readonly reason: string }
  | { readonly type: "pixels"; readonly id: number; readonly hash: string }
  | { readonly type: "done"; readonly id: number; readonly reading: PictureReading; readonly memory: number };

/** Environment variable by which a child learns its engine. */
export const ENGINE_VARIABLE = "MEDLINT_OCR_ENGINE";

export function isEngineName(value: string | undefined): value is OcrEngineName {
  return value === "paddle" || value === "tesseract";
}
