import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Measured } from "./measure-one.js";

/**
 * Word segmenters injected into the same rules: what they find and accuse in `corpora/`, how fast they cut, how long they
 * take to load and how much memory they hold. Each in a process of its own, one after the other.
 *
 *     npx tsx bench/segmenters/run.ts
 */

const NAMES = ["none", "@node-rs/jieba", "nodejieba"] as const;
const child = fileURLToPath(new URL("measure-one.ts", import.meta.url));

const rows = NAMES.map((name) => {
  const output = execFileSync(process.execPath, ["--import", "tsx", child, name], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 24,
  });
  return JSON.parse(output) as Measured;
});
const share = ([hits, total]: readonly [number, number]): string =>
  `${((100 * hits) / total).toFixed(1)}% ${hits}/${total}`.padEnd(19);
process.stdout.write(
  `${"".padEnd(18)}${["检出 found", "确定 hard", "误判 accused", "提示 flagged"].map((one) => one.padEnd(17)).join("")}\n`,
);
for (const row of rows) {
  if (row.missing !== null) process.stdout.write(`${row.name.padEnd(18)}没有量：${row.missing}\n`);
  else {
    const { found, hard, accused, flagged } = row.scores;
    process.stdout.write(`${row.name.padEnd(18)}${[found, hard, accused, flagged].map(share).join("")}\n`);
  }
}
process.stdout.write("\n");
for (const { name, missing, speed } of rows) {
  if (missing !== null || speed === null) continue;
  const { loadMs, megabytes, charsPerSecond, cuts, scanMs } = speed;
  process.stdout.write(
    `${name.padEnd(18)}载入 ${(loadMs / 1000).toFixed(2)} 秒，内存 ${megabytes.toFixed(0)} MB，` +
      `切分 ${(charsPerSecond / 1e6).toFixed(1)} 百万字/秒；语料判断 ${scanMs.toFixed(0)} 毫秒，问了 ${cuts} 次\n`,
  );
}
