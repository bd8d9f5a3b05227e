const AT_FIRST = 256 * 1024;
/** Bytes that a unit of UTF-16 may take in UTF-8. */
const MAX_BYTES_OF_UNIT = 3;

/**
 * Collects texts as UTF-8. Each is written down at once and can be forgotten: texts that are only added up stay in memory, and
 * are copied by the garbage collector, until all of them are done.
 *
 * @example
 * const bytes = new TextBytes();
 * bytes.add("药\n");
 * bytes.copy().length; // → 4
 */
export class TextBytes {
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(AT_FIRST);
  #length = 0;

  add(text: string): void {
    const most = this.#length + text.length * MAX_BYTES_OF_UNIT;
    if (most > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(most, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#length += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  /** What was added since `clear`, in memory of its own. */
  copy(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Memory that one long batch took is given back. */
  clear(): void {
    this.#length = 0;
    if (this.#bytes.length > 16 * AT_FIRST) this.#bytes = new Uint8Array(AT_FIRST);
  }
}
