import type { Cursor, DigitRun } from "./cursor.js";
import type { Issuer } from "./issuer.js";
import type { Correction, ParsedNumber } from "./parsed-number.js";
import type { Shadow } from "./shadow.js";

/** A number read at an anchor. `start`, `end` are indices of the shadow. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly parsed: ParsedNumber;
  readonly corrections: readonly Correction[];
}

/** Reads a number whose anchor character stands at `at`, or finds none. Work is bounded by a constant. */
export type NumberReader = (shadow: Shadow, at: number) => Candidate | null;

type Parts = Pick<ParsedNumber, "kind" | "number"> & Partial<ParsedNumber>;

/** A parsed number with the fields that its format lacks set to null. */
export function parsedNumber(parts: Parts): ParsedNumber {
  return {
    issuer: null,
    province: null,
    origin: null,
    class: null,
    year: null,
    code: null,
    letters: null,
    serial: null,
    expires: null,
    digits: "",
    expectedDigits: null,
    variant: null,
    subject: null,
    truncated: false,
    ...parts,
  };
}

export function candidate(start: number, cursor: Cursor, issuer: Issuer | null, parsed: ParsedNumber): Candidate {
  return { start, end: cursor.at, parsed, corrections: [...(issuer?.corrections ?? []), ...cursor.corrections] };
}

/** The digits of `run` from `start` to `end` as a number, or null where they are wanting or placeholders. */
export function numberOf(run: DigitRun, start: number, end: number): number | null {
  const part = partOf(run, start, end);
  return part === null ? null : Number(part);
}

export function partOf(run: DigitRun, start: number, end: number): string | null {
  if (run.digits.length < end) return null;
  const part = run.digits.slice(start, end);
  return part.includes("X") ? null : part;
}
