/** Units that end a sentence: 。！？!?；;… and line ends. No hit and no claim crosses one. */
const SENTENCE_ENDS = new Set("。！？!?；;\n\r\u2028\u2029…".split("").map((c) => c.charCodeAt(0)));
/** Units that end a clause within a sentence. 、 does not: it joins a list. */
const CLAUSE_ENDS = new Set("，,：:｜|／●•◆■★☆▶►→—~～".split("").map((c) => c.charCodeAt(0)));

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
