import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { Agent, request } from "undici";
import { processorTimeOf } from "./processor-time.js";
import { startSitesProcess } from "./sites-process.js";

/**
 * Pages a second end to end (fetch, extract, match, rules, store; text only), beside undici fetching the same pages and
 * doing nothing with them, and beside Crawlee's CheerioCrawler with its persisted queue; the server on the same cores, in
 * turns, in one run. On a machine that others use too, processor time says more than seconds: both are printed.
 *
 *     npm run build && npx tsx bench/crawl/run.ts [PRODUCTS] [--rounds 5] [--jobs 2] [--cli dist/bin/medlint.js]
 *         [--crawlee FOLDER] [--settings 8,32,128] [--no-crawlee]
 *
 * Crawlee takes part where it is installed: `cd bench/crawl/peers && npm ci`, or elsewhere with `--crawlee FOLDER`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    jobs: { type: "string" },
    cli: { type: "string", default: join(import.meta.dirname, "../../dist/bin/medlint.js") },
    crawlee: { type: "string", default: join(import.meta.dirname, "peers") },
    settings: { type: "string", default: "8,32,128" },
    "no-crawlee": { type: "boolean", default: false },
  },
});
const products = Number(positionals[0] ?? 4_000);
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "medlint-crawl-bench-"));
const SHOPS = 4;
const CONCURRENCY = 16;

/** What one contestant did in one round. */
interface Round {
  readonly pagesPerSecond: number;
  /** Milliseconds of processor time a page: its own, and with the server. */
  readonly own: number;
  readonly withServer: number;
}

const sites = await startSitesProcess([String(products), String(SHOPS)]);
const { port, seeds, pid } = sites;
const perShop = Math.ceil(products / SHOPS);
const urls = Array.from({ length: SHOPS }, (_, shop) =>
  Array.from({ length: perShop }, (_, item) => `http://shop-${shop}.test:${port}/item/${item}.html`),
).flat();

async function undiciAlone(): Promise<Round> {
  const agent = new Agent({
    connections: CONCURRENCY,
    connect: { lookup: (_host, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }] as never, 4) },
  });
  const served = processorTimeOf(pid);
  const before = process.cpuUsage();
  const start = performance.now();
  let at = 0;
  const work = async () => {
    for (let url = urls[at++]; url !== undefined; url = urls[at++]) {
      const { body } = await request(url, { dispatcher: agent });
      await body.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY * SHOPS }, work));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  await agent.close();
  return roundOf(urls.length, seconds, (user + system) / 1000, processorTimeOf(pid) - served);
}

function roundOf(pages: number, seconds: number, ownMs: number, serverMs: number): Round {
  return { pagesPerSecond: pages / seconds, own: ownMs / pages, withServer: (ownMs + serverMs) / pages };
}

interface End {
  readonly at: string;
  readonly spent: Readonly<Record<string, number>>;
}
const stages: Readonly<Record<string, number>>[] = [];

/** From the first to the last event, so that starting a process and writing the report count for neither side. */
function medlint(round: number, jobs: string | undefined, pageRules: readonly object[] = []): Round {
  const config = join(folder, "crawl.yaml");
  const name = `${round}-${jobs ?? "default"}-${pageRules.length}`;
  const addresses = { allow: ["127.0.0.1"], hosts: { "*.test": "127.0.0.1" } };
  writeFileSync(
    config,
    JSON.stringify({ seeds, pace: { concurrency: CONCURRENCY, intervalMs: 0 }, addresses, pages: pageRules }),
  );
  const events = join(folder, `${name}.events`);
  const served = processorTimeOf(pid);
  const log = spawnSync(
    process.execPath,
    [
      ...[values.cli, "crawl", config, "--database", join(folder, `${name}.sqlite`)],
      ...["--no-config", "--no-render", "--quiet", "--events", events],
      ...(jobs === undefined ? [] : ["--jobs", jobs]),
      ...["--format", `jsonl=${join(folder, "out.jsonl")}`],
    ],
    { encoding: "utf8" },
  );
  const serverMs = processorTimeOf(pid) - served;
  const lines = readFileSync(events, "utf8").trimEnd().split("\n");
  const [first, end] = [lines[0], lines.at(-1)].map((line) => JSON.parse(line ?? "") as End);
  const pages = Number(/取得 (\d+)/.exec(log.stderr)?.[1] ?? 0);
  if (first === undefined || end === undefined || pages < urls.length)
    throw new Error(`${pages} of ${urls.length} pages: ${log.stderr}`);
  if (jobs === values.jobs && pageRules.length === 0)
    stages.push(Object.fromEntries(Object.entries(end.spent).map(([name, ms]) => [name, ms / pages])));
  return roundOf(pages, (Date.parse(end.at) - Date.parse(first.at)) / 1000, end.spent.cpu ?? 0, serverMs);
}

