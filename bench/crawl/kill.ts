import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { startSites } from "../../test/sites/site-server.js";

/**
 * Kills one crawl (SIGKILL) at random moments, again and again, and compares what it came to with a crawl that nobody
 * disturbed: every page once, no finding doubled, none missing.
 *
 *     npm run build && npx tsx bench/crawl/kill.ts [KILLS] [PRODUCTS] [--cli dist/bin/medlint.js]
 */
const [kills = "50", products = "20000"] = process.argv.slice(2).filter((one) => !one.startsWith("--"));
const at = process.argv.indexOf("--cli");
const root = join(import.meta.dirname, "../..");
const cli = at < 0 ? join(root, "dist/bin/medlint.js") : (process.argv[at + 1] ?? "");
const KILLS = Number(kills);
/** Starting takes its time too, ms: moments are spread over start and work alike. */
const startMs = Number(process.env.START_MS ?? 1_500);

const sites = await startSites({ products: Number(products), shops: 4 });
const folder = mkdtempSync(join(tmpdir(), "medlint-kill-"));
const config = join(folder, "crawl.yaml");
writeFileSync(
  config,
  JSON.stringify({
    seeds: sites.seeds,
    pace: { concurrency: 16, intervalMs: 0 },
    addresses: { allow: ["127.0.0.1"], hosts: { "*.test": "127.0.0.1" } },
  }),
);
const argv = (name: string) => [
  ...[cli, "crawl", config, "--database", join(folder, `${name}.sqlite`), "--no-config", "--no-render", "--quiet"],
  ...["--as-of", "2026-11-02", "--format", `jsonl=${join(folder, `${name}.jsonl`)}`],
];
const pagesOf = (name: string) => {
  const database = new Sqlite(join(folder, `${name}.sqlite`), { readonly: true, timeout: 5_000 });
  try {
    return database.prepare("SELECT count(*) FROM result").pluck().get() as number;
  } catch {
    return 0;
  } finally {
    database.close();
  }
};
const run = (name: string, killAfterMs: number | null): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, argv(name), { stdio: ["ignore", "ignore", "inherit"] });
    const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    child.on("exit", (_code, signal) => {
      clearTimeout(timer);
      resolve(signal);
    });
  });

const begun = performance.now();
await run("whole", null);
const wholeMs = performance.now() - begun;
const total = pagesOf("whole");
console.log(`undisturbed: ${total} pages in ${(wholeMs / 1000).toFixed(1)} s`);

const mark = sites.requests.length;
let killed = 0;
let runs = 0;

for (let signal: NodeJS.Signals | null = "SIGKILL"; signal !== null; ) {
  const isLast = killed >= KILLS;
  signal = await run("killed", isLast ? null : startMs * 0.2 + Math.random() * (startMs + (1.6 * wholeMs) / KILLS));
  runs++;
  if (signal !== null) killed++;
}
const whole = readFileSync(join(folder, "whole.jsonl"), "utf8");
const other = readFileSync(join(folder, "killed.jsonl"), "utf8");
const lines = (text: string) => text.split("\n").filter((line) => line !== "");
const listings = lines(other).map((line) => (JSON.parse(line) as { listing: string }).listing);
const findings = (text: string) =>
  lines(text).flatMap((line) => (JSON.parse(line) as { findings: { fingerprint: string }[] }).findings);
const requests = sites.requests.slice(mark);
console.log(
  JSON.stringify({
    killed,
    runs,
    pages: listings.length,
    distinctPages: new Set(listings).size,
    findings: findings(other).length,
    findingsUndisturbed: findings(whole).length,
    distinctFindings: new Set(findings(other).map(({ fingerprint }) => fingerprint)).size,
    repeatedRequests: requests.length - new Set(requests).size,
    identicalResults: whole === other,
  }),
);
await sites.close();
const integrity = new Sqlite(join(folder, "killed.sqlite")).pragma("integrity_check", { simple: true });
console.log(`integrity_check: ${integrity}`);
rmSync(folder, { recursive: true, force: true });
if (whole !== other) process.exitCode = 1;
