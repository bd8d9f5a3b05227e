/** Puts a loop to sleep until a moment or until somebody rouses it, whichever comes first. */
export class Alarm {
  #wake: () => void = () => undefined;
  #isAwake = false;

  readonly rouse = (): void => {
    this.#isAwake = true;
    this.#wake();
  };

  /** @param ms at most */
  async sleep(ms: number): Promise<void> {
    if (!this.#isAwake) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = () => undefined;
    }
    // Answers that have come meanwhile are taken together.
    await new Promise((resolve) => setImmediate(resolve));
    this.#isAwake = false;
  }
}
