import { CLASS_OTHER } from "./alphabet.js";
import { type Automaton, LINK, outputOfRow, step } from "./automaton.js";
import { CLASS_SHIFT } from "./traits.js";

/**
 * Runs the automaton of long patterns over the symbols before a place where the last symbols of one stand: most texts never ask
 * for it. Each symbol is read once at most, however often the ends of long patterns come.
 */
export class LongScan {
  readonly #automaton: Automaton;
  readonly #stream: Int32Array;
  readonly #longest: number;
  /** The symbol that was read last. */
  #known = 0;
  #state = 0;

  /** @param longest symbols of the longest pattern: what stands before that many does not matter */
  constructor(automaton: Automaton, stream: Int32Array, longest: number) {
    this.#automaton = automaton;
    this.#stream = stream;
    this.#longest = longest;
  }

  begin(): void {
    this.#known = Number.NEGATIVE_INFINITY;
  }

  /** Says that the symbols were moved to the front by so many. */
  move(by: number): void {
    this.#known -= by;
  }

  /** The chain of the longest of the long patterns that end with a symbol, or -1. */
  chainAt(last: number): number {
    const automaton = this.#automaton;
    let k = this.#known + 1;
    if (k <= last - this.#longest) {
      k = last - this.#longest + 1;
      this.#state = 0;
    }
    let s = this.#state;
    for (; k <= last; k++) {
      const c = (this.#stream[k] as number) >>> CLASS_SHIFT;
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
