import { DISGUISES, type Hit, type Matcher, type Term } from "../contracts/match.js";
import { Collector, HIT } from "./collector.js";
import { HanScan } from "./han-scan.js";
import { MixedScan } from "./mixed-scan.js";
import type { MatcherParts } from "./parts.js";
import { scanRows } from "./row-scan.js";
import { scanText } from "./scan.js";
import { serializeParts } from "./serialize.js";
import { TextWindow } from "./walk.js";

/** A compiled set of terms, as `compile` and `load` return it. */
export class CompiledMatcher implements Matcher {
  readonly #parts: MatcherParts;
  readonly #readTerms: () => readonly Term[];
  readonly #window = new TextWindow();
  readonly #collector: Collector;
  readonly #han: HanScan;
  readonly #mixed: MixedScan;
  #terms: readonly Term[] | null = null;
  #hits = new Int32Array(1024 * HIT);

  constructor(parts: MatcherParts, readTerms: () => readonly Term[]) {
    this.#parts = parts;
    this.#readTerms = readTerms;
    this.#han = new HanScan(parts.alphabet, parts.han);
    this.#mixed = new MixedScan(parts.alphabet, parts.mixed, parts.sleep);
    this.#collector = new Collector(this.#window, parts);
  }

  get terms(): readonly Term[] {
    this.#terms ??= this.#readTerms();
    return this.#terms;
  }

  /** Indices of terms that can never be hit: empty, longer than 128 characters, or with a sentence end inside. */
  get unmatchable(): readonly number[] {
    return Array.from(this.#parts.unmatchable);
  }

  /** Bytes of all tables. */
  get bytes(): number {
    const { alphabet, han, mixed, table, chains, sleep } = this.#parts;
    let sum =
      chains.byteLength +
      alphabet.classOf.byteLength +
      alphabet.mainOf.byteLength +
      sleep.wakes.byteLength +
      sleep.isAwake.byteLength +
      alphabet.astralPoints.byteLength * 2;
    for (const { next, check, links, rowOutput } of [han, mixed])
      for (const part of [next, check, links, rowOutput]) sum += part.byteLength;
    return sum + table.patterns.byteLength + table.literals.byteLength;
  }

  /**
   * Finds all terms in a text, ordered by end, start, term.
   *
   * @example
   * compile([{ id: "cure", text: "根治" }]).find("可根★治")
   * // [{ term: "cure", start: 1, end: 4, confidence: 0.95, disguise: "symbol" }]
   */
  find(text: string): Hit[] {
    let count = this.findInto(text, this.#hits);
    if (count * HIT > this.#hits.length) {
      this.#hits = new Int32Array(count * 2 * HIT);
      count = this.findInto(text, this.#hits);
    }
    const hits: Hit[] = [];
    const terms = this.terms;
    const numbers = this.#hits;
    for (let at = 0; at < count * HIT; at += HIT) {
      const packed = numbers[at + 3] as number;
      hits.push({
        term: (terms[numbers[at] as number] as Term).id,
        start: numbers[at + 1] as number,
        end: numbers[at + 2] as number,
        confidence: (packed >> 4) / 1000,
        disguise: DISGUISES[(packed & 15) - 1] ?? null,
      });
    }
    return hits;
  }

  /**
   * Finds all terms without allocating: four numbers a hit, see `Matcher`.
   *
   * @returns how many hits there are; those beyond `out.length / 4` were not written
   */
  findInto(text: string, out: Int32Array): number {
    this.#collector.start(out);
    const { han } = this.#parts;
    // More rows than the root's.
    if (han.sparseFrom > han.classes) scanRows(text, this.#parts, out, this.#window, this.#collector);
    else scanText(text, this.#parts, this.#han, this.#mixed, out, this.#window, this.#collector);
    return this.#collector.count;
  }

  /** One buffer with everything: versioned, checksummed, read back by `load`, also from a SharedArrayBuffer. */
  serialize(): ArrayBuffer {
    return serializeParts(this.#parts, this.terms);
  }
}
