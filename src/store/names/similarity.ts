import { compactText, gramsOf } from "./grams.js";

/** How alike two names are, and in which way. */
export interface Similarity {
  /** 0 to 1; 1 is equal apart from width, case, blanks and punctuation. */
  readonly score: number;
  /** `contains`: the asked text holds the registered name; `part`: it is a part of it. */
  readonly way: "equal" | "contains" | "part" | "alike";
}

/** A name of fewer characters stands in other names by chance. */
const SHORTEST_CONTAINED = 4;

/** Holds what was asked for against a registered name. */
export function similarityOf(asked: string, registered: string): Similarity {
  return similarityTo(asked)(registered);
}

/** The same for many registered names: what was asked for is read once. */
export function similarityTo(asked: string): (registered: string) => Similarity {
  const one = compactText(asked);
  const grams = new Set(gramsOf(one));
  return (registered) => {
    const other = compactText(registered);
    if (one === "" || other === "") return { score: 0, way: "alike" };
    if (one === other) return { score: 1, way: "equal" };
    if (other.length >= SHORTEST_CONTAINED && one.includes(other)) {
      return { score: 0.8 + 0.15 * (other.length / one.length), way: "contains" };
    }
    if (other.includes(one)) return { score: 0.6 + 0.3 * (one.length / other.length), way: "part" };
    const others = new Set(gramsOf(other));
    let shared = 0;
    for (const gram of others) if (grams.has(gram)) shared++;
    return { score: (0.8 * 2 * shared) / (grams.size + others.size), way: "alike" };
  };
}
