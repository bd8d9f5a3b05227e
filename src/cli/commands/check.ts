import { CONTEXTS, type Context, KINDS, type Kind } from "../../contracts/listing.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";
import { todayInShanghai } from "../../prepare/day.js";
import type { PageReader } from "../../prepare/passages.js";
import { prepareListing } from "../../prepare/prepare-listing.js";
import type { Input, InputFormat } from "../../prepare/read/input.js";
import { readInputs } from "../../prepare/read/read-inputs.js";
import { neutralise } from "../../report/neutralise.js";
import type { Origin } from "../../report/reporter.js";
import { SummaryCounter } from "../../report/summary.js";
import { describeNote } from "../../report/wording.js";
import type { Profile } from "../../rules/profile.js";
import { loadConfigured, withDefaults } from "../configured.js";
import { UsageError } from "../errors.js";
import { exitCodeOf } from "../exit-code.js";
import { FindingReview, type ReviewOptions } from "../finding-review.js";
import type { Io } from "../io.js";
import { licenceLookup } from "../licence-lookup.js";
import { openRecorder } from "../listing-recorder.js";
import { Progress } from "../progress.js";
import { type FormatRequest, resolveFormats } from "../report-formats.js";
import { ReportOutputs } from "../report-outputs.js";
import type { CheckRegistry, CliScanner, Services } from "../services.js";

export { CONTEXTS, KINDS };

/** Options of `medlint check`, parsed. */
export interface CheckOptions extends ReviewOptions {
  readonly from: InputFormat;
  readonly format?: readonly FormatRequest[] | undefined;
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

  const day = asked.asOf ?? todayInShanghai();
  const configured = await loadConfigured(asked, day, io, services);
  const { dictionary } = configured;
  const options = withDefaults(asked, configured.defaults, (name) => asked.given?.has(name) ?? false);
  const recorder = await openRecorder(options);
  const created = await services.createScanner(dictionary, options.profile);
  const scanner = recorder.watch(created);
  const registry = options.registry === undefined ? null : await services.openRegistry(options.registry);
  try {
    const review = await FindingReview.open(
      options,
      day,
      dictionary.rules.map(({ id }) => id),
    );
    const progress = new Progress(io.stderr, "正在检查", !options.quiet);
    const outputs = await ReportOutputs.open(resolveFormats(options.format, options.output, paths), io, {
      ...options,
      hasRegistry: registry !== null,
      hasBaseline: review.hasBaseline,
      version: scanner.engine.version,
      dictionary,
      beforePrint: () => progress.clear(),
    });
    try {
      const run = new CheckRun(options, io, services, scanner, registry, outputs, review, progress);
      const code = await run.all(paths);
      if (io.signal.aborted) await outputs.discard();
      else {
        await outputs.commit();
        await review.commit();
      }
      return code;
    } catch (error) {
      await outputs.discard();
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
  readonly #outputs: ReportOutputs;
  readonly #review: FindingReview;
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
    outputs: ReportOutputs,
    review: FindingReview,
    progress: Progress,
  ) {
    this.#options = options;
    this.#io = io;
    this.#services = services;
    this.#scanner = scanner;
    this.#registry = registry;
    this.#outputs = outputs;
    this.#review = review;
    this.#progress = progress;
    this.#day = options.asOf ?? todayInShanghai();
  }

  async all(paths: readonly string[]): Promise<number> {
    const { from, kind, context, id, strict = false } = this.#options;
    const tally = { otherFiles: 0 };
    const defaults = { ...(kind && { kind }), ...(context && { context }) };
    await this.#outputs.begin();
    for await (const input of readInputs(paths, { from, id, defaults }, this.#io.stdin, tally)) {
      if (this.#io.signal.aborted) break;
      const { result, prepared } = await this.#judge(input);
      this.#summary.add(result);
      await this.#complain(input);
      await this.#outputs.result(result, prepared, originOf(input));
      await this.#progress.update(++this.#done, null, "件");
    }
    await this.#progress.clear();
    const summary = this.#summary.finish(tally.otherFiles);
    if (this.#io.signal.aborted) await this.#io.stderr.write("已中断：结果只到此为止，不完整\n");
    const { fails, remarks } = this.#review.outcome(!this.#io.signal.aborted);
    const exitCode = exitCodeOf(summary, strict, fails);
    await this.#outputs.end(summary, { exitCode, remarks });
    if (!this.#outputs.isStylish) {
      for (const remark of remarks) await this.#io.stderr.write(`${neutralise(remark)}\n`);
    }
    return exitCode;
  }

  async #judge(input: Input): Promise<{ result: ScanResult; prepared: Prepared | null }> {
    if (input.listing === null) return { result: this.#unread(input), prepared: null };
    try {
      if (input.listing.html !== undefined) this.#readPage ??= await this.#services.loadPageReader();
      const isPage = input.listing.html !== undefined;
      const comments = this.#review.readComments(input.listing, input.line === undefined);
      // Words of a comment are no copy; in a page they are left out anyway.
      const listing = comments === null || isPage ? input.listing : { ...input.listing, text: comments.text };
      const prepared = prepareListing(listing, {
        day: this.#day,
        lookup: this.#registry ? (numbers, day) => this.#registry?.lookup(numbers, day) ?? [] : undefined,
        search: this.#registry?.search?.bind(this.#registry),
        licences: licenceLookup(this.#registry),
        registry: this.#registry?.sources,
        readPage: this.#readPage,
        notes: input.notes,
      });
      const result = this.#review.mark(this.#scanner.scanPrepared(prepared), comments, isPage);
      return { result, prepared };
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
    if (input.listing !== null || this.#outputs.isStylish) return;
    await this.#progress.clear();
    for (const note of input.notes) await this.#io.stderr.write(`${neutralise(describeNote(note))}\n`);
  }
}

/** Where an input was read, with its text where the file holds nothing else. */
function originOf({ source, line, listing }: Input): Origin {
  if (line !== undefined || listing === null) return { path: source, line };
  return { path: source, document: listing.html ?? listing.text, isPage: listing.html !== undefined };
}
