import { createRequire } from "node:module";
import { compile } from "../../src/match/index.js";

/** Something that finds terms: built once, run on a text, answering how many hits there are. */
export interface Contestant {
  readonly name: string;
  /** More terms than this and it does not finish in a time that anyone would wait. */
  readonly mostTerms: number;
  /** Its time grows with the square of the text: it is given this much and no more. */
  readonly mostCharacters?: number | undefined;
  readonly build: (terms: readonly string[]) => (text: string) => number;
}

const peer = createRequire(new URL("../package.json", import.meta.url));
const isInstalled = (name: string): boolean => {
  try {
    peer.resolve(name);
    return true;
  } catch {
    return false;
  }
};

/** One peer from bench/node_modules; where it is not installed, `run.ts` says so and goes on. */
function fromPackage<T>(
  name: string,
  mostTerms: number,
  build: (module: T, terms: readonly string[]) => (text: string) => number,
): Contestant[] {
  if (!isInstalled(name)) return [];
  return [{ name, mostTerms, build: (terms) => build(peer(name) as T, terms) }];
}

interface Monyone {
  AhoCorasick: new (words: readonly string[]) => { matchInText(text: string): unknown[] };
}
type Default<T> = T | { default: T };
const defaultOf = <T extends object>(module: Default<T>): T => ("default" in module ? (module.default as T) : module);

const out = new Int32Array(4 * 2_000_000);

/** Medlint in its default configuration (folding, noise) with substitution on; then without; then everybody else. */
export const CONTESTANTS: readonly Contestant[] = [
  {
    name: "medlint",
    mostTerms: Number.POSITIVE_INFINITY,
    build: (terms) => {
      const matcher = compile(
        terms.map((text) => ({ id: text, text })),
        { variants: terms.length <= 10_000 },
      );
      return (text) => matcher.findInto(text, out);
    },
  },
  {
    name: "medlint, no substitution",
    mostTerms: Number.POSITIVE_INFINITY,
    build: (terms) => {
      const matcher = compile(terms.map((text) => ({ id: text, text })));
      return (text) => matcher.findInto(text, out);
    },
  },
  {
    name: "one RegExp alternation",
    mostTerms: 6000,
    build: (terms) => {
      const pattern = new RegExp([...terms].sort((a, b) => b.length - a.length).join("|"), "g");
      return (text) => {
        pattern.lastIndex = 0;
        let count = 0;
        while (pattern.exec(text) !== null) count++;
        return count;
      };
    },
  },
  ...fromPackage<Monyone>("@monyone/aho-corasick", 10_000, ({ AhoCorasick }, terms) => {
    const matcher = new AhoCorasick([...terms]);
    return (text) => matcher.matchInText(text).length;
  }),
  ...fromPackage<Monyone>("@monyone/aho-corasick/fast", 10_000, ({ AhoCorasick }, terms) => {
    const matcher = new AhoCorasick([...terms]);
    return (text) => matcher.matchInText(text).length;
  }),
  ...fromPackage<
    new () => {
      add(word: string, data: object): void;
      build_fail(): void;
      search(text: string, each: () => void): void;
    }
  >("aho-corasick", 10_000, (AhoCorasick, terms) => {
    const matcher = new AhoCorasick();
    for (const word of terms) matcher.add(word, {});
    matcher.build_fail();
    return (text) => {
      let count = 0;
      matcher.search(text, () => {
        count++;
      });
      return count;
    };
  }),
  ...fromPackage<new (words: readonly string[]) => { search(text: string): unknown[] }>(
    "ahocorasick",
    10_000,
    (AhoCorasick, terms) => {
      const matcher = new AhoCorasick(terms);
      return (text) => matcher.search(text).length;
    },
  ),
  ...fromPackage<Default<new (words: readonly string[]) => { search(text: string): unknown[] }>>(
    "fastscan",
    10_000,
    (module, terms) => {
      const matcher = new (defaultOf(module))(terms);
      return (text) => matcher.search(text).length;
    },
  ),
  ...fromPackage<
    Default<new (words: readonly string[]) => { filter(text: string, options: object): { words: unknown[] } }>
  >("mint-filter", 10_000, (module, terms) => {
    const matcher = new (defaultOf(module))([...terms]);
    return (text) => matcher.filter(text, { replace: false }).words.length;
  }),
  ...fromPackage<Default<new (words: readonly string[]) => { count(text: string): number }>>(
    "modern-ahocorasick",
    1000,
    (module, terms) => {
      const matcher = new (defaultOf(module))(terms);
      return (text) => matcher.count(text);
    },
  ).map((contestant) => ({ ...contestant, mostCharacters: 10_000 })),
];
