import { answerInputs, type OneAnswered } from "../../batches/answer-inputs.js";
import { type BatchAnswer, type Complaint, listingsOf, resultsOf } from "../../batches/batch-answer.js";
import { Judge, type Judged } from "../../batches/judge.js";
import { CONTEXTS, type Context, KINDS, type Kind } from "../../contracts/listing.js";
import { todayInShanghai } from "../../prepare/day.js";
import type { Input, ReadOptions } from "../../prepare/read/input.js";
import { type RawInput, sizeOf } from "../../prepare/read/raw-input.js";
import { readRawInputs } from "../../prepare/read/read-raw.js";
import { neutralise } from "../../report/neutralise.js";
import type { Origin } from "../../report/reporter.js";
import { SummaryCounter } from "../../report/summary.js";
import type { Profile } from "../../rules/profile.js";
import { CheckProgress } from "../check-progress.js";
import { loadConfigured, withDefaults } from "../configured.js";
import { UsageError } from "../errors.js";
import type { EvidenceRecorder, EvidenceRecorderOptions } from "../evidence-recorder.js";
import { exitCodeOf } from "../exit-code.js";
import { FindingReview, type ReviewOptions } from "../finding-review.js";
import { type InputOptions, readOptionsOf } from "../input-options.js";
import type { Io } from "../io.js";
import { licenceLookup } from "../licence-lookup.js";
import { type ListingRecorder, openRecorder } from "../listing-recorder.js";
import { PictureReading, type PictureReadingOptions } from "../picture-reading.js";
import { type FormatRequest, resolveFormats } from "../report-formats.js";
import { ReportOutputs } from "../report-outputs.js";
import type { CheckRegistry, CliScanner, Services } from "../services.js";
import { planWorkers } from "../worker-plan.js";

export { CONTEXTS, KINDS };

/** Options of `medlint check`, parsed. */
export interface CheckOptions extends ReviewOptions, PictureReadingOptions, InputOptions, EvidenceRecorderOptions {
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
  /** Worker threads, and child processes that read pictures. Default: as many as cores, where the input is large. */
  readonly jobs?: number | undefined;
  readonly record?: boolean | undefined;
  readonly database?: string | undefined;
  /** File of the key that signs the history of cases. */
  readonly key?: string | undefined;
  readonly output?: string | undefined;
  readonly explain?: boolean | undefined;
  readonly strict?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly watch?: boolean | undefined;
  readonly color: boolean;
}

