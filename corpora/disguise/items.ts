import type { Dictionary } from "../../src/contracts/dictionary.js";
import { Random } from "../random.js";
import { TECHNIQUES } from "./techniques.js";

/** One disguised term in a sentence. `start` and `end`: UTF-16 units of `text`. */
export interface Item {
  readonly technique: string;
  readonly term: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands around the term: shop copy in which no carrier word touches the table of neighbours. */
const CARRIERS = [
  ["本店", "，欢迎选购"],
  ["【新款】", " 包邮"],
  ["这款产品", "哦，用过都说好"],
  ["", ""],
  ["老板说：", "。"],
  ["正品", "，当天发货"],
  ["🔥", "🔥"],
  ["\n", "\n"],
] as const;

/** Items drawn for each technique. */
export const ITEMS_PER_TECHNIQUE = 60;
/** Draws before a technique gives up: few terms have a Latin letter. */
const MAX_DRAWS = 6000;

/** The terms that the dictionary searches with substitutions: the wording that sellers have reason to hide. */
export function disguisableTerms(dictionary: Dictionary): string[] {
  const texts = dictionary.concepts.flatMap(({ terms }) =>
    terms.filter(({ variants, text }) => variants === true && Array.from(text).length > 1).map(({ text }) => text),
  );
  return [...new Set(texts)].sort();
}

/** Draws items: the same seed and dictionary, the same items. */
export function createItems(terms: readonly string[], seed: number): Item[] {
  const random = new Random(seed);
  const items: Item[] = [];
  for (const { name, apply } of TECHNIQUES) {
    let made = 0;
    for (let draw = 0; draw < MAX_DRAWS && made < ITEMS_PER_TECHNIQUE; draw++) {
      const term = random.pick(terms);
      const disguised = apply(term, random);
      if (disguised === null || disguised === term) continue;
      const [before, after] = random.pick(CARRIERS);
      items.push({
        technique: name,
        term,
        text: before + disguised + after,
        start: before.length,
        end: before.length + disguised.length,
      });
      made++;
    }
  }
  return items;
}
