const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Letters that a code never holds, with the digit they stand for. */
const CONFUSED = new Map([
  ["I", "1"],
  ["O", "0"],
  ["S", "5"],
  ["Z", "2"],
]);

/** What is wrong with a code: `length`, `alphabet`, `organisation-check` (digits 9-17, GB 11714), `check` (digit 18, GB 32100). */
export type UsccProblem = "length" | "alphabet" | "region" | "organisation-check" | "check";

export interface UsccCheck {
  /** Half width, upper case, blanks left out, look-alikes put right. */
  readonly code: string;
  readonly valid: boolean;
  readonly problems: readonly UsccProblem[];
  /** Letters that were read as digits, by place from 0. */
  readonly corrections: readonly { readonly at: number; readonly from: string; readonly to: string }[];
}

/**
 * Checks a unified social credit code with both check digits. Never throws.
 *
 * Source: GB 32100-2015, GB 11714-1997.
 *
 * @example
 * checkUscc("91450304MA5Q8URR8X").valid; // true
 */
export function checkUscc(text: string): UsccCheck {
  const corrections: UsccCheck["corrections"][number][] = [];
  let code = "";
  for (const char of text.slice(0, 64).normalize("NFKC").toUpperCase()) {
    if (/[\s\u200b-\u200f\ufeff-]/.test(char)) continue;
    const meant = CONFUSED.get(char);
    if (meant !== undefined) corrections.push({ at: code.length, from: char, to: meant });
    code += meant ?? char;
  }
  const problems = problemsOf(code);
  return { code, valid: problems.length === 0, problems, corrections };
}

function problemsOf(code: string): UsccProblem[] {
  if (code.length !== 18) return ["length"];
  if (![...code].every((char) => ALPHABET.includes(char))) return ["alphabet"];
  const problems: UsccProblem[] = [];
  if (!/^[0-9]{6}$/.test(code.slice(2, 8))) problems.push("region");
  if (organisationCheck(code.slice(8, 16)) !== code[16]) problems.push("organisation-check");
  if (codeCheck(code) !== code[17]) problems.push("check");
  return problems;
}

function organisationCheck(body: string): string {
  const sum = BODY_WEIGHTS.reduce((total, weight, i) => total + weight * BODY_ALPHABET.indexOf(body[i] as string), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

function codeCheck(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code[i] as string), 0);
  return ALPHABET[(31 - (sum % 31)) % 31] as string;
}
