/**
 * From passages to findings: matching alone, tokens, everything, beside one another in the same rounds, by processor time.
 * Every round judges listings that were prepared for it: with nothing remembered, as a first pass remembers (emptied before
 * each round), and with everything met before.
 *
 * `npm run bench -- rules [FILE.jsonl]`: a file of listings; without one, generated text in the manner of inserts and shop copy.
 */
import { readFileSync } from "node:fs";
import type { Listing } from "../../src/contracts/listing.js";
import { built } from "../built.js";

const { tokenize } = await built<typeof import("../../src/claims/tokenize.js")>("claims/tokenize.js");
const { loadDictionary } = await built<typeof import("../../src/dictionaries/index.js")>("dictionaries/index.js");
const { createScanner } = await built<typeof import("../../src/index.js")>("index.js");
const { judgedBy } = await built<typeof import("../../src/rules/judged-texts.js")>("rules/judged-texts.js");
const { silentFor } = await built<typeof import("../../src/rules/silent-sentences.js")>("rules/silent-sentences.js");
const { matchAt } = await built<typeof import("../../src/rules/match-pattern.js")>("rules/match-pattern.js");

const ROUNDS = 7;
const WARM_UP = 4;
const file = process.argv[2];
const listings = file === undefined ? generated() : readListings(file);
const day = "2026-11-01";
const scanner = createScanner(loadDictionary(), { judgedUnits: 0 });
const remembering = createScanner(loadDictionary());
const first = createScanner(loadDictionary());
const { lexicon } = scanner.rules;
const prepared = listings.map((listing) => scanner.prepare(listing, { day }));
const texts = prepared.flatMap((one) => one.passages.map((passage) => passage.text));
const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
if (megabytes === 0) {
  process.stderr.write("没有文字：每行须是一件商品（title、text …），见 docs/cli.md\n");
  process.exit(2);
}
const hits = new Int32Array(1 << 22);

let fresh = prepared;
const STEPS: readonly (readonly [string, () => number])[] = [
  ["匹配 match", () => texts.reduce((sum, text) => sum + lexicon.matcher.findInto(text, hits), 0)],
  ["分词 tokenize", () => texts.reduce((sum, text) => sum + tokenize(lexicon, text).tokens.length, 0)],
  ["判断 scanPrepared", () => fresh.reduce((sum, one) => sum + scanner.scanPrepared(one).findings.length, 0)],
  ["判断，第一遍（边判边记）", () => fresh.reduce((sum, one) => sum + first.scanPrepared(one).findings.length, 0)],
  ["判断，文段已见过", () => fresh.reduce((sum, one) => sum + remembering.scanPrepared(one).findings.length, 0)],
  ["准备 prepare", () => listings.reduce((sum, one) => sum + scanner.prepare(one, { day }).passages.length, 0)],
];
const rates = new Map<string, number[]>();
// The first rounds warm up.
for (let round = -WARM_UP; round < ROUNDS; round++) {
  for (const [name, step] of STEPS) {
    fresh = listings.map((listing) => scanner.prepare(listing, { day }));
    judgedBy(first.rules).clear();
    silentFor(first.rules).clear();
    const start = process.cpuUsage();
    step();
    const { user, system } = process.cpuUsage(start);
    if (round >= 0) rates.set(name, [...(rates.get(name) ?? []), megabytes / ((user + system) / 1e6)]);
  }
}
const count = texts.reduce((sum, text) => sum + lexicon.matcher.findInto(text, hits), 0);
const base = median(rates.get("匹配 match") ?? []);
process.stdout.write(`${listings.length} 件，${megabytes.toFixed(1)} MB，${lexicon.matcher.terms.length} 个词条\n`);
for (const [name, step] of STEPS) {
  const all = rates.get(name) ?? [];
  const rate = median(all);
  const perHit = (megabytes / rate / count) * 1e9;
  const spread = `${Math.min(...all).toFixed(1)}–${Math.max(...all).toFixed(1)}`;
  process.stdout.write(
    `${name.padEnd(22)} ${rate.toFixed(1).padStart(7)} MB/s（${spread}） 为匹配的 ${(rate / base).toFixed(2)}，每个命中 ${perHit.toFixed(0)} ns，结果 ${step()}\n`,
  );
}

process.stdout.write(`最费时的十条规则（句式匹配，不含豁免）：\n`);
for (const { rule, ms, tried } of dearestRules().slice(0, 10)) {
  process.stdout.write(`${ms.toFixed(1).padStart(9)} ms  试 ${String(tried).padStart(7)} 句  ${rule}\n`);
}

/** Time that the patterns of each rule take in the sentences where they are feasible. */
function dearestRules(): { rule: string; ms: number; tried: number }[] {
  const spent = new Map<string, { rule: string; ms: number; tried: number }>();
  for (const one of prepared) {
    for (const { text } of one.passages) {
      const reading = tokenize(lexicon, text);
      for (const sentence of reading.sentences) {
        for (const { rule, pattern } of scanner.rules.patterns.feasibleIn(reading, sentence.index, one.listing.kind)) {
          const { id } = rule.spec;
          const entry = spent.get(id) ?? { rule: id, ms: 0, tried: 0 };
          spent.set(id, entry);
          const { tokens } = sentence;
          const start = performance.now();
          for (let i = 0; i < tokens.length; i++) matchAt(reading, sentence, pattern, i);
          entry.ms += performance.now() - start;
          entry.tried++;
        }
      }
    }
  }
  return [...spent.values()].sort((a, b) => b.ms - a.ms);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function readListings(path: string): Listing[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Listing);
}

/** Invented copy: a few sentences of an insert, of shop copy and of plain text, in ever new order. */
function generated(): Listing[] {
  const sentences = [
    "本品用于缓解轻至中度疼痛，如头痛、关节痛、牙痛、肌肉痛、神经痛、痛经。",
    "口服，一次1片，一日3次；若持续发热，可间隔4至6小时重复用药一次。",
    "对本品过敏者禁用，过敏体质者慎用；孕妇及哺乳期妇女请在医师指导下使用。",
    "偶见恶心、呕吐、胃烧灼感，罕见皮疹、头晕、耳鸣。",
    "大屏显示，一键测量，双人记忆各九十组，家里老人也看得清。",
    "柔软透气的无纺布背衬，贴合皮肤，不易移位，揭除时少有牵拉感。",
    "三个疗程彻底告别颈椎病，不复发，已帮助十万名患者恢复健康。",
    "请仔细阅读产品说明书或者在医务人员的指导下购买和使用。",
    "产品应贮存在相对湿度不超过百分之八十、无腐蚀性气体和通风良好的室内。",
    "下单后四十八小时内发货，支持七天无理由退货，运费由卖家承担。",
  ];
  let seed = 7;
  const next = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed >>> 16;
  };
  return Array.from({ length: 2000 }, (_unused, id) => ({
    id: String(id),
    kind: id % 2 === 0 ? ("drug" as const) : ("device" as const),
    text: Array.from({ length: 12 }, () => sentences[next() % sentences.length]).join("\n"),
  }));
}
