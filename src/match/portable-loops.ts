import { CLASS_ESCAPE, CLASS_NOISE, CLASS_OTHER, CLASS_WORD } from "./alphabet.js";
import { LINK } from "./automaton.js";
import {
  CHAIN_COUNT,
  CHAIN_COUNT_SHIFT,
  CHAIN_HEAD,
  CHAIN_HIT,
  CHAIN_HIT_SHIFT,
  CHAIN_LENGTH,
  CHAIN_PLAIN,
} from "./chains.js";
import { AT, HAN_EVENT, HEAD, HITS, LEAD, type LoopMemory, MIXED_EVENT, PLACE } from "./loop-memory.js";
import type { Host, Loops } from "./loops.js";
import { END_LONG, END_SHIFT, TAIL_LINK } from "./tails.js";
import { CLASS_SHIFT, ENDING, KEPT, ODD, WAKING, WORD } from "./traits.js";

/**
 * The loops in TypeScript: what they do, and what runs where there is no WebAssembly. `scripts/match-loops.ts` says the same,
 * function by function; a test compares the two.
 */
export function portableLoops(memory: LoopMemory, host: Host): Loops {
  const { buffer, header, units, symbols, places, wakes, candidates, hanEvents, mixedEvents, hits } = memory;
  const get = (name: keyof typeof HEAD): number => header[HEAD[name]] as number;
  const ints = (name: keyof typeof HEAD): Int32Array => new Int32Array(buffer, get(name));
  const words = (name: keyof typeof HEAD): Uint16Array => new Uint16Array(buffer, get(name));
  const classes = new Uint16Array(buffer, AT.classes, 0x10000);
  const traits = ints("traits");
  const check = words("check");
  const links = ints("links");
  const chains = ints("chains");
  const mixedNext = ints("mixedNext");
  const mixedCheck = words("mixedCheck");
  const mixedLinks = ints("mixedLinks");
  const mixedOutput = ints("mixedOutput");
  const mixedAwake = new Uint8Array(buffer, get("mixedAwake"));

  /** Whether a unit of the window is a Latin letter or digit, and all that share its class. */
  const isWord = (i: number): boolean =>
    ((traits[classes[units[i] as number] as number] as number) & (1 << WORD)) !== 0;

  /** Units to symbols. */
  function read(length: number): void {
    let odd = 0;
    let k = LEAD;
    let w = 0;
    let n = 0;
    for (let i = 0; i < length; ) {
      const number = classes[units[i] as number] as number;
      let t = traits[number] as number;
      // No branches but one that is never taken: which characters come can't be foretold.
      wakes[w] = i++;
      w += (t >> WAKING) & 1;
      if (number === CLASS_ESCAPE) {
        t = host.surrogate(i);
        if ((t & ODD) !== 0) i++;
      }
      odd += t & ODD;
      symbols[k] = t >>> CLASS_SHIFT;
      places[k] = i + odd;
      candidates[n] = k;
      n += (t >> ENDING) & 1;
      k += t & KEPT;
      odd += t & ODD;
    }
    header[HEAD.symbols] = k;
    header[HEAD.wakes] = w;
    header[HEAD.candidates] = n;
  }

  /** From each symbol that may end a pattern back, as long as what was read is the end of one. */
  function tails(): void {
    const end = get("candidates");
    let to = 0;
    for (let n = 0; n < end; n++) {
      const k = candidates[n] as number;
      let link = (symbols[k] as number) * TAIL_LINK;
      for (let j = k - 1; ; j--) {
        const c = symbols[j] as number;
        const cell = (links[link] as number) + c;
        if (check[cell] !== c) break;
        link = cell * TAIL_LINK;
      }
      const ends = links[link + 1] as number;
      hanEvents[to * HAN_EVENT] = k;
      hanEvents[to * HAN_EVENT + 1] = ends;
      if (ends !== 0) to++;
    }
    header[HEAD.hanEvents] = to;
  }

  /** The automaton of mixed patterns, from each place that wakes it until it may sleep again. */
  function mixed(length: number): void {
    const wakeCount = get("wakes");
    const limit = get("mixedLimit");
    const sparse = get("mixedSparse");
    let q = get("mixedState");
    let isAwake = get("isAwake");
    let to = 0;
    let w = 0;
    for (let i = 0; i < length; ) {
      if (isAwake === 0) {
        while (w < wakeCount && (wakes[w] as number) < i) w++;
        if (w === wakeCount) break;
        i = wakes[w] as number;
        // A word is hit from its first letter on.
        if (i > 0 && isWord(i - 1) && isWord(i)) {
          w++;
          continue;
        }
        q = host.before(i);
        isAwake = 1;
      }
      const number = classes[units[i++] as number] as number;
      let t = traits[number] as number;
      if (number === CLASS_ESCAPE) {
        t = host.surrogate(i);
        if ((t & ODD) !== 0) i++;
      }
      const c = t >>> CLASS_SHIFT;
      if (c === CLASS_NOISE) continue;
      if (c === CLASS_OTHER || c === CLASS_WORD) {
        isAwake = 0;
        continue;
      }
      for (;;) {
        if (q < sparse) {
          q = mixedNext[q + c] as number;
          break;
        }
        const link = (q - sparse) * LINK;
        const cell = (mixedLinks[link] as number) + c;
        if (mixedCheck[cell] === c) {
          q = sparse + cell;
          break;
        }
        q = mixedLinks[link + 1] as number;
      }
      if (q === 0 || (q >= sparse && mixedAwake[q - sparse] === 0)) {
        isAwake = 0;
        continue;
      }
      if (q < limit) continue;
      const chain =
        q < sparse
          ? (mixedOutput[(q - limit) / get("mixedClasses")] as number)
          : (mixedLinks[(q - sparse) * LINK + 2] as number);
      mixedEvents[to * MIXED_EVENT] = i;
      mixedEvents[to * MIXED_EVENT + 1] = chain;
      if (chain >= 0) to++;
    }
    header[HEAD.mixedState] = q;
    header[HEAD.isAwake] = isAwake;
    header[HEAD.mixedEvents] = to;
  }

  function copy(from: number, until: number, offset: number): number {
    const end = get("hanEvents");
    let count = get("hits");
    let h = from;
    for (; h < end; h++) {
      const k = hanEvents[h * HAN_EVENT] as number;
      const ends = hanEvents[h * HAN_EVENT + 1] as number;
      const place = places[k] as number;
      if ((place & PLACE) >= until || (ends & END_LONG) !== 0) break;
      let piece = (ends >> END_SHIFT) - 1;
      const head = chains[piece + 1] as number;
      const before = (head & CHAIN_LENGTH) - 1;
      if ((head & CHAIN_PLAIN) === 0 || (place & ODD) !== 0 || place - (places[k - before] as number) !== before) break;
      const last = (place & PLACE) + offset;
      const known = count;
      for (; piece >= 0; piece = chains[piece + 2] as number) {
        let at = piece + CHAIN_HEAD;
        const left = ((chains[piece + 1] as number) >> CHAIN_COUNT_SHIFT) & CHAIN_COUNT;
        if (count + left > HITS) break;
        for (const stop = count + left; count < stop; count++) {
          const packed = chains[at + 1] as number;
          hits[count * 4] = chains[at] as number;
          hits[count * 4 + 1] = last - (packed & CHAIN_LENGTH);
          hits[count * 4 + 2] = last;
          hits[count * 4 + 3] = packed >> CHAIN_HIT_SHIFT;
          at += CHAIN_HIT;
        }
      }
      if (piece >= 0) {
        count = known;
        break;
      }
    }
    header[HEAD.hits] = count;
    return h;
  }

  return {
    scan(length) {
      read(length);
      tails();
      mixed(length);
    },
    copy,
  };
}