function crawlee(concurrency: number, round: number): Round {
  const served = processorTimeOf(pid);
  const storage = join(folder, `crawlee-${round}-${concurrency}`);
  const run = spawnSync(
    process.execPath,
    [join(values.crawlee, "crawlee-crawl.mjs"), storage, String(concurrency), ...seeds],
    { encoding: "utf8", env: { ...process.env, CRAWLEE_STORAGE_DIR: storage } },
  );
  const serverMs = processorTimeOf(pid) - served;
  rmSync(storage, { recursive: true, force: true });
  const line = run.stdout.trimEnd().split("\n").at(-1) ?? "";
  if (run.status !== 0) throw new Error(`Crawlee: ${run.stderr.slice(-500)}`);
  const { pages, seconds, cpuMs } = JSON.parse(line) as { pages: number; seconds: number; cpuMs: number };
  if (pages < urls.length) throw new Error(`Crawlee: ${pages} of ${urls.length} pages`);
  return roundOf(pages, seconds, cpuMs, serverMs);
}

const versionOf = (path: string) => (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
const crawleePackage = join(values.crawlee, "node_modules/@crawlee/cheerio/package.json");
const withCrawlee = !values["no-crawlee"] && existsSync(crawleePackage);
const settings = withCrawlee ? values.settings.split(",").map(Number) : [];

const median = (of: readonly number[]) => [...of].sort((a, b) => a - b)[of.length >> 1] ?? 0;
const rounds: { medlint: Round; thread: Round; unjudged: Round; undici: Round; crawlee: Round[] }[] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  const undici = await undiciAlone();
  const own = medlint(round, values.jobs);
  // The other designs: judging in the thread that fetches; and everything but judging, the rest of the program's share.
  const thread = medlint(round, "1");
  const unjudged = medlint(round, values.jobs, [{ match: "*", linksOnly: true }]);
  rounds.push({ undici, medlint: own, thread, unjudged, crawlee: settings.map((setting) => crawlee(setting, round)) });
}
const versions = [
  `Node ${process.version}`,
  `undici ${versionOf(join(root, "node_modules/undici/package.json"))}`,
  withCrawlee ? `@crawlee/cheerio ${versionOf(crawleePackage)}` : "Crawlee not installed, left out",
];
console.log(`${urls.length} product pages, ${SHOPS} hosts, ${rounds.length} rounds, ${versions.join(", ")}`);
console.log(
  "".padEnd(26),
  "pages/s (least-most)".padStart(24),
  "ms of processor a page".padStart(24),
  "with server".padStart(12),
);
const show = (name: string, of: readonly Round[]) => {
  const speeds = of.map(({ pagesPerSecond }) => pagesPerSecond);
  const spread = `${median(speeds).toFixed(0)} (${Math.min(...speeds).toFixed(0)}-${Math.max(...speeds).toFixed(0)})`;
  const [own, all] = [median(of.map((one) => one.own)), median(of.map((one) => one.withServer))];
  console.log(name.padEnd(26), spread.padStart(24), own.toFixed(2).padStart(24), all.toFixed(2).padStart(12));
};
show(
  "undici alone",
  rounds.map(({ undici }) => undici),
);
show(
  "medlint, judging threads",
  rounds.map((one) => one.medlint),
);
show(
  "medlint, one thread",
  rounds.map(({ thread }) => thread),
);
show(
  "medlint, not judging",
  rounds.map(({ unjudged }) => unjudged),
);
for (const [at, setting] of settings.entries())
  show(
    `crawlee, ${setting}`,
    rounds.flatMap((one) => one.crawlee[at] ?? []),
  );
const ratio = (name: string, of: readonly number[]) =>
  console.log(`${name}: ${median(of).toFixed(2)} (${Math.min(...of).toFixed(2)}-${Math.max(...of).toFixed(2)})`);
ratio(
  "medlint / undici, pages/s",
  rounds.map((one) => one.medlint.pagesPerSecond / one.undici.pagesPerSecond),
);
ratio(
  "not judging / undici, pages a unit of processor time, server included",
  rounds.map((one) => one.undici.withServer / one.unjudged.withServer),
);
ratio(
  "medlint / undici, pages a unit of processor time, server included",
  rounds.map((one) => one.undici.withServer / one.medlint.withServer),
);
if (withCrawlee) {
  const best = (of: readonly Round[], key: (round: Round) => number) => Math.max(...of.map(key));
  ratio(
    "medlint / crawlee at its best setting, pages/s",
    rounds.map((one) => one.medlint.pagesPerSecond / best(one.crawlee, (round) => round.pagesPerSecond)),
  );
  ratio(
    "medlint / crawlee at its best setting, pages a unit of processor time",
    rounds.map((one) => 1 / one.medlint.withServer / best(one.crawlee, (round) => 1 / round.withServer)),
  );
}
const names = Object.keys(stages[0] ?? {}).filter((name) => name !== "commits");
console.log("stages of medlint, ms a page (reading, storing, judging: wall clock of the workers; cpu: the process):");
console.log(names.map((name) => `${name} ${median(stages.map((stage) => stage[name] ?? 0)).toFixed(3)}`).join("  "));
sites.stop();
rmSync(folder, { recursive: true, force: true });
