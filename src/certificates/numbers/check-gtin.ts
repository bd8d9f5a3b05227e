/** What is wrong with a GTIN: not 8, 12, 13 or 14 digits, or a wrong check digit. */
export type GtinProblem = "length" | "digits" | "check";

export interface GtinCheck {
  /** Digits, blanks and a leading (01) left out. */
  readonly code: string;
  readonly valid: boolean;
  readonly problem: GtinProblem | null;
}

/**
 * Checks GTIN-8, -12, -13 or -14, with or without the application identifier (01). Never throws.
 *
 * Source: GS1 General Specifications, 7.9.
 *
 * @example
 * checkGtin("06901234567892").valid; // true
 */
export function checkGtin(text: string): GtinCheck {
  const folded = text.slice(0, 64).normalize("NFKC").replace(/[\s-]/g, "");
  const code = folded.startsWith("(01)") ? folded.slice(4, 18) : folded;
  const problem = problemOf(code);
  return { code, valid: problem === null, problem };
}

function problemOf(code: string): GtinProblem | null {
  if (!/^[0-9]*$/.test(code)) return "digits";
  if (![8, 12, 13, 14].includes(code.length)) return "length";
  let sum = 0;
  for (let i = code.length - 2, weight = 3; i >= 0; i--, weight = 4 - weight) sum += weight * Number(code[i]);
  return (10 - (sum % 10)) % 10 === Number(code[code.length - 1]) ? null : "check";
}
