import { CLASS_NOISE, CLASS_OTHER, CLASS_WORD } from "./alphabet.js";
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
import { AT, HAN_EVENT, HEAD, HITS, LEAD, type LoopMemory, MIXED_EVENT } from "./loop-memory.js";
import type { Host, Loops } from "./loops.js";
import { ALONE, pairOf, WORDS } from "./sleep.js";
import { END_LONG, END_SHIFT, TAIL_LINK } from "./tails.js";
import { CLASS_SHIFT, ENDING, ESCAPING, KEPT, ODD, PLACE, PLACE_SHIFT, WAKING } from "./traits.js";

/** So that what stands behind the end of a window is read as noise. */
const PADDING = 32;

/**
 * The loops in TypeScript: what they do, and what runs where there is no WebAssembly. `scripts/match-loops.ts` says the same,
 * function by function (`tails` in another order); a test compares the two.
 */
export function portableLoops(memory: LoopMemory, host: Host): Loops {
  const { buffer, header, units, stream, wakers, candidates, hanEvents, mixedEvents, hits } = memory;
  const get = (name: keyof typeof HEAD): number => header[HEAD[name]] as number;
  const ints = (name: keyof typeof HEAD): Int32Array => new Int32Array(buffer, get(name));
  const words = (name: keyof typeof HEAD): Uint16Array => new Uint16Array(buffer, get(name));
  const octets = (name: keyof typeof HEAD): Uint8Array => new Uint8Array(buffer, get(name));
  const traits = new Int32Array(buffer, AT.traits, 0x10000);
  const marks = octets("marks");
  const pairs = octets("pairs");
  const check = words("check");
  const links = ints("links");
  const chains = ints("chains");
  const mixedNext = ints("mixedNext");
  const mixedCheck = words("mixedCheck");
  const mixedLinks = ints("mixedLinks");
  const mixedOutput = ints("mixedOutput");
  const mixedAwake = octets("mixedAwake");

  const traitsAt = (i: number): number => traits[units[i] as number] as number;
  const classAt = (i: number): number => traitsAt(i) >>> CLASS_SHIFT;
  const isPair = (first: number, second: number): boolean => {
    const bit = pairOf(first, second);
    return (((pairs[bit >> 3] as number) >> (bit & 7)) & 1) !== 0;
  };

  /** Whether a place that may wake the automaton of mixed patterns does: a pattern must go on from there, or lead there. */
  function wakesUp(i: number): boolean {
    if (i === 0) return true;
    const t = traitsAt(i);
    const c = t >>> CLASS_SHIFT;
    // A word is hit from its first letter on.
    if (((marks[classAt(i - 1)] as number) & (marks[c] as number) & WORDS) !== 0) return false;
    if (i === 1 || ((marks[c] as number) & ALONE) !== 0) return true;
    const next = classAt(i + 1) === CLASS_NOISE ? i + 2 : i + 1;
    const last = classAt(i - 1) === CLASS_NOISE ? i - 2 : i - 1;
    // What more noise or a surrogate hides is left open.
    if (((t | traitsAt(next)) & ESCAPING) !== 0 || ((units[last] as number) & 0xfc00) === 0xdc00) return true;
    if (classAt(next) === CLASS_NOISE || classAt(last) === CLASS_NOISE) return true;
    return isPair(classAt(last), c) || isPair(c, classAt(next));
  }

  /** Units to symbols, and where the automaton of mixed patterns wakes. */
  function read(length: number): void {
    let k = LEAD;
    let w = 0;
    let n = 0;
    units.fill(PADDING, length, length + 4);
    for (let i = 0; i < length; i++) {
      let t = traitsAt(i);
      if ((t & WAKING) !== 0 && wakesUp(i)) wakers[w++] = i;
      if ((t & ESCAPING) !== 0) {
        t = host.surrogate(i + 1);
        if ((t & ODD) !== 0) i++;
      }
      if ((t & KEPT) === 0) continue;
      if ((t & ENDING) !== 0) candidates[n++] = k * 4;
      stream[k++] = t + (i << PLACE_SHIFT);
    }
    header[HEAD.stream] = k * 4;
    header[HEAD.wakes] = w * 4;
    header[HEAD.candidates] = n * 2;
  }

  /** From each symbol that may end a pattern back, as long as what was read is the end of one. */
  function tails(): void {
    const end = get("candidates") / 2;
    const checkAt = get("check");
    let to = 0;
    for (let n = 0; n < end; n++) {
      const at = candidates[n] as number;
      let k = at >> 2;
      let odd = stream[k] as number;
      let link = (odd >>> CLASS_SHIFT) * TAIL_LINK;
      for (;;) {
        const t = stream[--k] as number;
        const c = t >>> CLASS_SHIFT;
        const cell = ((links[link] as number) - checkAt) / 2 + c;
        if (check[cell] !== c) break;
        link = cell * TAIL_LINK;
        odd |= t;
      }
      const ends = links[link + 1] as number;
      if (ends === 0) continue;
      hanEvents[to++] = at | (odd & ODD);
      hanEvents[to++] = ends;
      hanEvents[to++] = chains[ends >> END_SHIFT] as number;
    }
    header[HEAD.hanEvents] = to;
  }

  /** The automaton of mixed patterns, from each place that wakes it until it may sleep again. */
  function mixed(length: number): void {
    const wakesEnd = get("wakes") / 4;
    const limit = get("mixedLimit");
    const sparse = get("mixedSparse");
    let q = get("mixedState");
    let isAwake = get("isAwake");
    let to = 0;
    let w = 0;
    for (let i = 0; i < length; ) {
      if (isAwake === 0) {
        while (w < wakesEnd && (wakers[w] as number) < i) w++;
        if (w === wakesEnd) break;
        i = wakers[w] as number;
        q = host.before(i);
        isAwake = 1;
      }
      let t = traitsAt(i++);
      if ((t & ESCAPING) !== 0) {
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

  /** Whether the symbols from one to another stand side by side, each for itself. */
  function isPlain(first: number, last: number, odd: number): boolean {
    const places = ((stream[last] as number) >> PLACE_SHIFT) - ((stream[first] as number) >> PLACE_SHIFT);
    if ((places & PLACE) !== last - first) return false;
    if ((odd & ODD) !== 0) for (let k = first; k <= last; k++) if (((stream[k] as number) & ODD) !== 0) return false;
    return true;
  }

  function copy(from: number, until: number, offset: number): number {
    const end = get("hanEvents");
    let count = get("hits");
    let h = from;
    for (; h < end; h += HAN_EVENT) {
      const k = hanEvents[h] as number;
      const ends = hanEvents[h + 1] as number;
      const head = hanEvents[h + 2] as number;
      const place = (((stream[k >> 2] as number) >> PLACE_SHIFT) & PLACE) + 1;
      if (place >= until || (ends & END_LONG) !== 0 || (head & CHAIN_PLAIN) === 0) break;
      if (!isPlain((k >> 2) + 1 - (head & CHAIN_LENGTH), k >> 2, k)) break;
      const last = place + offset;
      const known = count;
      let piece = (ends >> END_SHIFT) - 1;
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
