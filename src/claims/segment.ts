import { NUMBER_STARTS } from "./numbers.js";

const SENTENCE_END = 1;
const CLAUSE_END = 2;
const NUMERAL = 4;
/** What a UTF-16 unit is to sentences, clauses and numbers, as bits. */
const SIGNS = new Uint8Array(0x10000);
/** Units that end a sentence: line ends and 。！？!?；;…. No hit and no claim crosses one. */
for (const sign of "。！？!?；;\n\r\u2028\u2029…") SIGNS[sign.charCodeAt(0)] = SENTENCE_END;
/** Units that end a clause within a sentence. 、 does not: it joins a list. */
for (const sign of "，,：:｜|／●•◆■★☆▶►→—~～") SIGNS[sign.charCodeAt(0)] = CLAUSE_END;
for (const unit of NUMBER_STARTS) SIGNS[unit] = (SIGNS[unit] as number) | NUMERAL;

/**
 * Longest sentence, in units. A longer one is broken at its last clause end (or, without one, right there), so that the
 * cost of judging grows with the length of the text and not with its square.
 */
export const MAX_SENTENCE_UNITS = 500;

/** `[start, end)` of a sentence. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
  /** Whether a unit of it may begin a number. */
  readonly hasNumeral: boolean;
}

/**
 * Cuts a text into sentences; spans are half-open and cover the whole text.
 *
 * @example
 * segment("三天见效，不复发。放心").map((s) => [s.start, s.end]); // → [[0, 9], [9, 11]]
 */
export function segment(text: string): SentenceSpan[] {
  const sentences: SentenceSpan[] = [];
  let start = 0;
  let lastClause = -1;
  let signs = 0;
  for (let i = 0; i < text.length; i++) {
    if (i - start >= MAX_SENTENCE_UNITS) {
      const end = lastClause > start ? lastClause : i;
      sentences.push({ start, end, hasNumeral: (signs & NUMERAL) !== 0 });
      start = end;
      // What stands behind the break is not looked at again: it may hold a number.
      signs = end < i ? NUMERAL : 0;
    }
    const sign = SIGNS[text.charCodeAt(i)] as number;
    if (sign === 0) continue;
    signs |= sign;
    if ((sign & SENTENCE_END) !== 0) {
      sentences.push({ start, end: i + 1, hasNumeral: (signs & NUMERAL) !== 0 });
      start = i + 1;
      signs = 0;
    } else if ((sign & CLAUSE_END) !== 0) {
      lastClause = i + 1;
    }
  }
  if (start < text.length || sentences.length === 0) {
    sentences.push({ start, end: text.length, hasNumeral: (signs & NUMERAL) !== 0 });
  }
  return sentences;
}

/**
 * The ends of the clauses of one sentence.
 *
 * @example
 * clauseEndsOf("三天见效，不复发", 0, 8); // → [5]
 */
export function clauseEndsOf(text: string, start: number, end: number): number[] {
  const ends: number[] = [];
  for (let i = start; i < end; i++) {
    if (((SIGNS[text.charCodeAt(i)] as number) & CLAUSE_END) !== 0) ends.push(i + 1);
  }
  return ends;
}
