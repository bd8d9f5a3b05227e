import { setTimeout as sleep } from "node:timers/promises";
import { FetchError, PermanentFetchError, RetryableFetchError } from "../fetch/fetch-errors.js";
import type { Fetched, Fetcher, Validators } from "../fetch/fetcher.js";
import type { HostPace } from "../fetch/host-pace.js";
import { backOffMs } from "../fetch/retry.js";
import type { Robots } from "../fetch/robots.js";
import { MAX_PICTURE_TRIES, MAX_PICTURE_WIRE_BYTES } from "../limits.js";

/** What asking for a picture came to; `reason` is the code of a note. */
export type PictureStep =
  | {
      readonly kind: "bytes";
      readonly bytes: Uint8Array;
      readonly contentType: string | undefined;
      readonly validators: Validators;
    }
  | { readonly kind: "unchanged"; readonly validators: Validators }
  | { readonly kind: "none"; readonly reason: string };

export interface PictureFetchingParts {
  readonly fetcher: Pick<Fetcher, "fetch">;
  readonly robots: Robots;
  /** Hosts, `*.cdn.example` for all within; empty: all. */
  readonly hosts: readonly string[];
  readonly accept?: string | undefined;
  readonly paceOf: (host: string) => HostPace;
  readonly signal: AbortSignal;
  readonly retryScale: number;
}

const LONGEST_WAIT_MS = 1_000;
const SHORTEST_WAIT_MS = 4;
/** Reasons that another try would not change and that are the shop's or the operator's will. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  "address-forbidden": "image-address-forbidden",
  "scheme-forbidden": "image-address-forbidden",
  "robots-forbidden": "image-robots-forbidden",
  "too-large": "image-too-large",
  "inflates-too-much": "image-too-large",
};

/**
 * Fetches pictures: every hop's address is checked and pinned, robots.txt of its host is obeyed, its pace is kept to, as
 * for pages.
 */
export class PictureFetching {
  readonly #parts: PictureFetchingParts;

  constructor(parts: PictureFetchingParts) {
    this.#parts = parts;
  }

  /**
   * @param holds whether a hop may be asked for, beside the hosts that are named
   * @throws what is no failure of the host; the abort of the run
   */
  async take(
    address: string,
    validators: Validators | undefined,
    holds: (hop: URL) => boolean = () => true,
  ): Promise<PictureStep> {
    for (let tries = 1; ; tries++) {
      const pace = this.#parts.paceOf(new URL(address).host);
      try {
        const fetched = await this.#attempt(address, validators, pace, holds);
        pace.good();
        return stepOf(fetched);
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        if (error instanceof RetryableFetchError) pace.bad(Date.now(), error.retryAfterMs);
        else pace.neutral();
        if (error instanceof PermanentFetchError || tries >= MAX_PICTURE_TRIES)
          return { kind: "none", reason: FORBIDDEN[error.reason] ?? "image-not-fetched" };
        const { signal, retryScale } = this.#parts;
        await sleep(backOffMs(error, tries, Math.random(), retryScale), undefined, { signal });
      }
    }
  }

  async #attempt(
    address: string,
    validators: Validators | undefined,
    pace: HostPace,
    holds: (hop: URL) => boolean,
  ): Promise<Fetched> {
    const { fetcher, signal, accept } = this.#parts;
    for (let now = Date.now(); !pace.canStart(now); now = Date.now()) {
      const ms = Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, pace.readyAt - now));
      await sleep(ms, undefined, { signal });
    }
    pace.start(Date.now());
    return fetcher.fetch(address, {
      validators,
      admit: (hop) => this.#admit(hop, pace, holds(hop)),
      accept: accept ?? "image/avif,image/webp,image/*,*/*;q=0.5",
      maxBytes: MAX_PICTURE_WIRE_BYTES,
    });
  }

  async #admit(hop: URL, pace: HostPace, isHeld: boolean): Promise<void> {
    const { hosts, robots } = this.#parts;
    const { hostname, href } = hop;
    if (!isHeld) throw new PermanentFetchError("address-forbidden", `${hostname} 不在范围之内`);
    if (hosts.length > 0 && !fitsHost(hostname, hosts))
      throw new PermanentFetchError("address-forbidden", `图片主机 ${hostname} 不在 pictures.hosts 之内`);
    const rules = robots.knownFor(hop) ?? (await robots.rulesFor(hop));
    pace.space(rules.delayMs);
    if (!rules.isAllowed(href)) throw new PermanentFetchError("robots-forbidden", `robots.txt 不许采集 ${href}`);
  }
}

/** Whether a host is one of those named, or within one of them. */
export function fitsHost(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => (host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host));
}

function stepOf({ kind, body, contentType, validators }: Fetched): PictureStep {
  if (kind === "page") return { kind: "bytes", bytes: body, contentType, validators };
  if (kind === "unchanged") return { kind: "unchanged", validators };
  return { kind: "none", reason: "image-not-fetched" };
}
