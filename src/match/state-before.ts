import { CLASS_ESCAPE, CLASS_NOISE, CLASS_OTHER, CLASS_WORD, classOfAstral } from "./alphabet.js";
import { step } from "./automaton.js";
import type { MatcherParts } from "./parts.js";
import type { TextWindow } from "./walk.js";

/** Wider gaps are in no hit: no need to look behind them. */
export const WIDEST_GAP = 128;

/**
 * The state of the automaton of mixed patterns before an index of the text, where it slept: that of the characters right before
 * it, as many as any pattern begins with.
 */
export function stateBefore(
  { alphabet, mixed, sleep }: MatcherParts,
  before: Uint16Array,
  window: TextWindow,
  index: number,
): number {
  const { classOf, firstOdd, mainOf } = alphabet;
  let first: number = sleep.lead;
  let gap = 0;
  for (let at = index; at > 0 && first > 0 && gap <= WIDEST_GAP; ) {
    const point = window.pointBefore(at);
    let c = point > 0xffff ? classOfAstral(alphabet, point) : (classOf[point] as number);
    if (c >= firstOdd) c = mainOf[c - firstOdd] as number;
    if (c === CLASS_OTHER || c === CLASS_WORD || c === CLASS_ESCAPE) break;
    at -= point > 0xffff ? 2 : 1;
    gap++;
    if (c === CLASS_NOISE) continue;
    before[--first] = c;
    gap = 0;
  }
  let state = 0;
  for (; first < sleep.lead; first++) state = step(mixed, state, before[first] as number);
  return state;
}
