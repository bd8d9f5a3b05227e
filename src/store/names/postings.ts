const PIECE = 1 << 16;
const MAX_ID_BYTES = 5;

/**
 * Ids as bytes, seven bits each, the lowest first: what is stored can be joined to what was stored before, in SQL too.
 */
export class PostingsWriter {
  #bytes = Buffer.alloc(0);
  #start = 0;
  #used = 0;

  /** Adds an id, a whole number from 0 and below 2^32. */
  add(id: number): void {
    if (this.#used + MAX_ID_BYTES > this.#bytes.length) this.#grow();
    let rest = id;
    while (rest > 0x7f) {
      this.#bytes[this.#used++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#used++] = rest;
  }

  /** The ids added since the last call; the bytes are not written again. */
  take(): Buffer {
    const taken = this.#bytes.subarray(this.#start, this.#used);
    this.#start = this.#used;
    return taken;
  }

  /** A new piece of memory, with what was not taken yet. */
  #grow(): void {
    const kept = this.#bytes.subarray(this.#start, this.#used);
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(PIECE, kept.length * 2));
    kept.copy(this.#bytes);
    this.#used = kept.length;
    this.#start = 0;
  }
}

/**
 * Reads ids that `PostingsWriter` wrote.
 *
 * @example
 * addPostings(Buffer.from([0x05, 0x80, 0x01]), ids); // ids: [5, 128]
 */
export function addPostings(bytes: Uint8Array, ids: number[]): void {
  let id = 0;
  let place = 1;
  for (const byte of bytes) {
    id += (byte & 0x7f) * place;
    if (byte > 0x7f) {
      place *= 0x80;
    } else {
      ids.push(id);
      id = 0;
      place = 1;
    }
  }
}
