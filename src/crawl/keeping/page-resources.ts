import { fitsHost, PictureFetching, type PictureFetchingParts } from "../pictures/picture-fetching.js";
import type { Scope } from "../urls/scope.js";

/** A style sheet or picture that was fetched for a page's screenshot, or why not, in words. */
export type PageResource =
  | { readonly bytes: Uint8Array; readonly mediaType: string; readonly at: string }
  | { readonly refused: string };

/** Bytes that are remembered within a run: shops show the same style sheets on every page. */
const MAX_REMEMBERED_BYTES = 32 * 1024 * 1024;
const REFUSED: Readonly<Record<string, string>> = {
  "image-address-forbidden": "指向内部地址、或转到范围之外",
  "image-robots-forbidden": "robots.txt 禁止",
  "image-too-large": "过大",
};

export interface PageResourcesParts extends Omit<PictureFetchingParts, "hosts" | "accept"> {
  readonly scope: Pick<Scope, "holdsHost">;
  /** Hosts beside those of the page's own site and of the crawl; `*`: all that are public. */
  readonly hosts: readonly string[];
}

/**
 * Fetches what a page shows, for its screenshot: of its own site, of the hosts of the crawl, and of those named, and nothing
 * else. Addresses are checked and pinned, robots.txt and the pace of each host are kept to, as for pages.
 */
export class PageResources {
  readonly #parts: PageResourcesParts;
  readonly #known = new Map<string, Promise<PageResource>>();
  #bytes = 0;

  constructor(parts: PageResourcesParts) {
    this.#parts = parts;
  }

  /** @throws the abort of the run, and what is no failure of a host */
  take(address: string, page: string): Promise<PageResource> {
    if (!/^https?:/i.test(address) || !URL.canParse(address)) return Promise.resolve({ refused: "不是网页地址" });
    const { hostname } = new URL(address);
    if (!this.#holds(address, page)) return Promise.resolve({ refused: `主机 ${hostname} 不在范围内` });
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const asked = this.#fetch(address, page);
    this.#known.set(address, asked);
    // What ends the run is no answer for the next page.
    asked.catch(() => this.#known.delete(address));
    return asked;
  }

  #holds(address: string, page: string): boolean {
    const { scope, hosts } = this.#parts;
    const { hostname } = new URL(address);
    return (
      isSameSite(new URL(page).hostname, hostname) ||
      scope.holdsHost(address) ||
      hosts.includes("*") ||
      fitsHost(hostname, hosts)
    );
  }

  async #fetch(address: string, page: string): Promise<PageResource> {
    const { hosts, scope, ...parts } = this.#parts;
    const fetching = new PictureFetching({ ...parts, hosts: [], accept: "text/css,image/*,*/*;q=0.5" });
    const step = await fetching.take(address, undefined, (hop) => this.#holds(hop.href, page));
    if (step.kind !== "bytes") return { refused: step.kind === "none" ? (REFUSED[step.reason] ?? "取不到") : "取不到" };
    this.#bytes += step.bytes.length;
    if (this.#bytes > MAX_REMEMBERED_BYTES) {
      this.#known.clear();
      this.#bytes = 0;
    }
    const mediaType = step.contentType ?? "application/octet-stream";
    return { bytes: step.bytes, mediaType, at: new Date().toISOString() };
  }
}

/** The same host, or one within it; `www.` and its like stand for the whole site. */
export function isSameSite(page: string, other: string): boolean {
  const site = page.replace(/^(?:www|m|wap)\./, "");
  return other === page || other === site || other.endsWith(`.${site}`);
}
