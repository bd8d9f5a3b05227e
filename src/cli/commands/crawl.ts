import { availableParallelism } from "node:os";
import { Judge } from "../../batches/judge.js";
import type { OcrEngineName, OcrPool } from "../../contracts/ocr.js";
import type { ScanResult } from "../../contracts/result.js";
import { type CrawlConfig, parseCrawlConfig, readCrawlConfig } from "../../crawl/crawl-config.js";
import { describeSummary } from "../../crawl/crawl-summary.js";
import { CrawlError } from "../../crawl/errors.js";
import { openCrawlDatabase } from "../../crawl/frontier/open-crawl-database.js";
import { PageStore } from "../../crawl/frontier/page-store.js";
import { preparePage, resultOf } from "../../crawl/pages/judge-pages.js";
import { LocalJudge } from "../../crawl/pages/local-judge.js";
import { PagePool } from "../../crawl/pages/page-pool.js";
import { rescan } from "../../crawl/rescan.js";
import { judgedBy, type RoundJudge, runCrawl } from "../../crawl/run-crawl.js";
import { Scope } from "../../crawl/urls/scope.js";
import { createPageReader, loadAdapters } from "../../page/adapters/index.js";
import { todayInShanghai } from "../../prepare/day.js";
import { neutralise } from "../../report/neutralise.js";
import { SummaryCounter } from "../../report/summary.js";
import type { Profile } from "../../rules/profile.js";
import { loadConfigured, withDefaults } from "../configured.js";
import { openLog } from "../crawl-log.js";
import { type CrawlTargetOptions, configOf, databaseOf } from "../crawl-options.js";
import { ConfigurationError, UsageError } from "../errors.js";
import { EventLog } from "../event-log.js";
import { EXIT, exitCodeOf } from "../exit-code.js";
import type { Io } from "../io.js";
import { licenceLookup } from "../licence-lookup.js";
import type { CrawlKeeper, KeeperOptions } from "../page-keeper.js";
import { Progress } from "../progress.js";
import { type FormatRequest, resolveFormats } from "../report-formats.js";
import { ReportOutputs } from "../report-outputs.js";
import type { CheckRegistry, CliScanner, Services } from "../services.js";

interface JudgingOptions {
  readonly database?: string | undefined;
  readonly format?: readonly FormatRequest[] | undefined;
  readonly output?: string | undefined;
  readonly registry?: string | undefined;
  readonly profile?: Profile | undefined;
  readonly asOf?: string | undefined;
  readonly dictionary?: string | undefined;
  readonly config?: string | boolean | undefined;
  readonly adapters?: string | undefined;
  readonly jobs?: number | undefined;
  readonly strict?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly color: boolean;
  readonly given?: ReadonlySet<string> | undefined;
}

/** Options of `medlint crawl`, parsed. */
export interface CrawlCommandOptions extends JudgingOptions, CrawlTargetOptions {
  readonly events?: string | undefined;
  readonly log?: string | undefined;
}

/** Options of `medlint rescan`, parsed. */
export interface RescanCommandOptions extends JudgingOptions {
  readonly since?: string | undefined;
}

/**
 * Crawls, judges, commits, and at the end writes the results of everything that is known.
 *
 * @returns the exit code
 */
export async function crawlCommand(
  targets: readonly string[],
  asked: CrawlCommandOptions,
  io: Io,
  services: Services,
): Promise<number> {
  return saying(async () => {
    const config = configOf(targets, asked, io);
    const run = await Run.open(config, databaseOf(targets[0], config, asked.database), asked, io, services);
    let keeper: CrawlKeeper | null = null;
    const events = asked.events === undefined ? null : new EventLog(asked.events);
    try {
      const progress = new Progress(io.stderr, "采集", asked.quiet !== true);
      const log = await openLog(asked.log, io);
      const { signal } = io;
      keeper = await openKeeper({ ...config, profile: asked.profile, scope: targets.join("、") }, io);
      const summary = await runCrawl({
        database: run.database,
        config,
        day: run.day,
        version: run.scanner.engine.version,
        signal,
        openJudge: (day) => run.openJudge(day),
        openPictures: openReader,
        ...(keeper !== null && { keeper }),
        ...(config.render !== "never" && {
          openRenderer: async (...given) =>
            (await import("../../crawl/render/open-renderer.js")).openRenderer(...given),
        }),
        onEvent: (event) => {
          log?.(event);
          events?.add(event);
        },
        onProgress: (counts) => {
          const where = () => [...counts.hosts].map(([host, count]) => `${host}×${count}`).slice(0, 3);
          const { done, failed, findings } = counts;
          void progress.update(done, null, "页", () => `失败 ${failed}，问题 ${findings} ${where().join(" ")}`);
        },
      });
      await progress.clear();
      const code = await run.report();
      for (const line of describeSummary(summary)) await io.stderr.write(`${neutralise(line)}\n`);
      return code === EXIT.ok && !summary.isFinished ? EXIT.unread : code;
    } finally {
      events?.close();
      await keeper?.close();
      run.close();
    }
  });
}

