import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { AddressGuard } from "../addresses/address-guard.js";
import { MAX_CONNECT_MS, MAX_HEADERS_MS, MAX_IDLE_MS, MAX_REDIRECTS } from "../limits.js";
import type { Connection } from "./connection.js";
import { pinnedConnector, type SiteProxy } from "./connector.js";
import { type Exchange, exchange } from "./exchange.js";
import { PermanentFetchError, RetryableFetchError } from "./fetch-errors.js";
import { ACCEPTED_ENCODINGS, inflateBody } from "./inflate.js";
import { retryAfterMs } from "./retry.js";
import { trackedAgent } from "./tracked-agent.js";

/** What is sent to one site beside the usual. */
export interface SiteOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: string | null;
  readonly proxy: SiteProxy | null;
}

export interface FetcherOptions {
  readonly guard: AddressGuard;
  /** Honest: names the program and where to complain. */
  readonly userAgent: string;
  /** What a host is sent; asked for every hop, so that no site gets another's cookies. */
  readonly siteOf: (hostname: string) => SiteOptions;
  /** Connections to one origin. */
  readonly connections: number;
}

/** What an earlier answer said of itself. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A page, fetched: its bytes inflated, where it was found in the end. */
export interface Fetched {
  readonly kind: "page" | "unchanged" | "gone" | "redirect";
  /** After redirects; where the page is to be found, where `kind` is `redirect`. */
  readonly url: string;
  readonly status: number;
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  readonly validators: Validators;
  readonly wireBytes: number;
  /** As the server gave them, for evidence. */
  readonly headers: IncomingHttpHeaders;
  /** Addresses that were asked for before this one, each of which led to the next. */
  readonly hops: readonly string[];
  readonly connection: Connection | null;
}

export interface FetchOptions {
  readonly validators?: Validators | undefined;
  /** Whether an address may be asked for; throws where not. Called for every hop, the first included. */
  readonly admit: (url: URL) => Promise<void> | null;
  /** Whether a redirect is followed here; where not, it is answered as such. Default: yes. */
  readonly follows?: ((next: URL) => boolean) | undefined;
  readonly accept?: string | undefined;
  readonly maxBytes?: number | undefined;
}

const NOTHING = { body: new Uint8Array(0), contentType: undefined };
const PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5";

/** Fetches pages, hop by hop, with connections that are used again. Tries once: who calls decides about another try. */
export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #dispatcher: Dispatcher;

  private constructor(options: FetcherOptions, dispatcher: Dispatcher) {
    this.#options = options;
    this.#dispatcher = dispatcher;
  }

  /** @throws Error where undici, an optional package, is not installed */
  static async open(options: FetcherOptions): Promise<Fetcher> {
    const undici = await import("undici");
    const connect = pinnedConnector(options.guard, (host) => options.siteOf(host).proxy);
    const dispatcher = trackedAgent(undici, connect, {
      connections: options.connections,
      pipelining: 1,
      headersTimeout: MAX_HEADERS_MS,
      bodyTimeout: MAX_IDLE_MS,
      connectTimeout: MAX_CONNECT_MS,
      keepAliveTimeout: 10_000,
      maxHeaderSize: 32 * 1024,
    });
    return new Fetcher(options, dispatcher);
  }

  /**
   * Fetches one address, following redirects.
   *
   * @throws FetchError
   */
  async fetch(address: string, options: FetchOptions): Promise<Fetched> {
    let url = new URL(address);
    const seen = new Set<string>();
    for (let hop = 0; ; hop++) {
      if (url.protocol !== "http:" && url.protocol !== "https:")
        throw new PermanentFetchError("scheme-forbidden", `${url.protocol} 不是网页地址`);
      this.#options.guard.checkLiteral(url.hostname);
      const admitted = options.admit(url);
      if (admitted !== null) await admitted;
      const answer = await exchange(this.#dispatcher, url, this.#headersFor(url, options), options.maxBytes);
      const { status, headers } = answer;
      const next = status >= 300 && status < 400 && status !== 304 ? headers.location : undefined;
      if (next === undefined) return this.#finish(url, answer, [...seen]);
      seen.add(url.href);
      url = target(next, url);
      if (options.follows?.(url) === false) {
        const validators = { etag: null, lastModified: null };
        const { body, connection } = answer;
        const found = { validators, wireBytes: body.length, headers, connection, hops: [...seen] };
        return { ...NOTHING, ...found, kind: "redirect", url: url.href, status };
      }
      if (hop + 1 > MAX_REDIRECTS || seen.has(url.href))
        throw new PermanentFetchError("redirect-loop", `转到 ${url.href} 后没有到头`, status);
    }
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  #headersFor(url: URL, { validators, accept = PAGES }: FetchOptions): Record<string, string> {
    const { headers, cookies } = this.#options.siteOf(url.hostname);
    return {
      "user-agent": this.#options.userAgent,
      accept,
      "accept-language": "zh-CN,zh;q=0.9",
      "accept-encoding": ACCEPTED_ENCODINGS,
      ...(validators?.etag != null && { "if-none-match": validators.etag }),
      ...(validators?.lastModified != null && { "if-modified-since": validators.lastModified }),
      ...(cookies !== null && { cookie: cookies }),
      ...headers,
    };
  }

  async #finish(url: URL, answer: Exchange, hops: readonly string[]): Promise<Fetched> {
    const { status, headers, body: wire, connection } = answer;
    const validators = { etag: headers.etag ?? null, lastModified: headers["last-modified"] ?? null };
    const found = { url: url.href, status, validators, wireBytes: wire.length, headers, connection, hops };
    if (status === 304) return { ...found, kind: "unchanged", body: wire, contentType: undefined };
    if (status === 404 || status === 410) return { ...found, kind: "gone", body: wire, contentType: undefined };
    if (status === 429 || status >= 500 || status === 408 || status === 425) {
      throw new RetryableFetchError(status === 429 ? "http-429" : "http-5xx", `${url.host} 回答 ${status}`, {
        status,
        retryAfterMs: retryAfterMs(headers["retry-after"], Date.now()),
      });
    }
    if (status < 200 || status >= 300) {
      const reason = status === 401 ? "http-401" : status === 403 ? "http-403" : "http-4xx";
      throw new PermanentFetchError(reason, `${url.host} 回答 ${status}`, status);
    }
    const encoding = headers["content-encoding"];
    const body = encoding === undefined ? wire : await inflateBody(wire, encoding);
    return { ...found, kind: "page", body, contentType: headers["content-type"] };
  }
}

function target(location: string | string[], from: URL): URL {
  const [first = ""] = Array.isArray(location) ? location : [location];
  try {
    const next = new URL(first, from);
    next.hash = "";
    return next;
  } catch (cause) {
    throw new PermanentFetchError("redirect-loop", `转向的地址无效：${first.slice(0, 100)}`, null, cause);
  }
}
