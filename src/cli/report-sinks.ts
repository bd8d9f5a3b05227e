import type { ScanResult } from "../contracts/result.js";
import type { Closing, Origin, ReportedListing, Reporter } from "../report/reporter.js";
import type { Summary } from "../report/summary.js";
import type { WorkbookOptions, WorkbookReport } from "../report/workbook.js";
import { CliError } from "./errors.js";
import type { Output } from "./io.js";
import type { OutputFile } from "./output-file.js";

/** A report on its way to a file or to the standard output. */
export interface ReportSink {
  begin(): Promise<void>;
  result(result: ScanResult, listing: ReportedListing | null, origin: Origin | null): Promise<void>;
  end(summary: Summary, closing: Closing): Promise<void>;
}

/** A reporter of texts, at the pace of its output. */
export class TextSink implements ReportSink {
  readonly #reporter: Reporter;
  readonly #output: Output;
  readonly #beforePrint: () => Promise<void>;

  /** @param beforePrint called before anything but nothing is written, so that a progress line can give way */
  constructor(reporter: Reporter, output: Output, beforePrint: () => Promise<void>) {
    this.#reporter = reporter;
    this.#output = output;
    this.#beforePrint = beforePrint;
  }

  begin(): Promise<void> {
    return this.#write(this.#reporter.begin());
  }

  result(result: ScanResult, listing: ReportedListing | null, origin: Origin | null): Promise<void> {
    return this.#write(this.#reporter.result(result, listing, origin));
  }

  end(summary: Summary, closing: Closing): Promise<void> {
    return this.#write(this.#reporter.end(summary, closing));
  }

  async #write(text: string): Promise<void> {
    if (text === "") return;
    await this.#beforePrint();
    await this.#output.write(text);
  }
}

/** An XLSX workbook into a file; the package that writes it is optional and loaded here. */
export class WorkbookSink implements ReportSink {
  readonly #file: OutputFile;
  readonly #options: WorkbookOptions;
  #workbook: WorkbookReport | null = null;

  constructor(file: OutputFile, options: WorkbookOptions) {
    this.#file = file;
    this.#options = options;
  }

  async begin(): Promise<void> {
    const exceljs = await import("exceljs").catch((cause: unknown) => {
      throw new CliError(
        "MEDLINT_MODULE_MISSING",
        "写 XLSX 需要可选组件 exceljs；请运行 npm install exceljs，或改用 --format csv",
        { cause },
      );
    });
    const { WorkbookReport: Workbook } = await import("../report/workbook.js");
    this.#workbook = new Workbook(exceljs.default, this.#file.bytes, this.#options);
  }

  async result(result: ScanResult, listing: ReportedListing | null): Promise<void> {
    this.#file.throwIfFailed();
    await this.#workbook?.result(result, listing);
  }

  async end(summary: Summary, closing: Closing): Promise<void> {
    this.#file.throwIfFailed();
    await this.#workbook?.end(summary, closing);
  }
}
