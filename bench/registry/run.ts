import { createReadStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import Sqlite from "better-sqlite3";
import { importRegistry, openRegistry } from "../../src/store/index.js";
import { writeRows } from "./generate-rows.js";

/**
 * Imports and looks up device registrations, beside what the machine can do at all: the same lines through `readline`,
 * `JSON.parse` and a plain table with one index. Interleaved; on a shared machine only the ratio means something, and rows
 * per second of processor time more than rows per second.
 *
 *     npx tsx bench/registry/run.ts [FILE.jsonl | COUNT] [ROUNDS]      # default: 100,000 generated rows, 3 rounds
 *     npx tsx bench/registry/run.ts 5000000 0                   # one import, look-ups, size and memory only
 */

const [what = "100000", rounds = "3"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "medlint-bench-"));
const database = join(folder, "registry.sqlite");
const isCount = /^\d+$/.test(what);
const file = isCount ? join(folder, "rows.jsonl") : what;

interface Took {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function timed<Result>(act: () => Promise<Result> | Result): Promise<[Result, Took]> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  return [result, { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 }];
}

const perSecond = (count: number, ms: number) => `${Math.round((count / ms) * 1000).toLocaleString("en")}/s`;

function report(name: string, count: number, took: Took): void {
  const rates = `${perSecond(count, took.wallMs)}, ${perSecond(count, took.cpuMs)} of processor time`;
  process.stdout.write(`${name.padEnd(34)} ${rates}\n`);
}

/** What any import must do at the least. */
async function plainImport(): Promise<number> {
  const plain = new Sqlite(join(folder, "plain.sqlite"));
  plain.pragma("journal_mode = WAL");
  plain.exec("CREATE TABLE row (number TEXT NOT NULL, name TEXT, text TEXT) STRICT; CREATE INDEX n ON row (number)");
  const insert = plain.prepare("INSERT INTO row VALUES (?, ?, ?)");
  let count = 0;
  plain.exec("BEGIN");
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { cert_no, product_name } = JSON.parse(line) as Record<string, string>;
    insert.run(cert_no, product_name, line);
    count++;
  }
  plain.exec("COMMIT");
  plain.close();
  return count;
}

function clear(): void {
  for (const name of ["registry", "plain"]) {
    for (const end of ["", "-wal", "-shm", "-importing"]) rmSync(join(folder, `${name}.sqlite${end}`), { force: true });
  }
}

function lookups(numbers: readonly string[], batch: number, total: number): number {
  const registry = openRegistry(database, { readonly: true });
  let found = 0;
  for (let i = 0; i < total; i += batch) {
    const wanted = Array.from({ length: batch }, (_, j) => numbers[((i + j) * 7919) % numbers.length] as string);
    found += registry.lookup(wanted, "2026-05-01").length;
  }
  registry.close();
  return found;
}

/** Processor time of searches by name: the whole name of a product, a part of many names, with and without a holder. */
function searchReport(): void {
  const registry = openRegistry(database, { readonly: true });
  const [known] = registry.lookup([numbersOf(database, 1)[0] as string], "2026-05-01");
  const { productName = "", holder = "" } = known ?? {};
  const questions = [
    { productName },
    { productName, holder },
    { holder },
    { productName: "检测试剂盒" },
    { productName: "贴" },
  ];
  for (const question of questions) {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < 5; round++) {
      const before = process.cpuUsage();
      found = registry.search(question, "2026-05-01").length;
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
    const [first = 0, ...more] = times;
    const again = more.sort((a, b) => a - b)[more.length >> 1] ?? 0;
    const names = Object.values(question).join("，");
    process.stdout.write(
      `  search ${names}: ${found} found, ${first.toFixed(1)} ms, then ${again.toFixed(1)} ms of processor time\n`,
    );
  }
  registry.close();
}

function numbersOf(path: string, limit: number): string[] {
  const read = new Sqlite(path, { readonly: true });
  const numbers = read.prepare("SELECT number FROM certificate LIMIT ?").pluck().all(limit) as string[];
  read.close();
  return numbers;
}

/** What any look-up must do at the least: a compiled statement for each number, and its row read. */
function plainLookups(numbers: readonly string[], total: number): number {
  const read = new Sqlite(database, { readonly: true });
  const one = read.prepare("SELECT * FROM certificate WHERE number = ?").raw();
  let found = 0;
  for (let i = 0; i < total; i++) {
    found += one.all(numbers[(i * 7919) % numbers.length]).length;
  }
  read.close();
  return found;
}

/** Says how the file grows with its rows: a line that stays level needs no extrapolation. */
function growthReport(): (progress: { readonly rows: number }) => void {
  let [next, last, before] = [125_000, 0, process.cpuUsage()];
  return ({ rows }) => {
    if (rows < next) return;
    const { user, system } = process.cpuUsage(before);
    const bytes = ["", "-wal"].reduce(
      (sum, end) => sum + (statSync(database + end, { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
    const rate = perSecond(rows - last, (user + system) / 1000);
    const memory = Math.round(process.memoryUsage.rss() / 1e6);
    process.stdout.write(
      `  ${rows.toLocaleString("en")} rows: ${Math.round(bytes / rows)} bytes a row with the log, ${rate} of processor time, ${memory} MB of memory\n`,
    );
    [next, last, before] = [next * 2, rows, process.cpuUsage()];
  };
}

try {
  if (isCount) await writeRows(file, Number(what));
  process.stdout.write(`${isCount ? "generated rows" : file}: ${(statSync(file).size / 1e6).toFixed(1)} MB\n`);
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  for (let round = 0; round < Number(rounds); round++) {
    clear();
    const [imported, took] = await timed(() =>
      importRegistry(database, { file }, { source: "bench", asOf: "2021-01-31" }),
    );
    report("import", imported.rows, took);
    const [count, plainTook] = await timed(plainImport);
    report("readline, JSON.parse, plain table", count, plainTook);
    const size = statSync(database).size;
    const { rows, added, merged, rejected } = imported;
    process.stdout.write(`  rows ${rows}, added ${added}, merged ${merged}, rejected ${rejected}; `);
    process.stdout.write(`${(size / 1e6).toFixed(1)} MB, ${Math.round(size / added)} bytes a certificate\n`);
  }
  const growth = Number(rounds) === 0 ? growthReport() : undefined;
  const again = await timed(() =>
    importRegistry(database, { file }, { source: "bench", asOf: "2021-02-28", onProgress: growth }),
  );
  report(Number(rounds) === 0 ? "import" : "import of the same, a month later", again[0].rows, again[1]);
  process.stdout.write(`  registry file ${(statSync(database).size / 1e6).toFixed(1)} MB\n`);
  clearInterval(timer);
  const numbers = numbersOf(database, 200_000);
  const total = 100_000;
  for (let round = 0; round < Number(rounds); round++) {
    const [found, took] = await timed(() => lookups(numbers, 100, total));
    report(`look-ups, batches of 100 (${found} found)`, total, took);
    const [, plain] = await timed(() => plainLookups(numbers, total));
    report("one statement, its row read", total, plain);
  }
  if (Number(rounds) === 0) {
    const [, took] = await timed(() => lookups(numbers, 100, total));
    report("look-ups, batches of 100", total, took);
  }
  const [, single] = await timed(() => lookups(numbers, 1, 20_000));
  report("look-ups, one by one", 20_000, single);
  searchReport();
  process.stdout.write(`memory at most ${Math.round(peak / 1e6)} MB\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
