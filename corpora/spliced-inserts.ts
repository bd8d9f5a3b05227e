import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Listing } from "../src/contracts/listing.js";
import type { Finding } from "../src/contracts/result.js";
import { loadDictionary } from "../src/dictionaries/index.js";
import { jiebaSegmenter } from "../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../src/prepare/prepare-listing.js";
import { createScanner } from "../src/scan/index.js";
import { type Case, readCases } from "./quality/case.js";
import { wilson } from "./quality/score.js";
import { Random } from "./random.js";

const USAGE =
  "npx tsx corpora/spliced-inserts.ts FILE… [--limit N] [--misses N] [--seed N] [--cases DIR]\n\n" +
  "FILE：药品说明书，一行一个 JSON（approvalNum、commonName、indication、dosage、adverse、precautions、compounds、storage）。\n" +
  "先量带【】标题、不带语境的说明书有多少被误判；再在【功能主治】或【适应症】下插入一句自写的违法广告语（corpora/violations 中\n" +
  "的药品句，按种子抽取），量有多少被发现：全部句子，以及单独成文时就能发现的句子。自写的句子也训练了语气，故以未参与训练的\n" +
  "案例（--cases DIR，格式同 quality）另量一次，才是实数。\n";
/** The day all inserts are judged by, so that a figure does not change with the calendar. */
const DAY = "2026-11-01";
/** Rules that need the product's name or class, not only the sentence. */
const PRODUCT_RULES = /^(rx-|special-drug|banned-online|drug-gift|origin-|off-scope)/;

interface Insert {
  readonly id?: string;
  readonly approvalNum?: string;
  readonly commonName?: string;
  readonly prescriptions?: string;
  readonly drugsType?: string;
  readonly dosageForm?: string;
  readonly indication?: readonly string[];
  readonly dosage?: readonly string[];
  readonly adverse?: readonly string[];
  readonly precautions?: readonly string[];
  readonly compounds?: readonly string[];
  readonly character?: readonly string[];
  readonly storage?: readonly string[];
}

/** An insert as text; `[start, end)` is where the advertising sentence stands. */
interface Composed {
  readonly insert: Insert;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: Case | null;
}