/** Judges again what is stored, and writes the results of everything that is known. */
export async function rescanCommand(
  target: string | undefined,
  asked: RescanCommandOptions,
  io: Io,
  services: Services,
): Promise<number> {
  return saying(async () => {
    if (target === undefined && asked.database === undefined)
      throw new UsageError("请写明采集配置，或用 --database 写明采集数据库");
    const config =
      target === undefined ? parseCrawlConfig({ seeds: ["http://localhost/"] }, "") : readCrawlConfig(target, io.env);
    const run = await Run.open(config, databaseOf(target, config, asked.database), asked, io, services);
    try {
      const judge = await run.openJudge(run.day);
      // Nothing is captured again: only cases are told.
      const keeper = await openKeeper({ cases: config.cases, profile: asked.profile, scope: target ?? "" }, io);
      const progress = new Progress(io.stderr, "重新检查", asked.quiet !== true);
      try {
        const count = await rescan({
          database: run.database,
          judge,
          ...(keeper !== null && { keeper }),
          since: asked.since === undefined ? undefined : Date.parse(`${asked.since}T00:00:00+08:00`),
          signal: io.signal,
          onProgress: (judged) => void progress.update(judged, null, "页"),
        });
        await progress.clear();
        const code = await run.report();
        await io.stderr.write(`重新检查 ${count} 页${io.signal.aborted ? "，已中断；用同一条命令继续" : ""}\n`);
        return code === EXIT.ok && io.signal.aborted ? EXIT.unread : code;
      } finally {
        await judge.pages.close();
        await keeper?.close();
      }
    } finally {
      run.close();
    }
  });
}

const NOTHING = { listing: null, status: "clean", findings: [] } as const;

/** What both commands share: database, scanner, registry, reports. */
class Run {
  readonly database: ReturnType<typeof openCrawlDatabase>;
  readonly scanner: CliScanner;
  readonly day: string;
  readonly #config: CrawlConfig;
  readonly #options: JudgingOptions;
  readonly #io: Io;
  readonly #registry: CheckRegistry | null;
  readonly #configured: Awaited<ReturnType<typeof loadConfigured>>;

  private constructor(
    database: Run["database"],
    scanner: CliScanner,
    day: string,
    config: CrawlConfig,
    options: JudgingOptions,
    io: Io,
    registry: CheckRegistry | null,
    configured: Awaited<ReturnType<typeof loadConfigured>>,
  ) {
    this.database = database;
    this.scanner = scanner;
    this.day = day;
    this.#config = config;
    this.#options = options;
    this.#io = io;
    this.#registry = registry;
    this.#configured = configured;
  }

  static async open(config: CrawlConfig, path: string, asked: JudgingOptions, io: Io, services: Services) {
    const day = asked.asOf ?? todayInShanghai();
    const configured = await loadConfigured(asked, day, io, services);
    const { database: _database, ...defaults } = configured.defaults;
    const options = withDefaults(asked, defaults, (name) => asked.given?.has(name) ?? false);
    const own = {
      ...options,
      registry: options.registry ?? config.registry,
      adapters: options.adapters ?? config.adapters,
    };
    const scanner = await services.createScanner(configured.dictionary, own.profile);
    const registry = own.registry === undefined ? null : await services.openRegistry(own.registry);
    const database = openCrawlDatabase(path);
    return new Run(database, scanner, day, config, own, io, registry, configured);
  }

