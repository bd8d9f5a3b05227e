/**
 * Kills a worker at random moments of a run and compares the output with that of an undisturbed one.
 *
 *     npx tsx bench/listings/kill.ts [KILLS] [LISTINGS]
 *
 * Needs `npm run build`, unless MEDLINT_DIST names another build.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { answerInputs as AnswerInputs } from "../../src/batches/answer-inputs.js";
import type { shareScanner as ShareScanner } from "../../src/batches/shared-scanner.js";
import type { WorkerPool as Pool } from "../../src/batches/worker-pool.js";
import type { SERVICES as Services } from "../../src/cli/services.js";
import type { readRawInputs as ReadRawInputs } from "../../src/prepare/read/read-raw.js";
import type { Scanner } from "../../src/scan/index.js";
import { generateListings } from "./generate-listings.js";

const kills = Number(process.argv[2] ?? 20);
const count = Number(process.argv[3] ?? 20_000);
const dist = process.env.MEDLINT_DIST ?? join(import.meta.dirname, "../../dist");
const load = (path: string) => import(pathToFileURL(join(dist, path)).href);
const { answerInputs } = (await load("batches/answer-inputs.js")) as { answerInputs: typeof AnswerInputs };
const { shareScanner } = (await load("batches/shared-scanner.js")) as { shareScanner: typeof ShareScanner };
const { WorkerPool } = (await load("batches/worker-pool.js")) as { WorkerPool: typeof Pool };
const { readRawInputs } = (await load("prepare/read/read-raw.js")) as { readRawInputs: typeof ReadRawInputs };
const { SERVICES } = (await load("cli/services.js")) as { SERVICES: typeof Services };

const folder = mkdtempSync(join(tmpdir(), "medlint-kill-"));
const input = join(folder, "listings.jsonl");
await generateListings(input, count);
const scanner = (await SERVICES.createScanner(await SERVICES.loadDictionary(undefined))) as unknown as Scanner;
const settings = {
  scanner: shareScanner(scanner, undefined),
  registry: null,
  day: "2026-11-01",
  defaults: {},
  id: undefined,
  adapters: undefined,
  withListings: false,
  pictures: "never" as const,
};

/** @param moments shares of the listings after which a worker is killed, ascending */
async function run(moments: readonly number[]): Promise<{ digest: string; lines: number; killed: number }> {
  let pool: Pool | null = null;
  const reading = { from: "jsonl" as const, defaults: {} };
  const answers = answerInputs(readRawInputs([input], reading, process.stdin, { otherFiles: 0 }), {
    judge: null as never,
    options: reading,
    signal: new AbortController().signal,
    workers: {
      open: async () => {
        pool = await WorkerPool.start(settings, { jobs: 2 });
        return pool;
      },
      afterBytes: 0,
      afterListings: 0,
    },
  });
  const hash = createHash("sha256");
  let lines = 0;
  let killed = 0;
  for await (const answered of answers) {
    if (answered.kind !== "batch") continue;
    hash.update(answered.answer.lines);
    lines += answered.batch.items.length;
    while (killed < moments.length && lines >= (moments[killed] ?? 0) * count) {
      const threads = (pool as Pool | null)?.threads ?? [];
      const victim = threads[killed % Math.max(1, threads.length)];
      killed++;
      // Somewhere within the next milliseconds: between batches, within one, or while another starts.
      setTimeout(() => void victim?.terminate(), Math.random() * 40);
    }
  }
  return { digest: hash.digest("hex"), lines, killed };
}

try {
  const whole = await run([]);
  const moments = Array.from({ length: kills }, () => Math.random() * 0.9).sort((a, b) => a - b);
  const disturbed = await run(moments);
  const isSame = whole.digest === disturbed.digest && whole.lines === count && disturbed.lines === count;
  process.stdout.write(
    `${count} 件，杀死工作线程 ${disturbed.killed} 次：输出 ${disturbed.lines} 行，${isSame ? "完整且逐字节相同" : "不同！"}\n`,
  );
  if (!isSame) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
