import { foldBare } from "../../text/index.js";

/** Longer names are cut for the index; the stored name is whole. UTF-16 units. */
export const MAX_INDEXED_NAME = 200;
/** Brackets' contents count, brackets and sentence ends do not. */
const ENDS = /[。！？!?；;，,、\n\r]/g;

/** A name as it is compared: folded, without blanks, brackets and punctuation. */
export function compactText(name: string): string {
  return compacted(name.slice(0, MAX_INDEXED_NAME));
}

function compacted(text: string): string {
  return foldBare(text).replace(ENDS, "");
}

const [UNKNOWN, DROPPED] = [0, 1] as const;
/** What each UTF-16 unit is compared as, once it was seen. */
const units = new Uint16Array(0x10000);

/** The units of a compact text into `into`, which has room for `MAX_INDEXED_NAME`; how many they are. */
function compactUnits(name: string, into: Uint16Array): number {
  const end = Math.min(name.length, MAX_INDEXED_NAME);
  let length = 0;
  for (let i = 0; i < end; i++) {
    const unit = name.charCodeAt(i);
    const known = units[unit] as number;
    if (known === DROPPED) continue;
    if (known !== UNKNOWN) {
      into[length++] = known;
      continue;
    }
    // A character alone is compared as it is beside others; those of two units are not looked up by one.
    const one = unit >= 0xd800 && unit < 0xe000 ? null : compacted(name[i] as string);
    if (one === null || one.length > 1 || one === "\u0000" || one === "\u0001") return whole(compactText(name), into);
    units[unit] = one === "" ? DROPPED : one.charCodeAt(0);
    i--;
  }
  return length;
}

function whole(compact: string, into: Uint16Array): number {
  for (let i = 0; i < compact.length; i++) into[i] = compact.charCodeAt(i);
  return compact.length;
}

const compact = new Uint16Array(2 * MAX_INDEXED_NAME);

/** `eachGram` of the compact text of a name, without making it. */
export function eachGramOfName(name: string, act: (gram: number) => void): void {
  const length = compactUnits(name, compact);
  if (length === 0) return;
  let unit = compact[0] as number;
  for (let i = 1; i < length; i++) {
    const next = compact[i] as number;
    act(unit * 0x10000 + next);
    unit = next;
  }
  act(unit * 0x10000);
}

/**
 * Pairs of neighbouring characters of a compact text, each once, and its last character alone, so that a search for one
 * character finds it as the beginning of a gram wherever it stands.
 *
 * @example
 * gramsOf("冷敷贴"); // ["冷敷", "敷贴", "贴"]
 */
export function gramsOf(compact: string): string[] {
  const points = [...compact];
  // Names are short: looking through a list is quicker than a set.
  const grams: string[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const gram = `${points[i]}${points[i + 1]}`;
    if (!grams.includes(gram)) grams.push(gram);
  }
  const last = points.at(-1);
  if (last !== undefined) grams.push(last);
  return grams;
}

/**
 * The same pairs as numbers, of UTF-16 units: the first in the upper 16 bits; the last unit stands there alone. A pair may come
 * more than once. A character of two units is a pair itself, so that nothing is missed.
 */
export function eachGram(compact: string, act: (gram: number) => void): void {
  if (compact === "") return;
  let unit = compact.charCodeAt(0);
  for (let i = 1; i < compact.length; i++) {
    const next = compact.charCodeAt(i);
    act(unit * 0x10000 + next);
    unit = next;
  }
  act(unit * 0x10000);
}

/** The pairs of a text, each once, without its last unit; of a text of one unit none. */
export function pairsOf(compact: string): number[] {
  const pairs = new Set<number>();
  eachGram(compact, (gram) => pairs.add(gram));
  pairs.delete(compact.charCodeAt(compact.length - 1) * 0x10000);
  return [...pairs];
}
