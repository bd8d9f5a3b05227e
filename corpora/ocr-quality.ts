import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { OCR_ENGINES, type OcrEngineName, type PictureReading } from "../src/contracts/ocr.js";
import { createOcrPool } from "../src/ocr/index.js";
import { ChildMemory } from "./ocr/memory.js";
import { type LineScore, scoreLines } from "./ocr/score-lines.js";

/** What is measured here is what is read, not how fast: a busy machine may take its time for a poster. */
const PATIENCE_MS = 1_800_000;

/** A picture of `ground-truth.json`. */
interface Truth {
  readonly file: string;
  readonly kind: string;
  readonly ground_truth: readonly string[];
  readonly ground_truth_complete: boolean;
}

/** Lines that stand on a picture and that its ground truth leaves out, by file. */
type LeftOut = Readonly<Record<string, readonly string[]>>;

interface Scored {
  readonly truth: Truth;
  readonly reading: PictureReading;
  readonly score: LineScore;
}

/**
 * `npm run quality -- ocr`: characters found and extra, edit distance, exact lines, by kind, for one engine or both.
 * "found" counts the written characters that were read, "extra" the read ones that nobody wrote, both as shares of the
 * written ones (a character read as another one is missing and extra; the net extra counts only what a picture gives
 * beyond what is written on it); pictures whose list of lines is incomplete count for "found" only.
 */
export async function ocrQuality(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: "string", multiple: true },
      engine: { type: "string", default: "paddle" },
      jobs: { type: "string", default: "1" },
      misses: { type: "string", default: "0" },
      only: { type: "string" },
      also: { type: "string" },
      halves: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const folders = values.images ?? ["out/pictures"];
  if (values.help || !folders.every((folder) => existsSync(join(folder, "ground-truth.json")))) {
    process.stdout.write(
      "npm run quality -- ocr [--images DIR]… [--engine paddle|tesseract|both] [--jobs N] [--only KIND] [--misses N]\n" +
        "  [--also FILE]   标注漏掉、但图片上写着的行：{文件: [行]}，如 corpora/ocr/left-out-lines.json\n" +
        "  [--halves]      另按文件名的 SHA-256 分成两半：参数在一半上定，看另一半\n\n" +
        "DIR 里须有 ground-truth.json；先生成：npx tsx corpora/pictures/render.ts --seed 1 --out out/pictures\n",
    );
    return values.help ? 0 : 2;
  }
  const engines = values.engine === "both" ? OCR_ENGINES : OCR_ENGINES.filter((engine) => engine === values.engine);
  for (const folder of folders) {
    const all = JSON.parse(readFileSync(join(folder, "ground-truth.json"), "utf8")) as Truth[];
    const also = values.also === undefined ? {} : (JSON.parse(readFileSync(values.also, "utf8")) as LeftOut);
    const truths = all
      .filter(({ kind }) => values.only === undefined || kind === values.only)
      .map((truth) => ({ ...truth, ground_truth: [...truth.ground_truth, ...(also[truth.file] ?? [])] }));
    for (const engine of engines) {
      const scored = await scoreFolder(folder, truths, engine, Number(values.jobs), Number(values.misses));
      if (values.halves) printHalves(scored);
    }
  }
  return 0;
}

async function scoreFolder(
  folder: string,
  truths: readonly Truth[],
  engine: OcrEngineName,
  jobs: number,
  misses: number,
): Promise<readonly Scored[]> {
  const pool = await createOcrPool({ engine, jobs, timeLimitMs: PATIENCE_MS });
  const memory = new ChildMemory();
  const began = performance.now();
  const scored = await Promise.all(
    truths.map(async (truth): Promise<Scored> => {
      const reading = await pool.read(async () => readFileSync(join(folder, truth.file)));
      return {
        truth,
        reading,
        score: scoreLines(
          truth.ground_truth,
          reading.lines.map(({ text }) => text),
        ),
      };
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  const peak = memory.stop();
  await pool.close();
  print(`\n${folder} · ${engine} · ${truths.length} 张 · ${jobs} 个进程`);
  print(
    `每张 ${((seconds * 1_000) / truths.length).toFixed(0)} ms，共 ${seconds.toFixed(1)} s，识别进程内存峰值 ${(peak / 1e6).toFixed(0)} MB`,
  );
  print("类型                             张数  字数   读出     多出  净多出  编辑距离  整行");
  const kinds = [...new Set(truths.map(({ kind }) => kind))];
  if (kinds.length <= 16)
    for (const kind of kinds)
      printRow(
        kind,
        scored.filter(({ truth }) => truth.kind === kind),
      );
  const isVertical = ({ truth }: Scored) => truth.kind === "vertical";
  if (scored.some(isVertical))
    printRow(
      "（不含竖排）",
      scored.filter((one) => !isVertical(one)),
    );
  const complete = scored.filter(({ truth }) => truth.ground_truth_complete);
  if (complete.length < scored.length) printRow("（标注完整的）", complete);
  printRow("全部", scored);
  const unread = scored.filter(({ reading }) => reading.status !== "read");
  for (const { truth, reading } of unread)
    print(`未读：${truth.file} ${reading.notes.map(({ code }) => code).join(" ")}`);
  for (const { truth, score, reading } of worst(scored).slice(0, misses)) {
    print(`\n${truth.file}：${score.found}/${score.written}，读到 ${reading.lines.length} 行`);
    for (const { written, nearest } of score.missed.slice(0, 12)) print(`  ${written} → ${nearest}`);
  }
  return scored;
}

/** Pictures whose list of lines is complete, in two halves by the last bit of their name's first hashed byte. */
function printHalves(scored: readonly Scored[]): void {
  const complete = scored.filter(({ truth }) => truth.ground_truth_complete);
  for (const half of [0, 1]) {
    printRow(
      half === 0 ? "（前一半）" : "（后一半）",
      complete.filter(({ truth }) => ((createHash("sha256").update(truth.file).digest()[0] as number) & 1) === half),
    );
  }
}

function worst(scored: readonly Scored[]): Scored[] {
  return [...scored].sort((a, b) => a.score.found - a.score.written - (b.score.found - b.score.written));
}

function printRow(name: string, scored: readonly Scored[]): void {
  const sum = (of: (score: LineScore) => number) => scored.reduce((total, { score }) => total + of(score), 0);
  const written = sum((score) => score.written);
  const complete = scored.filter(({ truth }) => truth.ground_truth_complete);
  const extra = complete.reduce((total, { score }) => total + score.read - score.found, 0);
  const surplus = complete.reduce((total, { score }) => total + Math.max(0, score.read - score.written), 0);
  const base = complete.reduce((total, { score }) => total + score.written, 0);
  const share = (part: number, whole: number) => (whole === 0 ? "—" : `${((100 * part) / whole).toFixed(1)}%`);
  const cells = [
    String(scored.length).padStart(5),
    String(written).padStart(6),
    share(
      sum((score) => score.found),
      written,
    ).padStart(7),
    share(extra, base).padStart(7),
    share(surplus, base).padStart(7),
    (
      sum((score) => score.distance) /
      Math.max(
        1,
        sum((score) => score.lines),
      )
    )
      .toFixed(3)
      .padStart(8),
    share(
      sum((score) => score.exact),
      sum((score) => score.lines),
    ).padStart(7),
  ];
  const wide = Array.from(name).reduce((total, char) => total + (char > "\u2e80" ? 2 : 1), 0);
  print(`${name}${" ".repeat(Math.max(1, 30 - wide))}${cells.join(" ")}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
