import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { Listing } from "../src/contracts/listing.js";
import type { Finding } from "../src/contracts/result.js";
import { loadDictionary } from "../src/dictionaries/index.js";
import { prepareListing } from "../src/prepare/prepare-listing.js";
import { createScanner } from "../src/scan/index.js";
import { wilson } from "./quality/score.js";

const USAGE =
  "npx tsx corpora/certified-wording.ts FILE [--form a|b|c] [--limit N] [--misses N]\n\n" +
  "FILE：注册信息，一行一个 JSON（cert_no、product_name、intended_use 或 indication、approval_date、composition）。\n" +
  "a 名称与适用范围，带本证；b 适用范围，不带证；c 适用范围分句与中性店铺句混排，带本证。不写 --form 时三种都量。\n";
/** Sentences that any shop writes and no law minds. */
const NEUTRAL = ["本店支持七天无理由退货。", "下单后48小时内发货。", "请按说明书使用。", "包装以实物为准。"];
const DAY_MS = 86_400_000;

interface Row {
  readonly cert_no?: string;
  readonly approval_number?: string;
  readonly product_name?: string;
  readonly name?: string;
  readonly intended_use?: string;
  readonly indication?: string;
  readonly composition?: string;
  readonly approval_date?: string;
}

const { values, positionals } = parseArgs({
  options: {
    form: { type: "string" },
    kind: { type: "string", default: "device" },
    limit: { type: "string", default: "2000" },
    misses: { type: "string", default: "10" },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
});
const file = positionals[0];
if (values.help || file === undefined) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
const rows = await sample(file, Number(values.limit));
const scanner = createScanner(loadDictionary());
for (const form of values.form === undefined ? ["a", "b", "c"] : [values.form]) measure(form);

/** Every n-th row that has a scope, so that a sample covers the whole file. */
async function sample(path: string, limit: number): Promise<Row[]> {
  const all: Row[] = [];
  for await (const line of createInterface({ input: createReadStream(path, "utf8") })) {
    if (line.trim() === "") continue;
    const row = JSON.parse(line) as Row;
    if (scopeOf(row) !== "") all.push(row);
  }
  const step = Math.max(1, all.length / limit);
  return Array.from({ length: Math.min(limit, all.length) }, (_, i) => all[Math.floor(i * step)] as Row);
}

function scopeOf(row: Row): string {
  return (row.intended_use ?? row.indication ?? "").trim();
}

function toListing(row: Row, form: string): Listing {
  const scope = scopeOf(row);
  const title = row.product_name ?? row.name ?? "";
  const number = row.cert_no ?? row.approval_number;
  const approved = Date.parse(row.approval_date ?? "");
  const own = { number, productName: title, scope, composition: row.composition };
  return {
    id: number ?? title,
    kind: values.kind as Listing["kind"],
    complete: false,
    ...(Number.isNaN(approved) ? {} : { capturedAt: new Date(approved + DAY_MS).toISOString() }),
    ...(form === "b" ? {} : { title, certificates: [own] }),
    text: form === "c" ? mix(scope) : scope,
  };
}

/** The sentences of a scope with neutral ones between. */
function mix(scope: string): string {
  const sentences = scope.split(/(?<=[。；;])/u).filter((part) => part.trim() !== "");
  return sentences
    .map((sentence, i) => `${sentence}${/[。；;]$/u.test(sentence) ? "" : "。"}${NEUTRAL[i % NEUTRAL.length]}`)
    .join("");
}

function measure(form: string): void {
  const results = rows.map((row) => ({
    row,
    findings: scanner.scanPrepared(prepareListing(toListing(row, form), { day: "2020-12-31" })).findings,
  }));
  const accused = results.filter(({ findings }) => findings.some(isViolation));
  const flagged = results.filter(({ findings }) => findings.length > 0);
  process.stdout.write(`== ${form}\n`);
  printRate("误判 accused", accused.length, results.length);
  printRate("提示 flagged", flagged.length, results.length);
  const byRule = new Map<string, number>();
  for (const { findings } of results)
    for (const key of new Set(findings.map((f) => `${isViolation(f) ? "违" : "疑"} ${f.rule}`)))
      byRule.set(key, (byRule.get(key) ?? 0) + 1);
  for (const [key, count] of [...byRule].sort((a, b) => b[1] - a[1])) process.stdout.write(`    ${key} ${count}\n`);
  for (const { row, findings } of [...accused, ...flagged.filter((r) => !accused.includes(r))].slice(
    0,
    Number(values.misses),
  )) {
    process.stdout.write(`  ${row.product_name ?? row.name ?? ""}｜${scopeOf(row).slice(0, 300)}\n`);
    for (const f of findings)
      process.stdout.write(`      ${isViolation(f) ? "违" : "疑"} ${f.rule}「${f.matched.slice(0, 80)}」\n`);
  }
}

function isViolation(finding: Finding): boolean {
  return finding.certainty === "violation";
}

function printRate(name: string, hits: number, total: number): void {
  const [low, high] = wilson(hits, total);
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
  process.stdout.write(`  ${name} ${percent(hits / total)} (${hits}/${total}, ${percent(low)}–${percent(high)})\n`);
}
