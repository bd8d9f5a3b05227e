import type { Dictionary } from "../../src/contracts/dictionary.js";
import { compile, type Matcher, type Term } from "../../src/match/index.js";
import type { Item } from "./items.js";

export interface Recall {
  readonly technique: string;
  readonly items: number;
  readonly caught: number;
  /** Up to five texts that were missed, with their terms. */
  readonly missed: readonly string[];
}

/** The dictionary's terms compiled as the scanner does, the id being the text. */
export function compileDictionary(dictionary: Dictionary): Matcher {
  const terms = dictionary.concepts.flatMap((concept) =>
    concept.terms.map(
      ({ text, noise, variants }): Term => ({
        id: text,
        text,
        variants: variants ?? false,
        ...(noise === undefined ? {} : { noise }),
      }),
    ),
  );
  return compile(terms);
}

/** An item is caught where a hit of its own term overlaps it: another term inside would judge it differently. */
export function score(matcher: Matcher, items: readonly Item[]): Recall[] {
  const byTechnique = new Map<string, { items: number; caught: number; missed: string[] }>();
  for (const item of items) {
    const recall = byTechnique.get(item.technique) ?? { items: 0, caught: 0, missed: [] };
    byTechnique.set(item.technique, recall);
    recall.items++;
    const caught = matcher
      .find(item.text)
      .some(({ term, start, end }) => term === item.term && start < item.end && end > item.start);
    if (caught) recall.caught++;
    else if (recall.missed.length < 5) recall.missed.push(`${item.term} ← ${item.text.trim()}`);
  }
  return [...byTechnique].map(([technique, recall]) => ({ technique, ...recall }));
}

/** Share of items caught, 0 to 1. */
export function overall(recalls: readonly Recall[]): number {
  const items = recalls.reduce((sum, recall) => sum + recall.items, 0);
  return items === 0 ? 0 : recalls.reduce((sum, recall) => sum + recall.caught, 0) / items;
}
