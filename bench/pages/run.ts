import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { readPage } from "../../src/page/read-page.js";

/**
 * HTML to passages beside htmlparser2's own Parser with empty handlers, interleaved in one process.
 *
 *     npx tsx bench/pages/run.ts [FOLDER]     # *.html, UTF-8; default: the pages of the tests
 */

const ROUNDS = 9;
const ROUND_MS = 250;

const folder = process.argv[2] ?? join(import.meta.dirname, "../../test/fixtures/pages");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".html"))
  .sort()
  .map((name) => readFileSync(join(folder, name), "utf8"));
const megabytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0) / 1e6;

let kept = 0;
const empty = {
  onopentag() {},
  onclosetag() {},
  ontext() {},
  oncomment() {},
};
const tasks: Record<string, (html: string) => void> = {
  "htmlparser2 Parser, empty handlers": (html) => {
    const parser = new Parser(empty);
    parser.write(html);
    parser.end();
  },
  "htmlparser2 Parser, no handlers": (html) => {
    const parser = new Parser({});
    parser.write(html);
    parser.end();
  },
  readPage: (html) => {
    kept += readPage(html).passages.length;
  },
};

/** Megabytes of UTF-8 a second over all pages, for about `ROUND_MS`. */
function measure(task: (html: string) => void): number {
  let runs = 0;
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    for (const page of pages) task(page);
    runs++;
    elapsed = performance.now() - start;
  }
  return (megabytes * runs) / (elapsed / 1000);
}

const speeds = new Map<string, number[]>(Object.keys(tasks).map((name) => [name, []]));
for (let round = -2; round < ROUNDS; round++) {
  for (const [name, task] of Object.entries(tasks)) {
    const speed = measure(task);
    if (round >= 0) speeds.get(name)?.push(speed);
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const peer = speeds.get("htmlparser2 Parser, empty handlers") ?? [];
console.log(`${pages.length} pages, ${megabytes.toFixed(2)} MB, ${ROUNDS} rounds, Node ${process.version}`);
for (const [name, values] of speeds) {
  const ratios = values.map((speed, round) => speed / (peer[round] ?? speed));
  const spread = `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`;
  console.log(
    `${name.padEnd(36)} ${median(values).toFixed(1).padStart(7)} MB/s   ratio ${median(ratios).toFixed(2)} (${spread})`,
  );
}
if (kept === 0) process.exitCode = 1;
