import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { Judge } from "../../batches/judge.js";
import type { ScanResult } from "../../contracts/result.js";
import { type CrawlConfig, parseCrawlConfig, readCrawlConfig } from "../../crawl/crawl-config.js";
import type { CrawlEvent } from "../../crawl/crawl-events.js";
import { describeSummary } from "../../crawl/crawl-summary.js";
import { CrawlError } from "../../crawl/errors.js";
import { openCrawlDatabase } from "../../crawl/frontier/open-crawl-database.js";
import { PageStore } from "../../crawl/frontier/page-store.js";
import { resultOf } from "../../crawl/pages/judge-pages.js";
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
import { CliError, ConfigurationError, UsageError } from "../errors.js";
import { EXIT, exitCodeOf } from "../exit-code.js";
import type { Io } from "../io.js";
import { licenceLookup } from "../licence-lookup.js";
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
export interface CrawlCommandOptions extends JudgingOptions {
  readonly maxPages?: number | undefined;
  readonly depth?: number | undefined;
  readonly render: boolean;
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
    const run = await Run.open(config, databaseOf(targets[0], config, asked), asked, io, services);
    try {
      const progress = new Progress(io.stderr, "采集", asked.quiet !== true);
      const log = await openLog(asked.log, io);
      const { signal } = io;
      const summary = await runCrawl({
        database: run.database,
        config,
        day: run.day,
        version: run.scanner.engine.version,
        signal,
        openJudge: (day) => run.openJudge(day),
        ...(config.render !== "never" && {
          openRenderer: async (...given) =>
            (await import("../../crawl/render/open-renderer.js")).openRenderer(...given),
        }),
        onEvent: (event) => {
          log?.(event);
          if (asked.events !== undefined) appendEvent(asked.events, event);
        },
        onProgress: ({ done, failed, findings, hosts }) => {
          const where = () => [...hosts].map(([host, count]) => `${host}×${count}`).slice(0, 3);
          void progress.update(done, null, "页", () => `失败 ${failed}，问题 ${findings} ${where().join(" ")}`);
        },
      });
      await progress.clear();
      const code = await run.report();
      for (const line of describeSummary(summary)) await io.stderr.write(`${neutralise(line)}\n`);
      return code === EXIT.ok && !summary.isFinished ? EXIT.unread : code;
    } finally {
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
    const run = await Run.open(config, databaseOf(target, config, asked), asked, io, services);
    try {
      const judge = await run.openJudge(run.day);
      const progress = new Progress(io.stderr, "重新检查", asked.quiet !== true);
      try {
        const count = await rescan({
          database: run.database,
          judge,
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
      }
    } finally {
      run.close();
    }
  });
}

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
    const key = judgedBy([
      ...[this.scanner.engine, day, profile, defaults, pages, dictionary.changes ?? null],
      ...[registry?.sources ?? null, registry?.licenceSources ?? null],
    ]);
    const count = jobs ?? Math.max(1, availableParallelism() - 1);
    const shared = await this.scanner.share?.();
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
        failure: "worker-died",
      })).catch(() => null);
      if (pool !== null) return { pages: pool, judgedBy: key, unread };
    }
    return { pages: new LocalJudge({ judge, readPage, scope: new Scope(rules), defaults }), judgedBy: key, unread };
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

function configOf(targets: readonly string[], asked: CrawlCommandOptions, io: Io): CrawlConfig {
  const [first = ""] = targets;
  const areUrls = targets.every((target) => /^https?:\/\//i.test(target));
  if (!areUrls && targets.length > 1) throw new UsageError("只能给出一个采集配置，或者若干网址");
  const config = areUrls ? parseCrawlConfig({ seeds: targets }, "命令行") : readCrawlConfig(first, io.env);
  const relative = (path: string | undefined) => (path === undefined || areUrls ? path : resolve(dirname(first), path));
  return {
    ...config,
    registry: relative(config.registry),
    adapters: relative(config.adapters),
    render: asked.render ? config.render : "never",
    budget: {
      ...config.budget,
      ...(asked.maxPages !== undefined && { pages: asked.maxPages }),
      ...(asked.depth !== undefined && { depth: asked.depth }),
    },
  };
}

function databaseOf(target: string | undefined, config: CrawlConfig, { database }: JudgingOptions): string {
  if (database !== undefined) return database;
  if (target === undefined || /^https?:/i.test(target)) {
    const host = new URL(config.seeds[0] ?? "http://localhost/").hostname;
    return `${host}.crawl.sqlite`;
  }
  return config.database === undefined
    ? `${target.replace(/\.(?:ya?ml|json)$/i, "")}.crawl.sqlite`
    : resolve(dirname(target), config.database);
}

function appendEvent(path: string, event: CrawlEvent): void {
  try {
    appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`);
  } catch (cause) {
    throw new ConfigurationError("MEDLINT_OUTPUT", `无法写入 --events 指定的文件 ${path}`, { cause });
  }
}

async function openLog(path: string | undefined, io: Io): Promise<((event: CrawlEvent) => void) | null> {
  if (path === undefined) return null;
  const { pino } = await import("pino").catch((cause: unknown) => {
    throw new CliError("MEDLINT_MODULE_MISSING", "写日志需要可选组件 pino；请运行 npm install pino", { cause });
  });
  const target =
    path === "-"
      ? { write: (line: string) => void io.stderr.write(line) }
      : pino.destination({ dest: path, sync: true });
  const logger = pino({ name: "medlint-crawl" }, target);
  return ({ type, ...event }) => {
    if (type === "retry") logger.warn(event, type);
    else if (type === "round" || type === "end") logger.info(event, type);
    else logger.debug(event, type);
  };
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
