import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

const LINES = join(import.meta.dirname, "../../test/fixtures/ocr");

const lines = readdirSync(LINES)
  .filter((name) => name.endsWith(".png"))
  .sort()
  .map((name) => readFileSync(join(LINES, name)));

/**
 * A picture with a line about every `pitch` rows over a slope of colour.
 *
 * @param seed so that no two are equal, and none comes from a cache
 */
export async function drawPicture(width: number, height: number, pitch: number, seed: number): Promise<Buffer> {
  const ground = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      ground[at] = 200 + (x * 50) / width + (seed % 5);
      ground[at + 1] = 215 + (y * 40) / height;
      ground[at + 2] = 235 - (x * 30) / width;
    }
  }
  const parts = [];
  for (let row = 0; (row + 1) * pitch < height; row++) {
    const input = lines[(row + seed) % lines.length] as Buffer;
    const left = 20 + ((row * 97 + seed * 31) % Math.max(1, width - 340));
    parts.push({ input, left, top: 10 + row * pitch, blend: "multiply" as const });
  }
  return sharp(ground, { raw: { width, height, channels: 3 } })
    .composite(parts)
    .jpeg({ quality: 82 })
    .toBuffer();
}

/** The pictures of a folder. */
export function readPictures(folder: string): Buffer[] {
  return readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp|gif|bmp)$/i.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name)));
}
