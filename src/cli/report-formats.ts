import { resolve } from "node:path";
import { UsageError } from "./errors.js";

export const REPORT_FORMATS = [
  "stylish",
  "json",
  "jsonl",
  "sarif",
  "csv",
  "xlsx",
  "html",
  "junit",
  "github",
  "markdown",
] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** One `--format`: what to write, and where; null is the standard output. */
export interface FormatRequest {
  readonly format: ReportFormat;
  readonly path: string | null;
  /** The option that named the file, for messages. */
  readonly option: "--format" | "--output";
}

const STYLISH: readonly FormatRequest[] = [{ format: "stylish", path: null, option: "--format" }];

/**
 * Collects `--format NAME` and `--format NAME=FILE`.
 *
 * @throws UsageError where the name is none of `REPORT_FORMATS` or the file is empty
 * @example
 * collectFormat("html=out.html", undefined); // → [{ format: "html", path: "out.html", option: "--format" }]
 */
export function collectFormat(value: string, previous: readonly FormatRequest[] | undefined): FormatRequest[] {
  const at = value.indexOf("=");
  const name = at < 0 ? value : value.slice(0, at);
  const format = REPORT_FORMATS.find((one) => one === name);
  if (format === undefined) {
    throw new UsageError(`--format 的值“${name}”无效，可用：${REPORT_FORMATS.join("、")}`, "MEDLINT_USAGE_CHOICE");
  }
  const path = at < 0 ? null : value.slice(at + 1);
  if (path === "") throw new UsageError(`--format ${name}= 后面缺少文件名`);
  return [...(previous ?? []), { format, path, option: "--format" }];
}

/**
 * What is written where: at most one format on the standard output (or in the file of `--output`), the others in files
 * of their own, none of them a file that is read.
 *
 * @throws UsageError where two would write to one place
 */
export function resolveFormats(
  asked: readonly FormatRequest[] | undefined,
  output: string | undefined,
  inputs: readonly string[],
): readonly FormatRequest[] {
  const requests = asked === undefined || asked.length === 0 ? STYLISH : asked;
  const loose = requests.filter(({ path }) => path === null);
  if (loose.length > 1) {
    const names = loose.map(({ format }) => format).join("、");
    throw new UsageError(
      `标准输出只能写一种格式（${names}）：其余请写成 --format 格式=文件，如 --format html=报告.html`,
    );
  }
  if (output !== undefined && loose.length === 0) {
    throw new UsageError("每个 --format 都写明了文件，不能再用 --output");
  }
  const resolved = requests.map(
    ({ format, path }): FormatRequest =>
      path === null && output !== undefined
        ? { format, path: output, option: "--output" }
        : { format, path, option: "--format" },
  );
  const taken = new Map<string, string>(
    inputs.filter((path) => path !== "-").map((path) => [resolve(path), "要检查的文件"]),
  );
  for (const { format, path } of resolved) {
    if (path === null) {
      if (format === "xlsx") throw new UsageError("xlsx 是二进制文件，请写成 --format xlsx=结果.xlsx");
      continue;
    }
    const owner = taken.get(resolve(path));
    if (owner !== undefined) throw new UsageError(`${format} 不能写入 ${path}：它是${owner}`);
    taken.set(resolve(path), ` ${format} 的输出文件`);
  }
  return resolved;
}
