/**
 * A text as the number scanner sees it: half width, upper case, brackets as `()`, dashes as `-`, blanks left out,
 * each character with its place in the original.
 */
export interface Shadow {
  readonly chars: string;
  /** UTF-16 units of the original, per character. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What was left out before the character: 0 nothing, 1 blanks, 2 a line end. */
  readonly gaps: Uint8Array;
}

const OPEN = "([{【〔〖〈《「『⟨﹙﹛〘";
const CLOSE = ")]}】〕〗〉》」』⟩﹚﹜〙";
const DASH = "-‐‑‒–—―−﹣－⁃~～";
const SINGLE = new Map<number, number>();
for (const c of OPEN) SINGLE.set(c.charCodeAt(0), 0x28);
for (const c of CLOSE) SINGLE.set(c.charCodeAt(0), 0x29);
for (const c of DASH) SINGLE.set(c.charCodeAt(0), 0x2d);
for (const [from, to] of [
  ["〇", "0"],
  ["×", "*"],
  ["✕", "*"],
  ["✖", "*"],
  ["╳", "*"],
  ["□", "*"],
  ["■", "*"],
  ["▢", "*"],
  ["●", "*"],
  ["○", "*"],
  ["◯", "*"],
  ["?", "*"],
  ["_", "*"],
  ["#", "*"],
] as const) {
  SINGLE.set(from.charCodeAt(0), to.charCodeAt(0));
}

/** Blanks, line ends, invisible and combining characters: left out of a shadow. */
export function isBlank(c: number): boolean {
  return (
    c === 0x20 ||
    (c >= 0x09 && c <= 0x0d) ||
    c === 0xa0 ||
    c === 0xad ||
    c === 0x3000 ||
    (c >= 0x2000 && c <= 0x200f) ||
    (c >= 0x2028 && c <= 0x202f) ||
    (c >= 0x205f && c <= 0x2064) ||
    c === 0xfeff ||
    (c >= 0xfe00 && c <= 0xfe0f) ||
    (c >= 0x300 && c <= 0x36f)
  );
}

function isLineEnd(c: number): boolean {
  return (c >= 0x0a && c <= 0x0d) || c === 0x2028 || c === 0x2029;
}

function foldUnit(c: number): number {
  let unit = c;
  if (unit >= 0xff01 && unit <= 0xff5e) unit -= 0xfee0;
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x20;
  if (unit >= 0x30 && unit <= 0x39) return unit;
  if (unit >= 0x4e00 && unit <= 0x9fff) return unit;
  return SINGLE.get(unit) ?? unit;
}

/** Mathematical digits and letters (𝟎, 𝐇) have one-character compatibility forms; other astral characters become a blank sign. */
function foldAstral(codePoint: number): number {
  const folded = String.fromCodePoint(codePoint).normalize("NFKC");
  return folded.length === 1 ? foldUnit(folded.charCodeAt(0)) : 0xfffd;
}

/** Most texts are short: their arrays are used again, since a shadow lives no longer than one call. */
const SCRATCH = 4096;
const scratch = arraysOf(SCRATCH);

function arraysOf(size: number) {
  return {
    codes: new Uint16Array(size),
    starts: new Int32Array(size),
    ends: new Int32Array(size),
    gaps: new Uint8Array(size),
  };
}

/** Folds a text for the scanner, in one pass. A shadow is good until the next call. */
export function castShadow(text: string): Shadow {
  const size = text.length;
  const { codes, starts, ends, gaps } = size <= SCRATCH ? scratch : arraysOf(size);
  let length = 0;
  let gap = 0;
  for (let i = 0; i < size; i++) {
    const c = text.charCodeAt(i);
    if (isBlank(c)) {
      gap = isLineEnd(c) || gap === 2 ? 2 : 1;
      continue;
    }
    let width = 1;
    let folded: number;
    if (c >= 0xd800 && c <= 0xdbff && i + 1 < size) {
      const point = text.codePointAt(i) as number;
      width = point > 0xffff ? 2 : 1;
      folded = width === 2 ? foldAstral(point) : 0xfffd;
    } else {
      folded = foldUnit(c);
    }
    codes[length] = folded;
    starts[length] = i;
    ends[length] = i + width;
    gaps[length] = gap;
    gap = 0;
    length++;
    i += width - 1;
  }
  gaps[length] = 0;
  return { chars: textOf(codes, length), starts, ends, gaps };
}

const CHUNK = 8192;

function textOf(codes: Uint16Array, length: number): string {
  let text = "";
  for (let i = 0; i < length; i += CHUNK) {
    // apply takes array-likes; spreading one would walk its iterator.
    const part = codes.subarray(i, Math.min(length, i + CHUNK)) as unknown as number[];
    text += String.fromCharCode.apply(null, part);
  }
  return text;
}
