import { isWordUnit } from "../text/character.js";
import { CLASS_OTHER } from "./alphabet.js";
import { CHAIN_LENGTH, CHAIN_PLAIN, CHAIN_WORD, CHAIN_WORD_END, CHAIN_WORD_START } from "./chains.js";
import { Collector, HIT } from "./collector.js";
import { copyHits, isPlain } from "./copy-hits.js";
import { LongScan } from "./long-scan.js";
import { HAN_EVENT, HEAD, HITS, LEAD, type LoopMemory, MIXED_EVENT } from "./loop-memory.js";
import { createLoops, type Loops } from "./loops.js";
import type { MatcherParts } from "./parts.js";
import { stateBefore } from "./state-before.js";
import { END_LONG, END_SHIFT } from "./tails.js";
import { CLASS_SHIFT, ODD, PLACE, PLACE_SHIFT, traitsOfPoint } from "./traits.js";
import { CHUNK, TextWindow } from "./walk.js";

/** Shorter texts, and fewer hits, are copied one by one: a call into the runtime costs more. */
const SHORT = 32;
const FEW = 16;
/** Behind every place of a window. */
const NOWHERE = CHUNK + 1;

/**
 * Runs the loops over a text, window by window, and joins what they found: hits that are certain are copied, candidates that need
 * a look at the text are handed to the collector.
 */
export class TextScan {
  readonly #parts: MatcherParts;
  readonly #window = new TextWindow();
  readonly #memory: LoopMemory;
  readonly #loops: Loops;
  readonly #long: LongScan;
  readonly #collector: Collector;
  readonly #before: Uint16Array;
  #out: Int32Array = new Int32Array(0);
  /** Hits found so far that are no longer in the memory of the loops. */
  #count = 0;

  constructor(parts: MatcherParts, isPortable: boolean) {
    this.#parts = parts;
    const window = this.#window;
    this.#before = new Uint16Array(parts.sleep.lead);
    const { memory, loops } = createLoops(
      parts,
      {
        surrogate: (end) =>
          traitsOfPoint(parts.alphabet, parts.tails, window.text.codePointAt(window.start + end - 1) as number),
        before: (place) => stateBefore(parts, this.#before, window, window.start + place),
      },
      isPortable,
    );
    this.#memory = memory;
    this.#loops = loops;
    window.units = memory.units;
    this.#long = new LongScan(parts.long, memory.stream, parts.longest);
    this.#collector = new Collector(window, parts);
    this.#collector.start(memory.hits);
  }

  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Writes the hits of a text, as many as there is room for; returns how many there are. */
  run(text: string, out: Int32Array): number {
    const { header, stream, bytes, units } = this.#memory;
    const window = this.#window;
    this.#out = out;
    this.#count = 0;
    window.text = text;
    this.#long.begin();
    stream[LEAD - 1] = CLASS_OTHER << CLASS_SHIFT;
    header[HEAD.isAwake] = 0;
    header[HEAD.hasBefore] = 0;
    for (let offset = 0; offset < text.length; ) {
      // Never ends between the halves of a pair.
      const last = Math.min(CHUNK, text.length - offset);
      const length = last < CHUNK || !isHighSurrogate(text.charCodeAt(offset + last - 1)) ? last : last - 1;
      if (length < SHORT) for (let k = 0; k < length; k++) units[k] = text.charCodeAt(offset + k);
      else bytes.write(length === text.length ? text : text.slice(offset, offset + length), 0, "utf16le");
      window.start = offset;
      window.end = offset + length;
      if (offset > 0) {
        this.#memory.keepLead();
        this.#long.move(((header[HEAD.stream] as number) >> 2) - LEAD);
        header[HEAD.hasBefore] = 1;
      }
      this.#loops.scan(length);
      this.#join();
      this.#flush();
      offset += length;
    }
    window.text = "";
    return this.#count;
  }

  #join(): void {
    const { chains } = this.#parts;
    const { header, hanEvents, mixedEvents, stream } = this.#memory;
    const { start } = this.#window;
    const loops = this.#loops;
    const hanEnd = header[HEAD.hanEvents] as number;
    const mixedEnd = (header[HEAD.mixedEvents] as number) * MIXED_EVENT;
    let m = 0;
    let h = 0;
    for (;;) {
      const mixed = m < mixedEnd ? (mixedEvents[m] as number) : NOWHERE;
      if (h < hanEnd) h = loops.copy(h, mixed, start);
      if (h === hanEnd && mixed === NOWHERE) return;
      const k = h < hanEnd ? (hanEvents[h] as number) >> 2 : -1;
      const place = k < 0 ? NOWHERE : (((stream[k] as number) >> PLACE_SHIFT) & PLACE) + 1;
      if (mixed < place) {
        this.#takeMixed(mixedEvents[m + 1] as number, mixed);
        m += MIXED_EVENT;
        continue;
      }
      const ends = hanEvents[h + 1] as number;
      let chain = (ends >> END_SHIFT) - 1;
      if ((ends & END_LONG) !== 0) {
        const longer = this.#long.chainAt(k);
        if (longer >= 0) chain = longer;
      }
      h += HAN_EVENT;
      if (mixed === place) {
        this.#take(chain, mixedEvents[m + 1] as number, place);
        m += MIXED_EVENT;
      } else if (chain >= 0) {
        const head = chains[chain + 1] as number;
        if ((head & CHAIN_PLAIN) !== 0 && this.#isPlain(k, head & CHAIN_LENGTH)) this.#copy(chain, place);
        else this.#take(chain, -1, place);
      }
    }
  }

  /** Whether so many symbols of the stream up to one stand side by side in the window, each for itself. */
  #isPlain(last: number, length: number): boolean {
    const { stream } = this.#memory;
    const places = ((stream[last] as number) >> PLACE_SHIFT) - ((stream[last - length + 1] as number) >> PLACE_SHIFT);
    if ((places & PLACE) !== length - 1) return false;
    for (let k = last - length + 1; k <= last; k++) if (((stream[k] as number) & ODD) !== 0) return false;
    return true;
  }

