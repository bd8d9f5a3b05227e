import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Random } from "../../corpora/random.js";
import type { Dictionary } from "../../src/contracts/dictionary.js";

/** Characters of each text: large enough that no table stays in the cache by itself. */
const TEXT_LENGTH = 1_000_000;

/** All strings of the project's own corpora, one after another. */
function corpus(): string {
  const root = new URL("../../corpora", import.meta.url).pathname;
  const parts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      if (/\p{Script=Han}/u.test(value)) parts.push(value);
    } else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) visit(inner);
  };
  for (const file of readdirSync(root, { recursive: true }) as string[])
    if (file.endsWith(".jsonl"))
      for (const line of readFileSync(path.join(root, file), "utf8").split("\n"))
        if (line.trim() !== "") visit(JSON.parse(line));
  return parts.join("\n");
}

export interface Haystack {
  readonly name: string;
  readonly text: string;
}

/**
 * Product copy as it is (dense in hits), and the same with its Han characters exchanged for one another by a fixed
 * permutation: it repeats itself as language does, but hardly says a word (sparse).
 */
export function haystacks(): Haystack[] {
  const source = corpus();
  const dense = source.repeat(Math.ceil(TEXT_LENGTH / source.length)).slice(0, TEXT_LENGTH);
  const random = new Random(1);
  const characters = [...new Set(dense)].filter((c) => /^\p{Script=Han}$/u.test(c)).sort();
  const exchanged = new Map<string, string>();
  const left = [...characters];
  for (const c of characters) exchanged.set(c, left.splice(random.below(left.length), 1)[0] ?? c);
  return [
    { name: "dense", text: flat(dense) },
    { name: "sparse", text: flat(Array.from(dense, (c) => exchanged.get(c) ?? c).join("")) },
  ];
}

/** One sequential string: ropes and slices would be charged to whoever reads them first. */
function flat(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

/** `count` different terms: the dictionary's, then names put together from them as companies and products are. */
export function termSet(dictionary: Dictionary, count: number): string[] {
  const own = [...new Set(dictionary.concepts.flatMap(({ terms }) => terms.map(({ text }) => text)))].filter((text) =>
    /^\p{Script=Han}{2,12}$/u.test(text),
  );
  const random = new Random(count);
  const chosen = new Set<string>();
  for (let i = 0; chosen.size < Math.min(count, own.length) && i < count * 50; i++) chosen.add(random.pick(own));
  while (chosen.size < count) chosen.add(random.pick(own) + random.pick(own));
  return [...chosen];
}
