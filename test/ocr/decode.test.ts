import type { Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { decodeDataUrl } from "../../src/ocr/image/data-url.js";
import { BitmapError, decodeBitmap } from "../../src/ocr/image/decode-bmp.js";
import { chooseFrames, flatten, openPicture } from "../../src/ocr/image/open-picture.js";
import type { SharpModule } from "../../src/ocr/image/sharp-module.js";
import { sniffFormat } from "../../src/ocr/image/sniff-format.js";
import {
  MAX_ANIMATION_PIXELS,
  MAX_FRAMES,
  MAX_PICTURE_BYTES,
  MAX_PICTURE_PIXELS,
  MAX_PICTURE_SIDE,
} from "../../src/ocr/limits.js";
import { hasSharp, lineBytes } from "./fixtures.js";

const ascii = (text: string) => Buffer.from(text, "latin1");

describe("sniffFormat", () => {
  it.each([
    ["jpeg", "\xff\xd8\xff\xe0"],
    ["png", "\x89PNG\r\n\x1a\n"],
    ["gif", "GIF89a"],
    ["webp", "RIFF\0\0\0\0WEBPVP8 "],
    ["avif", "\0\0\0\x20ftypavif\0\0\0\0mif1"],
    ["avif", "\0\0\0\x20ftypmif1\0\0\0\0avif"],
    ["heic", "\0\0\0\x18ftypheic\0\0\0\0mif1"],
    ["bmp", "BM\0\0"],
    ["svg", '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">'],
    ["svg", "\xef\xbb\xbf <svg>"],
    ["pdf", "%PDF-1.7"],
    [null, "<html>"],
    [null, ""],
  ])("%s", (format, start) => {
    expect(sniffFormat(ascii(start))).toBe(format);
  });
});

describe("decodeDataUrl", () => {
  it.each([
    ["data:image/png;base64,R0lG", "GIF"],
    ["DATA:;BASE64,R0lG", "GIF"],
    ["data:image/png;base64,R0%6cG", "GIF"],
    ["data:,GIF%00%ff", "GIF\0\xff"],
    ["data:image/png;base64", null],
    ["https://example.com/a.png", null],
    ["", null],
  ])("%s", (url, bytes) => {
    const decoded = decodeDataUrl(url);
    expect(decoded === null ? null : Buffer.from(decoded).toString("latin1")).toBe(bytes);
  });
});

/** A bitmap file: header, then whatever follows. */
function bitmap(width: number, height: number, bits: number, rest: Buffer, compression = 0): Buffer {
  const header = Buffer.alloc(54);
  header.write("BM", "latin1");
  header.writeUInt32LE(54 + (bits <= 8 ? 4 * 2 ** bits : compression === 3 ? 12 : 0), 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(compression, 30);
  return Buffer.concat([header, rest]);
}

describe("decodeBitmap", () => {
  const red = [255, 0, 0];
  const blue = [0, 0, 255];
  const uint32 = (...values: number[]) =>
    Buffer.concat(values.map((value) => Buffer.from(Uint32Array.of(value).buffer)));
  it.each([
    ["24 bits, from the foot", bitmap(1, 2, 24, Buffer.from([255, 0, 0, 0, 0, 0, 255, 0])), [...red, ...blue]],
    ["24 bits, from the head", bitmap(1, -2, 24, Buffer.from([255, 0, 0, 0, 0, 0, 255, 0])), [...blue, ...red]],
    ["32 bits", bitmap(2, 1, 32, uint32(0xff0000, 0xff)), [...red, ...blue]],
    ["16 bits", bitmap(2, 1, 16, Buffer.from([0x00, 0x7c, 0x1f, 0x00])), [...red, ...blue]],
    ["32 bits with masks", bitmap(1, 1, 32, uint32(0xff, 0xff00, 0xff0000, 0xff), 3), red],
    [
      "1 bit",
      bitmap(2, 1, 1, Buffer.concat([uint32(0xff0000, 0xff), Buffer.from([0x40, 0, 0, 0])])),
      [...red, ...blue],
    ],
    [
      "4 bits",
      bitmap(2, 1, 4, Buffer.concat([uint32(0xff0000, 0xff), Buffer.alloc(56), Buffer.from([1, 0, 0, 0])])),
      [...red, ...blue],
    ],
    [
      "an index past the palette is black",
      bitmap(1, 1, 8, Buffer.concat([Buffer.alloc(1024), Buffer.from([200, 0, 0, 0])])),
      [0, 0, 0],
    ],
  ])("%s", (_, bytes, pixels) => {
    expect([...decodeBitmap(bytes).data]).toEqual(pixels);
  });

  it.each([
    ["truncated", bitmap(10, 10, 24, Buffer.alloc(20))],
    ["no size", bitmap(0, 5, 24, Buffer.alloc(20))],
    ["unknown depth", bitmap(1, 1, 5, Buffer.alloc(20))],
    ["compressed", bitmap(1, 1, 8, Buffer.alloc(2000), 1)],
    ["only its first letters", ascii("BM")],
  ])("refuses: %s", (_, bytes) => {
    expect(() => decodeBitmap(bytes)).toThrow(BitmapError);
  });
});

describe("flatten", () => {
  it.each([
    { name: "colour stays", channels: 3, data: [1, 2, 3], flat: [1, 2, 3] },
    { name: "grey becomes colour", channels: 1, data: [9], flat: [9, 9, 9] },
    { name: "transparency over white", channels: 4, data: [0, 0, 0, 255, 0, 0, 0, 0], flat: [0, 0, 0, 255, 255, 255] },
    { name: "half over white", channels: 2, data: [0, 128, 0, 0], flat: [127, 127, 127, 255, 255, 255] },
    {
      name: "white on nothing over dark",
      channels: 4,
      data: [255, 255, 255, 255, 255, 255, 255, 0],
      flat: [255, 255, 255, 64, 64, 64],
    },
    { name: "opaque white is white", channels: 4, data: [255, 255, 255, 255], flat: [255, 255, 255] },
  ])("$name", ({ channels, data, flat }) => {
    expect([...flatten(Uint8Array.from(data), data.length / channels, channels)]).toEqual(flat);
  });
});

describe("chooseFrames", () => {
  it.each([
    { pages: 1, pixels: 100, indices: [0], isPartial: false },
    { pages: MAX_FRAMES, pixels: 100, indices: [0, 1, 2, 3, 4, 5, 6, 7], isPartial: false },
    { pages: MAX_FRAMES + 1, pixels: 100, indices: [0, 1, 2, 3, 5, 6, 7, 8], isPartial: true },
    { pages: 2, pixels: MAX_ANIMATION_PIXELS / 2, indices: [0, 1], isPartial: false },
    { pages: 2, pixels: MAX_ANIMATION_PIXELS / 2 + 1, indices: [0], isPartial: true },
  ])("$pages frames of $pixels pixels", ({ pages, pixels, indices, isPartial }) => {
    expect(chooseFrames(pages, pixels)).toEqual({ indices, isPartial });
  });
});

describe.skipIf(!hasSharp)("openPicture (needs sharp)", async () => {
  const sharp = hasSharp ? ((await import("sharp")).default as SharpModule & typeof import("sharp").default) : null;
  const open = (bytes: Uint8Array) => openPicture(bytes, sharp as SharpModule);
  const blank = (width: number, height: number): Sharp =>
    (sharp as NonNullable<typeof sharp>)({ create: { width, height, channels: 3, background: "#c33" } });
  const refusal = (bytes: Uint8Array) =>
    open(bytes).then(
      () => null,
      ({ status, code }: { status: string; code: string }) => ({ status, code }),
    );

  it.each(["jpeg", "png", "webp", "gif", "avif"] as const)("reads %s", async (format) => {
    const { frames, notes } = await open(await blank(20, 10).toFormat(format).toBuffer());
    expect(frames[0]?.pixels).toMatchObject({ width: 20, height: 10 });
    expect(frames[0]?.pixels.data.length).toBe(600);
    expect(Math.abs((frames[0]?.pixels.data[0] ?? 0) - 0xcc)).toBeLessThan(6);
    expect(notes).toEqual([]);
  });

  it("reads 16 bits, CMYK and grey as eight bits of colour", async () => {
    const deep = await blank(4, 4).toColourspace("rgb16").png().toBuffer();
    const print = await blank(16, 16).toColourspace("cmyk").jpeg().toBuffer();
    const grey = await blank(4, 4).toColourspace("b-w").png().toBuffer();
    for (const [bytes, side] of [
      [deep, 4],
      [print, 16],
      [grey, 4],
    ] as const) {
      const { frames } = await open(bytes);
      expect(frames[0]?.pixels.data.length).toBe(side * side * 3);
    }
    expect(Math.abs(((await open(deep)).frames[0]?.pixels.data[0] ?? 0) - 0xcc)).toBeLessThan(3);
  });

  it("turns as EXIF says", async () => {
    const turned = await blank(20, 10).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await open(turned)).frames[0]?.pixels).toMatchObject({ width: 10, height: 20 });
  });

  it("goes by the bytes, whatever is promised, and refuses what is no picture", async () => {
    expect(await refusal(ascii("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"))).toEqual({
      status: "skipped",
      code: "image-format-not-read",
    });
    expect(await refusal(ascii("II*\0\b\0\0\0"))).toEqual({ status: "skipped", code: "image-format-not-read" });
    expect(await refusal(ascii("hello"))).toEqual({ status: "failed", code: "image-not-a-picture" });
    expect(await refusal(new Uint8Array())).toEqual({ status: "failed", code: "image-empty" });
    expect(await refusal(ascii("\x89PNG\r\n\x1a\nrubbish"))).toEqual({ status: "failed", code: "image-damaged" });
  });

  it("reads what a truncated picture still shows, and says so", async () => {
    const noise = Buffer.from(Uint8Array.from({ length: 200 * 200 * 3 }, (_, at) => (at * 7919) >> 3));
    const raw = { width: 200, height: 200, channels: 3 } as const;
    const whole = await (sharp as NonNullable<typeof sharp>)(noise, { raw }).jpeg().toBuffer();
    const { frames, notes } = await open(whole.subarray(0, whole.length >> 1));
    expect(frames[0]?.pixels).toMatchObject({ width: 200, height: 200 });
    expect(notes).toEqual([{ code: "image-damaged-part", where: "" }]);
  });

  it("keeps the frames that differ", async () => {
    const stack = await blank(8, 24)
      .composite([{ input: await blank(8, 8).tint("#0f0").png().toBuffer(), top: 8, left: 0 }])
      .removeAlpha()
      .raw()
      .toBuffer();
    const options = { raw: { width: 8, height: 24, channels: 3, pageHeight: 8 } } as never;
    const webp = await (sharp as NonNullable<typeof sharp>)(stack, options)
      .webp({ lossless: true, delay: [100, 100, 100] })
      .toBuffer();
    const { frames } = await open(webp);
    expect(frames.map(({ index }) => index)).toEqual([0, 1]);
  });

  describe("limits, by the header alone", () => {
    /** A PNG that claims a size and holds next to nothing. */
    async function claiming(width: number, height: number): Promise<Buffer> {
      const png = await blank(1, 1).png().toBuffer();
      png.writeUInt32BE(width, 16);
      png.writeUInt32BE(height, 20);
      const { crc32 } = await import("node:zlib");
      png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
      return png;
    }
    const tooMany = { status: "skipped", code: "image-too-many-pixels" };

    it("MAX_PICTURE_PIXELS", async () => {
      expect(await refusal(await claiming(8_000, MAX_PICTURE_PIXELS / 8_000 + 1))).toEqual(tooMany);
      // At the cap it is decoded; that nothing follows is found only then.
      expect(await refusal(await claiming(8_000, MAX_PICTURE_PIXELS / 8_000))).not.toEqual(tooMany);
    });

    it("MAX_PICTURE_SIDE", async () => {
      expect(await refusal(await claiming(1, MAX_PICTURE_SIDE + 1))).toEqual(tooMany);
      expect(await refusal(await claiming(1, MAX_PICTURE_SIDE))).not.toEqual(tooMany);
      expect(await refusal(await claiming(100_000, 1))).toEqual(tooMany);
    });

    it("MAX_PICTURE_BYTES", async () => {
      const line = lineBytes(0);
      const padded = (size: number) => Buffer.concat([line, Buffer.alloc(size - line.length)]);
      expect(await refusal(padded(MAX_PICTURE_BYTES + 1))).toEqual({ status: "skipped", code: "image-too-many-bytes" });
      expect(await refusal(padded(MAX_PICTURE_BYTES))).toBeNull();
    });

    it("a bitmap bomb", async () => {
      expect(await refusal(bitmap(50_000, 50_000, 24, Buffer.alloc(100)))).toEqual(tooMany);
    });
  });
});
