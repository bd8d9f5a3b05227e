/**
 * How often honest texts are accused of a disguise: `npx tsx corpora/disguise/false-hits.ts FILE.jsonl… [--field NAME]… [--kind KIND] [--show N]`.
 *
 * Each line's fields (by default intended_use and title) are judged as texts of their own, without a certificate.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Kind } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";
import { wilson } from "../quality/score.js";

const RULE = "deliberate-disguise";

const { values, positionals } = parseArgs({
  options: {
    field: { type: "string", multiple: true, default: ["intended_use", "title"] },
    kind: { type: "string", default: "device" },
    show: { type: "string", default: "10" },
  },
  allowPositionals: true,
});
if (positionals.length === 0) {
  process.stderr.write(
    "npx tsx corpora/disguise/false-hits.ts 文件.jsonl… [--field 字段]… [--kind 类别] [--show 条数]\n",
  );
  process.exit(2);
}
const scanner = createScanner(loadDictionary(), { segmenter: jiebaSegmenter() });
for (const file of positionals) {
  let texts = 0;
  let accused = 0;
  const shown: string[] = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line.trim() === "") continue;
    const row = JSON.parse(line) as Record<string, unknown>;
    for (const field of values.field) {
      const text = row[field];
      if (typeof text !== "string" || text === "") continue;
      texts++;
      const prepared = prepareListing({ id: String(texts), kind: values.kind as Kind, text }, { day: "2026-11-01" });
      const found = scanner.scanPrepared(prepared).findings.filter(({ rule }) => rule === RULE);
      if (found.length === 0) continue;
      accused++;
      if (shown.length < Number(values.show)) shown.push(`  ${found[0]?.matched}  …  ${found[0]?.excerpt}`);
    }
  }
  const [low, high] = wilson(accused, texts).map((share) => (share * 100).toFixed(3));
  const share = ((100 * accused) / Math.max(1, texts)).toFixed(3);
  process.stdout.write(`${file}：${texts} 段，${RULE} ${accused} 段，${share} %（${low}–${high}）\n`);
  if (shown.length > 0) process.stdout.write(`${shown.join("\n")}\n`);
}
