import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Lease, Outcome } from "../frontier/frontier.js";
import type { FetchFacts } from "../keeping/fetch-facts.js";
import { MAX_ATTEMPTS, MAX_SITEMAP_BYTES } from "../limits.js";
import type { PageRenderer } from "../render/page-renderer.js";
import { readSitemap, type Sitemap } from "../urls/read-sitemap.js";
import type { Scope } from "../urls/scope.js";
import { FetchError, PermanentFetchError, RetryableFetchError } from "./fetch-errors.js";
import type { Fetched, Fetcher } from "./fetcher.js";
import type { HostPace } from "./host-pace.js";
import { backOffMs } from "./retry.js";
import type { Robots } from "./robots.js";

/** What is kept of an answer for evidence. */
export interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly facts: FetchFacts;
}

/** What taking up one address came to. */
export type FetchStep =
  | {
      readonly kind: "page";
      readonly bytes: Uint8Array;
      readonly contentType: string | undefined;
      readonly isRendered: boolean;
      readonly answer: Answer;
      readonly kept: Kept;
    }
  | { readonly kind: "unchanged"; readonly answer: Answer; readonly kept: Kept }
  | { readonly kind: "sitemap"; readonly sitemap: Sitemap; readonly kept: Kept }
  | { readonly kind: "redirect"; readonly to: string; readonly kept: Kept }
  | { readonly kind: "finish"; readonly outcome: Outcome; readonly error: FetchError | null }
  | { readonly kind: "later"; readonly waitMs: number; readonly error: FetchError | null };

/** What is kept of an answer beside its body. */
export type Kept = Pick<Outcome, "status" | "fetchedAt" | "etag" | "lastModified">;

export interface FetchingParts {
  readonly fetcher: Fetcher;
  readonly robots: Robots;
  readonly scope: Scope;
  /** Null where no page is rendered. */
  readonly renderer: PageRenderer | null;
  /** Sitemaps that a robots.txt names, when it is first read. */
  readonly onSitemaps: (origin: string, sitemaps: readonly string[]) => void;
  /** For tests: 0 waits for nothing but what a server asks for. */
  readonly retryScale: number;
}

/** Content types that are read as pages; a missing one is too. */
const PAGE_TYPES = /^\s*(?:text\/(?:html|plain|xml)|application\/(?:xhtml\+xml|xml))\s*(?:;|$)/i;
const EMPTY: Sitemap = { pages: [], sitemaps: [], truncated: false };

/** Takes up one address: robots.txt, the request or the browser, and what follows from the answer. */
export class PageFetching {
  readonly #parts: FetchingParts;

  constructor(parts: FetchingParts) {
    this.#parts = parts;
  }

  /** Never rejects for what a host does. The pace is told how the host bore it. */
  async take(lease: Lease, pace: HostPace): Promise<FetchStep> {
    try {
      const step = await this.#attempt(lease, pace);
      pace.good();
      return step;
    } catch (error) {
      if (!(error instanceof FetchError)) {
        pace.neutral();
        throw error;
      }
      return this.#failed(lease, pace, error);
    }
  }

