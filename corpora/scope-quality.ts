import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadDictionary } from "../src/dictionaries/index.js";
import { createScanner } from "../src/scan/index.js";
import { type PairScore, readPairs, scorePair } from "./quality/scope-pairs.js";
import { wilson } from "./quality/score.js";

const { values } = parseArgs({
  options: {
    pairs: { type: "string" },
    half: { type: "string" },
    misses: { type: "string", default: "10" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) {
  process.stdout.write(
    "npx tsx corpora/scope-quality.ts [--pairs DIR] [--half dev|held] [--misses N]\n\n" +
      "把每句宣称与注册范围比较：inside、stronger、outside；unknown 算错。\n",
  );
  process.exit(0);
}
const folder = values.pairs ?? fileURLToPath(new URL("scope-pairs", import.meta.url));
const { lexicon } = createScanner(loadDictionary()).rules;
const scores = readPairs(folder)
  .filter((pair) => values.half === undefined || pair.half === values.half)
  .map((pair) => scorePair(lexicon, pair));

const isRight = ({ pair, answer }: PairScore): boolean => pair.relation === answer;
printLine("全部", scores);
for (const key of ["relation", "aspect"] as const)
  for (const value of [...new Set(scores.map(({ pair }) => pair[key]))].sort())
    printLine(
      `  ${key} ${value}`,
      scores.filter(({ pair }) => pair[key] === value),
    );
// Misses of the held half are shown only where it is asked for: who tunes must not read them by accident.
const shown = scores.filter((score) => !isRight(score) && (values.half !== undefined || score.pair.half === "dev"));
for (const { pair, answer, because } of shown.slice(0, Number(values.misses))) {
  process.stdout.write(`${pair.id} 应为 ${pair.relation}，得到 ${answer} ${because}\n`);
  process.stdout.write(`    ${pair.product}｜${pair.scope}\n    ${pair.claim}\n`);
}

function printLine(name: string, part: readonly PairScore[]): void {
  const right = part.filter(isRight).length;
  const [low, high] = wilson(right, part.length);
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
  process.stdout.write(
    `${name.padEnd(24)} ${percent(right / part.length).padStart(6)}  (${right}/${part.length}, ${percent(low)}–${percent(high)})\n`,
  );
}
