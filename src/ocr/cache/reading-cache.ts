import type { PictureReading } from "../../contracts/ocr.js";
import { MAX_KEPT_READINGS } from "../limits.js";

/** Where readings are kept between runs. */
export interface ReadingStore {
  get(key: string): PictureReading | null;
  set(key: string, reading: PictureReading): void;
  close(): void;
}

/**
 * Readings by key, in memory and, where there is one, in a store. The key holds the SHA-256 of bytes or pixels and the
 * engine's full name: there is no other way to a reading than an equal picture read by an equal engine.
 */
export class ReadingCache {
  readonly #recent = new Map<string, PictureReading>();
  readonly #store: ReadingStore | null;
  readonly #limit: number;

  constructor(store: ReadingStore | null = null, limit = MAX_KEPT_READINGS) {
    this.#store = store;
    this.#limit = limit;
  }

  get(key: string): PictureReading | null {
    const recent = this.#recent.get(key);
    if (recent !== undefined) {
      this.#recent.delete(key);
      this.#recent.set(key, recent);
      return recent;
    }
    const stored = this.#store?.get(key) ?? null;
    if (stored !== null) this.#keep(key, stored);
    return stored;
  }

  /** Keeps what was read; a failure is tried again next time. */
  set(key: string, reading: PictureReading): void {
    if (reading.status === "failed") return;
    this.#keep(key, reading);
    this.#store?.set(key, reading);
  }

  close(): void {
    this.#store?.close();
  }

  #keep(key: string, reading: PictureReading): void {
    this.#recent.set(key, reading);
    if (this.#recent.size <= this.#limit) return;
    const oldest = this.#recent.keys().next();
    if (!oldest.done) this.#recent.delete(oldest.value);
  }
}
