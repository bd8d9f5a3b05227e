import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { eachGram, lettersOf, Voice } from "../../src/claims/voice.js";
import type { VoiceModel } from "../../src/contracts/dictionary.js";
import { readCases } from "../quality/case.js";
import { type Row, regress } from "./regress.js";

/** Rules by what they say of a text; a head is trained for each. */
const HEADS: Readonly<Record<string, RegExp>> = {
  unlawful: /./,
  efficacy: /^(efficacy-guarantee|cure-rate|panacea-claim|severe-disease-claim)$/,
  disease:
    /^(off-scope-claim|non-medical-disease-claim|health-food-disease-claim|severe-disease-claim|treatment-claim-.*)$/,
  person: /^(patient-testimonial|expert-endorsement|celebrity-endorsement|state-or-military-endorsement)$/,
  safety: /^(safety-guarantee|natural-safe-claim)$/,
  fact: /^(absolute-term|false-or-misleading-fact|efficacy-comparison|competitor-denigration|unverifiable-citation)$/,
  deal: /^(inducement|composite-evaluation|refund-insurance-guarantee)$/,
};
const STRENGTH = 10;
/** Grams of fewer texts tell nothing of the kind. */
const MIN_TEXTS = 4;
/** A text written for the corpora weighs less than one that somebody published. */
const OWN_WEIGHT = 0.5;

interface Sample {
  readonly set: string;
  readonly text: string;
  readonly rules: readonly string[];
  readonly weight: number;
}

const { values } = parseArgs({
  options: {
    cases: { type: "string", multiple: true, default: [] },
    clean: { type: "string", multiple: true, default: [] },
    cross: { type: "boolean", default: false },
    test: { type: "string", multiple: true, default: [] },
    out: { type: "string" },
    min: { type: "string", default: String(MIN_TEXTS) },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) {
  process.stdout.write(
    "npx tsx corpora/voice/train.ts [--cases DIR]… [--clean FILE]… [--cross] [--test DIR]… [--out FILE]\n\n" +
      "用 corpora/ 与 --cases 的标注文本训练语气模型；--cross 逐组留出检验；--out 写出词典文件。\n",
  );
  process.exit(0);
}

function samplesOf(folder: string, weight: number): Sample[] {
  return readCases(folder).map(({ text, expected_rules }) => ({ set: folder, text, rules: expected_rules, weight }));
}

const own = ["violations", "lawful"].flatMap((name) =>
  samplesOf(fileURLToPath(new URL(`../${name}`, import.meta.url)), OWN_WEIGHT),
);
const real = values.cases.flatMap((folder) => samplesOf(folder, 1));
const clean = values.clean.flatMap((file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map(
      (line): Sample => ({
        set: file,
        text: (JSON.parse(line) as { text: string }).text,
        rules: [],
        weight: OWN_WEIGHT,
      }),
    ),
);

if (values.cross) {
  for (const folder of values.cases) {
    const data = train([...own, ...clean, ...real.filter(({ set }) => set !== folder)]);
    report(
      basename(folder),
      data,
      real.filter(({ set }) => set === folder),
    );
  }
}
if (values.out !== undefined || values.test.length > 0) {
  const data = train([...own, ...clean, ...real]);
  for (const folder of values.test) report(folder, data, samplesOf(folder, 1));
  if (values.out !== undefined) writeFileSync(values.out, format(data));
}

function train(samples: readonly Sample[]): VoiceModel {
  const counts = new Map<number, number>();
  const grams = samples.map(({ text }) => {
    const all = new Set<number>();
    eachGram(text, 0, text.length, (gram) => all.add(gram));
    for (const gram of all) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    return [...all];
  });
  const kept = [...counts].filter(([, count]) => count >= Number(values.min)).map(([gram]) => gram);
  kept.sort((a, b) => a - b);
  const placeOf = new Map(kept.map((gram, place) => [gram, place]));
  const rarity = kept.map((gram) => Math.round(100 * (1 + Math.log(samples.length / (counts.get(gram) ?? 1)))));
  const rows = grams.map((all): Row => {
    const at = all.flatMap((gram) => placeOf.get(gram) ?? []);
    const raw = at.map((place) => (rarity[place] as number) / 100);
    const length = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0)) || 1;
    return { at, values: raw.map((value) => value / length) };
  });
  const columns = Object.entries(HEADS).map(([head, rules]) => {
    const labels = samples.map((sample) => sample.rules.some((rule) => rules.test(rule)));
    const total = samples.reduce((sum, { weight }) => sum + weight, 0);
    const positive = samples.reduce((sum, { weight }, n) => sum + (labels[n] ? weight : 0), 0);
    // The classes weigh the same for the first head: a score of 0 is even odds between lawful and unlawful text.
    const even = head === "unlawful";
    const importance = samples.map(({ weight }, n) =>
      even ? (weight * 0.5 * total) / (labels[n] ? positive : total - positive) : weight,
    );
    return regress(rows, labels, importance, kept.length, STRENGTH);
  });
  return {
    heads: Object.keys(HEADS),
    biases: columns.map((weights) => Math.round(1000 * (weights[kept.length] as number))),
    grams: kept
      .map((gram, place) => {
        const weights = columns.map((column) => Math.round(10 * (column[place] as number) * (rarity[place] as number)));
        return [lettersOf(gram), rarity[place], ...weights].join("\t");
      })
      .join("\n"),
  };
}

function format({ heads, biases, grams }: VoiceModel): string {
  const sets = `${own.length} 条自拟文本、${real.length} 条公开文本、${clean.length} 条登记与说明书文本`;
  return [
    "topic: voice-model",
    "name: 语气模型",
    `trained: [${sets}]`,
    "model:",
    `  heads: [${heads.join(", ")}]`,
    `  biases: [${biases.join(", ")}]`,
    "  grams: |",
    ...grams.split("\n").map((line) => `    ${line}`),
    "",
  ].join("\n");
}

function report(name: string, data: VoiceModel, samples: readonly Sample[]): void {
  const voice = new Voice(data);
  const scored = samples.map(({ text, rules }) => ({ scores: voice.scoresOf(text, 0, text.length), rules }));
  const columns = Object.entries(HEADS).map(([head, rules], column) => {
    const yes = scored
      .filter((one) => one.rules.some((rule) => rules.test(rule)))
      .map(({ scores }) => scores[column] as number);
    const no = scored
      .filter((one) => !one.rules.some((rule) => rules.test(rule)))
      .map(({ scores }) => scores[column] as number);
    no.sort((a, b) => b - a);
    const cut = (share: number): number => no[Math.floor(no.length * share)] ?? 0;
    const above = (limit: number): string =>
      `${((100 * yes.filter((s) => s > limit).length) / yes.length).toFixed(0)}%`;
    let won = 0;
    for (const a of yes) for (const b of no) won += a > b ? 1 : a === b ? 0.5 : 0;
    return `${head} AUC ${(won / yes.length / no.length).toFixed(3)} @3% ${above(cut(0.03))} (${cut(0.03)}) @10% ${above(cut(0.1))} (${cut(0.1)})`;
  });
  process.stdout.write(`${name} ${samples.length} grams ${data.grams.split("\n").length}\n  ${columns.join("\n  ")}\n`);
}
