/** Units that end a sentence: 。！？!?；;… and line ends. No hit and no claim crosses one. */
const SENTENCE_ENDS = new Set("。！？!?；;\n\r\u2028\u2029…".split("").map((c) => c.charCodeAt(0)));
/** Units that end a clause within a sentence. 、 does not: it joins a list. */
const CLAUSE_ENDS = new Set("，,：:｜|／●•◆■★☆▶►→—~～".split("").map((c) => c.charCodeAt(0)));

/**
 * Longest sentence, in units. A longer one is broken at its last clause end (or, without one, right there), so that the
 * cost of judging grows with the length of the text and not with its square.
 */
export const MAX_SENTENCE_UNITS = 500;

export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
  readonly clauseEnds: readonly number[];
}

/**
 * Cuts a text into sentences and their clauses; spans are half-open and cover the whole text.
 *
 * @example
 * segment("三天见效，不复发。放心").map((s) => [s.start, s.end]); // → [[0, 9], [9, 11]]
 */
export function segment(text: string): SentenceSpan[] {
  const sentences: SentenceSpan[] = [];
  let start = 0;
  let clauses: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (i - start >= MAX_SENTENCE_UNITS) {
      const end = clauses.at(-1) ?? i;
      sentences.push({ start, end, clauseEnds: clauses });
      start = end;
      clauses = [];
    }
    const unit = text.charCodeAt(i);
    if (unit >= 0x4e00 && unit <= 0x9fff) continue;
    if (SENTENCE_ENDS.has(unit)) {
      sentences.push({ start, end: i + 1, clauseEnds: clauses });
      start = i + 1;
      clauses = [];
    } else if (CLAUSE_ENDS.has(unit)) {
      clauses.push(i + 1);
    }
  }
  if (start < text.length || sentences.length === 0) sentences.push({ start, end: text.length, clauseEnds: clauses });
  return sentences;
}
