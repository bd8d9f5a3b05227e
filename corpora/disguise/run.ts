/** Prints recall by technique: `npx tsx corpora/disguise/run.ts [--seed N] [--missed]`. */
import { parseArgs } from "node:util";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createItems, disguisableTerms } from "./items.js";
import { compileDictionary, overall, score } from "./score.js";

const { values } = parseArgs({ options: { seed: { type: "string", default: "1" }, missed: { type: "boolean" } } });
const dictionary = loadDictionary();
const terms = disguisableTerms(dictionary);
const recalls = score(compileDictionary(dictionary), createItems(terms, Number(values.seed)));
for (const { technique, items, caught, missed } of recalls) {
  process.stdout.write(
    `${((100 * caught) / items).toFixed(1).padStart(6)} %  ${String(items).padStart(3)}  ${technique}\n`,
  );
  if (values.missed) for (const text of missed) process.stdout.write(`              ${text}\n`);
}
process.stdout.write(
  `${(100 * overall(recalls)).toFixed(1).padStart(6)} %  of ${terms.length} terms, ${recalls.length} techniques, seed ${values.seed}\n`,
);
