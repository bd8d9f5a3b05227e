import { CONTEXTS, type Context, KINDS, type Kind } from "../../contracts/listing.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";
import { todayInShanghai } from "../../prepare/day.js";
import type { PageReader } from "../../prepare/passages.js";
import { prepareListing } from "../../prepare/prepare-listing.js";
import type { Input, InputFormat } from "../../prepare/read/input.js";
import { readInputs } from "../../prepare/read/read-inputs.js";
import { createJsonReporter } from "../../report/json.js";
import { createJsonlReporter } from "../../report/jsonl.js";
import { neutralise } from "../../report/neutralise.js";
import type { Reporter } from "../../report/reporter.js";
import { SummaryCounter } from "../../report/summary.js";
import { describeNote } from "../../report/wording.js";
import type { Profile } from "../../rules/profile.js";
import { loadConfigured, withDefaults } from "../configured.js";
import { UsageError } from "../errors.js";
import { exitCodeOf } from "../exit-code.js";
import { type Io, type Output, wantsColor } from "../io.js";
import { OutputFile } from "../output-file.js";
import { openRecorder } from "../listing-recorder.js";
import { Progress } from "../progress.js";
import type { CheckRegistry, CliScanner, Services } from "../services.js";

export const REPORT_FORMATS = ["stylish", "json", "jsonl"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export { CONTEXTS, KINDS };

/** Options of `medlint check`, parsed. */
export interface CheckOptions {
  readonly from: InputFormat;
  readonly format: ReportFormat;
  readonly kind?: Kind | undefined;
  readonly context?: Context | undefined;
  readonly registry?: string | undefined;
  readonly profile?: Profile | undefined;
  readonly asOf?: string | undefined;
  readonly dictionary?: string | undefined;
  readonly config?: string | boolean | undefined;
  /** Names of the options that the command line gave; a configuration's defaults fill in the others. */
  readonly given?: ReadonlySet<string> | undefined;
  readonly id?: string | undefined;
  readonly record?: boolean | undefined;
  readonly database?: string | undefined;
  readonly output?: string | undefined;
  readonly explain?: boolean | undefined;
  readonly strict?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly color: boolean;
}

/**
 * Reads, prepares, judges and reports, one listing after the other, in input order.
 *
 * @returns the exit code
 * @throws CliError where options, dictionary, registry or output file cannot be used
 */
export async function check(
  paths: readonly string[],
  asked: CheckOptions,
  io: Io,
  services: Services,
): Promise<number> {
  if (paths.length === 0) throw new UsageError("没有指定要检查的内容：请给出文件或文件夹的路径，或用 - 从标准输入读取");
  if (asked.id !== undefined && paths.length > 1) throw new UsageError("--id 只能用于一个输入");

  const configured = await loadConfigured(asked, asked.asOf ?? todayInShanghai(), io, services);
  const options = withDefaults(asked, configured.defaults, (name) => asked.given?.has(name) ?? false);
  const recorder = await openRecorder(options);
  const created = await services.createScanner(configured.dictionary, options.profile);
  const scanner = recorder.watch(created);
  const registry = options.registry === undefined ? null : await services.openRegistry(options.registry);
  try {
    const file = options.output === undefined ? null : await OutputFile.open(options.output);
    try {
      const run = new CheckRun(options, io, services, scanner, registry, file ?? io.stdout);
      const code = await run.all(paths);
      if (file !== null && io.signal.aborted) await file.discard();
      else await file?.commit();
      return code;
    } catch (error) {
      await file?.discard();
      throw error;
    }
  } finally {
    registry?.close();
    recorder.close();
  }
}

class CheckRun {
  readonly #options: CheckOptions;
  readonly #io: Io;
  readonly #services: Services;
  readonly #scanner: CliScanner;
  readonly #registry: CheckRegistry | null;
  readonly #output: Output;
  readonly #progress: Progress;
  readonly #summary = new SummaryCounter();
  readonly #day: string;
  #readPage: PageReader | undefined;
  #done = 0;

  constructor(
    options: CheckOptions,
    io: Io,
    services: Services,
    scanner: CliScanner,
    registry: CheckRegistry | null,
    output: Output,
  ) {
    this.#options = options;
    this.#io = io;
    this.#services = services;
    this.#scanner = scanner;
    this.#registry = registry;
    this.#output = output;
    this.#progress = new Progress(io.stderr, "正在检查", !options.quiet);
    this.#day = options.asOf ?? todayInShanghai();
  }

  async all(paths: readonly string[]): Promise<number> {
    const { from, kind, context, id, strict = false } = this.#options;
    const reporter = await this.#createReporter();
    const tally = { otherFiles: 0 };
    const defaults = { ...(kind && { kind }), ...(context && { context }) };
    await this.#output.write(reporter.begin());
    for await (const input of readInputs(paths, { from, id, defaults }, this.#io.stdin, tally)) {
      if (this.#io.signal.aborted) break;
      const { result, prepared } = await this.#judge(input);
      this.#summary.add(result);
      await this.#complain(input);
      const text = reporter.result(
        result,
        this.#options.explain || this.#options.format === "stylish" ? prepared : null,
      );
      if (text !== "") {
        await this.#progress.clear();
        await this.#output.write(text);
      }
      await this.#progress.update(++this.#done, null, "件");
    }
    await this.#progress.clear();
    const summary = this.#summary.finish(tally.otherFiles);
    if (this.#io.signal.aborted) await this.#io.stderr.write("已中断：结果只到此为止，不完整\n");
    await this.#output.write(reporter.end(summary));
    return exitCodeOf(summary, strict);
  }

  async #judge(input: Input): Promise<{ result: ScanResult; prepared: Prepared | null }> {
    if (input.listing === null) return { result: this.#unread(input), prepared: null };
    try {
      if (input.listing.html !== undefined) this.#readPage ??= await this.#services.loadPageReader();
      const prepared = prepareListing(input.listing, {
        day: this.#day,
        lookup: this.#registry ? (numbers, day) => this.#registry?.lookup(numbers, day) ?? [] : undefined,
        search: this.#registry?.search?.bind(this.#registry),
        registry: this.#registry?.sources,
        readPage: this.#readPage,
        notes: input.notes,
      });
      return { result: this.#scanner.scanPrepared(prepared), prepared };
    } catch (error) {
      // One listing that breaks the scanner must not cost the others theirs.
      const where = input.line === undefined ? input.source : `${input.source}:${input.line}`;
      await this.#io.stderr.write(`${neutralise(`${where}：检查过程出错：${String(error)}`)}\n`);
      if (this.#io.env.MEDLINT_DEBUG && error instanceof Error) await this.#io.stderr.write(`${error.stack}\n`);
      const result = this.#unread({ ...input, notes: [...input.notes, { code: "scan-failed", where }] });
      return { result, prepared: null };
    }
  }

  /** The answer to what could not be read: never clean. */
  #unread(input: Input): ScanResult {
    const result: ScanResult = {
      listing: input.name,
      status: "incomplete",
      findings: [],
      coverage: {
        passages: 0,
        images: { read: 0, failed: 0, skipped: 0 },
        certificates: { found: [], missing: [] },
        registry: this.#registry?.sources ?? [],
        notes: [...input.notes, ...(this.#scanner.dictionary?.changes?.notes ?? [])],
      },
      engine: { ...this.#scanner.engine, day: this.#day },
    };
    return input.line === undefined ? result : { ...result, line: input.line };
  }

  /** The report for people says it in its place; with the others it is said beside. */
  async #complain(input: Input): Promise<void> {
    if (input.listing !== null || this.#options.format === "stylish") return;
    await this.#progress.clear();
    for (const note of input.notes) await this.#io.stderr.write(`${neutralise(describeNote(note))}\n`);
  }

  async #createReporter(): Promise<Reporter> {
    const { format, explain, quiet, color } = this.#options;
    if (format === "json") return createJsonReporter();
    if (format === "jsonl") return createJsonlReporter();
    const { createStylishReporter } = await import("../../report/stylish.js");
    const hasColor = wantsColor(color, this.#output, this.#io.env);
    return createStylishReporter({ color: hasColor, explain, quiet, hasRegistry: this.#registry !== null });
  }
}