const { values, positionals } = parseArgs({
  options: {
    limit: { type: "string", default: "100000" },
    misses: { type: "string", default: "10" },
    seed: { type: "string", default: "7" },
    cases: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
});
if (values.help || positionals.length === 0) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
const scanner = createScanner(loadDictionary(), { segmenter: jiebaSegmenter() });
const inserts = await readInserts();
const sentences = advertisingSentences();
const alone = new Set(sentences.filter((item) => findingsOf(item.id, item.text).length > 0));
process.stdout.write(`${inserts.length} 份说明书；${sentences.length} 句广告语，单独成文时发现 ${alone.size} 句\n`);
measureBare();
measureSpliced("全部句子", sentences);
measureSpliced("单独能发现的句子", [...alone]);

async function readInserts(): Promise<Insert[]> {
  const all: Insert[] = [];
  for (const path of positionals) {
    for await (const line of createInterface({ input: createReadStream(path, "utf8") })) {
      if (line.trim() !== "") all.push(JSON.parse(line) as Insert);
    }
  }
  const limit = Math.min(Number(values.limit), all.length);
  return Array.from({ length: limit }, (_, i) => all[Math.floor((i * all.length) / limit)] as Insert);
}

/** Sentences that are unlawful for any drug, whatever its name and class: our own, or those of cases. */
function advertisingSentences(): Case[] {
  return readCases(values.cases ?? fileURLToPath(new URL("violations", import.meta.url))).filter(
    (item) =>
      item.product_kind === "drug" &&
      item.expected_rules.length > 0 &&
      (item.cert_scope ?? null) === null &&
      !item.expected_rules.some((rule) => PRODUCT_RULES.test(rule)),
  );
}

function compose(insert: Insert, sentence: Case | null): Composed {
  const scopeName = insert.drugsType === "中成药" ? "功能主治" : "适应症";
  const sections: [string, string][] = [
    ["药品名称", insert.commonName ?? ""],
    ["成份", (insert.compounds ?? []).join("")],
    ["性状", (insert.character ?? []).join("")],
    [scopeName, (insert.indication ?? []).join("")],
    ["用法用量", (insert.dosage ?? []).join("")],
    ["不良反应", (insert.adverse ?? []).join("")],
    ["注意事项", (insert.precautions ?? []).join("")],
    ["贮藏", (insert.storage ?? []).join("")],
    ["批准文号", insert.approvalNum ?? ""],
  ];
  let text = "";
  let start = 0;
  for (const [name, content] of sections) {
    if (content.trim() === "" && name !== scopeName) continue;
    text += `【${name}】${content}`;
    if (name === scopeName && sentence !== null) {
      if (!/[。；;！!]$/u.test(text) && content !== "") text += "。";
      start = text.length;
      text += sentence.text;
    }
    text += "\n";
  }
  return { insert, text, start, end: sentence === null ? 0 : start + sentence.text.length, sentence };
}

function findingsOf(id: string, text: string): readonly Finding[] {
  const listing: Listing = { id, kind: "drug", text, complete: false };
  return scanner.scanPrepared(prepareListing(listing, { day: DAY })).findings;
}

function measureBare(): void {
  const results = inserts.map((insert) => {
    const composed = compose(insert, null);
    return { composed, findings: findingsOf(insert.id ?? "", composed.text) };
  });
  const accused = results.filter(({ findings }) => findings.some(isViolation));
  process.stdout.write("== 说明书原文\n");
  printRate("误判 accused", accused.length, results.length);
  printRate("提示 flagged", results.filter(({ findings }) => findings.length > 0).length, results.length);
  printRules(results.flatMap(({ findings }) => [...new Set(findings.map(keyOf))]));
  for (const { composed, findings } of accused.slice(0, Number(values.misses))) {
    process.stdout.write(`  ${composed.insert.commonName ?? ""}\n`);
    for (const one of findings.filter(isViolation)) process.stdout.write(`      ${keyOf(one)}「${one.excerpt}」\n`);
  }
}

function measureSpliced(name: string, pool: readonly Case[]): void {
  const random = new Random(Number(values.seed));
  const results = inserts.map((insert) => {
    const composed = compose(insert, random.pick(pool));
    const findings = findingsOf(insert.id ?? "", composed.text).filter(
      ({ where }) => where !== null && where.start < composed.end && where.end > composed.start,
    );
    return { composed, findings };
  });
  const missed = results.filter(({ findings }) => findings.length === 0);
  process.stdout.write(`== 插入一句广告：${name}\n`);
  printRate("发现 found", results.length - missed.length, results.length);
  printRate("确定 hard", results.filter(({ findings }) => findings.some(isViolation)).length, results.length);
  const seen = new Set<string>();
  for (const { composed } of missed) {
    const { sentence } = composed;
    if (sentence === null || seen.has(sentence.id) || seen.size >= Number(values.misses)) continue;
    seen.add(sentence.id);
    const mark = alone.has(sentence) ? "单独能发现" : "单独也漏";
    process.stdout.write(`  ${sentence.id} ${mark} ${sentence.text}｜${composed.insert.commonName ?? ""}\n`);
  }
}

function printRules(keys: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1])) process.stdout.write(`    ${key} ${count}\n`);
}

function keyOf(finding: Finding): string {
  return `${isViolation(finding) ? "违" : "疑"} ${finding.rule}`;
}

function isViolation(finding: Finding): boolean {
  return finding.certainty === "violation";
}

function printRate(name: string, hits: number, total: number): void {
  const [low, high] = wilson(hits, total);
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
  process.stdout.write(`  ${name} ${percent(hits / total)} (${hits}/${total}, ${percent(low)}–${percent(high)})\n`);
}
