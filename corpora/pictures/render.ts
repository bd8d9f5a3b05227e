import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import sharp from "sharp";
import { Random } from "../random.js";
import { pageOf } from "./page.js";
import { Phrases } from "./phrases.js";
import { KINDS, makeSheets, type Sheet, type SheetKind } from "./sheets.js";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    out: { type: "string" },
    each: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help || values.out === undefined) {
  process.stdout.write(
    "npx tsx corpora/pictures/render.ts --seed N --out DIR [--each N]\n\n" +
      "用系统的 Chromium 和中文字体生成带文字的图片和 ground-truth.json，默认 228 张。\n",
  );
  process.exit(values.help ? 0 : 2);
}

const EACH: Readonly<Record<SheetKind, number>> = { ...each(20), poster: 8, vertical: 20 };

function each(count: number): Record<SheetKind, number> {
  return Object.fromEntries(KINDS.map((kind) => [kind, count])) as Record<SheetKind, number>;
}

const executablePath = BROWSERS.find((path) => existsSync(path));
if (executablePath === undefined) {
  process.stderr.write("没有找到 Chromium，请先安装：apt-get install -y chromium fonts-noto-cjk\n");
  process.exit(1);
}
const isRoot = process.getuid?.() === 0;
if (isRoot) process.stderr.write("以 root 运行：Chromium 不使用沙盒（--no-sandbox），只打开本程序生成的网页\n");

const random = new Random(Number(values.seed));
const sheets = makeSheets(random, new Phrases(random), values.each === undefined ? EACH : each(Number(values.each)));
const out = values.out;
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath, args: isRoot ? ["--no-sandbox"] : [] });
const page = await browser.newPage();
const truth: unknown[] = [];
for (const [index, sheet] of sheets.entries()) truth.push(await render(sheet, index));
await browser.close();
writeFileSync(join(out, "ground-truth.json"), `${JSON.stringify(truth, null, 1)}\n`);
process.stdout.write(`${truth.length} 张图片已写入 ${out}\n`);

/** Grey grains of `noise` opacity on nothing. */
async function noiseOf({ background }: Sheet): Promise<Buffer> {
  const grains = new Random(background.seed);
  const side = 256;
  const pixels = Buffer.alloc(side * side * 4);
  for (let at = 0; at < pixels.length; at += 4) {
    pixels.fill(grains.below(256), at, at + 3);
    pixels[at + 3] = Math.round(grains.next() * background.noise * 255);
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 4 } })
    .png()
    .toBuffer();
}

async function render(sheet: Sheet, index: number): Promise<unknown> {
  await page.setViewportSize({ width: sheet.width, height: sheet.height });
  await page.setContent(pageOf(sheet, await noiseOf(sheet)), { waitUntil: "load" });
  const boxes = (await page.evaluate(
    `[...document.querySelectorAll(".l")].map((one) => { const b = one.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })`,
  )) as number[][];
  const shot = await page.screenshot({ type: "png" });
  const [width, height] = [Math.round(sheet.width * sheet.scale), Math.round(sheet.height * sheet.scale)];
  const picture = sheet.scale === 1 ? sharp(shot) : sharp(shot).resize(width, height, { kernel: "lanczos3" });
  const isJpeg = sheet.quality !== null;
  const file = `${String(index).padStart(3, "0")}-${sheet.kind}.${isJpeg ? "jpg" : "png"}`;
  const bytes = await (isJpeg ? picture.jpeg({ quality: sheet.quality ?? 80 }) : picture.png()).toBuffer();
  writeFileSync(join(out, file), bytes);
  return {
    file,
    kind: sheet.kind,
    width,
    height,
    ground_truth: sheet.lines.map(({ text }) => text),
    boxes: boxes.map((box) => box.map((value) => Math.round(value * sheet.scale))),
    ground_truth_complete: true,
  };
}
