import { MAX_RETRY_AFTER_S } from "../limits.js";
import type { FetchError } from "./fetch-errors.js";
import { RetryableFetchError } from "./fetch-errors.js";

/** Milliseconds before a second try, by the kind of failure; doubled for each further one. */
const BASE_MS: Readonly<Record<string, number>> = {
  timeout: 4_000,
  dns: 10_000,
  "robots-unreachable": 15_000,
  "http-429": 15_000,
  "http-5xx": 3_000,
  connection: 3_000,
  "cut-off": 1_000,
  "browser-failed": 1_000,
};
const LONGEST_MS = 5 * 60_000;

/**
 * Milliseconds until the next try: what the server asked for, or exponential back-off with full jitter above a half.
 *
 * @param attempts so far, from 1
 * @param random 0 to 1
 * @param scale for tests: 0 waits for nothing but what the server asks
 */
export function backOffMs(error: FetchError, attempts: number, random: number, scale = 1): number {
  const asked = error instanceof RetryableFetchError ? error.retryAfterMs : null;
  if (asked !== null) return asked;
  const most = Math.min(LONGEST_MS, (BASE_MS[error.reason] ?? 2_000) * 2 ** (attempts - 1)) * scale;
  return Math.round(most / 2 + (most / 2) * random);
}

/**
 * `Retry-After` in milliseconds, seconds or a date; null where it says nothing, at most `MAX_RETRY_AFTER_S`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (!Number.isFinite(ms) || ms < 0) return null;
  return Math.min(ms, MAX_RETRY_AFTER_S * 1000);
}
