import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { readCases, toListing } from "../../corpora/quality/case.js";
import { scoreCase } from "../../corpora/quality/score.js";
import type { Segmenter } from "../../src/claims/segmenter.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";

/** What one segmenter came to; hits and totals as pairs. */
export interface Measured {
  readonly name: string;
  /** Why it was not measured. */
  readonly missing: string | null;
  readonly scores: Readonly<Record<"found" | "hard" | "accused" | "flagged", readonly [number, number]>>;
  /** Null where there is nothing to load. */
  readonly speed: {
    readonly loadMs: number;
    /** Resident memory that loading added. */
    readonly megabytes: number;
    readonly charsPerSecond: number;
    /** Clauses of the corpus that a segmenter was asked about. */
    readonly cuts: number;
    readonly scanMs: number;
  } | null;
}

const DAY = "2026-11-01";
const ROUNDS = 5;
const MIN_CHARS = 400_000;
const require = createRequire(import.meta.url);
type Cut = (text: string) => readonly string[];

/** Both without guessing at new words, as the product uses its own. */
const OPEN: Readonly<Record<string, () => Cut>> = {
  "@node-rs/jieba": () => {
    const { Jieba } = require("@node-rs/jieba") as {
      Jieba: { withDict(dict: Uint8Array): { cut(text: string, hmm: boolean): string[] } };
    };
    const { dict } = require("@node-rs/jieba/dict.js") as { dict: Uint8Array };
    const jieba = Jieba.withDict(dict);
    return (text) => jieba.cut(text, false);
  },
  nodejieba: () => {
    const jieba = require("nodejieba") as { cut(text: string): string[] };
    return (text) => jieba.cut(text);
  },
};

const name = process.argv[2] ?? "none";
process.stdout.write(JSON.stringify(measure()));

function measure(): Measured {
  const nothing = { found: [0, 1], hard: [0, 1], accused: [0, 1], flagged: [0, 1] } as const;
  if (name === "none") return { name, missing: null, scores: score(null), speed: null };
  const open = OPEN[name];
  const before = process.memoryUsage().rss;
  const start = performance.now();
  let cut: Cut;
  try {
    if (open === undefined) throw new Error("没有这个分词器");
    cut = open();
    cut("药品不是保健食品");
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0] ?? "";
    return { name, missing: `${name} 没有安装好（${reason}）`, scores: nothing, speed: null };
  }
  const loadMs = performance.now() - start;
  const megabytes = (process.memoryUsage().rss - before) / 1e6;
  const charsPerSecond = speedOf(cut);
  let cuts = 0;
  const counted: Segmenter = {
    name,
    cut: (text) => {
      cuts++;
      return cut(text);
    },
  };
  const begun = performance.now();
  const scores = score(counted);
  return {
    name,
    missing: null,
    scores,
    speed: { loadMs, megabytes, charsPerSecond, cuts, scanMs: performance.now() - begun },
  };
}

function casesOf(set: string) {
  return readCases(fileURLToPath(new URL(`../../corpora/${set}`, import.meta.url)));
}

/** Median over the rounds of cutting the corpus's texts, clause by clause. */
function speedOf(cut: Cut): number {
  const clauses = [...casesOf("violations"), ...casesOf("lawful")].flatMap(({ text }) => text.split(/[，。；！？\n]/u));
  const chars = clauses.reduce((sum, clause) => sum + clause.length, 0);
  const repeats = Math.ceil(MIN_CHARS / chars);
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) for (const clause of clauses) cut(clause);
    // The first round warms up.
    if (round > 0) rates.push((chars * repeats * 1000) / (performance.now() - start));
  }
  return rates.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

function score(segmenter: Segmenter | null): Measured["scores"] {
  const scanner = createScanner(loadDictionary(), { segmenter });
  const judge = (set: string) =>
    casesOf(set).map((item) => scoreCase(item, scanner.scanPrepared(prepareListing(toListing(item), { day: DAY }))));
  const unlawful = judge("violations");
  const lawful = judge("lawful");
  return {
    found: [unlawful.filter((one) => one.found).length, unlawful.length],
    hard: [unlawful.filter((one) => one.hard).length, unlawful.length],
    accused: [lawful.filter((one) => one.accused).length, lawful.length],
    flagged: [lawful.filter((one) => one.flagged).length, lawful.length],
  };
}
