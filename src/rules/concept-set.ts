/** A set of concepts, a bit each: thousands of them are joined from classes at every start. */
export class ConceptSet {
  readonly #bits: Uint32Array;

  constructor(concepts: number) {
    this.#bits = new Uint32Array((concepts + 31) >> 5);
  }

  add(concept: number): void {
    this.#bits[concept >> 5] = (this.#bits[concept >> 5] as number) | (1 << (concept & 31));
  }

  addAll(other: ConceptSet): void {
    for (let i = 0; i < this.#bits.length; i++) {
      this.#bits[i] = (this.#bits[i] as number) | (other.#bits[i] as number);
    }
  }

  has(concept: number): boolean {
    return (((this.#bits[concept >> 5] as number) >>> (concept & 31)) & 1) === 1;
  }

  /** The concepts of the set, ascending. */
  members(): number[] {
    const list: number[] = [];
    this.#bits.forEach((bits, word) => {
      for (let bit = 0; bits >>> bit !== 0 && bit < 32; bit++)
        if (((bits >>> bit) & 1) === 1) list.push(word * 32 + bit);
    });
    return list;
  }
}
