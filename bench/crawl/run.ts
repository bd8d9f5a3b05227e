import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Agent, request } from "undici";

/**
 * Pages a second end to end (fetch, extract, match, rules, store; text only), beside undici fetching the same pages and
 * doing nothing with them, the server on the same cores; in turns, in one run.
 *
 *     npm run build && npx tsx bench/crawl/run.ts [PRODUCTS] [--rounds 5] [--cli dist/bin/medlint.js]
 *
 * Crawlee's CheerioCrawler takes part where `@crawlee/cheerio` is installed in `bench/`.
 */
const option = (name: string, otherwise: string) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const products = Number(process.argv[2] ?? 4_000);
const rounds = Number(option("--rounds", "5"));
const root = join(import.meta.dirname, "../..");
const cli = option("--cli", join(root, "dist/bin/medlint.js"));
const folder = mkdtempSync(join(tmpdir(), "medlint-crawl-bench-"));
const SHOPS = 4;
const CONCURRENCY = 16;

const server = spawn("npx", ["tsx", join(root, "test/sites/serve.ts"), String(products), String(SHOPS)], {
  stdio: ["ignore", "pipe", "inherit"],
  detached: true,
});
const { port, seeds } = await new Promise<{ port: number; seeds: string[] }>((resolve) => {
  let text = "";
  server.stdout.on("data", (chunk: Buffer) => {
    text += chunk;
    if (text.includes("\n")) resolve(JSON.parse(text) as { port: number; seeds: string[] });
  });
});
const perShop = Math.ceil(products / SHOPS);
const urls = Array.from({ length: SHOPS }, (_, shop) =>
  Array.from({ length: perShop }, (_, item) => `http://shop-${shop}.test:${port}/item/${item}.html`),
).flat();

async function undiciAlone(): Promise<number> {
  const agent = new Agent({
    connections: CONCURRENCY,
    connect: { lookup: (_host, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }] as never, 4) },
  });
  const start = performance.now();
  let at = 0;
  const work = async () => {
    for (let url = urls[at++]; url !== undefined; url = urls[at++]) {
      const { body } = await request(url, { dispatcher: agent });
      await body.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY * SHOPS }, work));
  await agent.close();
  return urls.length / ((performance.now() - start) / 1000);
}

/** From the first to the last event, so that starting a process and compiling nothing counts for neither side. */
function medlint(round: number): number {
  const config = join(folder, "crawl.yaml");
  writeFileSync(
    config,
    JSON.stringify({
      seeds,
      pace: { concurrency: CONCURRENCY, intervalMs: 0 },
      addresses: { allow: ["127.0.0.1"], hosts: { "*.test": "127.0.0.1" } },
    }),
  );
  const events = join(folder, `${round}.events`);
  const log = spawnSync(
    process.execPath,
    [
      ...[cli, "crawl", config, "--database", join(folder, `${round}.sqlite`), "--no-config", "--no-render", "--quiet"],
      ...["--log", events, "--format", `jsonl=${join(folder, "out.jsonl")}`],
    ],
    { encoding: "utf8" },
  );
  const times = readFileSync(events, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { time: number }).time);
  const pages = Number(/取得 (\d+)/.exec(log.stderr)?.[1] ?? 0);
  if (pages < urls.length) throw new Error(`${pages} of ${urls.length} pages: ${log.stderr}`);
  return pages / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const speeds = { medlint: [] as number[], undici: [] as number[] };
for (let round = 0; round < rounds; round++) {
  speeds.undici.push(await undiciAlone());
  speeds.medlint.push(medlint(round));
}
const ratios = speeds.medlint.map((speed, round) => speed / (speeds.undici[round] ?? speed));
const undiciVersion = (
  JSON.parse(readFileSync(join(root, "node_modules/undici/package.json"), "utf8")) as { version: string }
).version;
console.log(
  `${urls.length} product pages, ${SHOPS} hosts, ${rounds} rounds, Node ${process.version}, undici ${undiciVersion}`,
);
for (const [name, values] of Object.entries(speeds))
  console.log(
    `${name.padEnd(10)} ${median(values).toFixed(0).padStart(6)} pages/s (${Math.min(...values).toFixed(0)}-${Math.max(...values).toFixed(0)})`,
  );
console.log(
  `medlint / undici: ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`,
);
process.kill(-(server.pid ?? 0));
rmSync(folder, { recursive: true, force: true });
