import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { built } from "../built.js";

const { loadDictionary } = await built<typeof import("../../src/dictionaries/index.js")>("dictionaries/index.js");
const { createScanner } = await built<typeof import("../../src/index.js")>("index.js");
const { createPageReader } = await built<typeof import("../../src/page/adapters/index.js")>("page/adapters/index.js");
const { decode } = await built<typeof import("../../src/page/index.js")>("page/index.js");
const { judgedBy } = await built<typeof import("../../src/rules/judged-texts.js")>("rules/judged-texts.js");
const { silentFor } = await built<typeof import("../../src/rules/silent-sentences.js")>("rules/silent-sentences.js");
const { readPage } = await built<typeof import("../../src/page/read-page.js")>("page/read-page.js");

/**
 * Bytes of HTML to findings, all rules on, on one core, beside htmlparser2's own Parser with empty handlers and beside the
 * usual way (`cheerio.load`, its text, a dictionary in npm `aho-corasick`), interleaved in one process, by processor time.
 *
 *     npm run bench -- pages [FOLDER] [--rounds N]     # *.html; default: the pages of the tests
 */

const at = process.argv.indexOf("--rounds");
const ROUNDS = at < 0 ? 7 : Number(process.argv[at + 1]);
const ROUND_MS = 250;

const folder =
  process.argv[2] !== undefined && !process.argv[2].startsWith("--")
    ? process.argv[2]
    : join(import.meta.dirname, "../../test/fixtures/pages");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".html"))
  .sort()
  .map((name) => readFileSync(join(folder, name)));
const pages = files.map((bytes) => decode(bytes, {}).text);
const megabytes = files.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;

const dictionary = loadDictionary();
/** Every text is judged as if it were new; the other one remembers those in which nothing is, as in a crawl of one shop. */
const scanner = createScanner(dictionary, { judgedUnits: 0 });
const remembering = createScanner(dictionary);
/** Emptied before the first page of each pass: it remembers what a first pass over these pages lets it. */
const first = createScanner(dictionary);
const read = createPageReader();
const day = "2026-11-01";
const { load } = createRequire(import.meta.url)("cheerio") as typeof import("cheerio");
/** What the usual way searches: the words of the rules that need no claim. */
const words = [
  ...new Set(
    dictionary.concepts.flatMap(({ classes, terms }) =>
      classes.includes("lawful") ? [] : terms.map(({ text }) => text),
    ),
  ),
].filter((word) => word.length > 1);
const AhoCorasick = createRequire(import.meta.url)("aho-corasick") as new () => {
  add(word: string, value: unknown): void;
  build_fail(): void;
  search(text: string, hit: () => void): void;
};
const automaton = new AhoCorasick();
for (const word of words) automaton.add(word, word);
automaton.build_fail();

let kept = 0;
const empty = {
  onopentag() {},
  onclosetag() {},
  ontext() {},
  oncomment() {},
};
const tasks: Record<string, (html: string, bytes: Buffer) => void> = {
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
  "medlint: passages": (html) => {
    kept += readPage(html).passages.length;
  },
  "medlint: findings": (_html, bytes) => {
    const prepared = scanner.prepare({ id: "1", kind: "drug", html: decode(bytes, {}).text }, { day, readPage: read });
    kept += scanner.scanPrepared(prepared).findings.length;
  },
  "medlint: findings, first pass": (_html, bytes) => {
    if (bytes === files[0]) {
      judgedBy(first.rules).clear();
      silentFor(first.rules).clear();
    }
    const prepared = scanner.prepare({ id: "1", kind: "drug", html: decode(bytes, {}).text }, { day, readPage: read });
    kept += first.scanPrepared(prepared).findings.length;
  },
  "medlint: findings, texts met before": (_html, bytes) => {
    const prepared = scanner.prepare({ id: "1", kind: "drug", html: decode(bytes, {}).text }, { day, readPage: read });
    kept += remembering.scanPrepared(prepared).findings.length;
  },
  "cheerio.load + text + aho-corasick": (_html, bytes) => {
    automaton.search(load(new TextDecoder().decode(bytes)).text(), () => {
      kept++;
    });
  },
};

/** Megabytes of UTF-8 a second over all pages, for about `ROUND_MS`. */
function measure(task: (html: string, bytes: Buffer) => void): number {
  let runs = 0;
  const start = process.cpuUsage();
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    for (const [index, page] of pages.entries()) task(page, files[index] as Buffer);
    runs++;
    const { user, system } = process.cpuUsage(start);
    elapsed = (user + system) / 1000;
  }
  return (megabytes * runs) / (elapsed / 1000);
}

const speeds = new Map<string, number[]>(Object.keys(tasks).map((name) => [name, []]));
// The first rounds warm up.
for (let round = -6; round < ROUNDS; round++) {
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
    `${name.padEnd(36)} ${median(values).toFixed(1).padStart(7)} MB/s ${Math.round(
      (median(values) / megabytes) * pages.length,
    )
      .toString()
      .padStart(6)} pages/s   ratio ${median(ratios).toFixed(2)} (${spread})`,
  );
}
const usual = speeds.get("cheerio.load + text + aho-corasick") ?? [];
const ours = speeds.get("medlint: findings") ?? [];
const times = ours.map((speed, round) => speed / (usual[round] ?? speed));
console.log(
  `findings: ${(median(ours.map((speed, round) => speed / (peer[round] ?? speed))) * 100).toFixed(0)} % of the Parser, ${median(times).toFixed(2)} times the usual way (${words.length} words)`,
);
if (kept === 0) process.exitCode = 1;
