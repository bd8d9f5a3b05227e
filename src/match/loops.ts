import { LoopMemory } from "./loop-memory.js";
import { LOOPS } from "./loops-data.js";
import type { MatcherParts } from "./parts.js";
import { portableLoops } from "./portable-loops.js";

/** What the loops ask where they meet something rare. */
export interface Host {
  /** The traits of the code point whose high surrogate ends at a place of the window. */
  surrogate(end: number): number;
  /** The state of the automaton of mixed patterns before a place of the window, where it slept. */
  before(place: number): number;
}

/** The loops over a window of text: see `portableLoops`. */
export interface Loops {
  /** Reads the units of the window: the symbols, the Han events and the mixed events are then in memory. */
  scan(length: number): void;
  /**
   * Copies the hits of Han events that are certain, from one event on, `offset` added to their places. Returns the first event
   * that needs a look, or ends at `until` or behind it, or for whose hits there is no room.
   */
  copy(from: number, until: number, offset: number): number;
}

/** What is used of the global of this name, which the types of Node leave out. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { exports: unknown };
};

const PAGE = 1 << 16;
let compiled: object | null = null;

/** The loops and the memory that they work in: as WebAssembly, and where there is none, or no room for it, in TypeScript. */
export function createLoops(parts: MatcherParts, host: Host, isPortable = false): { memory: LoopMemory; loops: Loops } {
  if (!isPortable && typeof WebAssembly === "object") {
    try {
      compiled ??= new WebAssembly.Module(Buffer.from(LOOPS, "base64"));
      let shared: { buffer: ArrayBuffer } | null = null;
      const memory = new LoopMemory(parts, (bytes) => {
        shared = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
        return shared.buffer;
      });
      const instance = new WebAssembly.Instance(compiled, { js: { memory: shared, ...host } });
      return { memory, loops: instance.exports as Loops };
    } catch (error) {
      // Each memory reserves gigabytes of addresses, which may be used up.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  const memory = new LoopMemory(parts, (bytes) => new ArrayBuffer(bytes));
  return { memory, loops: portableLoops(memory, host) };
}
