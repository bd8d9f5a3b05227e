/** Memory for the input of a model, used again for the next one: models answer one input at a time. */
export class Scratch {
  #memory = new Float32Array(0);

  /** @returns numbers left over from the last input; all of them are to be written */
  take(length: number): Float32Array {
    if (this.#memory.length < length) this.#memory = new Float32Array(length);
    return this.#memory.subarray(0, length);
  }
}
