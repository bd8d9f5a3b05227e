/** Why a page could not be fetched: stable words, stored with the address and counted in the summary. */
export type FetchReason =
  | "address-forbidden"
  | "scheme-forbidden"
  | "robots-forbidden"
  | "robots-unreachable"
  | "redirect-loop"
  | "redirect-out-of-scope"
  | "too-large"
  | "inflates-too-much"
  | "encoding-unknown"
  | "not-a-page"
  | "timeout"
  | "dns"
  | "connection"
  | "tls"
  | "cut-off"
  | "http-4xx"
  | "http-401"
  | "http-403"
  | "http-429"
  | "http-5xx"
  | "browser-missing"
  | "browser-failed";

/** A request that failed; what happens next is said by the class. */
export abstract class FetchError extends Error {
  readonly reason: FetchReason;
  readonly status: number | null;

  constructor(reason: FetchReason, detail: string, status: number | null = null, cause?: unknown) {
    super(detail, { cause });
    this.name = new.target.name;
    this.reason = reason;
    this.status = status;
  }
}

/** Another try, later, may succeed. */
export class RetryableFetchError extends FetchError {
  /** Milliseconds that the server asked to wait; null where it did not. */
  readonly retryAfterMs: number | null;

  constructor(
    reason: FetchReason,
    detail: string,
    options: { status?: number; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(reason, detail, options.status ?? null, options.cause);
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** No further try in this round would give anything else. */
export class PermanentFetchError extends FetchError {}
