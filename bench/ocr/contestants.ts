import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OcrEngineName } from "../../src/contracts/ocr.js";
import { createOcrPool } from "../../src/ocr/index.js";
import { peakMegabytes } from "./memory.js";
import { drawPicture } from "./pictures.js";

/** A reader, started and warm. */
export interface Reader {
  /** Reads all; returns how many characters it read. */
  read(pictures: readonly Buffer[]): Promise<number>;
  megabytes(): number;
  close(): Promise<void>;
}

export interface Contestant {
  readonly name: string;
  readonly isPeer: boolean;
  open(): Promise<Reader>;
}

/** Medlint with so many children; a new pool each time, so that nothing is in its cache. */
export function medlint(engine: OcrEngineName, jobs: number): Contestant {
  return {
    name: `medlint ${engine}, ${jobs} ${jobs === 1 ? "child" : "children"}`,
    isPeer: false,
    async open() {
      const pool = await createOcrPool({ engine, jobs, timeLimitMs: 600_000 });
      await Promise.all(
        Array.from({ length: jobs }, async (_, seed) => pool.read(await drawPicture(340, 90, 60, 90 + seed))),
      );
      return {
        async read(pictures) {
          const readings = await Promise.all(pictures.map((bytes) => pool.read(bytes)));
          return readings.reduce((sum, { lines }) => sum + lines.reduce((all, { text }) => all + text.length, 0), 0);
        },
        megabytes: () => peakMegabytes("children"),
        close: () => pool.close(),
      };
    },
  };
}

/** The peers that are installed in `bench/node_modules`. */
export function peers(): Contestant[] {
  const modules = join(import.meta.dirname, "../node_modules");
  const all: readonly [string, Contestant][] = [
    ["@gutenye/ocr-node", gutenye()],
    ["tesseract.js", tesseract()],
  ];
  return all.filter(([name]) => existsSync(join(modules, name))).map(([, contestant]) => contestant);
}

/** The package's type does not reach this project: it is in another package. */
type GutenyeModule = { default: { create(): Promise<{ detect(path: string): Promise<{ text: string }[]> }> } };

function gutenye(): Contestant {
  return {
    name: "@gutenye/ocr-node",
    isPeer: true,
    async open() {
      const name: string = "@gutenye/ocr-node";
      const { default: Ocr } = (await import(name)) as GutenyeModule;
      const ocr = await Ocr.create();
      const folder = mkdtempSync(join(tmpdir(), "medlint-bench-ocr-"));
      const path = join(folder, "picture.jpg");
      return {
        async read(pictures) {
          let count = 0;
          for (const bytes of pictures) {
            writeFileSync(path, bytes);
            for (const { text } of await ocr.detect(path)) count += text.length;
          }
          return count;
        },
        megabytes: () => peakMegabytes("own"),
        close: async () => rmSync(folder, { recursive: true, force: true }),
      };
    },
  };
}

function tesseract(): Contestant {
  return {
    name: "tesseract.js",
    isPeer: true,
    async open() {
      const { createWorker } = await import("tesseract.js");
      const data = createRequire(import.meta.url).resolve("@tesseract.js-data/chi_sim/package.json");
      const langPath = join(dirname(data), "4.0.0_best_int");
      const worker = await createWorker("chi_sim", 1, { langPath, cacheMethod: "none" });
      return {
        async read(pictures) {
          let count = 0;
          for (const bytes of pictures) count += (await worker.recognize(bytes)).data.text.replaceAll(/\s/g, "").length;
          return count;
        },
        megabytes: () => peakMegabytes("own"),
        close: async () => void (await worker.terminate()),
      };
    },
  };
}
