import type { Command } from "commander";
import { OCR_ENGINES } from "../contracts/ocr.js";
import type { OcrOptions } from "./commands/ocr.js";
import type { Io } from "./io.js";
import { countOf, oneOf } from "./option-parsers.js";

const FORMATS = ["text", "jsonl", "annotated"] as const;

/** `medlint ocr`. */
export function addOcr(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command("ocr")
    .description("识别图片中的文字，不作判断")
    .argument("<图片...>", "图片文件，或存放图片的文件夹")
    .option("--format <格式>", `输出格式：${FORMATS.join("、")}`, oneOf("--format", FORMATS), "text")
    .option("--ocr <引擎>", `识别引擎：${OCR_ENGINES.join("、")}`, oneOf("--ocr", OCR_ENGINES), "paddle")
    .option("--jobs <数量>", "同时工作的识别进程数，默认等于处理器数", countOf("--jobs", 64))
    .option("--cache <文件夹>", "保存识别结果的文件夹，相同的图片不再识别")
    .option("--output <路径>", "输出文件；annotated 为存放标注图的文件夹")
    .option("--quiet", "不显示进度")
    .addHelpText(
      "after",
      `
annotated 为每张图片写一个 SVG：原图上标出每一行的位置和文字，可用浏览器打开。
有图片未能读全时退出码为 3。

示例：
  $ medlint ocr 海报.jpg
  $ medlint ocr 图片/ --format jsonl --output 文字.jsonl
  $ medlint ocr 海报.jpg --format annotated --output 标注/`,
    )
    .action(async (paths: string[], options: OcrOptions) => {
      const { ocr } = await import("./commands/ocr.js");
      done(await ocr(paths, options, io));
    });
}
