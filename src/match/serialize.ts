import type { Term } from "../contracts/match.js";
import { writeTerms } from "./names.js";
import type { MatcherParts } from "./parts.js";

/** "MEDM" in little-endian bytes. */
export const MAGIC = 0x4d44454d;
/** Changes with the meaning of any table: there is no reading of older ones, dictionaries are compiled again. */
export const VERSION = 5;
/** Numbers before the sections: magic, version, checksum, total bytes, number of sections. */
export const HEADER = 5;
export const SECTIONS = 25;

/** Two lanes of FNV-1a over 32-bit words. Each step is a bijection, so that one damaged word is always noticed. */
export function checksum(bytes: Uint8Array): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  let a = 0x811c9dc5 | 0;
  let b = 0x2f0b4c47 | 0;
  for (let i = 0; i + 1 < words.length; i += 2) {
    a = Math.imul(((a << 13) | (a >>> 19)) ^ (words[i] as number), 0x01000193);
    b = Math.imul(((b << 13) | (b >>> 19)) ^ (words[i + 1] as number), 0x01000193);
  }
  if (words.length % 2 === 1) a = Math.imul(a ^ (words[words.length - 1] as number), 0x01000193);
  return (a ^ ((b << 7) | (b >>> 25))) | 0;
}

const NUMBERS = ["classes", "limit", "sparseFrom", "escapeFrom"] as const;
const ARRAYS = ["next", "check", "links", "rowOutput"] as const;

function sectionsOf(parts: MatcherParts, terms: readonly Term[]): ArrayBufferView[] {
  const { alphabet, tails, long, mixed, table, confusions, sleep } = parts;
  const numbers = [parts.longest, alphabet.size, alphabet.firstSign, alphabet.firstWord, alphabet.firstOdd, sleep.lead];
  for (const automaton of [long, mixed]) for (const name of NUMBERS) numbers.push(automaton[name]);
  return [
    Int32Array.from(numbers),
    alphabet.classOf,
    alphabet.astralPoints,
    alphabet.astralClasses,
    alphabet.mainOf,
    tails.check,
    tails.links,
    ...ARRAYS.map((name) => long[name]),
    ...ARRAYS.map((name) => mixed[name]),
    table.patterns,
    table.literals,
    parts.chains,
    sleep.wakes,
    sleep.pairs,
    sleep.isAwake,
    Int32Array.from(
      confusions.entries.flatMap(({ from, to, confidence, disguise }) => [from, to, confidence, disguise]),
    ),
    parts.neighbours,
    parts.unmatchable,
    writeTerms(terms),
  ];
}

/** Writes all tables one after another, each on a boundary of four bytes, lengths in bytes in the header. */
export function serializeParts(parts: MatcherParts, terms: readonly Term[]): ArrayBuffer {
  const sections = sectionsOf(parts, terms);
  const padded = (bytes: number): number => (bytes + 3) & ~3;
  const head = (HEADER + sections.length) * 4;
  const total = sections.reduce((sum, section) => sum + padded(section.byteLength), head);
  const buffer = new ArrayBuffer(total);
  const header = new Int32Array(buffer, 0, HEADER + sections.length);
  let at = head;
  sections.forEach((section, i) => {
    header[HEADER + i] = section.byteLength;
    new Uint8Array(buffer, at, section.byteLength).set(
      new Uint8Array(section.buffer, section.byteOffset, section.byteLength),
    );
    at += padded(section.byteLength);
  });
  header[0] = MAGIC;
  header[1] = VERSION;
  header[3] = total;
  header[4] = sections.length;
  header[2] = checksum(new Uint8Array(buffer, HEADER * 4));
  return buffer;
}
