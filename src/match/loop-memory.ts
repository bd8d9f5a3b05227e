import type { MatcherParts } from "./parts.js";
import { MAX_TERM_SYMBOLS } from "./patterns.js";
import { traitsOf } from "./traits.js";
import { CHUNK } from "./walk.js";

/** So many symbols of the windows before are kept in front of those of a window. */
export const LEAD: number = MAX_TERM_SYMBOLS;
/** Hits that are written before they are copied to the caller's array. */
export const HITS = 1 << 14;
/** Numbers an event: the symbol with which Han candidates end, and what ends there (see `Tails`). */
export const HAN_EVENT = 2;
/** Numbers an event: where in the window mixed candidates end, and their chain. */
export const MIXED_EVENT = 2;

/** The bits of a place that say where its symbol ends in the window. */
export const PLACE = (1 << 13) - 1;
/** The place of symbols that were in a window before: nothing that holds one of them is plain. */
const PLACE_BEFORE = -(1 << 29);
/** Loops write one number behind their last. */
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
  symbols: take((LEAD + CHUNK + SPARE) * 2),
  places: take((LEAD + CHUNK + SPARE) * 4),
  wakes: take((CHUNK + SPARE) * 2),
  candidates: take((CHUNK + SPARE) * 2),
  hanEvents: take((CHUNK + SPARE) * HAN_EVENT * 4),
  mixedEvents: take((CHUNK + SPARE) * MIXED_EVENT * 4),
  before: take((LEAD + SPARE) * 4),
  hits: take(HITS * 16),
  classes: take(0x10000 * 2),
  tables: take(0),
} as const;

/** Numbers of the header: where tables lie, in bytes; then what the loops remember and return. */
export const HEAD = {
  traits: 0,
  check: 1,
  links: 2,
  chains: 3,
  mixedNext: 4,
  mixedCheck: 5,
  mixedLinks: 6,
  mixedOutput: 7,
  mixedAwake: 8,
  mixedLimit: 9,
  mixedSparse: 10,
  mixedClasses: 11,
  lead: 12,
  /** Symbols in the stream, the lead included. */
  symbols: 13,
  wakes: 14,
  candidates: 21,
  odd: 22,
  hanEvents: 15,
  mixedEvents: 16,
  hits: 17,
  mixedState: 18,
  isAwake: 19,
  /** 1 where something of the text lies before the window. */
  hasBefore: 20,
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
   * What is read of a window for Han patterns: the classes of its symbols without noise, letters and digits. What is no symbol
   * of any pattern, or ends a sentence, is `CLASS_OTHER`. Those of the window begin at `LEAD`.
   */
  readonly symbols: Uint16Array;
  /**
   * Where in the window each symbol ends. Higher bits count those marked `ODD`, once before and once behind them: so n symbols
   * are plain (neither noise nor such among them) where the last is not `ODD` and n - 1 more than the first.
   */
  readonly places: Int32Array;
  /** Where in the window something stands that wakes the automaton of mixed patterns. */
  readonly wakes: Uint16Array;
  /** The symbols of the window with which patterns end. */
  readonly candidates: Uint16Array;
  readonly hanEvents: Int32Array;
  readonly mixedEvents: Int32Array;
  readonly hits: Int32Array;
  readonly buffer: ArrayBuffer;

  constructor(parts: MatcherParts, create: (bytes: number) => ArrayBuffer) {
    const { alphabet, tails, chains, mixed, sleep } = parts;
    const tables = {
      traits: traitsOf(alphabet, tails, sleep.wakes),
      check: tails.check,
      links: tails.links,
      chains,
      mixedNext: mixed.next,
      mixedCheck: mixed.check,
      mixedLinks: mixed.links,
      mixedOutput: mixed.rowOutput,
      mixedAwake: sleep.isAwake,
    };
    let at: number = AT.tables;
    for (const table of Object.values(tables)) at += padded(table.byteLength);
    const buffer = create(at);
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
    new Uint16Array(buffer, AT.classes, 0x10000).set(alphabet.classOf);
    this.header[HEAD.mixedLimit] = mixed.limit;
    this.header[HEAD.mixedSparse] = mixed.sparseFrom;
    this.header[HEAD.mixedClasses] = mixed.classes;
    this.header[HEAD.lead] = sleep.lead;
    this.bytes = Buffer.from(buffer, AT.units, CHUNK * 2);
    this.units = new Uint16Array(buffer, AT.units, CHUNK);
    this.symbols = new Uint16Array(buffer, AT.symbols, LEAD + CHUNK + SPARE);
    this.places = new Int32Array(buffer, AT.places, LEAD + CHUNK + SPARE);
    this.places.fill(PLACE_BEFORE, 0, LEAD);
    this.wakes = new Uint16Array(buffer, AT.wakes, CHUNK + SPARE);
    this.candidates = new Uint16Array(buffer, AT.candidates, CHUNK + SPARE);
    this.hanEvents = new Int32Array(buffer, AT.hanEvents, (CHUNK + SPARE) * HAN_EVENT);
    this.mixedEvents = new Int32Array(buffer, AT.mixedEvents, (CHUNK + SPARE) * MIXED_EVENT);
    this.hits = new Int32Array(buffer, AT.hits, HITS * 4);
  }
}