/**
 * Reads, prepares, judges and reports in input order: in this thread, or large inputs in worker threads.
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
  const recorder = await openRecorder(options, io);
  const created = await services.createScanner(dictionary, options.profile);
  const scanner = recorder.watch(created);
  const registry = options.registry === undefined ? null : await services.openRegistry(options.registry);
  const evidence =
    options.evidence === undefined &&
    options.screenshots !== true &&
    options.evidenceFile === undefined &&
    options.sample === undefined
      ? null
      : (await import("../evidence-recorder.js")).openEvidenceRecorder(options, paths, io.env);
  try {
    const review = await FindingReview.open(
      options,
      day,
      dictionary.rules.map(({ id }) => id),
    );
    const progress = new CheckProgress(io.stderr, paths, !options.quiet);
    const reading = await readOptionsOf(options);
    const outputs = await ReportOutputs.open(resolveFormats(options.format, options.output, paths), io, {
      ...options,
      hasRegistry: registry !== null,
      hasBaseline: review.hasBaseline,
      version: scanner.engine.version,
      dictionary,
      beforePrint: () => progress.clear(),
    });
    try {
      const run = new CheckRun(options, io, services, scanner, registry, outputs, review, progress, recorder);
      run.evidence = evidence;
      await evidence?.plan(paths, reading);
      const code = await run.all(paths, reading);
      if (io.signal.aborted) evidence?.interrupted();
      else evidence?.finish(code);
      if (io.signal.aborted) await run.keepPart();
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
    // Cases written last still tie their evidence.
    await recorder.close().finally(() => evidence?.close());
  }
}

class CheckRun {
  readonly #options: CheckOptions;
  readonly #io: Io;
  readonly #services: Services;
  readonly #scanner: CliScanner;
  readonly #outputs: ReportOutputs;
  readonly #review: FindingReview;
  readonly #progress: CheckProgress;
  readonly #recorder: ListingRecorder;
  readonly #pictures: PictureReading;
  readonly #summary = new SummaryCounter();
  readonly #day: string;
  readonly #judge: Judge;
  #done = 0;
  /** Keeps what is read, where that is asked for. */
  evidence: EvidenceRecorder | null = null;

  constructor(
    options: CheckOptions,
    io: Io,
    services: Services,
    scanner: CliScanner,
    registry: CheckRegistry | null,
    outputs: ReportOutputs,
    review: FindingReview,
    progress: CheckProgress,
    recorder: ListingRecorder,
  ) {
    this.#options = options;
    this.#io = io;
    this.#services = services;
    this.#scanner = scanner;
    this.#outputs = outputs;
    this.#review = review;
    this.#progress = progress;
    this.#recorder = recorder;
    this.#pictures = new PictureReading(options, io);
    this.#day = options.asOf ?? todayInShanghai();
    const loadPageReader = this.#loadPageReader;
    const licences = licenceLookup(registry);
    this.#judge = new Judge({
      scanner,
      registry,
      licences,
      day: this.#day,
      loadPageReader,
      previous: (listing) => this.evidence?.previous(listing) ?? null,
    });
  }

  readonly #loadPageReader = () => this.#services.loadPageReader(this.#options.adapters);

  async all(paths: readonly string[], reading: ReadOptions): Promise<number> {
    const { strict = false } = this.#options;
    const { signal, stdin, stderr } = this.#io;
    const tally = { otherFiles: 0 };
    const answers = answerInputs(readRawInputs(paths, reading, stdin, tally), {
      judge: {
        judge: (input) => this.#judgeMarked(input),
        judgeAtOnce: (input) => this.#judgeMarkedAtOnce(input),
        unread: (input) => this.#judge.unread(input),
      },
      options: reading,
      prepare:
        this.#pictures.when === "never" ? undefined : (input) => this.#pictures.readInput(input, this.#loadPageReader),
      workers: await this.#planWorkers(paths, reading),
      signal,
    });
    await this.#outputs.begin();
    try {
      for await (const answered of answers) {
        if (answered.kind === "one") await this.#takeOne(answered);
        else if (answered.kind === "several") await this.#takeSeveral(answered.answers);
        else await this.#takeBatch(answered.batch.items, answered.answer);
      }
    } finally {
      await this.#pictures.close();
    }
    await this.#progress.clear();
    const summary = this.#summary.finish(tally.otherFiles);
    if (signal.aborted) await stderr.write(`已中断：结果只到此为止（${this.#done} 件），不完整\n`);
    const { fails, remarks } = this.#review.outcome(!signal.aborted);
    const exitCode = exitCodeOf(summary, strict, fails);
    await this.#outputs.end(summary, { exitCode, remarks });
    if (!this.#outputs.isStylish) {
      for (const remark of remarks) await stderr.write(`${neutralise(remark)}\n`);
    }
    return exitCode;
  }

  /** After an interruption: what is done is kept beside the files that were asked for, which hold whole reports only. */
  async keepPart(): Promise<void> {
    if (this.#done === 0) return this.#outputs.discard();
    for (const path of await this.#outputs.commitPart()) {
      await this.#io.stderr.write(`已完成的部分保存在 ${neutralise(path)}\n`);
    }
  }

  async #planWorkers(paths: readonly string[], { defaults = {}, id }: ReadOptions) {
    const { jobs, registry = null, adapters, inlineSuppressions } = this.#options;
    // Comments of a merchant's own file are read before it is judged: such files are few.
    if (inlineSuppressions === true || this.evidence !== null) return null;
    return planWorkers(jobs, paths, this.#scanner, {
      registry,
      day: this.#day,
      defaults,
      id,
      adapters,
      withListings: this.#outputs.needsListing,
      pictures: this.#pictures.when,
    });
  }

  /** Judges an input and marks what baseline and suppressions know. */
  async #judgeMarked(input: Input): Promise<Judged> {
    const { listing } = input;
    if (listing === null) {
      const unread = await this.#judge.judge(input);
      await this.evidence?.keep(input, unread);
      return unread;
    }
    const isPage = listing.html !== undefined;
    const comments = this.#review.readComments(listing, input.line === undefined);
    // Words of a comment are no copy; in a page they are left out anyway.
    const isRewritten = comments !== null && !isPage;
    const judged = await this.#judge.judge(
      isRewritten ? { ...input, listing: { ...listing, text: comments.text } } : input,
    );
    await this.evidence?.keep(input, judged);
    if (judged.prepared === null) return judged;
    return { ...judged, result: this.#review.mark(judged.result, comments, isPage) };
  }

  /** As `#judgeMarked`, without a promise; null where something must be waited for. */
  #judgeMarkedAtOnce(input: Input): Judged | null {
    if (this.evidence !== null || this.#options.inlineSuppressions === true) return null;
    const judged = this.#judge.judgeAtOnce(input);
    if (judged === null || judged.prepared === null || !this.#review.marks) return judged;
    return { ...judged, result: this.#review.mark(judged.result, null, input.listing?.html !== undefined) };
  }

  /** Lines are written many at a time. */
  async #takeSeveral(answers: readonly OneAnswered[]): Promise<void> {
    const { lines } = this.#outputs;
    if (lines === null) {
      for (const answered of answers) await this.#takeOne(answered);
      return;
    }
    let text = "";
    let findings = 0;
    let bytes = 0;
    for (const { raw, judged, complaints } of answers) {
      this.#summary.add(judged.result);
      if (complaints.length > 0) {
        // What was found before stands before what is said now.
        await lines(text);
        text = "";
        await this.#complain(complaints);
      }
      await this.#recorder.take(judged, this.evidence);
      text += `${JSON.stringify(judged.result)}\n`;
      findings += judged.result.findings.length;
      bytes += sizeOf(raw);
    }
    await lines(text);
    await this.#count(answers.length, findings, bytes);
  }

  async #takeOne({ raw, judged, shown, complaints }: OneAnswered): Promise<void> {
    this.#summary.add(judged.result);
    await this.#complain(complaints);
    await this.#recorder.take(judged, this.evidence);
    await this.#outputs.result(judged.result, shown, originOf(raw, shown));
    await this.#count(1, judged.result.findings.length, sizeOf(raw));
  }

  async #takeBatch(items: readonly RawInput[], answer: BatchAnswer): Promise<void> {
    const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0);
    await this.#complain(answer.complaints);
    if (this.#outputs.lines !== null && !this.#review.marks) {
      this.#summary.merge(answer.summary);
      await this.#outputs.lines(answer.lines);
      return this.#count(items.length, answer.summary.findings.total, bytes);
    }
    const unjudged = new Set(answer.unjudged);
    const listings = listingsOf(answer);
    for (const [index, found] of resultsOf(answer).entries()) {
      const raw = items[index];
      if (found === null || raw === undefined) continue;
      const shown = listings?.[index] ?? null;
      const result = unjudged.has(index) ? found : this.#review.mark(found, null, shown?.isPage === true);
      this.#summary.add(result);
      await this.#outputs.result(result, shown, originOf(raw, shown));
    }
    await this.#count(items.length, answer.summary.findings.total, bytes);
  }

  async #count(listings: number, findings: number, bytes: number): Promise<void> {
    this.#done += listings;
    await this.#progress.add(listings, findings, bytes);
  }

  /** The report for people says in its place what could not be read; with the others it is said beside. */
  async #complain(complaints: readonly Complaint[]): Promise<void> {
    for (const { text, isFailure, stack } of complaints) {
      if (!isFailure && this.#outputs.isStylish) continue;
      await this.#progress.clear();
      await this.#io.stderr.write(`${text}\n`);
      if (this.#io.env.MEDLINT_DEBUG && stack !== undefined) await this.#io.stderr.write(`${stack}\n`);
    }
  }
}

/** Where an input was read, with its text where the file holds nothing else. */
function originOf(
  raw: RawInput,
  shown: { document?: string | undefined; isPage?: boolean | undefined } | null,
): Origin {
  const line = "line" in raw ? raw.line : undefined;
  if (line !== undefined || shown === null) return { path: raw.source, line };
  return { path: raw.source, document: shown.document, isPage: shown.isPage };
}
