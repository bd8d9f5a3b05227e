import { DISGUISES, type Hit, type Matcher, type Term } from "../contracts/match.js";
import { HIT } from "./collector.js";
import type { MatcherParts } from "./parts.js";
import { TextScan } from "./scan.js";
import { serializeParts } from "./serialize.js";

/** A compiled set of terms, as `compile` and `load` return it. */
export class CompiledMatcher implements Matcher {
  readonly #parts: MatcherParts;
  readonly #readTerms: () => readonly Term[];
  readonly #isPortable: boolean;
  #scan: TextScan | null = null;
  #terms: readonly Term[] | null = null;
  #hits = new Int32Array(1024 * HIT);

  /** @param isPortable whether the loops run in TypeScript even where there is WebAssembly */
  constructor(parts: MatcherParts, readTerms: () => readonly Term[], isPortable = false) {
    this.#parts = parts;
    this.#readTerms = readTerms;
    this.#isPortable = isPortable;
  }

  get terms(): readonly Term[] {
    this.#terms ??= this.#readTerms();
    return this.#terms;
  }

  /** Indices of terms that can never be hit: empty, longer than 128 characters, or with a sentence end inside. */
  get unmatchable(): readonly number[] {
    return Array.from(this.#parts.unmatchable);
  }

  /** Bytes of all tables, and of the memory of the loops once a text was read. */
  get bytes(): number {
    const { alphabet, tails, long, mixed, table, chains, sleep } = this.#parts;
    let sum =
      tails.check.byteLength +
      tails.links.byteLength +
      chains.byteLength +
      alphabet.classOf.byteLength +
      alphabet.mainOf.byteLength +
      sleep.wakes.byteLength +
      sleep.pairs.byteLength +
      sleep.isAwake.byteLength +
      alphabet.astralPoints.byteLength * 2;
    for (const { next, check, links, rowOutput } of [long, mixed])
      for (const part of [next, check, links, rowOutput]) sum += part.byteLength;
    return sum + table.patterns.byteLength + table.literals.byteLength + (this.#scan?.bytes ?? 0);
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
    this.#scan ??= new TextScan(this.#parts, this.#isPortable);
    return this.#scan.run(text, out);
  }

  /** One buffer with everything: versioned, checksummed, read back by `load`, also from a SharedArrayBuffer. */
  serialize(): ArrayBuffer {
    return serializeParts(this.#parts, this.terms);
  }
}
