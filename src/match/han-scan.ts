import { type Alphabet, CLASS_ESCAPE, CLASS_NOISE, CLASS_OTHER, CLASS_WORD, classOfAstral } from "./alphabet.js";
import { type Automaton, LINK, outputOfRow, step } from "./automaton.js";
import { CHUNK, type TextWindow } from "./walk.js";

/**
 * Numbers an event: where in the window candidates end, their chain, and from where on up to there all units were seen
 * to be plain: symbols of patterns, Han or sign, that stand for themselves; no noise, no letters, no odd number.
 */
export const HAN_EVENT = 3;

/** Runs the automaton of Han patterns over a text, window by window. */
export class HanScan {
  /** What the last window held. */
  readonly events: Int32Array = new Int32Array(CHUNK * HAN_EVENT);
  readonly #alphabet: Alphabet;
  readonly #automaton: Automaton;
  #state = 0;

  constructor(alphabet: Alphabet, automaton: Automaton) {
    this.#alphabet = alphabet;
    this.#automaton = automaton;
  }

  begin(): void {
    this.#state = 0;
  }

  /** Reads a window; returns how many events there are. */
  read(window: TextWindow): number {
    const { classOf, firstWord, firstOdd, mainOf } = this.#alphabet;
    const { check, links, next, limit, sparseFrom } = this.#automaton;
    const { units } = window;
    const events = this.events;
    const length = window.end - window.start;
    let s = this.#state;
    let to = 0;
    let plainFrom = 0;
    let i = 0;
    while (i < length) {
      let c = 0;
      if (s < sparseFrom) {
        do {
          c = classOf[units[i++] as number] as number;
          s = next[s + c] as number;
        } while (s < limit && i < length);
        if (s < limit) break;
        // What was passed is not known to be plain.
        plainFrom = i;
        if (c === CLASS_ESCAPE) s -= this.#automaton.escapeFrom;
        else {
          if (c >= firstOdd) c = mainOf[c - firstOdd] as number;
          if (c >= firstWord || c <= CLASS_ESCAPE) continue;
          const chain =
            s < sparseFrom ? outputOfRow(this.#automaton, s) : (links[(s - sparseFrom) * LINK + 2] as number);
          if (chain >= 0) {
            events[to] = i;
            events[to + 1] = chain;
            events[to + 2] = i;
            to += HAN_EVENT;
          }
          continue;
        }
      } else {
        c = classOf[units[i++] as number] as number;
        if (c >= firstWord || c <= CLASS_ESCAPE) {
          plainFrom = i;
          if (c === CLASS_OTHER) s = 0;
          if (c >= firstOdd) c = mainOf[c - firstOdd] as number;
        }
      }
      if (c === CLASS_ESCAPE) {
        const point = window.text.codePointAt(window.start + i - 1) as number;
        c = CLASS_OTHER;
        if (point > 0xffff) {
          c = classOfAstral(this.#alphabet, point);
          i++;
          plainFrom = i;
        }
        if (c === CLASS_OTHER) s = 0;
        else if (c !== CLASS_NOISE && c !== CLASS_WORD && c < firstWord) s = step(this.#automaton, s, c);
      } else if (c > CLASS_ESCAPE && c < firstWord) {
        // `step`, written out: a call and the reading of fields would double the time.
        for (;;) {
          if (s < sparseFrom) {
            s = next[s + c] as number;
            break;
          }
          const link = (s - sparseFrom) * LINK;
          const child = (links[link] as number) + c;
          if (check[child] === c) {
            s = sparseFrom + child;
            break;
          }
          s = links[link + 1] as number;
        }
      }
      if (c > CLASS_ESCAPE && c < firstWord && s >= limit) {
        const chain = s < sparseFrom ? outputOfRow(this.#automaton, s) : (links[(s - sparseFrom) * LINK + 2] as number);
        if (chain >= 0) {
          events[to] = i;
          events[to + 1] = chain;
          events[to + 2] = plainFrom;
          to += HAN_EVENT;
        }
      }
    }
    this.#state = s;
    return to / HAN_EVENT;
  }
}
