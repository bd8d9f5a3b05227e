import { ASTRAL_FOLDS, BMP_FOLDS, KIND_RANGES } from "./fold-data.js";

/** What a character is, after folding. Everything between `SPACE` and `SYMBOL` is narrow noise. */
export const CharKind = {
  OTHER: 0,
  HAN: 1,
  LATIN: 2,
  DIGIT: 3,
  /** White space within a line. */
  SPACE: 4,
  /** 、 and ，: what stands between the items of a list. */
  COMMA: 5,
  PUNCTUATION: 6,
  OPEN: 7,
  CLOSE: 8,
  /** Zero-width characters, combining marks, variation selectors: nothing that a reader sees by itself. */
  ZERO_WIDTH: 9,
  /** Emoji, arrows, stars, lines, mathematical signs but `+`. */
  SYMBOL: 10,
  SENTENCE_END: 11,
} as const;
export type CharKind = (typeof CharKind)[keyof typeof CharKind];

const KIND_NAMES: Readonly<Record<string, CharKind>> = {
  han: CharKind.HAN,
  latin: CharKind.LATIN,
  digit: CharKind.DIGIT,
  space: CharKind.SPACE,
  comma: CharKind.COMMA,
  punctuation: CharKind.PUNCTUATION,
  open: CharKind.OPEN,
  close: CharKind.CLOSE,
  zeroWidth: CharKind.ZERO_WIDTH,
  symbol: CharKind.SYMBOL,
  sentenceEnd: CharKind.SENTENCE_END,
};

/** Reads runs of `distance[,target[,length]]` in base 36: digit by digit, since this runs at every start. */
function decodeFolds(data: string, each: (from: number, to: number) => void): void {
  const field = [0, 0, 1];
  let at = 0;
  let from = 0;
  for (let i = 0; i <= data.length; i++) {
    const unit = i < data.length ? data.charCodeAt(i) : 0x20;
    if (unit >= 0x30) field[at] = (field[at] as number) * 36 + (unit <= 0x39 ? unit - 0x30 : unit - 0x57);
    else if (unit === 0x2c) field[++at] = 0;
    else {
      const [distance, to, count] = field as [number, number, number];
      from += distance;
      for (let k = 0; k < count; k++) each(from + k, to + k);
      from += count;
      field[0] = 0;
      field[1] = 0;
      field[2] = 1;
      at = 0;
    }
  }
}

/** What each code unit folds to; surrogates fold to themselves. Read it, never write it. */
export const FOLD_TABLE: Uint16Array = new Uint16Array(0x10000);
/** The `CharKind` of each code unit; surrogates are `OTHER`. Read it, never write it. */
export const KIND_TABLE: Uint8Array = new Uint8Array(0x10000);

let astralFolds: Map<number, number> | undefined;
const astralRanges: { readonly start: number; readonly end: number; readonly kind: CharKind }[] = [];

for (let unit = 0; unit < 0x10000; unit++) FOLD_TABLE[unit] = unit;
decodeFolds(BMP_FOLDS, (from, to) => {
  FOLD_TABLE[from] = to;
});
for (const [name, ranges] of Object.entries(KIND_RANGES))
  for (const range of ranges.split(" ")) {
    const [first = "", last = first] = range.split("-");
    const kind = KIND_NAMES[name] ?? CharKind.OTHER;
    const start = Number.parseInt(first, 36);
    const end = Number.parseInt(last, 36) + 1;
    if (start < 0x10000) KIND_TABLE.fill(kind, start, Math.min(end, 0x10000));
    if (end > 0x10000) astralRanges.push({ start: Math.max(start, 0x10000), end, kind });
  }
astralRanges.sort((a, b) => a.start - b.start);

/** Made when a text first holds a character beyond the BMP. */
function foldsOfAstral(): Map<number, number> {
  if (astralFolds === undefined) {
    const folds = new Map<number, number>();
    decodeFolds(ASTRAL_FOLDS, (from, to) => folds.set(from, to));
    astralFolds = folds;
  }
  return astralFolds;
}

/**
 * Folds one code point: width, case, accents, traditional, compatibility and variant glyphs, ringed letters and digits.
 *
 * @example foldCodePoint("療".codePointAt(0)!) === "疗".codePointAt(0)
 */
export function foldCodePoint(point: number): number {
  return point < 0x10000 ? (FOLD_TABLE[point] ?? point) : (foldsOfAstral().get(point) ?? point);
}

/** The kind of one code point, after folding: Ｎ and 𝐍 are `LATIN`, ① is `DIGIT`. */
export function kindOfCodePoint(point: number): CharKind {
  if (point < 0x10000) return (KIND_TABLE[point] ?? 0) as CharKind;
  let low = 0;
  let high = astralRanges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((astralRanges[middle]?.end ?? 0) <= point) low = middle + 1;
    else high = middle;
  }
  const range = astralRanges[low];
  return range !== undefined && point >= range.start ? range.kind : CharKind.OTHER;
}

/** The code points beyond the BMP that fold to a single code unit, with that unit. */
export function astralFoldEntries(): IterableIterator<[number, number]> {
  return foldsOfAstral().entries();
}

/**
 * Whether a code unit ends a sentence: 。！？；, their half-width forms, line breaks. No hit crosses one.
 *
 * @example isSentenceEnd("。".charCodeAt(0)) === true
 */
export function isSentenceEnd(codeUnit: number): boolean {
  return KIND_TABLE[codeUnit] === CharKind.SENTENCE_END;
}

/** Whether a code unit ends a clause: a sentence end, or a comma, or a colon. 、 does not: it stands within lists. */
export function isClauseEnd(codeUnit: number): boolean {
  const folded = FOLD_TABLE[codeUnit];
  return isSentenceEnd(codeUnit) || folded === 0x2c || folded === 0x3a;
}

/** Whether a kind is narrow noise: spaces, zero-width characters, marks, punctuation, emoji and other symbols. */
export function isNoiseKind(kind: CharKind): boolean {
  return kind >= CharKind.SPACE && kind <= CharKind.SYMBOL;
}

/** Whether a code unit is narrow noise. % ‰ + ℃ never are. */
export function isNoise(codeUnit: number): boolean {
  return isNoiseKind((KIND_TABLE[codeUnit] ?? 0) as CharKind);
}

/** Whether a code unit is a Han character of the BMP. */
export function isHan(codeUnit: number): boolean {
  return KIND_TABLE[codeUnit] === CharKind.HAN;
}

/** Whether a code unit is, after folding, a Latin letter or an ASCII digit: what whole words are made of. */
export function isWordUnit(codeUnit: number): boolean {
  const kind = KIND_TABLE[codeUnit];
  return kind === CharKind.LATIN || kind === CharKind.DIGIT;
}

/** Whether a code unit is, after folding, an ASCII digit. */
export function isDigit(codeUnit: number): boolean {
  return KIND_TABLE[codeUnit] === CharKind.DIGIT;
}
