import { CLASS_OTHER } from "./alphabet.js";
import { type Automaton, LINK, outputOfRow, step } from "./automaton.js";
import { LEAD } from "./loop-memory.js";

/**
 * Runs the automaton of long patterns over the symbols before a place where the last symbols of one stand: most texts never ask
 * for it. Each symbol is read once at most, however often the ends of long patterns come.
 */
export class LongScan {
  readonly #automaton: Automaton;
  readonly #symbols: Uint16Array;
  /** The symbol that was read last. */
  #known = 0;
  #state = 0;

  constructor(automaton: Automaton, symbols: Uint16Array) {
    this.#automaton = automaton;
    this.#symbols = symbols;
  }

  begin(): void {
    this.#known = -LEAD;
  }

  /** Says that the symbols were moved to the front by so many. */
  move(by: number): void {
    this.#known -= by;
  }

  /** The chain of the longest of the long patterns that end with a symbol, or -1. */
  chainAt(last: number): number {
    const automaton = this.#automaton;
    let k = this.#known + 1;
    if (k <= last - LEAD) {
      k = last - LEAD + 1;
      this.#state = 0;
    }
    let s = this.#state;
    for (; k <= last; k++) {
      const c = this.#symbols[k] as number;
      s = c === CLASS_OTHER ? 0 : step(automaton, s, c);
    }
    this.#state = s;
    this.#known = last;
    if (s < automaton.limit) return -1;
    return s < automaton.sparseFrom
      ? outputOfRow(automaton, s)
      : (automaton.links[(s - automaton.sparseFrom) * LINK + 2] as number);
  }
}
