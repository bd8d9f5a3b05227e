import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { importRegistry, openRegistry } from "../../src/store/index.js";
import { generatedRow } from "./generate-rows.js";

/**
 * Kills an import with SIGKILL again and again at other places, half of the times in a first import, half in one that
 * changes what is known. After each kill readers must see the state of before; the last run must complete the import, and
 * the registry must then equal one that was never killed. Ends with 1 where that is not so.
 *
 *     npx tsx bench/registry/kill.ts [KILLS] [ROWS]      # default: 20 kills, 30,000 rows
 */

const [kills = 20, rows = 30_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "medlint-kill-"));
const child = fileURLToPath(new URL("../../test/store/import-child.ts", import.meta.url));
const at = (name: string) => join(folder, name);
let faults = 0;

function expectEqual(what: string, found: unknown, expected: unknown): void {
  const isEqual = JSON.stringify(found) === JSON.stringify(expected);
  if (isEqual) return;
  faults++;
  process.stdout.write(`FAULT ${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}\n`);
}

function stateOf(path: string): unknown {
  const registry = openRegistry(path);
  const { certificates, versions, sources } = registry.stats();
  registry.close();
  return { certificates, versions, asOf: sources.map(({ asOf }) => asOf) };
}

/** Digest of everything that readers can see, leaving out ids. */
function contentOf(path: string): string {
  const database = new Sqlite(path, { readonly: true });
  const hash = createHash("sha256");
  const rows = database
    .prepare(`SELECT number, kind, first_seen, last_seen, facts FROM certificate
      ORDER BY number, first_seen`)
    .raw();
  for (const row of rows.iterate()) hash.update(JSON.stringify(row));
  const imports = database.prepare("SELECT as_of, rows, added, changed, unchanged, rejected, finished FROM import");
  hash.update(JSON.stringify(imports.raw().all()));
  hash.update(JSON.stringify(database.prepare("SELECT count(*) FROM staged").raw().all()));
  database.close();
  return hash.digest("hex");
}

/** Runs an import and kills it when it has come to `row`; true where it was killed. */
async function killed(path: string, file: string, asOf: string, row: number): Promise<boolean> {
  const run = spawn(process.execPath, ["--import", "tsx", child, path, file, asOf], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => run.once("close", (_, signal) => resolve(signal)));
  run.stdout.on("data", (text: Buffer) => {
    const last = /row (\d+)\n(?!.*row)/s.exec(text.toString())?.[1];
    if (last !== undefined && Number(last) >= row) run.kill("SIGKILL");
  });
  return (await ended) === "SIGKILL";
}

function write(name: string, change: (text: string, serial: number) => string): string {
  const lines = Array.from({ length: rows }, (_, i) => change(generatedRow(i), i));
  writeFileSync(at(name), lines.join("\n"));
  return at(name);
}

try {
  const months = [
    { asOf: "2021-01-31", file: write("first.jsonl", (text, i) => (i % 1000 === 7 ? "{broken" : text)) },
    {
      asOf: "2021-02-28",
      file: write("second.jsonl", (text, i) =>
        i % 3 === 0 ? text.replace("示例路", "新示例路").replace("冷敷", "热敷") : text,
      ),
    },
  ];
  const [path, whole] = [at("killed.sqlite"), at("whole.sqlite")];
  stateOf(path);
  let count = 0;
  for (const [month, { asOf, file }] of months.entries()) {
    const before = stateOf(path);
    for (let i = 0; i < kills / 2; i++) {
      // Far enough on that most kills fall behind a commit; a prime step gives other places each time.
      const row = 1 + ((i * 7919 + month * 3571) % Math.floor(rows * 0.9));
      if (await killed(path, file, asOf, row)) count++;
      expectEqual(`state after kill ${count}`, stateOf(path), before);
    }
    const report = await importRegistry(path, { file }, { source: "示例数据库", asOf });
    await importRegistry(whole, { file }, { source: "示例数据库", asOf });
    const { added, changed, unchanged, rejected, resumed } = report;
    process.stdout.write(
      `${asOf}: ${JSON.stringify({ rows: report.rows, added, changed, unchanged, rejected, resumed })}\n`,
    );
    expectEqual(`content after ${asOf}`, contentOf(path), contentOf(whole));
  }
  process.stdout.write(`killed ${count} times, ${faults} faults\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = faults > 0 ? 1 : 0;
