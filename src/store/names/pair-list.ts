const DIGITS = 0x10000;
const SMALLEST = 1 << 10;

/** Pairs of whole numbers below 2^32, to be handed out by their first number. Memory is kept for the next ones. */
export class PairList {
  #keys = new Uint32Array(SMALLEST);
  #values = new Uint32Array(SMALLEST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(key: number, value: number): void {
    if (this.#length === this.#keys.length) {
      this.#keys = doubled(this.#keys);
      this.#values = doubled(this.#values);
    }
    this.#keys[this.#length] = key;
    this.#values[this.#length++] = value;
  }

  /**
   * Hands out each key once, ascending, with its values in the order in which they were added, and empties the list. A radix
   * sort: a fifth of the time of sorting numbers, a tenth of that of sorting strings.
   *
   * @param act the values hold until it returns
   */
  drain(act: (key: number, values: Uint32Array) => void): void {
    for (const shift of [0, 16]) this.#sort(shift);
    const [keys, values, length] = [this.#keys, this.#values, this.#length];
    for (let start = 0; start < length; ) {
      const key = keys[start] as number;
      let end = start + 1;
      while (end < length && keys[end] === key) end++;
      act(key, values.subarray(start, end));
      start = end;
    }
    this.#length = 0;
  }

  /** Sorts by 16 bits; of equal ones the order stays. */
  #sort(shift: number): void {
    const [keys, values, length] = [this.#keys, this.#values, this.#length];
    const starts = new Uint32Array(DIGITS + 1);
    for (let i = 0; i < length; i++) (starts[(((keys[i] as number) >>> shift) & 0xffff) + 1] as number)++;
    for (let digit = 1; digit <= DIGITS; digit++)
      starts[digit] = (starts[digit] as number) + (starts[digit - 1] as number);
    const [sortedKeys, sortedValues] = [new Uint32Array(keys.length), new Uint32Array(keys.length)];
    for (let i = 0; i < length; i++) {
      const key = keys[i] as number;
      const place = (starts[(key >>> shift) & 0xffff] as number)++;
      sortedKeys[place] = key;
      sortedValues[place] = values[i] as number;
    }
    this.#keys = sortedKeys;
    this.#values = sortedValues;
  }
}

function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