  /** Worker threads where they are installed; otherwise, and for one job asked for by name, this thread. */
  async openJudge(day: string): Promise<RoundJudge> {
    const { adapters, profile, jobs } = this.#options;
    const { scope, links, pages, kind, context } = this.#config;
    const registry = this.#registry;
    const rules = { ...scope, links, pages };
    const defaults = { ...(kind && { kind }), ...(context && { context }) };
    const readPage = createPageReader(adapters === undefined ? [] : loadAdapters(adapters));
    const licences = licenceLookup(registry);
    const judge = new Judge({ scanner: this.scanner, registry, licences, day, loadPageReader: async () => readPage });
    const unread: RoundJudge["unread"] = (url, notes) => resultOf({ result: judge.unread({ name: url, notes }) });
    const { dictionary } = this.#configured;
    // Everything but the judgement: what evidence keeps beside a result.
    const engine = { ...this.scanner.engine, day };
    const preparer = new Judge({
      ...{ registry, licences, day, loadPageReader: async () => readPage },
      scanner: { engine: this.scanner.engine, scanPrepared: ({ coverage }) => ({ ...NOTHING, coverage, engine }) },
    });
    const prepare: RoundJudge["prepare"] = (task) =>
      preparePage(task, { judge: preparer, scope: new Scope(rules), defaults });
    const key = judgedBy([
      ...[this.scanner.engine, day, profile, defaults, pages, dictionary.changes ?? null],
      ...[registry?.sources ?? null, registry?.licenceSources ?? null],
    ]);
    // Fetching takes a quarter of a core: the workers may have all of them.
    const count = jobs ?? availableParallelism();
    const shared = jobs === 1 ? undefined : await this.scanner.share?.();
    if (shared !== undefined) {
      const settings = {
        scanner: shared,
        registry: this.#options.registry ?? null,
        day,
        defaults,
        adapters,
        scope: rules,
      };
      const pool = await PagePool.start(settings, count, ({ url }) => ({
        document: null,
        result: unread(url, [{ code: "worker-died", where: url }]),
        targets: [],
        needsRendering: false,
        pictures: 0,
        failure: "worker-died",
      })).catch(() => null);
      if (pool !== null) return { pages: pool, judgedBy: key, unread, prepare };
    }
    const local = new LocalJudge({ judge, readPage, scope: new Scope(rules), defaults });
    return { pages: local, judgedBy: key, unread, prepare };
  }

  /** Writes every result known, in the order of addresses. @returns the exit code */
  async report(): Promise<number> {
    const { format, output, strict = false } = this.#options;
    const counter = new SummaryCounter();
    const outputs = await ReportOutputs.open(resolveFormats(format, output, [this.database.path]), this.#io, {
      ...this.#options,
      hasRegistry: this.#registry !== null,
      hasBaseline: false,
      version: this.scanner.engine.version,
      dictionary: this.#configured.dictionary,
      beforePrint: async () => undefined,
    });
    try {
      await outputs.begin();
      for (const { url, json } of new PageStore(this.database.database).results()) {
        const result = JSON.parse(json) as ScanResult;
        counter.add(result);
        await outputs.result(result, null, { path: url });
      }
      const summary = counter.finish();
      const exitCode = exitCodeOf(summary, strict);
      await outputs.end(summary, { exitCode, remarks: [] });
      await outputs.commit();
      return exitCode;
    } catch (error) {
      await outputs.discard();
      throw error;
    }
  }

  close(): void {
    this.#registry?.close();
    this.database.close();
  }
}

async function openKeeper(options: KeeperOptions, io: Io): Promise<CrawlKeeper | null> {
  if (options.evidence === undefined && options.cases === undefined) return null;
  return (await import("../page-keeper.js")).CrawlKeeper.open(options, io.env);
}

async function openReader(engine: OcrEngineName, jobs: number | undefined): Promise<OcrPool> {
  const { createOcrPool } = await import("../../ocr/index.js");
  try {
    return await createOcrPool({ engine, jobs });
  } catch (cause) {
    throw new ConfigurationError("MEDLINT_OCR", cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Failures of a crawl in the words of the command line. */
async function saying(act: () => Promise<number>): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof CrawlError)
      throw new ConfigurationError(error.code, neutralise(error.message), { cause: error });
    throw error;
  }
}