  #failed(lease: Lease, pace: HostPace, error: FetchError): FetchStep {
    const now = Date.now();
    if (error instanceof RetryableFetchError) pace.bad(now, error.retryAfterMs);
    else pace.neutral();
    if (error instanceof RetryableFetchError && lease.attempts < MAX_ATTEMPTS)
      return { kind: "later", waitMs: backOffMs(error, lease.attempts, Math.random(), this.#parts.retryScale), error };
    const isForbidden = error.reason === "robots-forbidden";
    const { reason, message, status } = error;
    const state = isForbidden ? "forbidden" : reason === "not-a-page" ? "skipped" : "failed";
    return { kind: "finish", outcome: { state, reason, detail: message, status, fetchedAt: now }, error };
  }

  async #attempt(lease: Lease, pace: HostPace): Promise<FetchStep> {
    const { fetcher, robots, scope, renderer, onSitemaps } = this.#parts;
    const url = new URL(lease.url);
    let rules = robots.knownFor(url);
    if (rules === null) {
      rules = await robots.rulesFor(url);
      onSitemaps(url.origin, rules.sitemaps);
      pace.space(rules.delayMs);
      // The request for robots.txt was one too.
      if (rules.delayMs > 0) return { kind: "later", waitMs: rules.delayMs, error: null };
    }
    pace.space(rules.delayMs);
    if (!rules.isAllowed(lease.url)) throw robotsForbidden(lease.url);
    const isSitemap = lease.via === "sitemap-file";
    const isRendered = !isSitemap && renderer !== null && (lease.render || scope.pageRule(lease.url)?.render === true);
    if (isRendered) {
      const { html, status, headers = {}, connection, browser } = await renderer.render(lease.url);
      const kept = { status, fetchedAt: Date.now(), etag: null, lastModified: null };
      const contentType = "text/html; charset=utf-8";
      const answer = { headers, facts: { connection, browser } };
      return { kind: "page", bytes: Buffer.from(html), contentType, isRendered, answer, kept };
    }
    const fetched = await fetcher.fetch(lease.url, {
      // What an address gave is only worth asking for where it is still there.
      validators: lease.pageId === null ? undefined : { etag: lease.etag, lastModified: lease.lastModified },
      admit: (hop) => (hop.origin === url.origin && hop.href === lease.url ? null : this.#admit(hop)),
      follows: (next) => isSitemap || scope.canonical(next.href) === lease.url,
    });
    return this.#stepOf(lease, fetched, isSitemap);
  }

  async #admit(hop: URL): Promise<void> {
    const rules = this.#parts.robots.knownFor(hop) ?? (await this.#parts.robots.rulesFor(hop));
    if (!rules.isAllowed(hop.href)) throw robotsForbidden(hop.href);
  }

  #stepOf(lease: Lease, fetched: Fetched, isSitemap: boolean): FetchStep {
    const { kind, url, status, body, contentType, validators, headers, connection, hops } = fetched;
    const answer: Answer = { headers, facts: { connection, ...(hops.length > 0 && { hops: [...hops, url] }) } };
    const kept: Kept = { status, fetchedAt: Date.now(), ...validators };
    switch (kind) {
      case "gone":
        return { kind: "finish", outcome: { ...kept, state: "gone", reason: `http-${status}` }, error: null };
      case "redirect":
        return { kind: "redirect", to: url, kept };
      case "unchanged": {
        if (lease.pageId !== null) {
          // RFC 9110, 15.4.5: what a 304 does not repeat stays as it was.
          const etag = validators.etag ?? lease.etag;
          const lastModified = validators.lastModified ?? lease.lastModified;
          return { kind: "unchanged", answer, kept: { ...kept, etag, lastModified } };
        }
        if (isSitemap) return { kind: "sitemap", sitemap: EMPTY, kept };
        throw new RetryableFetchError("cut-off", `${url} 回答 304，但没有先前的内容`);
      }
      case "page": {
        if (isSitemap)
          return {
            kind: "sitemap",
            sitemap: readSitemap(sitemapText(body)),
            kept: { ...kept, etag: null, lastModified: null },
          };
        if (contentType !== undefined && !PAGE_TYPES.test(contentType))
          throw new PermanentFetchError("not-a-page", `${url} 是 ${contentType.slice(0, 80)}`, status);
        return { kind: "page", bytes: body, contentType, isRendered: false, answer, kept };
      }
    }
  }
}

function robotsForbidden(url: string): PermanentFetchError {
  return new PermanentFetchError("robots-forbidden", `robots.txt 不许采集 ${url}`);
}

/** Sitemaps may be files of gzip, whatever their headers say. */
function sitemapText(body: Uint8Array): string {
  let bytes = body;
  if (body[0] === 0x1f && body[1] === 0x8b) {
    try {
      bytes = gunzipSync(body, { maxOutputLength: MAX_SITEMAP_BYTES });
    } catch (cause) {
      throw new PermanentFetchError("inflates-too-much", "网站地图无法解压或过大", null, cause);
    }
  }
  return new TextDecoder().decode(bytes);
}
