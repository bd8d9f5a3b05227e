import type { Metadata, SharpOptions } from "sharp";
import type { Note } from "../../contracts/result.js";
import {
  MAX_ANIMATION_PIXELS,
  MAX_FRAMES,
  MAX_PICTURE_BYTES,
  MAX_PICTURE_PIXELS,
  MAX_PICTURE_SIDE,
} from "../limits.js";
import { BitmapError, decodeBitmap, readBitmapSize } from "./decode-bmp.js";
import { CHANNELS, type Pixels } from "./pixels.js";
import type { SharpModule } from "./sharp-module.js";
import { isReadable, type PictureFormat, sniffFormat } from "./sniff-format.js";

/** Frames as they are displayed: upright, over white, eight bits a colour. */
export interface OpenPicture {
  readonly frames: readonly { readonly index: number; readonly pixels: Pixels }[];
  readonly notes: readonly Note[];
}

/** A picture that is not read, with what the answer says of it. */
export class PictureRefusal extends Error {
  readonly status: "failed" | "skipped";
  readonly code: string;
  readonly width: number;
  readonly height: number;

  constructor(status: "failed" | "skipped", code: string, size: { width?: number; height?: number } = {}) {
    super(code);
    this.name = new.target.name;
    this.status = status;
    this.code = code;
    this.width = size.width ?? 0;
    this.height = size.height ?? 0;
  }
}

/** What shines through a transparent picture; white, unless the picture itself is as good as white. */
const WHITE = 255;
const DARK = 64;
/** Mean brightness of what is not transparent above which white would swallow it. */
const TOO_BRIGHT = 225;

/**
 * Decodes a picture behind its limits: format by magic bytes, size by the header, then pixels.
 *
 * @throws PictureRefusal where it is over a limit, of a kind that is not read, or broken
 */
export async function openPicture(bytes: Uint8Array, sharp: SharpModule): Promise<OpenPicture> {
  if (bytes.length > MAX_PICTURE_BYTES) throw new PictureRefusal("skipped", "image-too-many-bytes");
  const format = sniffFormat(bytes);
  if (format === null) throw new PictureRefusal("failed", bytes.length === 0 ? "image-empty" : "image-not-a-picture");
  if (!isReadable(format)) throw new PictureRefusal("skipped", "image-format-not-read");
  return format === "bmp" ? openBitmap(bytes) : openWithSharp(bytes, format, sharp);
}

function openBitmap(bytes: Uint8Array): OpenPicture {
  try {
    checkSize(readBitmapSize(bytes));
    return { frames: [{ index: 0, pixels: decodeBitmap(bytes) }], notes: [] };
  } catch (error) {
    if (error instanceof BitmapError) throw new PictureRefusal("failed", "image-damaged");
    throw error;
  }
}

async function openWithSharp(bytes: Uint8Array, format: PictureFormat, sharp: SharpModule): Promise<OpenPicture> {
  let metadata: Metadata;
  try {
    metadata = await sharp(bytes, { limitInputPixels: false, failOn: "none" }).metadata();
  } catch {
    throw new PictureRefusal("failed", "image-damaged");
  }
  const { width = 0, height = 0, pages = 1 } = metadata;
  const size = metadata.autoOrient ?? { width, height };
  checkSize(size);
  const decode = (page: number) => decodeFrame(bytes, page, format, metadata, sharp, size);
  const { indices, isPartial } = chooseFrames(pages, size.width * size.height);
  const frames: { index: number; pixels: Pixels }[] = [];
  const codes = new Set<string>(isPartial ? ["image-frames-left-out"] : []);
  for (const index of indices) {
    const { pixels, isDamaged } = await decode(index);
    if (isDamaged) codes.add("image-damaged-part");
    if (!frames.some((frame) => isEqual(frame.pixels, pixels))) frames.push({ index, pixels });
  }
  return { frames, notes: [...codes].map((code) => ({ code, where: "" })) };
}

function checkSize({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width <= 0 || height <= 0) throw new PictureRefusal("failed", "image-damaged");
  if (width > MAX_PICTURE_SIDE || height > MAX_PICTURE_SIDE || width * height > MAX_PICTURE_PIXELS) {
    throw new PictureRefusal("skipped", "image-too-many-pixels", { width, height });
  }
}

/** All frames where they are few, else evenly taken ones, the last among them: the last often stays longest. */
export function chooseFrames(pages: number, pixelsOfOne: number): { indices: number[]; isPartial: boolean } {
  const affordable = Math.max(1, Math.floor(MAX_ANIMATION_PIXELS / pixelsOfOne));
  const count = Math.min(pages, MAX_FRAMES, affordable);
  if (count <= 1) return { indices: [0], isPartial: pages > 1 };
  const step = (pages - 1) / (count - 1);
  return { indices: Array.from({ length: count }, (_, place) => Math.round(place * step)), isPartial: count < pages };
}

async function decodeFrame(
  bytes: Uint8Array,
  page: number,
  format: PictureFormat,
  metadata: Metadata,
  sharp: SharpModule,
  size: { readonly width: number; readonly height: number },
): Promise<{ pixels: Pixels; isDamaged: boolean }> {
  const hasPages = (format === "gif" || format === "webp") && (metadata.pages ?? 1) > 1;
  const read = async (failOn: "error" | "none") => {
    const options: SharpOptions = { failOn, limitInputPixels: MAX_PICTURE_PIXELS, ...(hasPages && { page, pages: 1 }) };
    const upright = sharp(bytes, options).autoOrient().toColourspace("srgb");
    return upright.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  };
  let isDamaged = false;
  let decoded: Awaited<ReturnType<typeof read>>;
  try {
    decoded = await read("error");
  } catch {
    try {
      decoded = await read("none");
      isDamaged = true;
    } catch {
      throw new PictureRefusal("failed", "image-damaged", size);
    }
  }
  const { width, height, channels } = decoded.info;
  return { pixels: { width, height, data: flatten(decoded.data, width * height, channels) }, isDamaged };
}

/** Grey to colour, transparency over what the picture stands out from. */
export function flatten(data: Uint8Array, count: number, channels: number): Uint8Array {
  if (channels === CHANNELS) return data;
  const flat = new Uint8Array(count * CHANNELS);
  const isGrey = channels <= 2;
  const hasAlpha = channels === 2 || channels === 4;
  const ground = hasAlpha && isTooBright(data, count, channels) ? DARK : WHITE;
  for (let pixel = 0; pixel < count; pixel++) {
    const from = pixel * channels;
    const alpha = hasAlpha ? (data[from + channels - 1] ?? WHITE) : WHITE;
    for (let channel = 0; channel < CHANNELS; channel++) {
      const value = data[from + (isGrey ? 0 : channel)] ?? 0;
      flat[pixel * CHANNELS + channel] = (value * alpha + ground * (WHITE - alpha) + 127) / 255;
    }
  }
  return flat;
}

/** Whether what shows is so bright that it was made for a dark page. */
function isTooBright(data: Uint8Array, count: number, channels: number): boolean {
  let weight = 0;
  let sum = 0;
  for (let pixel = 0; pixel < count; pixel++) {
    const from = pixel * channels;
    const alpha = data[from + channels - 1] ?? 0;
    weight += alpha;
    sum += alpha * (data[from + (channels === 4 ? 1 : 0)] ?? 0);
  }
  const isPartlyClear = weight < count * 250;
  return isPartlyClear && weight > 0 && sum / weight > TOO_BRIGHT;
}

function isEqual(one: Pixels, other: Pixels): boolean {
  return one.width === other.width && one.height === other.height && Buffer.compare(one.data, other.data) === 0;
}
