import { ACTIONS } from "./claim.js";
import type { Lexicon } from "./lexicon.js";

/** What reading claims asks of a concept, as tables by concept index. */
export interface ClaimTables {
  readonly condition: Uint8Array;
  /** Class of the verb, or null where the concept is none. */
  readonly action: readonly (string | null)[];
  readonly negation: Uint8Array;
  readonly population: Uint8Array;
  readonly site: Uint8Array;
  readonly guarantee: Uint8Array;
  readonly speaker: Uint8Array;
  readonly duration: Uint8Array;
  readonly number: Uint8Array;
  readonly measure: Uint8Array;
  /** What makes a clause without conditions a claim about use. */
  readonly use: Uint8Array;
}

const USE_CLASSES = [
  "measure",
  "age",
  "age-group",
  "female",
  "male",
  "site",
  "setting-home",
  "setting-institution",
  "no-body",
  "contrast",
  "cure",
];
const cache = new WeakMap<Lexicon, ClaimTables>();

/** The tables of a lexicon, built once. */
export function claimTablesOf(lexicon: Lexicon): ClaimTables {
  const known = cache.get(lexicon);
  if (known) return known;
  const anyOf = (...classes: readonly string[]): Uint8Array => {
    const table = new Uint8Array(lexicon.concepts.length);
    for (const id of classes) for (const concept of lexicon.membersOf(id)) table[concept] = 1;
    return table;
  };
  const action: (string | null)[] = new Array(lexicon.concepts.length).fill(null);
  // Of several verbs the first of the list counts.
  for (const verb of ACTIONS.toReversed()) for (const concept of lexicon.membersOf(verb)) action[concept] = verb;
  const tables: ClaimTables = {
    condition: anyOf("condition", "pathogen"),
    action,
    negation: anyOf("negation"),
    population: anyOf("population"),
    site: anyOf("site"),
    guarantee: anyOf("guarantee"),
    speaker: anyOf("patient", "expert"),
    duration: anyOf("duration"),
    number: anyOf("percent", "count", "multiple"),
    measure: anyOf("measure"),
    use: anyOf(...USE_CLASSES),
  };
  cache.set(lexicon, tables);
  return tables;
}
