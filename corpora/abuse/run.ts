import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";
import { abusesIn } from "./frames.js";

const { values } = parseArgs({
  options: { misses: { type: "string", default: "20" }, help: { type: "boolean", short: "h", default: false } },
});
if (values.help) {
  process.stdout.write(
    "npx tsx corpora/abuse/run.ts [--misses N]\n\n" +
      "把违法宣称套进每个豁免的用语里，打印每个豁免下仍被查出的比例。\n",
  );
  process.exit(0);
}
const read = (name: string): string => readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");
const dictionary = loadDictionary();
const scanner = createScanner(dictionary, { segmenter: jiebaSegmenter() });
const scores = new Map<string, { total: number; found: number; hard: number }>();
const misses: string[] = [];
for (const abuse of abusesIn(read("frames.jsonl"), read("claims.jsonl"))) {
  const { findings } = scanner.scanPrepared(prepareListing(abuse.listing, { day: "2026-11-01" }));
  const own = findings.filter(({ where }) => where !== null && where.start < abuse.end && where.end > abuse.start);
  const score = scores.get(abuse.exemption) ?? { total: 0, found: 0, hard: 0 };
  score.total++;
  if (own.length > 0) score.found++;
  else misses.push(`${abuse.exemption}：${abuse.item.text}`);
  if (own.some(({ certainty }) => certainty === "violation")) score.hard++;
  scores.set(abuse.exemption, score);
}
const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(0)}%`.padStart(5);
const all = [...scores.values()];
const sum = (pick: (score: { total: number; found: number; hard: number }) => number): number =>
  all.reduce((total, score) => total + pick(score), 0);
for (const [id, { total, found, hard }] of [...scores].sort(
  (a, b) => a[1].found / a[1].total - b[1].found / b[1].total,
))
  process.stdout.write(
    `${percent(found, total)} 查出 ${percent(hard, total)} 确定 ${String(total).padStart(4)} ${id}\n`,
  );
const missing = dictionary.exemptions.map(({ id }) => id).filter((id) => !scores.has(id));
process.stdout.write(`没有滥用例的豁免：${missing.join("、") || "无"}\n`);
process.stdout.write(
  `全部 ${sum((s) => s.total)} 例，查出${percent(
    sum((s) => s.found),
    sum((s) => s.total),
  )}，确定${percent(
    sum((s) => s.hard),
    sum((s) => s.total),
  )}\n`,
);
for (const miss of misses.slice(0, Number(values.misses))) process.stdout.write(`漏 ${miss}\n`);
