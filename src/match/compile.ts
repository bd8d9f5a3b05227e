import type { Term } from "../contracts/match.js";
import { createAlphabet } from "./alphabet.js";
import { type Automaton, createAutomaton } from "./automaton.js";
import { ChainWriter } from "./chains.js";
import { type Confusion, ConfusionTable, selectConfusions, selectNeighbours } from "./confusions.js";
import { CompiledMatcher } from "./matcher.js";
import { createPatternTable } from "./pattern-table.js";
import { type Pattern, primaryPattern } from "./patterns.js";
import { createSleep } from "./sleep.js";
import { createTails, TAIL } from "./tails.js";
import { buildTrie, type Trie } from "./trie.js";
import { variantPatterns } from "./variants.js";

/** Memory that the dense rows of one automaton may take by default: more of it was measured to gain nothing. */
export const DENSE_BYTES = 1 << 18;

/** Where fewer than one state in so many would get a row, only the root does: the rows are then too long and too few to pay. */
const MIN_ROW_SHARE = 64;

export interface CompileOptions {
  /** Whether homophones, look-alikes, split characters and pinyin are searched for terms that don't say. Default: false. */
  readonly variants?: boolean | undefined;
  /** Bytes that dense rows of one automaton may take; states beyond it go to the compact form. Default: 256 KiB. */
  readonly denseBytes?: number | undefined;
}

/** The symbols that may stand for one another, each with the symbol that names its class. */
function groupSymbols(confusions: readonly Confusion[]): (symbol: number) => number {
  const parent = new Map<number, number>();
  const find = (symbol: number): number => {
    let at = symbol;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  for (const { from, to } of confusions) {
    const a = find(from);
    const b = find(to);
    if (a !== b) parent.set(b, a);
  }
  return find;
}

/**
 * Compiles terms to a matcher: an Aho-Corasick automaton over folded characters that skips noise.
 *
 * Terms that can never be hit (empty, over 128 characters, a sentence end inside) are kept out and listed in
 * `unmatchable`. A few hundred terms take a few milliseconds and a table of full rows; thousands go to a compact form
 * with the same hits.
 *
 * @example
 * const matcher = compile([{ id: "first", text: "第一" }, { id: "cure", text: "根治" }]);
 * matcher.find("全国第 一，根治"); // "first" at [2, 5), spaced, and "cure" at [6, 8)
 */
export function compile(terms: readonly Term[], options: CompileOptions = {}): CompiledMatcher {
  const kept = Object.freeze(terms.map((term) => Object.freeze({ ...term })));
  const patterns: Pattern[] = [];
  const unmatchable: number[] = [];
  kept.forEach((term, index) => {
    const pattern = primaryPattern(term, index, term.variants ?? options.variants ?? false);
    if (pattern === null) unmatchable.push(index);
    else patterns.push(pattern, ...variantPatterns(pattern));
  });

  const counts = new Map<number, number>();
  const confusable = new Set<number>();
  for (const pattern of patterns)
    for (const symbol of pattern.symbols) {
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
      if (pattern.confusable) confusable.add(symbol);
    }
  const confusions = selectConfusions(
    (symbol) => counts.has(symbol),
    (symbol) => confusable.has(symbol),
  );
  for (const { to } of confusions) counts.set(to, counts.get(to) ?? 0);
  const representative = groupSymbols(confusions);
  const shared = new Set(confusions.flatMap(({ from, to }) => [from, to]));
  const { alphabet, classOfSymbol, mainSymbol } = createAlphabet(counts, representative);

  const starts = new Int32Array(patterns.length + 1);
  let length = 0;
  let longest = 1;
  patterns.forEach(({ symbols }, p) => {
    starts[p] = length;
    length += symbols.length;
    longest = Math.max(longest, symbols.length);
  });
  starts[patterns.length] = length;
  const keys = new Uint16Array(length);
  let at = 0;
  for (const { symbols } of patterns) for (const symbol of symbols) keys[at++] = classOfSymbol.get(symbol) ?? 0;

  const isHan = (p: number): boolean => patterns[p]?.han === true;
  const isPrimary = (p: number): boolean => patterns[p]?.primary === true;
  const isLong = (p: number): boolean => isHan(p) && (starts[p + 1] as number) - (starts[p] as number) > TAIL;
  const those = (holds: (p: number) => boolean): number[] => patterns.flatMap((_, p) => (holds(p) ? [p] : []));
  const backward = buildTrie(keys, starts, isPrimary, those(isHan), true);
  const longTrie = buildTrie(keys, starts, isPrimary, those(isLong));
  const mixedTrie = buildTrie(
    keys,
    starts,
    isPrimary,
    those((p) => !isHan(p)),
  );
  const confusionTable = new ConfusionTable(confusions);
  const table = createPatternTable(
    patterns,
    (p) => (isHan(p) ? backward : mixedTrie).link[p] ?? -1,
    (p) => (patterns[p] as Pattern).symbols.some((symbol) => shared.has(symbol)),
    mainSymbol,
    confusionTable,
  );
  const writer = new ChainWriter(table.patterns);
  const chainOf = (pattern: number): number => writer.chainOf(pattern);
  const automaton = (trie: Trie, stateOf: Int32Array): Automaton => {
    const fitting = Math.floor((options.denseBytes ?? DENSE_BYTES) / (alphabet.size * 4));
    const rows = fitting * MIN_ROW_SHARE < trie.size ? 1 : fitting;
    return createAutomaton(trie, alphabet, trie === longTrie ? 1 : rows, trie === longTrie, chainOf, stateOf);
  };
  const tails = createTails(backward, alphabet.size, chainOf);
  const long = automaton(longTrie, new Int32Array(longTrie.size));
  const mixedStates = new Int32Array(mixedTrie.size);
  const mixed = automaton(mixedTrie, mixedStates);
  return new CompiledMatcher(
    {
      alphabet,
      tails,
      long,
      mixed,
      table,
      chains: writer.finish(),
      sleep: createSleep(mixedTrie, mixed, mixedStates, alphabet, classOfSymbol),
      confusions: confusionTable,
      neighbours: selectNeighbours(confusions),
      longest,
      unmatchable: Int32Array.from(unmatchable),
    },
    () => kept,
  );
}
