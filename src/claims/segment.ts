import { NUMBER_SIGNS, NUMBER_STARTS } from "./numbers.js";

const SENTENCE_END = 1;
const CLAUSE_END = 2;
const NUMERAL = 4;
/** From this bit on: of the number concept of the bit's number, a character without which there is none. */
const FIRST_CONCEPT_BIT = 3;
/** What a UTF-16 unit is to sentences, clauses and numbers, as bits. */
const SIGNS = new Uint16Array(0x10000);
/** Units that end a sentence: line ends and 。！？!?；;…. No hit and no claim crosses one. */
for (const sign of "。！？!?；;\n\r\u2028\u2029…") SIGNS[sign.charCodeAt(0)] = SENTENCE_END;
/** Units that end a clause within a sentence. 、 does not: it joins a list. */
for (const sign of "，,：:｜|／●•◆■★☆▶►→—~～") SIGNS[sign.charCodeAt(0)] = CLAUSE_END;
for (const unit of NUMBER_STARTS) SIGNS[unit] = (SIGNS[unit] as number) | NUMERAL;
let everyConcept = 0;
for (const [concept, signs] of NUMBER_SIGNS.entries()) {
  const bit = 1 << (FIRST_CONCEPT_BIT + concept);
  everyConcept |= bit;
  for (const sign of signs) SIGNS[sign.charCodeAt(0)] = (SIGNS[sign.charCodeAt(0)] as number) | bit;
}
/** Signs of a text that was not looked at: it may hold anything. */
const ANY_NUMBER = NUMERAL | everyConcept;

/**
 * Longest sentence, in units. A longer one is broken at its last clause end (or, without one, right there), so that the
 * cost of judging grows with the length of the text and not with its square.
 */
export const MAX_SENTENCE_UNITS = 500;

/** Numbers that `segmentInto` writes a sentence: start, end, signs, and one for the caller. */
export const SPAN = 4;

/** `[start, end)` of a sentence. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
  /** Whether a unit of it may begin a number. */
  readonly hasNumeral: boolean;
}

/** Whether a sentence of these signs may hold any number. */
export function mayHoldNumber(signs: number): boolean {
  return (signs & NUMERAL) !== 0;
}

/** The number concepts that a sentence of these signs may hold, as bits: never too few. */
export function possibleNumbers(signs: number): number {
  return (signs & NUMERAL) === 0 ? 0 : signs >> FIRST_CONCEPT_BIT;
}

/**
 * Cuts a text into sentences that cover the whole of it, without allocating: `SPAN` numbers a sentence.
 *
 * @returns how many sentences there are; those beyond `spans.length / SPAN` were not written
 */
export function segmentInto(text: string, spans: Int32Array): number {
  const { length } = text;
  let count = 0;
  let start = 0;
  let lastClause = -1;
  let signs = 0;
  for (let i = 0; i < length; i++) {
    if (i - start >= MAX_SENTENCE_UNITS) {
      const end = lastClause > start ? lastClause : i;
      count = put(spans, count, start, end, signs);
      start = end;
      // What stands behind the break is not looked at again.
      signs = end < i ? ANY_NUMBER : 0;
    }
    const sign = SIGNS[text.charCodeAt(i)] as number;
    if (sign === 0) continue;
    signs |= sign;
    if ((sign & SENTENCE_END) !== 0) {
      count = put(spans, count, start, i + 1, signs);
      start = i + 1;
      signs = 0;
    } else if ((sign & CLAUSE_END) !== 0) {
      lastClause = i + 1;
    }
  }
  return start < length || count === 0 ? put(spans, count, start, length, signs) : count;
}

function put(spans: Int32Array, count: number, start: number, end: number, signs: number): number {
  const at = count * SPAN;
  if (at + SPAN <= spans.length) {
    spans[at] = start;
    spans[at + 1] = end;
    spans[at + 2] = signs;
  }
  return count + 1;
}

/**
 * Cuts a text into sentences; spans are half-open and cover the whole text.
 *
 * @example
 * segment("三天见效，不复发。放心").map((s) => [s.start, s.end]); // → [[0, 9], [9, 11]]
 */
export function segment(text: string): SentenceSpan[] {
  let spans = new Int32Array(64 * SPAN);
  const count = segmentInto(text, spans);
  if (count * SPAN > spans.length) {
    spans = new Int32Array(count * SPAN);
    segmentInto(text, spans);
  }
  return Array.from({ length: count }, (_, index) => ({
    start: spans[index * SPAN] as number,
    end: spans[index * SPAN + 1] as number,
    hasNumeral: mayHoldNumber(spans[index * SPAN + 2] as number),
  }));
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
