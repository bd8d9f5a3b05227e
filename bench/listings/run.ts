/**
 * Many short listings through the command line's own machinery: one thread, two workers in batches, two workers with one
 * document a task. Each contestant is a process of its own, so that its peak memory is its own.
 *
 *     npm run bench -- listings [-- --count 1000000] [--task-count 20000]
 *
 * Needs `npm run build`, unless MEDLINT_DIST names another build.
 */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateListings } from "./generate-listings.js";

const argument = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const count = argument("count", 100_000);
/** One document a task is so slow that a part must do. */
const taskCount = Math.min(count, argument("task-count", 20_000));
const dist = process.env.MEDLINT_DIST ?? join(import.meta.dirname, "../../dist");
if (!existsSync(join(dist, "bin/medlint.js"))) throw new Error("先执行 npm run build");

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly digest: string;
}

/** Runs a script to its end and reads its peak memory and processor time as it saw them itself. */
async function measure(script: string, parameters: readonly string[], output: string): Promise<Run> {
  const report = `process.on("exit",()=>{const u=process.resourceUsage();require("fs").writeFileSync(${JSON.stringify(`${output}.use`)},JSON.stringify(u))})`;
  const start = performance.now();
  const reporter = `data:text/javascript,${encodeURIComponent(`import{createRequire}from"node:module";const require=createRequire("/");${report}`)}`;
  const child = spawn(process.execPath, ["--import", reporter, script, ...parameters], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await new Promise((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - start) / 1000;
  const use = JSON.parse(execFileSync("cat", [`${output}.use`], { encoding: "utf8" })) as NodeJS.ResourceUsage;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(output)) hash.update(chunk as Buffer);
  rmSync(output);
  const cpuSeconds = (use.userCPUTime + use.systemCPUTime) / 1e6;
  return { seconds, cpuSeconds, peakMb: use.maxRSS / 1024, digest: hash.digest("hex").slice(0, 12) };
}

const folder = mkdtempSync(join(tmpdir(), "medlint-bench-"));
try {
  const input = join(folder, "listings.jsonl");
  const bytes = await generateListings(input, count);
  process.stdout.write(`${count} 件，${(bytes / 1e6).toFixed(0)} MB，Node ${process.version}\n`);
  const output = join(folder, "out.jsonl");
  const argv = (jobs: number) => [
    "check",
    input,
    "--format",
    "jsonl",
    "--ocr",
    "none",
    "--no-config",
    "--as-of",
    "2026-11-01",
    "--quiet",
    "--output",
    output,
    "--jobs",
    String(jobs),
  ];
  const print = (name: string, run: Run, listings: number) =>
    process.stdout.write(
      `${name.padEnd(28)} ${run.seconds.toFixed(1).padStart(7)} s  ${Math.round(listings / run.seconds)} 件/秒  处理器 ${run.cpuSeconds.toFixed(1)} s  峰值内存 ${Math.round(run.peakMb)} MB  ${run.digest}\n`,
    );
  const main = join(dist, "bin/medlint.js");
  const one = await measure(main, argv(1), output);
  print("一个线程 --jobs 1", one, count);
  const single = await measure(main, argv(1), output);
  print("一个线程，再一次", single, count);
  const two = await measure(main, argv(2), output);
  print("两个线程，成批 --jobs 2", two, count);
  const base = Math.min(one.seconds, single.seconds);
  process.stdout.write(
    `两个线程是一个线程的 ${(base / two.seconds).toFixed(2)} 倍；输出${one.digest === two.digest ? "相同" : "不同！"}\n`,
  );
  if (one.digest !== two.digest) process.exitCode = 1;
  if (taskCount < count) await generateListings(input, taskCount);
  const tasks = join(import.meta.dirname, "one-a-task.mjs");
  for (const [name, size] of [
    ["两个线程，成批", 200],
    ["两个线程，一件一个任务", 1],
  ] as const) {
    const run = await measure(tasks, [dist, input, output, String(size)], output);
    print(`${name}（${taskCount} 件）`, run, taskCount);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
