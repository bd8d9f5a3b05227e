import type { Recognition } from "../recognise/ctc.js";

/** One way of reading a box. */
export interface Attempt extends Recognition {
  /** Quarters clockwise by which the box is turned for reading. */
  readonly quarters: number;
  /** Upright characters one below the other. */
  readonly isColumn: boolean;
}

/** The readings of a tall box: turned to the left, to the right, and its cells laid side by side. */
export interface StandingAttempts {
  readonly down: Recognition;
  readonly up: Recognition;
  readonly column: Recognition;
}

/** What a reading against the way of the others must be better by. */
const AGAINST_THE_OTHERS = 0.15;
/** Share of the characters of a turned reading that the cells must show too, for the characters to stand upright. */
const SAME_CHARACTERS = 0.3;
/** Share of the characters of the cells that the reading upwards must show too, for them to lie on their side. */
const SIDEWAYS = 0.5;
const NOTHING: Recognition = { text: "", confidence: 0 };

/**
 * Decides how tall boxes run. Lines of one picture mostly run the same way, and a short one alone can be read both
 * ways, so the others have a say.
 */
export function chooseStanding(all: readonly StandingAttempts[]): Attempt[] {
  const boxes = all.map((box) => (isSideways(box) ? { ...box, column: NOTHING } : box));
  const sum = (weigh: (box: StandingAttempts) => number) => boxes.reduce((total, box) => total + weigh(box), 0);
  const isUp = sum(({ up }) => weight(up)) > sum(({ down, column }) => Math.max(weight(down), weight(column)));
  return boxes.map(({ down, up, column }) => {
    const isColumn = shareOf(down.text, column.text) >= SAME_CHARACTERS;
    const asColumn: Attempt = { ...column, quarters: 0, isColumn: true };
    // The recogniser knows columns lying on their side; where the cells read like it, the characters stand upright.
    const asDown: Attempt = isColumn ? { ...down, quarters: 0, isColumn } : { ...down, quarters: 1, isColumn };
    const downwards = column.confidence > down.confidence ? asColumn : asDown;
    const upwards: Attempt = { ...up, quarters: 3, isColumn: false };
    const [usual, other] = isUp ? [upwards, downwards] : [downwards, upwards];
    return other.confidence > usual.confidence + AGAINST_THE_OTHERS ? other : usual;
  });
}

/**
 * Whether the cells of a box show characters that lie on their left side: the recogniser knows those too, and reads a
 * line that is turned to the left cell by cell, from its end. Upright ones it also reads downwards, and never upwards.
 */
function isSideways({ down, up, column }: StandingAttempts): boolean {
  return shareOf(column.text, up.text) >= SIDEWAYS && shareOf(down.text, column.text) < SAME_CHARACTERS;
}

function weight({ text, confidence }: Recognition): number {
  return confidence * text.length;
}

/** Share of the characters of `text` that also stand in `other`. */
function shareOf(text: string, other: string): number {
  if (text === "") return 0;
  return [...text].filter((character) => other.includes(character)).length / text.length;
}
