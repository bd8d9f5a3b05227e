import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Lexicon } from "../../src/claims/lexicon.js";
import { matchText } from "../../src/claims/matched-text.js";
import { eachGram, gramOf, lettersOf } from "../../src/claims/voice.js";
import { eachTermIn, signsOfConcept } from "../../src/claims/voice-signs.js";
import type { VoiceModel } from "../../src/contracts/dictionary.js";
import { readCases } from "../quality/case.js";
import { type Row, regress } from "./regress.js";

/** Rules by what they say of a text; a head is trained for each. */
export const HEADS: Readonly<Record<string, RegExp>> = {
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
/** Scopes, names and inserts are many and alike. */
const CLEAN_WEIGHT = 0.25;

export interface Sample {
  readonly set: string;
  readonly text: string;
  readonly rules: readonly string[];
  readonly weight: number;
}

/** The texts of a folder of cases. */
export function samplesOf(folder: string, weight = 1): Sample[] {
  return readCases(folder).map(({ text, expected_rules }) => ({ set: folder, text, rules: expected_rules, weight }));
}

/** The texts of `corpora/violations` and `corpora/lawful`. */
export function ownSamples(): Sample[] {
  return ["violations", "lawful"].flatMap((name) =>
    samplesOf(fileURLToPath(new URL(`../${name}`, import.meta.url)), OWN_WEIGHT),
  );
}

/** Lawful texts, one JSON object with `text` a line. */
export function cleanSamples(file: string): Sample[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ({ set: file, text: (JSON.parse(line) as { text: string }).text, rules: [], weight: CLEAN_WEIGHT }));
}

/** Grams and signs of a text, each once, as they stand in a model. */
function featuresOf(lexicon: Lexicon, text: string): Set<string> {
  const all = new Set<string>();
  eachGram(text, 0, text.length, (gram) => all.add(lettersOf(gram)));
  const matched = matchText(lexicon, text);
  const conceptsOf = (term: number): number[] => {
    const concepts: number[] = [];
    for (let at = lexicon.lexemes.entriesFrom(term); at < lexicon.lexemes.entriesFrom(term + 1); at++)
      concepts.push(lexicon.lexemes.conceptAt(at));
    return concepts;
  };
  const isCover = (term: number): boolean =>
    conceptsOf(term).some((concept) => lexicon.lawful[concept] === 1 || lexicon.opaque[concept] === 1);
  eachTermIn(isCover, matched, 0, matched.count, 0, text.length, (term) => {
    for (const concept of conceptsOf(term)) for (const sign of signsOfConcept(lexicon, concept)) all.add(`{${sign}}`);
  });
  return all;
}

/**
 * Trains a head for each of `HEADS`.
 *
 * @param least texts that a gram or sign must be met in
 * @throws RangeError where two features have one number
 */
export function train(lexicon: Lexicon, samples: readonly Sample[], least = MIN_TEXTS): VoiceModel {
  const counts = new Map<string, number>();
  const features = samples.map(({ text }) => {
    const all = featuresOf(lexicon, text);
    for (const feature of all) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    return all;
  });
  const kept = [...counts].filter(([, count]) => count >= least).map(([feature]) => feature);
  if (new Set(kept.map(gramOf)).size < kept.length) throw new RangeError("two features have one number");
  kept.sort((a, b) => gramOf(a) - gramOf(b));
  const placeOf = new Map(kept.map((feature, place) => [feature, place]));
  const rarity = kept.map((feature) => Math.round(100 * (1 + Math.log(samples.length / (counts.get(feature) ?? 1)))));
  const rows = features.map((all): Row => {
    const at = [...all].flatMap((feature) => placeOf.get(feature) ?? []);
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
      .map((feature, place) => {
        const weights = columns.map((column) => Math.round(10 * (column[place] as number) * (rarity[place] as number)));
        return [feature, rarity[place], ...weights].join("\t");
      })
      .join("\n"),
  };
}

/** A model as a file of the dictionary. */
export function formatModel({ heads, biases, grams }: VoiceModel, trained: string): string {
  return [
    "topic: voice-model",
    "name: 语气模型",
    `trained: [${trained}]`,
    "model:",
    `  heads: [${heads.join(", ")}]`,
    `  biases: [${biases.join(", ")}]`,
    "  grams: |",
    ...grams.split("\n").map((line) => `    ${line}`),
    "",
  ].join("\n");
}
