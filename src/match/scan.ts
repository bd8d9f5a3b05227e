import { isWordUnit } from "../text/character.js";
import { CHAIN_LENGTH, CHAIN_PLAIN, CHAIN_WORD, CHAIN_WORD_END, CHAIN_WORD_START } from "./chains.js";
import { type Collector, HIT } from "./collector.js";
import { copyHits, isPlain } from "./copy-hits.js";
import { HAN_EVENT, type HanScan } from "./han-scan.js";
import { MIXED_EVENT, type MixedScan } from "./mixed-scan.js";
import type { MatcherParts } from "./parts.js";
import { CHUNK, type TextWindow } from "./walk.js";

/** Shorter texts are copied unit by unit: a call into the runtime costs more. */
const SHORT = 64;

const bytes = Buffer.allocUnsafeSlow(CHUNK * 2);
const units = new Uint16Array(bytes.buffer, bytes.byteOffset, CHUNK);

/**
 * Runs both automata over a text, piece by piece, and joins what they found: hits that are certain are copied to `out`,
 * candidates that need a look at the text are handed to the collector.
 *
 * Three short loops over a piece are faster than one that does everything: each keeps its few numbers in registers, and
 * in the last one no read waits for another. The text is copied into a typed array first, which is ten times as fast as
 * the pass itself and lets the loops read without asking how the string is stored.
 */
export function scanText(
  text: string,
  parts: MatcherParts,
  han: HanScan,
  mixed: MixedScan,
  out: Int32Array,
  window: TextWindow,
  collector: Collector,
): void {
  const { chains } = parts;
  const { classOf, firstWord } = parts.alphabet;
  const { events } = han;
  const { events: mixedEvents } = mixed;
  const room = Math.trunc(out.length / HIT);
  window.text = text;
  window.units = units;
  han.begin();
  mixed.begin();
  let count = 0;
  for (let offset = 0; offset < text.length; ) {
    // Never ends between the halves of a pair.
    const last = Math.min(CHUNK, text.length - offset);
    const length = last < CHUNK || !isHighSurrogate(text.charCodeAt(offset + last - 1)) ? last : last - 1;
    if (length < SHORT) for (let k = 0; k < length; k++) units[k] = text.charCodeAt(offset + k);
    else bytes.write(length === text.length ? text : text.slice(offset, offset + length), 0, "utf16le");
    window.start = offset;
    window.end = offset + length;
    const hanEnd = han.read(window) * HAN_EVENT;
    const mixedEnd = mixed.read(window) * MIXED_EVENT;
    let m = 0;
    let nextMixed = mixedEnd > 0 ? (mixedEvents[0] as number) : CHUNK + 1;
    for (let h = 0; h < hanEnd; h += HAN_EVENT) {
      const end = events[h] as number;
      const chain = events[h + 1] as number;
      for (; nextMixed < end; nextMixed = m < mixedEnd ? (mixedEvents[m] as number) : CHUNK + 1) {
        count = takeMixed(parts, mixedEvents[m + 1] as number, nextMixed, out, count, room, window, collector);
        m += MIXED_EVENT;
      }
      let mixedChain = -1;
      if (nextMixed === end) {
        mixedChain = mixedEvents[m + 1] as number;
        m += MIXED_EVENT;
        nextMixed = m < mixedEnd ? (mixedEvents[m] as number) : CHUNK + 1;
      } else {
        const head = chains[chain + 1] as number;
        const from = end - (head & CHAIN_LENGTH);
        const plainFrom = events[h + 2] as number;
        if ((head & CHAIN_PLAIN) !== 0 && (from >= plainFrom || isPlain(units, classOf, from, plainFrom, firstWord))) {
          count = copyHits(chains, chain, out, count, room, offset + end);
          continue;
        }
      }
      collector.count = count;
      collector.take(chain, mixedChain, offset + end);
      count = collector.count;
    }
    for (; m < mixedEnd; m += MIXED_EVENT) {
      const end = mixedEvents[m] as number;
      count = takeMixed(parts, mixedEvents[m + 1] as number, end, out, count, room, window, collector);
    }
    offset += length;
  }
  collector.count = count;
  window.text = "";
}

/** Takes candidates of the mixed automaton alone that end before place `end` of the window; returns the hits so far. */
function takeMixed(
  { alphabet, chains }: MatcherParts,
  chain: number,
  end: number,
  out: Int32Array,
  count: number,
  room: number,
  window: TextWindow,
  collector: Collector,
): number {
  const head = chains[chain + 1] as number;
  const from = end - (head & CHAIN_LENGTH);
  const { start, end: windowEnd } = window;
  // A word and what stands beside it are all in the window, and its edges are no surrogates.
  if ((head & (CHAIN_PLAIN | CHAIN_WORD)) !== 0 && from > 0 && start + end < windowEnd) {
    const before = units[from - 1] as number;
    const after = units[end] as number;
    if (!isSurrogate(before) && !isSurrogate(after) && isPlain(units, alphabet.classOf, from, end, alphabet.firstOdd)) {
      if ((head & CHAIN_WORD_START) !== 0 && isWordUnit(before)) return count;
      if ((head & CHAIN_WORD_END) !== 0 && isWordUnit(after)) return count;
      return copyHits(chains, chain, out, count, room, start + end);
    }
  }
  collector.count = count;
  collector.take(-1, chain, start + end);
  return collector.count;
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}
