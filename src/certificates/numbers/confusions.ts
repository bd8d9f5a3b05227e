import type { Correction } from "./parsed-number.js";

/** Characters that cameras and typists put in the place of a marker character, with what was meant. */
const MARKERS = new Map<string, readonly [string, Correction["kind"]]>([
  ["淮", ["准", "ocr"]],
  ["隼", ["准", "ocr"]],
  ["谁", ["准", "ocr"]],
  ["準", ["准", "glyph"]],
  ["宇", ["字", "ocr"]],
  ["孛", ["字", "ocr"]],
  ["註", ["注", "glyph"]],
  ["住", ["注", "ocr"]],
  ["往", ["注", "ocr"]],
  ["迸", ["进", "ocr"]],
  ["進", ["进", "glyph"]],
  ["許", ["许", "glyph"]],
  ["槭", ["械", "ocr"]],
  ["诫", ["械", "ocr"]],
  ["藥", ["药", "glyph"]],
  ["約", ["药", "ocr"]],
  ["约", ["药", "ocr"]],
  ["國", ["国", "glyph"]],
  ["囯", ["国", "glyph"]],
  ["围", ["国", "ocr"]],
  ["備", ["备", "glyph"]],
  ["號", ["号", "glyph"]],
  ["審", ["审", "glyph"]],
  ["宙", ["审", "ocr"]],
  ["廣", ["广", "glyph"]],
  ["键", ["健", "ocr"]],
  ["證", ["证", "glyph"]],
  ["監", ["监", "glyph"]],
  ["衛", ["卫", "glyph"]],
  ["衞", ["卫", "glyph"]],
  ["妝", ["妆", "glyph"]],
  ["網", ["网", "glyph"]],
  ["營", ["营", "glyph"]],
  ["經", ["经", "glyph"]],
  ["産", ["产", "glyph"]],
  ["產", ["产", "glyph"]],
  ["製", ["制", "glyph"]],
  ["聲", ["声", "glyph"]],
  ["視", ["视", "glyph"]],
]);

/** Letters that are read in the place of a digit. */
const DIGITS = new Map<string, string>([
  ["O", "0"],
  ["Q", "0"],
  ["D", "0"],
  ["О", "0"],
  ["Ο", "0"],
  ["I", "1"],
  ["L", "1"],
  ["|", "1"],
  ["!", "1"],
  ["Z", "2"],
  ["S", "5"],
  ["B", "8"],
]);

/** Signs that stand for "some digit": 国械注准2019XXXX. */
const PLACEHOLDERS = new Set(["X", "*", "某", "若"]);

/** What a marker character stands for and how sure that is, or null where it is itself or unknown. */
export function meantMarker(char: string): readonly [string, Correction["kind"]] | null {
  return MARKERS.get(char) ?? null;
}

/** Characters that are read as one of `markers`. */
export function confusedWith(markers: string): string[] {
  return [...MARKERS].filter(([, [to]]) => markers.includes(to)).map(([from]) => from);
}

export function meantDigit(char: string): string | null {
  return DIGITS.get(char) ?? null;
}

export function isPlaceholder(char: string): boolean {
  return PLACEHOLDERS.has(char);
}

export function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= "0" && char <= "9" && char.length === 1;
}
