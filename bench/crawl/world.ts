import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSitesProcess } from "./sites-process.js";

/**
 * The whole generated world at once: product pages of four shops, and every host that misbehaves. Each product page must
 * come to one result, and each kind of failure must be counted by its name.
 *
 *     npm run build && npx tsx bench/crawl/world.ts [PRODUCTS] [--cli dist/bin/medlint.js]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cli: { type: "string", default: join(import.meta.dirname, "../../dist/bin/medlint.js") } },
});
const products = Number(positionals[0] ?? 20_000);
const SHOPS = 4;
const sites = await startSitesProcess([String(products), String(SHOPS), "6", "--hostile"]);
const folder = mkdtempSync(join(tmpdir(), "medlint-world-"));
const config = join(folder, "world.yaml");
writeFileSync(
  config,
  JSON.stringify({
    seeds: sites.seeds,
    budget: { depth: 8, pagination: 20 },
    links: [{ match: "/p?page=*", as: "pagination" }],
    pace: { concurrency: 16, intervalMs: 0 },
    addresses: { allow: ["127.0.0.1"], hosts: { "*.test": "127.0.0.1" } },
  }),
);
const start = performance.now();
const out = join(folder, "world.jsonl");
const run = spawnSync(
  process.execPath,
  [
    values.cli,
    "crawl",
    config,
    "--database",
    join(folder, "world.sqlite"),
    "--no-config",
    "--quiet",
    "--format",
    `jsonl=${out}`,
  ],
  { encoding: "utf8", maxBuffer: 1 << 28 },
);
const seconds = (performance.now() - start) / 1000;
sites.stop();
const listings = readFileSync(out, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => (JSON.parse(line) as { listing: string }).listing);
const items = listings.filter((url) => /shop-\d+\.test.*\/item\//.test(url));
console.log(run.stderr.trim());
console.log(
  JSON.stringify({
    exitCode: run.status,
    seconds: Math.round(seconds),
    productPages: items.length,
    distinct: new Set(items).size,
    expected: Math.ceil(products / SHOPS) * SHOPS,
  }),
);
rmSync(folder, { recursive: true, force: true });
if (new Set(items).size !== items.length || items.length !== Math.ceil(products / SHOPS) * SHOPS) process.exitCode = 1;
