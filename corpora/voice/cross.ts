import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { VoiceModel, VoiceSpec } from "../../src/contracts/dictionary.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { compileRules } from "../../src/rules/compile-rules.js";
import { VoiceJudge, type Weighed } from "../../src/rules/voice-judge.js";
import { scanPrepared } from "../../src/scan/scan-prepared.js";
import { readCases, toListing } from "../quality/case.js";
import { type CaseScore, scoreCase } from "../quality/score.js";
import { cleanSamples, ownSamples, samplesOf, train } from "./train-model.js";
import { type HeardCase, learnWeights } from "./weigh.js";

const DAY = "2026-11-01";
const ENGINE = { version: "0", dictionary: "0", segmenter: "jieba", ocr: "none" };

const { values } = parseArgs({
  options: {
    cases: { type: "string", multiple: true, default: [] },
    clean: { type: "string", multiple: true, default: [] },
    models: { type: "string" },
    set: { type: "string", multiple: true, default: [] },
    weights: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help || values.models === undefined) {
  process.stdout.write(
    "npx tsx corpora/voice/cross.ts --cases DIR… [--clean FILE]… --models DIR [--weights] [--set accuse=0,keep=-1700]…\n\n" +
      "逐组留出：用其余各组训练（模型存于 --models，已有则读取），由整套规则判这一组；每个 --set 打印一行合计；--weights 由留出的得分算出 voice.yaml 的 weights。\n",
  );
  process.exit(values.help ? 0 : 2);
}
const folder = values.models;
const dictionary = loadDictionary();
const rules = compileRules(dictionary);
const spec = dictionary.voice as VoiceSpec;
const segmenter = jiebaSegmenter();
const prepared = new Map(
  values.cases.map((set) => [
    set,
    readCases(set).map((item) => ({ item, listing: prepareListing(toListing(item), { day: DAY }) })),
  ]),
);
const models = new Map(values.cases.map((set) => [set, modelWithout(set)]));
if (values.weights) {
  const heard: HeardCase[] = [];
  // Everything that may be suspected is weighed, whatever becomes of it.
  for (const set of values.cases) judge(set, { ...spec, keep: -99_000 }, heard);
  const weights = learnWeights(heard);
  process.stdout.write(
    `weights:\n${Object.entries(weights)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join("")}`,
  );
  process.exit(0);
}
for (const change of values.set.length === 0 ? [""] : values.set) {
  const sums = values.cases.map((set) => judge(set, { ...spec, ...numbersOf(change), ...forHeads(change) }));
  for (const [index, set] of values.cases.entries()) print(`  ${nameOf(set)}`, [sums[index] ?? []]);
  print(change === "" ? "all" : change, sums);
}

function nameOf(set: string): string {
  return set.split("/").slice(-2).join("-");
}

function modelWithout(set: string): VoiceModel {
  const file = join(folder, `${nameOf(set)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as VoiceModel;
  const others = values.cases.filter((one) => one !== set).flatMap((one) => samplesOf(one));
  const model = train(rules.lexicon, [...ownSamples(), ...others, ...values.clean.flatMap(cleanSamples)]);
  writeFileSync(file, JSON.stringify(model));
  return model;
}

function numbersOf(change: string): Partial<VoiceSpec> {
  const pairs = change
    .split(",")
    .filter((one) => one !== "")
    .map((one) => one.split("="));
  return Object.fromEntries(pairs.filter(([name]) => name !== "beside").map(([name, value]) => [name, Number(value)]));
}

function forHeads(change: string): Partial<VoiceSpec> {
  const beside = /beside=(-?\d+)/u.exec(change)?.[1];
  return beside === undefined ? {} : { heads: spec.heads.map((head) => ({ ...head, beside: Number(beside) })) };
}

function judge(set: string, changed: VoiceSpec, heard?: HeardCase[]): CaseScore[] {
  let weighed: Weighed[] = [];
  const model = models.get(set) as VoiceModel;
  const voice = new VoiceJudge({ ...changed, model }, rules.byId, rules.lexicon, (one) => weighed.push(one));
  const judged = { ...rules, voice };
  return (prepared.get(set) ?? []).map(({ item, listing }) => {
    weighed = [];
    const score = scoreCase(item, scanPrepared(judged, ENGINE, listing, segmenter));
    heard?.push({ item, weighed });
    return score;
  });
}

function print(name: string, sets: readonly (readonly CaseScore[])[]): void {
  const scores = sets.flat();
  const guilty = scores.filter(({ item }) => item.expected_rules.length > 0);
  const clean = scores.filter(({ item }) => item.expected_rules.length === 0);
  const expected = guilty.reduce((sum, { item }) => sum + item.expected_rules.length, 0);
  const share = (count: number, total: number): string => `${((100 * count) / total).toFixed(1).padStart(5)}`;
  process.stdout.write(
    `${name.padEnd(24)} found ${share(guilty.filter((s) => s.found).length, guilty.length)}` +
      ` hard ${share(guilty.filter((s) => s.hard).length, guilty.length)}` +
      ` expected ${share(
        guilty.reduce((sum, s) => sum + s.hitRules.length, 0),
        expected,
      )}` +
      ` | accused ${share(clean.filter((s) => s.accused).length, clean.length)}` +
      ` flagged ${share(clean.filter((s) => s.flagged).length, clean.length)}\n`,
  );
}
