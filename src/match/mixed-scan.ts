import { type Alphabet, CLASS_ESCAPE, CLASS_NOISE, CLASS_OTHER, CLASS_WORD, classOfAstral } from "./alphabet.js";
import { type Automaton, LINK, outputOfRow, step } from "./automaton.js";
import type { Sleep } from "./sleep.js";
import { CHUNK, type TextWindow } from "./walk.js";

/** Numbers an event: where in the window candidates end, and their chain. */
export const MIXED_EVENT = 2;

/** Wider gaps are in no hit: no need to look behind them. */
const WIDEST_GAP = 128;

/**
 * Runs the automaton of mixed patterns over a text, window by window. It sleeps through Han characters: when a letter, a
 * digit or a sign comes, the few characters before it are read again, which leads to the same state.
 */
export class MixedScan {
  /** What the last window held. */
  readonly events: Int32Array = new Int32Array(CHUNK * MIXED_EVENT);
  readonly #alphabet: Alphabet;
  readonly #automaton: Automaton;
  readonly #sleep: Sleep;
  readonly #before: Uint16Array;
  #state = 0;
  #isAwake = false;

  constructor(alphabet: Alphabet, automaton: Automaton, sleep: Sleep) {
    this.#alphabet = alphabet;
    this.#automaton = automaton;
    this.#sleep = sleep;
    this.#before = new Uint16Array(sleep.lead);
  }

  begin(): void {
    this.#state = 0;
    this.#isAwake = false;
  }

  /** Reads a window; returns how many events there are. */
  read(window: TextWindow): number {
    const alphabet = this.#alphabet;
    const automaton = this.#automaton;
    const { classOf, firstOdd, mainOf } = alphabet;
    const { wakes, isAwake: isAwakeAt } = this.#sleep;
    const { check, links, next, limit, sparseFrom } = automaton;
    const { units } = window;
    const events = this.events;
    const length = window.end - window.start;
    let q = this.#state;
    let isAwake = this.#isAwake;
    let to = 0;
    let i = 0;
    while (i < length) {
      if (!isAwake) {
        while (i < length && wakes[classOf[units[i] as number] as number] === 0) i++;
        if (i === length) break;
        q = this.#stateBefore(window, window.start + i);
        isAwake = true;
      }
      let c = classOf[units[i++] as number] as number;
      if (c >= firstOdd) c = mainOf[c - firstOdd] as number;
      if (c === CLASS_ESCAPE) {
        const point = window.text.codePointAt(window.start + i - 1) as number;
        c = CLASS_OTHER;
        if (point > 0xffff) {
          c = classOfAstral(alphabet, point);
          i++;
        }
      }
      if (c === CLASS_NOISE) continue;
      if (c === CLASS_OTHER || c === CLASS_WORD) {
        isAwake = false;
        continue;
      }
      // `step`, written out: a call and the reading of fields would double the time.
      for (;;) {
        if (q < sparseFrom) {
          q = next[q + c] as number;
          break;
        }
        const link = (q - sparseFrom) * LINK;
        const child = (links[link] as number) + c;
        if (check[child] === c) {
          q = sparseFrom + child;
          break;
        }
        q = links[link + 1] as number;
      }
      if (q === 0 || (q >= sparseFrom && isAwakeAt[q - sparseFrom] === 0)) {
        isAwake = false;
        continue;
      }
      if (q < limit) continue;
      const chain = q < sparseFrom ? outputOfRow(automaton, q) : (links[(q - sparseFrom) * LINK + 2] as number);
      if (chain < 0) continue;
      events[to] = i;
      events[to + 1] = chain;
      to += MIXED_EVENT;
    }
    this.#state = q;
    this.#isAwake = isAwake;
    return to / MIXED_EVENT;
  }

  /** The state before an index of the text, where the automaton slept: that of the Han characters right before it. */
  #stateBefore(window: TextWindow, index: number): number {
    const { classOf, firstOdd, mainOf } = this.#alphabet;
    const before = this.#before;
    let first = before.length;
    let gap = 0;
    for (let at = index; at > 0 && first > 0 && gap <= WIDEST_GAP; ) {
      const point = window.pointBefore(at);
      let c = point > 0xffff ? classOfAstral(this.#alphabet, point) : (classOf[point] as number);
      if (c >= firstOdd) c = mainOf[c - firstOdd] as number;
      if (c === CLASS_OTHER || c === CLASS_WORD || c === CLASS_ESCAPE) break;
      at -= point > 0xffff ? 2 : 1;
      gap++;
      if (c === CLASS_NOISE) continue;
      before[--first] = c;
      gap = 0;
    }
    let state = 0;
    for (; first < before.length; first++) state = step(this.#automaton, state, before[first] as number);
    return state;
  }
}
