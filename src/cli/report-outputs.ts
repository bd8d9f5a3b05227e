import type { Dictionary } from "../contracts/dictionary.js";
import type { ScanResult } from "../contracts/result.js";
import type { Closing, Origin, ReportedListing, Reporter } from "../report/reporter.js";
import type { Summary } from "../report/summary.js";
import { type Io, type Output, wantsColor } from "./io.js";
import { OutputFile } from "./output-file.js";
import type { FormatRequest, ReportFormat } from "./report-formats.js";
import { type ReportSink, TextSink, WorkbookSink } from "./report-sinks.js";

/** What the formats want to know of the run. */
export interface ReportOptions {
  readonly color: boolean;
  readonly explain?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly strict?: boolean | undefined;
  readonly hasRegistry: boolean;
  readonly hasBaseline: boolean;
  readonly version: string;
  readonly dictionary: Pick<Dictionary, "rules" | "bases">;
  /** Called before anything is written. */
  readonly beforePrint: () => Promise<void>;
}

/** Formats that show the result only. */
const RESULT_ONLY: readonly ReportFormat[] = ["json", "jsonl", "junit", "markdown"];

/** All reports of one command. Files appear whole, all of them, or none. */
export class ReportOutputs {
  readonly #sinks: readonly ReportSink[];
  readonly #files: readonly OutputFile[];
  /** Whether a format shows more of a listing than its result. */
  readonly needsListing: boolean;
  /** Whether the report for people goes to the standard output, so that nothing needs saying beside it. */
  readonly isStylish: boolean;
  readonly paths: readonly string[];
  /** Takes results that are JSON Lines already, as text or as UTF-8; null where anything else is written too. */
  readonly lines: ((lines: string | Uint8Array) => Promise<void>) | null;

  private constructor(
    sinks: readonly ReportSink[],
    files: readonly OutputFile[],
    requests: readonly FormatRequest[],
    lines: ReportOutputs["lines"],
  ) {
    this.lines = lines;
    this.#sinks = sinks;
    this.#files = files;
    this.needsListing = requests.some(({ format }) => !RESULT_ONLY.includes(format));
    this.isStylish = requests.some(({ format, path }) => format === "stylish" && path === null);
    this.paths = requests.flatMap(({ path }) => (path === null ? [] : [path]));
  }

  /** @throws ConfigurationError MEDLINT_OUTPUT where a file cannot be made */
  static async open(requests: readonly FormatRequest[], io: Io, options: ReportOptions): Promise<ReportOutputs> {
    const files: OutputFile[] = [];
    try {
      const sinks: ReportSink[] = [];
      for (const { format, path, option } of requests) {
        const file = path === null ? null : await OutputFile.open(path, option);
        if (file !== null) files.push(file);
        if (format === "xlsx") {
          if (file === null) throw new TypeError("a workbook needs a file");
          sinks.push(new WorkbookSink(file, options));
        } else {
          const output = file ?? io.stdout;
          sinks.push(new TextSink(await createReporter(format, output, io, options), output, options.beforePrint));
        }
      }
      const isLinesOnly = requests.length === 1 && requests[0]?.format === "jsonl";
      const lines = isLinesOnly ? linesTo(files[0] ?? io.stdout, options) : null;
      return new ReportOutputs(sinks, files, requests, lines);
    } catch (error) {
      for (const file of files) await file.discard();
      throw error;
    }
  }

  async begin(): Promise<void> {
    for (const sink of this.#sinks) await sink.begin();
  }

  async result(result: ScanResult, listing: ReportedListing | null, origin: Origin | null): Promise<void> {
    for (const sink of this.#sinks) await sink.result(result, listing, origin);
  }

  async end(summary: Summary, closing: Closing): Promise<void> {
    for (const sink of this.#sinks) await sink.end(summary, closing);
  }

  /** Moves every file to its place. */
  async commit(): Promise<void> {
    // All are closed before the first is moved: a full disk leaves no half set.
    for (const file of this.#files) await file.close();
    for (const file of this.#files) await file.commit();
  }

  /** Moves every file beside its place: the run was interrupted. @returns the paths */
  async commitPart(): Promise<string[]> {
    const paths: string[] = [];
    for (const file of this.#files) paths.push(await file.commitPart());
    return paths;
  }

  async discard(): Promise<void> {
    for (const file of this.#files) await file.discard();
  }
}

function linesTo(output: Output, { beforePrint }: ReportOptions): ReportOutputs["lines"] {
  return async (lines) => {
    if (lines.length === 0) return;
    await beforePrint();
    if (typeof lines === "string") await output.write(lines);
    else await (output.writeBytes?.(lines) ?? output.write(new TextDecoder().decode(lines)));
  };
}

async function createReporter(
  format: Exclude<ReportFormat, "xlsx">,
  output: Output,
  io: Io,
  options: ReportOptions,
): Promise<Reporter> {
  switch (format) {
    case "json":
      return (await import("../report/json.js")).createJsonReporter();
    case "jsonl":
      return (await import("../report/jsonl.js")).createJsonlReporter();
    case "sarif": {
      const { ruleCatalogue } = await import("../report/rule-catalogue.js");
      const { createSarifReporter } = await import("../report/sarif.js");
      return createSarifReporter({ ...options, rules: ruleCatalogue(options.dictionary) });
    }
    case "csv":
      return (await import("../report/csv.js")).createCsvReporter(options);
    case "html":
      return (await import("../report/html/html-report.js")).createHtmlReporter(options);
    case "junit":
      return (await import("../report/junit.js")).createJunitReporter(options);
    case "github":
      return (await import("../report/annotations.js")).createAnnotationsReporter(options);
    case "markdown":
      return (await import("../report/markdown.js")).createMarkdownReporter(options);
    case "stylish": {
      const { createStylishReporter } = await import("../report/stylish.js");
      return createStylishReporter({ ...options, color: wantsColor(options.color, output, io.env) });
    }
  }
}
