import type { MatcherParts } from "./parts.js";
import { MAX_TERM_SYMBOLS } from "./patterns.js";
import { TAIL, TAIL_LINK } from "./tails.js";
import { marksOf, ODD, writeTraits } from "./traits.js";
import { CHUNK } from "./walk.js";

/** So many symbols of the windows before may be kept in front of those of a window. */
export const LEAD: number = MAX_TERM_SYMBOLS;
/** Hits that are written before they are copied to the caller's array. */
export const HITS = 1 << 14;
/** Numbers an event: the symbol with which Han candidates end (see `hanEvents`); what ends there (see `Tails`); its chain's head. */
export const HAN_EVENT = 3;
/** Numbers an event: where in the window mixed candidates end, and their chain. */
export const MIXED_EVENT = 2;

/** Loops write, and read, a little behind their last. */
const SPARE = 8;
const LINE = 64;
const padded = (bytes: number): number => (bytes + LINE - 1) & -LINE;

let taken = 0;
function take(bytes: number): number {
  const from = taken;
  taken += padded(bytes);
  return from;
}

/** Where in the memory of the loops things lie, in bytes. Where the tables lie stands in the header. */
export const AT = {
  header: take(32 * 4),
  units: take((CHUNK + SPARE) * 2),
  stream: take((LEAD + CHUNK + SPARE) * 4),
  wakes: take((CHUNK + SPARE) * 8),
  wakers: take((CHUNK + SPARE) * 4 * 4),
  candidates: take((CHUNK + SPARE) * 2),
  ends: take((CHUNK + SPARE) * 8),
  walks: take((CHUNK + SPARE) * 8),
  hanEvents: take((CHUNK + SPARE) * HAN_EVENT * 4),
  mixedEvents: take((CHUNK + SPARE) * MIXED_EVENT * 4),
  before: take((LEAD + SPARE) * 4),
  hits: take((HITS + SPARE) * 16),
  traits: take(0x10000 * 4),
  tables: take(0),
} as const;

/** Numbers of the header: where tables lie, in bytes; then what the loops remember and return. */
export const HEAD = {
  marks: 0,
  check: 1,
  /** Bases are bytes of the memory, so that one adds two for each class and has the place in `check`. */
  links: 2,
  chains: 3,
  mixedNext: 4,
  mixedCheck: 5,
  mixedLinks: 6,
  mixedOutput: 7,
  mixedAwake: 8,
  pairs: 9,
  mixedLimit: 10,
  mixedSparse: 11,
  mixedClasses: 12,
  lead: 13,
  /** Bytes of the stream, the lead included. */
  stream: 14,
  /** Bytes of the list. */
  wakes: 15,
  /** Bytes of the list. */
  candidates: 16,
  /** Numbers of the list. */
  hanEvents: 17,
  /** Events. */
  mixedEvents: 18,
  hits: 19,
  mixedState: 20,
  isAwake: 21,
  /** 1 where something of the text lies before the window. */
  hasBefore: 22,
} as const;

/**
 * The memory that the loops work in: a window of the text, what each loop hands to the next, and the tables that are read for
 * every character. Everything else stays where it is.
 */
export class LoopMemory {
  readonly header: Int32Array;
  readonly bytes: Buffer;
  readonly units: Uint16Array;
  /**
   * What is read of a window for Han patterns: the traits of its symbols without noise, letters and digits, with the place in the
   * window where each ends (see `traits.ts`). What is no symbol of any pattern, or ends a sentence, has `CLASS_OTHER`. Those of
   * the window begin at `LEAD`.
   */
  readonly stream: Int32Array;
  /** Where in the window something stands that wakes the automaton of mixed patterns. */
  readonly wakers: Int32Array;
  /** The symbols of the window with which patterns end, in bytes of the stream. */
  readonly candidates: Uint16Array;
  /** The last symbol in bytes of the stream, one more where one of those that were read is `ODD`; its `Tails` number; the head. */
  readonly hanEvents: Int32Array;
  readonly mixedEvents: Int32Array;
  readonly hits: Int32Array;
  readonly buffer: ArrayBuffer;
  /** Symbols of the windows before that can matter. */
  readonly #lead: number;

  constructor(parts: MatcherParts, create: (bytes: number) => ArrayBuffer) {
    const { alphabet, tails, chains, mixed, sleep } = parts;
    const tables = {
      marks: marksOf(alphabet, sleep.wakes),
      check: tails.check,
      links: tails.links,
      chains,
      mixedNext: mixed.next,
      mixedCheck: mixed.check,
      mixedLinks: mixed.links,
      mixedOutput: mixed.rowOutput,
      mixedAwake: sleep.isAwake,
      pairs: sleep.pairs,
    };
    let at: number = AT.tables;
    for (const table of Object.values(tables)) at += padded(table.byteLength);
    const buffer = create(at + LINE);
    this.buffer = buffer;
    this.header = new Int32Array(buffer, AT.header, 32);
    at = AT.tables;
    for (const [name, table] of Object.entries(tables)) {
      this.header[HEAD[name as keyof typeof tables]] = at;
      new Uint8Array(buffer, at, table.byteLength).set(
        new Uint8Array(table.buffer, table.byteOffset, table.byteLength),
      );
      at += padded(table.byteLength);
    }
    const check = this.header[HEAD.check] as number;
    const links = new Int32Array(buffer, this.header[HEAD.links], tails.links.length);
    for (let i = 0; i < links.length; i += TAIL_LINK) links[i] = check + (links[i] as number) * 2;
    writeTraits(new Int32Array(buffer, AT.traits, 0x10000), alphabet, tails, sleep.wakes);
    this.header[HEAD.mixedLimit] = mixed.limit;
    this.header[HEAD.mixedSparse] = mixed.sparseFrom;
    this.header[HEAD.mixedClasses] = mixed.classes;
    this.header[HEAD.lead] = sleep.lead;
    this.bytes = Buffer.from(buffer, AT.units, CHUNK * 2);
    this.units = new Uint16Array(buffer, AT.units, CHUNK + SPARE);
    this.stream = new Int32Array(buffer, AT.stream, LEAD + CHUNK + SPARE);
    this.wakers = new Int32Array(buffer, AT.wakers, CHUNK + SPARE);
    this.candidates = new Uint16Array(buffer, AT.candidates, CHUNK + SPARE);
    this.hanEvents = new Int32Array(buffer, AT.hanEvents, (CHUNK + SPARE) * HAN_EVENT);
    this.mixedEvents = new Int32Array(buffer, AT.mixedEvents, (CHUNK + SPARE) * MIXED_EVENT);
    this.hits = new Int32Array(buffer, AT.hits, HITS * 4);
    this.#lead = Math.min(LEAD, Math.max(TAIL, parts.longest));
  }

  /** Puts the last symbols of a window in front of those of the next. Nothing that holds one of them is plain. */
  keepLead(): void {
    const { stream } = this;
    const from = ((this.header[HEAD.stream] as number) >> 2) - LEAD;
    for (let k = LEAD - this.#lead; k < LEAD; k++) stream[k] = (stream[from + k] as number) | ODD;
  }
}
