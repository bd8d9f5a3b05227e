import { CLASS_ESCAPE } from "./alphabet.js";
import { CHAIN_COUNT, CHAIN_COUNT_SHIFT, CHAIN_HEAD, CHAIN_HIT, CHAIN_HIT_SHIFT, CHAIN_LENGTH } from "./chains.js";
import { HIT } from "./collector.js";

/** Whether all units of the window from `from` to before `to` have numbers of symbols below `limit`. */
export function isPlain(units: Uint16Array, classOf: Uint16Array, from: number, to: number, limit: number): boolean {
  if (from < 0) return false;
  for (let k = from; k < to; k++) {
    const c = classOf[units[k] as number] as number;
    if (c >= limit || c <= CLASS_ESCAPE) return false;
  }
  return true;
}

/** Copies the hits of a chain, as many as there is room for; returns how many hits there are then. */
export function copyHits(
  chains: Int32Array,
  chain: number,
  out: Int32Array,
  known: number,
  room: number,
  end: number,
): number {
  let count = known;
  for (let piece = chain; piece >= 0; piece = chains[piece + 2] as number) {
    let at = piece + CHAIN_HEAD;
    for (let left = ((chains[piece + 1] as number) >> CHAIN_COUNT_SHIFT) & CHAIN_COUNT; left > 0; left--) {
      if (count < room) {
        const packed = chains[at + 1] as number;
        const to = count * HIT;
        out[to] = chains[at] as number;
        out[to + 1] = end - (packed & CHAIN_LENGTH);
        out[to + 2] = end;
        out[to + 3] = packed >> CHAIN_HIT_SHIFT;
      }
      at += CHAIN_HIT;
      count++;
    }
  }
  return count;
}
