/** Numbers that hold marks as bits; loops over them are written out. */
export const WORDS = 4;
/** Sets that are told by a bit. */
export const MARKS = WORDS * 32;
/** Numbers a row of what is known of a term: whether it leads to any pattern, and its marks. */
export const ROW = 1 + WORDS;

const ROWS_AT_FIRST = 64;

/** Rows of the terms that were met, side by side in the order of meeting: those of common words stay near the processor. */
export class TermMarks {
  /** By term of the matcher: where its row begins in `rows`, 0 until it has one. */
  readonly rowOf: Int32Array;
  #rows = new Int32Array(ROWS_AT_FIRST * ROW);
  /** By row; none has the number 0. */
  readonly #terms: number[] = [0];

  constructor(terms: number) {
    this.rowOf = new Int32Array(terms);
  }

  /** `ROW` numbers a row. Another array after `add`. */
  get rows(): Int32Array {
    return this.#rows;
  }

  /** Gives a term an empty row and returns where it begins. */
  add(term: number): number {
    const row = (this.#terms.push(term) - 1) * ROW;
    this.rowOf[term] = row;
    if (row + ROW > this.#rows.length) {
      const more = new Int32Array(this.#rows.length * 2);
      more.set(this.#rows);
      this.#rows = more;
    }
    return row;
  }

  /** The term of the row that begins at a place. */
  termOf(row: number): number {
    return this.#terms[row / ROW] as number;
  }

  clear(): void {
    this.rowOf.fill(0);
    this.#rows.fill(0);
    this.#terms.length = 1;
  }
}

/** Sets the bit of a mark in the numbers of a table that begin at `from`. */
export function setMark(table: Int32Array, from: number, mark: number): void {
  const at = from + (mark >> 5);
  table[at] = (table[at] as number) | (1 << (mark & 31));
}
