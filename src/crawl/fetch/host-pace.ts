/** How fast one host is asked. */
export interface PaceOptions {
  /** Requests at a time, at most. */
  readonly concurrency: number;
  /** Milliseconds between the starts of two requests; 0: none. */
  readonly intervalMs: number;
  /** Milliseconds of a first pause after a refusal; doubled each time. Default: a second. */
  readonly pauseMs?: number | undefined;
}

/** Answers in good order after which one more request at a time is tried. */
const RAISE_AFTER = 8;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 120_000;

/**
 * The pace of one host, which adapts to its answers: one request more after a row of good ones, half as many and a pause
 * after it refused or timed out (additive increase, multiplicative decrease).
 */
export class HostPace {
  readonly #most: number;
  readonly #pauseMs: number;
  #intervalMs: number;
  #limit: number;
  #inFlight = 0;
  #good = 0;
  #pauses = 0;
  #readyAt = 0;
  #isSpaced = false;

  constructor({ concurrency, intervalMs, pauseMs = FIRST_PAUSE_MS }: PaceOptions) {
    this.#pauseMs = pauseMs;
    this.#most = concurrency;
    this.#intervalMs = intervalMs;
    this.#limit = Math.max(1, Math.ceil(concurrency / 2));
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get limit(): number {
    return this.#isSpaced ? 1 : this.#limit;
  }

  /** Whether the host asked for pauses between requests: then it is asked one at a time. */
  get isSpaced(): boolean {
    return this.#isSpaced;
  }

  /** When the next request may start. */
  get readyAt(): number {
    return this.#readyAt;
  }

  /** Takes up a `Crawl-delay`; never makes the pace faster. */
  space(delayMs: number): void {
    if (delayMs <= 0) return;
    this.#isSpaced = true;
    if (delayMs > this.#intervalMs) this.#intervalMs = delayMs;
  }

  canStart(now: number): boolean {
    return this.#inFlight < this.limit && now >= this.#readyAt;
  }

  start(now: number): void {
    this.#inFlight++;
    if (this.#intervalMs > 0) this.#readyAt = Math.max(now, this.#readyAt) + this.#intervalMs;
  }

  /** A request is over; any answer that is not a refusal is a good one. */
  good(): void {
    this.#inFlight--;
    this.#pauses = 0;
    if (++this.#good < RAISE_AFTER) return;
    this.#good = 0;
    if (this.#limit < this.#most) this.#limit++;
  }

  /** A request is over, and said nothing about how the host bears the pace. */
  neutral(): void {
    this.#inFlight--;
  }

  /** The host refused, failed or did not answer in time. */
  bad(now: number, retryAfterMs: number | null): void {
    this.#inFlight--;
    this.#good = 0;
    this.#limit = Math.max(1, this.#limit >> 1);
    // Answers to requests that were under way together are one refusal.
    if (now < this.#readyAt && retryAfterMs === null) return;
    const own = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2 ** this.#pauses++);
    this.#readyAt = Math.max(this.#readyAt, now + Math.max(retryAfterMs ?? 0, own));
  }
}
