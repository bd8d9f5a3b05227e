/** A bitmap with its transparency thrown away, as viewers show it. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
}

/** Why a file that begins like a bitmap cannot be read. */
export class BitmapError extends Error {}

interface BitmapHeader extends Bitmap {
  readonly isTopDown: boolean;
  readonly bits: number;
  readonly pixelsAt: number;
  readonly paletteAt: number;
  /** Bytes of one palette entry; 0 where there is no palette. */
  readonly entryBytes: number;
  /** Masks of red, green, blue, for 16 and 32 bits. */
  readonly masks: readonly [number, number, number];
}

const FILE_HEADER = 14;
const CORE_HEADER = 12;
const UNCOMPRESSED = 0;
const BITFIELDS = 3;
const DEPTHS = [1, 4, 8, 16, 24, 32];
const MASKS_16 = [0x7c00, 0x03e0, 0x001f] as const;
const MASKS_32 = [0xff0000, 0x00ff00, 0x0000ff] as const;

/**
 * Size of a Windows bitmap by its header, before anything is allocated.
 *
 * @throws BitmapError where the header makes no sense or its compression (RLE, embedded JPEG) is not read
 */
export function readBitmapSize(bytes: Uint8Array): Bitmap {
  const { width, height } = readHeader(bytes);
  return { width, height };
}

/**
 * Decodes an uncompressed Windows bitmap of 1, 4, 8, 16, 24 or 32 bits. sharp reads none, and old shop systems export
 * them.
 *
 * @returns red, green, blue, one byte each, from the top left
 * @throws BitmapError where it is broken or shorter than its header says
 */
export function decodeBitmap(bytes: Uint8Array): Bitmap & { readonly data: Uint8Array } {
  const header = readHeader(bytes);
  const { width, height, bits, pixelsAt } = header;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (pixelsAt + rowBytes * height > bytes.length) throw new BitmapError("bitmap is truncated");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = new Uint8Array(width * height * 3);
  const palette = readPalette(bytes, header);
  const channels = header.masks.map((mask) => channelOf(mask));
  for (let y = 0; y < height; y++) {
    const row = pixelsAt + (header.isTopDown ? y : height - 1 - y) * rowBytes;
    for (let x = 0; x < width; x++) {
      const to = (y * width + x) * 3;
      if (bits === 24) {
        const from = row + x * 3;
        data[to] = bytes[from + 2] ?? 0;
        data[to + 1] = bytes[from + 1] ?? 0;
        data[to + 2] = bytes[from] ?? 0;
      } else if (bits >= 16) {
        const value = bits === 16 ? view.getUint16(row + x * 2, true) : view.getUint32(row + x * 4, true);
        for (let channel = 0; channel < 3; channel++) data[to + channel] = channels[channel]?.(value) ?? 0;
      } else {
        const bit = x * bits;
        const shift = 8 - bits - (bit & 7);
        const entry = ((bytes[row + (bit >> 3)] ?? 0) >> shift) & ((1 << bits) - 1);
        data.set(palette.subarray(entry * 3, entry * 3 + 3), to);
      }
    }
  }
  return { width, height, data };
}

function readHeader(bytes: Uint8Array): BitmapHeader {
  if (bytes.length < FILE_HEADER + CORE_HEADER) throw new BitmapError("bitmap is truncated");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixelsAt = view.getUint32(10, true);
  const size = view.getUint32(FILE_HEADER, true);
  if (size === CORE_HEADER) {
    const bits = view.getUint16(24, true);
    const width = view.getUint16(18, true);
    const height = view.getUint16(20, true);
    check(width, height, bits);
    const entryBytes = bits <= 8 ? 3 : 0;
    const paletteAt = FILE_HEADER + size;
    return { width, height, isTopDown: false, bits, pixelsAt, paletteAt, entryBytes, masks: MASKS_16 };
  }
  if (size < 40 || bytes.length < FILE_HEADER + 40) throw new BitmapError("unknown bitmap header");
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const height = Math.abs(signedHeight);
  check(width, height, bits);
  const hasMasks = compression === BITFIELDS && bits >= 16 && bytes.length >= FILE_HEADER + 52;
  if (compression !== UNCOMPRESSED && !hasMasks) throw new BitmapError("compressed bitmaps are not read");
  const standard = bits === 16 ? MASKS_16 : MASKS_32;
  return {
    width,
    height,
    isTopDown: signedHeight < 0,
    bits,
    pixelsAt,
    paletteAt: FILE_HEADER + size,
    entryBytes: bits <= 8 ? 4 : 0,
    masks: hasMasks ? [view.getUint32(54, true), view.getUint32(58, true), view.getUint32(62, true)] : standard,
  };
}

function check(width: number, height: number, bits: number): void {
  if (width <= 0 || height <= 0 || !DEPTHS.includes(bits)) throw new BitmapError("bitmap header makes no sense");
}

/** 256 entries whatever the file holds: an index past its palette is black. */
function readPalette(bytes: Uint8Array, { paletteAt, entryBytes, pixelsAt }: BitmapHeader): Uint8Array {
  const palette = new Uint8Array(256 * 3);
  if (entryBytes === 0) return palette;
  const entries = Math.min(256, Math.floor((Math.min(pixelsAt, bytes.length) - paletteAt) / entryBytes));
  for (let entry = 0; entry < entries; entry++) {
    const from = paletteAt + entry * entryBytes;
    palette[entry * 3] = bytes[from + 2] ?? 0;
    palette[entry * 3 + 1] = bytes[from + 1] ?? 0;
    palette[entry * 3 + 2] = bytes[from] ?? 0;
  }
  return palette;
}

/** Takes one colour out of a pixel and stretches it to a byte. */
function channelOf(mask: number): (value: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const highest = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) * 255) / highest);
}
