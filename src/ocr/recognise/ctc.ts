/** What stands on a strip. */
export interface Recognition {
  readonly text: string;
  /** Mean probability of the characters, 0 to 1; 0 where there are none. */
  readonly confidence: number;
}

/** Class 0 says "nothing new here". */
const BLANK = 0;
/** Probabilities of a step add up to 1: of two, one is below this. */
const SURE = 0.5;

/**
 * Reads the best path of a CTC output: the best class of each step, repetitions joined, blanks dropped (Graves et al.,
 * ICML 2006, section 3.2).
 *
 * @param probabilities steps × classes, row-major; those of a step add up to 1
 * @param characters class 1 is `characters[0]`
 */
export function decodeCtc(
  probabilities: Float32Array,
  steps: number,
  classes: number,
  characters: readonly string[],
): Recognition {
  let text = "";
  let sum = 0;
  let count = 0;
  let before = BLANK;
  for (let step = 0; step < steps; step++) {
    const row = step * classes;
    let best = BLANK;
    let highest = probabilities[row] as number;
    // What is more probable than all the others together is found: most steps are blank, and classes are thousands.
    for (let index = 1; index < classes && highest <= SURE; index++) {
      const value = probabilities[row + index] as number;
      if (value > highest) {
        highest = value;
        best = index;
      }
    }
    if (best !== BLANK && best !== before) {
      const character = characters[best - 1] ?? "";
      if (before !== BLANK && isTwin(character, characters[before - 1] ?? "")) {
        before = best;
        continue;
      }
      text += character;
      sum += highest;
      count++;
    }
    before = best;
  }
  return { text: text.replaceAll("°℃", "℃"), confidence: count === 0 ? 0 : sum / count };
}

/** Distance from the ASCII marks and letters to their wide forms (Unicode block FF00). */
const WIDE = 0xfee0;

/** Whether two classes are the narrow and the wide form of one character, as （ and (: side by side they are one. */
function isTwin(one: string, other: string): boolean {
  if (Math.abs(one.charCodeAt(0) - other.charCodeAt(0)) === WIDE) return true;
  return (one === "¥" && other === "￥") || (one === "￥" && other === "¥");
}