  /** Hands candidates to the collector. */
  #take(hanChain: number, mixedChain: number, end: number): void {
    const { header, hits } = this.#memory;
    const collector = this.#collector;
    const at = this.#window.start + end;
    collector.count = header[HEAD.hits] as number;
    collector.take(hanChain, mixedChain, at);
    if (collector.count > HITS) {
      this.#flush();
      collector.count = 0;
      collector.take(hanChain, mixedChain, at);
    }
    if (collector.count > HITS) {
      const many = new Int32Array(collector.count * HIT);
      collector.start(many);
      collector.take(hanChain, mixedChain, at);
      this.#write(many, collector.count);
      collector.start(hits);
    }
    header[HEAD.hits] = collector.count;
  }

  /** Copies the hits of a chain that are certain. */
  #copy(chain: number, end: number): void {
    const { header, hits } = this.#memory;
    const { chains } = this.#parts;
    const at = this.#window.start + end;
    let count = copyHits(chains, chain, hits, header[HEAD.hits] as number, HITS, at);
    if (count > HITS) {
      this.#flush();
      count = copyHits(chains, chain, hits, 0, HITS, at);
    }
    if (count > HITS) {
      const many = new Int32Array(count * HIT);
      copyHits(chains, chain, many, 0, count, at);
      this.#write(many, count);
      count = 0;
    }
    header[HEAD.hits] = count;
  }

  /** Takes candidates of the mixed automaton alone. */
  #takeMixed(chain: number, end: number): void {
    const { units } = this.#memory;
    const { alphabet, chains } = this.#parts;
    const head = chains[chain + 1] as number;
    const from = end - (head & CHAIN_LENGTH);
    const { start, end: windowEnd } = this.#window;
    // A word and what stands beside it are all in the window, and its edges are no surrogates.
    if ((head & (CHAIN_PLAIN | CHAIN_WORD)) !== 0 && from > 0 && start + end < windowEnd) {
      const before = units[from - 1] as number;
      const after = units[end] as number;
      if (
        !isSurrogate(before) &&
        !isSurrogate(after) &&
        isPlain(units, alphabet.classOf, from, end, alphabet.firstOdd)
      ) {
        if ((head & CHAIN_WORD_START) !== 0 && isWordUnit(before)) return;
        if ((head & CHAIN_WORD_END) !== 0 && isWordUnit(after)) return;
        this.#copy(chain, end);
        return;
      }
    }
    this.#take(-1, chain, end);
  }

  /** Hands the hits in the memory of the loops to the caller. */
  #flush(): void {
    const { header, hits } = this.#memory;
    this.#write(hits, header[HEAD.hits] as number);
    header[HEAD.hits] = 0;
  }

  #write(hits: Int32Array, count: number): void {
    const out = this.#out;
    const at = this.#count * HIT;
    this.#count += count;
    const length = Math.min(count * HIT, Math.trunc(out.length / HIT) * HIT - at);
    if (length > FEW * HIT) out.set(hits.subarray(0, length), at);
    else for (let i = 0; i < length; i++) out[at + i] = hits[i] as number;
  }
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}
