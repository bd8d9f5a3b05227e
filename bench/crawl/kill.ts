import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Sqlite from "better-sqlite3";
import { startSites } from "../../test/sites/site-server.js";

/**
 * Kills one crawl (SIGKILL) at random moments, again and again, and compares what it came to with a crawl that nobody
 * disturbed: every page once, no finding doubled, none missing.
 *
 * With `--keep`, evidence, its monitoring record and cases are kept too, and compared: nothing twice, nothing missing.
 *
 *     npm run build && npx tsx bench/crawl/kill.ts [KILLS] [PRODUCTS] [--keep] [--cli dist/bin/medlint.js]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cli: { type: "string", default: join(import.meta.dirname, "../../dist/bin/medlint.js") },
    keep: { type: "boolean", default: false },
  },
});
const [kills = "50", products = "20000"] = positionals;
const { cli, keep } = values;
const KILLS = Number(kills);
// Every start is slow at first (compilers warm up): with a fiftieth of the whole time a run would come nowhere.
/** Share of the kills that come while the process starts; the others come while it works. */
const STARTING = 0.2;

const sites = await startSites({ products: Number(products), shops: 4 });
const folder = mkdtempSync(join(tmpdir(), "medlint-kill-"));
for (const name of ["whole", "killed"]) {
  const config = {
    seeds: sites.seeds,
    pace: { concurrency: 16, intervalMs: 0 },
    addresses: { allow: ["127.0.0.1"], hosts: { "*.test": "127.0.0.1" } },
    ...(keep && {
      evidence: { folder: `${name}-evidence`, operator: "bench" },
      cases: { database: `${name}-cases.sqlite`, key: "key.pem" },
    }),
  };
  writeFileSync(join(folder, `${name}.yaml`), JSON.stringify(config));
}
const argv = (name: string) => [
  ...[
    cli,
    "crawl",
    join(folder, `${name}.yaml`),
    "--database",
    join(folder, `${name}.sqlite`),
    "--no-config",
    "--no-render",
    "--quiet",
  ],
  ...["--as-of", "2026-11-02", "--format", `jsonl=${join(folder, `${name}.jsonl`)}`],
];
const pagesOf = (name: string) => {
  // Killed before anything was there.
  if (!existsSync(join(folder, `${name}.sqlite`))) return 0;
  const database = new Sqlite(join(folder, `${name}.sqlite`), { readonly: true, timeout: 5_000 });
  try {
    return database.prepare("SELECT count(*) FROM result").pluck().get() as number;
  } catch {
    return 0;
  } finally {
    database.close();
  }
};
/** Runs once; `workMs` after its first request, or while it still starts, it is killed. */
const run = (name: string, kill: { readonly startMs: number } | { readonly workMs: number } | null) =>
  new Promise<{ readonly signal: NodeJS.Signals | null; readonly requests: number; readonly workMs: number }>(
    (resolve) => {
      const child = spawn(process.execPath, argv(name), { stdio: ["ignore", "ignore", "inherit"] });
      const before = sites.requests.length;
      let begun: number | null = null;
      const end = () => child.kill("SIGKILL");
      let timer = kill !== null && "startMs" in kill ? setTimeout(end, kill.startMs) : undefined;
      const watch = setInterval(() => {
        if (begun !== null || sites.requests.length === before) return;
        begun = performance.now();
        if (kill !== null && "workMs" in kill) timer = setTimeout(end, kill.workMs);
      }, 2);
      child.on("exit", (_code, signal) => {
        clearTimeout(timer);
        clearInterval(watch);
        const workMs = begun === null ? 0 : performance.now() - begun;
        resolve({ signal, requests: sites.requests.length - before, workMs });
      });
    },
  );

const { workMs } = await run("whole", null);
const total = pagesOf("whole");
console.log(`undisturbed: ${total} pages, ${(workMs / 1000).toFixed(1)} s from the first request to the end`);

const mark = sites.requests.length;
let killed = 0;
let inWork = 0;
const progress: number[] = [];
for (let isKilled = true; isKilled; ) {
  const isLast = killed >= KILLS;
  const moment =
    Math.random() < STARTING ? { startMs: Math.random() * 1_500 } : { workMs: (Math.random() * 5 * workMs) / KILLS };
  const { signal, requests } = await run("killed", isLast ? null : moment);
  isKilled = signal !== null;
  if (!isKilled) break;
  killed++;
  if (requests > 0) inWork++;
  progress.push(pagesOf("killed"));
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
    killedWhileWorking: inWork,
    pagesAtEachKill: progress.join(" "),
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
/** What was kept: captures, lines of the monitoring record, cases with their captures. */
function keptOf(name: string) {
  const count = (path: string, sql: string) => {
    const database = new Sqlite(path, { readonly: true });
    const found = database.prepare(sql).pluck().all();
    database.close();
    return found.join("/");
  };
  const index = join(folder, `${name}-evidence/index.sqlite`);
  return {
    captures: count(index, "SELECT count(*) FROM captures"),
    listings: count(index, "SELECT count(DISTINCT listing) FROM captures"),
    record: count(index, "SELECT count(*) || ' of ' || count(DISTINCT json_extract(row, '$.listing')) FROM run_rows"),
    runs: count(index, "SELECT count(*) FROM runs"),
    cases: count(join(folder, `${name}-cases.sqlite`), "SELECT count(*) FROM cases"),
    caseCaptures: count(join(folder, `${name}-cases.sqlite`), "SELECT count(*) FROM case_captures"),
    caseFindings: count(join(folder, `${name}-cases.sqlite`), "SELECT count(*) FROM case_findings"),
  };
}
if (keep) {
  const [undisturbed, disturbed] = [keptOf("whole"), keptOf("killed")];
  console.log(JSON.stringify({ undisturbed, disturbed }));
  if (JSON.stringify(undisturbed) !== JSON.stringify(disturbed)) process.exitCode = 1;
}
const integrity = new Sqlite(join(folder, "killed.sqlite")).pragma("integrity_check", { simple: true });
console.log(`integrity_check: ${integrity}`);
rmSync(folder, { recursive: true, force: true });
if (whole !== other) process.exitCode = 1;
