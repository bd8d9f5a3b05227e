import { markerAt } from "./cursor.js";
import type { Correction } from "./parsed-number.js";
import { provinceCode } from "./provinces.js";
import type { Shadow } from "./shadow.js";

/** Who issued a number, read backwards from its first marker character. */
export interface Issuer {
  /** `国`, `粤`, `豫长`. */
  readonly sign: string;
  readonly province: string | null;
  /** Index in the shadow of its first character, an opening bracket included. */
  readonly start: number;
  readonly corrections: readonly Correction[];
}

const NONE: readonly Correction[] = [];
const NO_PLACE = [1];
const WITH_PLACE = [2, 1, 3, 4];

function isHan(chars: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = chars.charCodeAt(i);
    if (code < 0x4e00 || code > 0x9fff) return false;
  }
  return true;
}

/** The issuer that ends right before `at`; `places` is how many characters of a city or county may follow the province. */
export function issuerBefore(shadow: Shadow, at: number, places = 0): Issuer | null {
  const { chars } = shadow;
  if (chars[at - 1] === ")" && chars[at - 3] === "(") {
    const inner = issuerBefore(shadow, at - 1);
    return inner === null ? null : { ...inner, start: at - 3 };
  }
  // Province and one character of the city is the usual form; 鲁青 shows that the second may itself be a province's sign.
  for (const count of places === 0 ? NO_PLACE : WITH_PLACE) {
    if (count > places + 1) break;
    const first = at - count;
    const province = provinceCode(chars[first] ?? "");
    if (province === null || !isHan(chars, first + 1, at)) continue;
    return { sign: chars.slice(first, at), province, start: first, corrections: NONE };
  }
  const nation = markerAt(shadow, at - 1, "国");
  if (nation === null) return null;
  return {
    sign: "国",
    province: null,
    start: at - 1,
    corrections: nation.correction === null ? NONE : [nation.correction],
  };
}

const AGENCIES = ["食品药监", "食药监", "食药管", "市场监", "药监", "药管", "市监"];

/** The agency word that ends right before `at` (`食药监`), with its start; null where there is none. */
export function agencyBefore(shadow: Shadow, at: number): { readonly word: string; readonly start: number } | null {
  if (markerAt(shadow, at - 1, "监管") === null) return null;
  for (const word of AGENCIES) {
    const start = at - word.length;
    if (start < 0) continue;
    let same = true;
    for (let i = 0; i < word.length && same; i++) same = markerAt(shadow, start + i, word[i] as string) !== null;
    if (same) return { word, start };
  }
  return null;
}
