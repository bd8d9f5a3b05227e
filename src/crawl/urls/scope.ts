import type { PageKind } from "../../contracts/listing.js";
import { canonicalUrl } from "./canonical-url.js";
import { fitsPattern } from "./url-pattern.js";

/** Links remembered with what they lead to. */
const MAX_KNOWN_TARGETS = 10_000;

/** How an address was come by. */
export const DISCOVERIES = [
  "seed",
  "sitemap-file",
  "sitemap",
  "link",
  "pagination",
  "variant",
  "redirect",
  "again",
] as const;
export type Discovery = (typeof DISCOVERIES)[number];

/** What a link that fits a pattern is. Patterns are held against path and query. */
export interface LinkRule {
  readonly match: string;
  readonly as: "pagination" | "variant" | "ignore";
}

/** What a page that fits a pattern is. */
export interface PageRule {
  readonly match: string;
  readonly page?: PageKind | undefined;
  /** Only its links are followed; its text is not judged. */
  readonly linksOnly?: boolean | undefined;
  /** Rendered in a browser, whatever its HTML says. */
  readonly render?: boolean | undefined;
}

/** Which addresses belong to a crawl. */
export interface ScopeRules {
  /** Hosts, `*.shop.example` for all within; empty: those of the seeds. */
  readonly hosts: readonly string[];
  /** Patterns of path and query, of which one must fit; empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Names of parameters that tell no pages apart. */
  readonly dropParams: readonly string[];
  readonly links: readonly LinkRule[];
  readonly pages: readonly PageRule[];
}

/** A link that is to be followed. */
export interface Target {
  readonly url: string;
  readonly via: Discovery;
}

/** Decides which addresses are followed and what they are. Plain rules in, so that threads build their own. */
export class Scope {
  readonly #rules: ScopeRules;
  readonly #hosts: ReadonlySet<string>;
  readonly #domains: readonly string[];
  readonly #dropped: ReadonlySet<string>;
  readonly #known = new Map<string, Target | null>();

  constructor(rules: ScopeRules) {
    this.#rules = rules;
    this.#hosts = new Set(rules.hosts.filter((host) => !host.startsWith("*.")));
    this.#domains = rules.hosts.filter((host) => host.startsWith("*.")).map((host) => host.slice(1));
    this.#dropped = new Set(rules.dropParams.map((name) => name.toLowerCase()));
  }

  /** The canonical form of an address, or null. */
  canonical(href: string, base?: string): string | null {
    return canonicalUrl(href, base, this.#dropped);
  }

  /** Whether a canonical address belongs to the crawl; ports belong to hosts only where the rules name them. */
  holds(url: string): boolean {
    if (!this.holdsHost(url)) return false;
    const { include, exclude } = this.#rules;
    if (include.length === 0 && exclude.length === 0) return true;
    const path = pathOf(url);
    if (include.length > 0 && !include.some((pattern) => fitsPattern(path, pattern))) return false;
    return !exclude.some((pattern) => fitsPattern(path, pattern));
  }

  /** Whether the host of a canonical address belongs to the crawl. */
  holdsHost(url: string): boolean {
    const { hostname, host } = new URL(url);
    return (
      this.#hosts.has(hostname) ||
      this.#hosts.has(host) ||
      this.#domains.some((domain) => hostname.endsWith(domain) || hostname === domain.slice(1))
    );
  }

  /** The target that a link on a page leads to; null where it is not followed. */
  target(href: string, base: string): Target | null {
    const first = href.charCodeAt(0);
    if (first === 35 || first === 0 || href === "") return null;
    // A path from the root leads to the same place from every page of a host, and pages repeat their links.
    if (first !== 47 || href.charCodeAt(1) === 47) return this.#targetOf(href, base);
    const key = base.slice(0, base.indexOf("/", base.indexOf("//") + 2)) + href;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const target = this.#targetOf(href, base);
    if (this.#known.size >= MAX_KNOWN_TARGETS) this.#known.clear();
    this.#known.set(key, target);
    return target;
  }

  #targetOf(href: string, base: string): Target | null {
    const url = this.canonical(href.trim(), base);
    if (url === null || !this.holds(url)) return null;
    const { links } = this.#rules;
    if (links.length === 0) return { url, via: "link" };
    const path = pathOf(url);
    const rule = links.find(({ match }) => fitsPattern(path, match));
    if (rule?.as === "ignore") return null;
    return { url, via: rule?.as ?? "link" };
  }

  /** What a page is to its shop, where it is kept with the findings of other pages: by rule, else the root of a host. */
  shopRole(url: string): "shop-home" | "licence-page" | null {
    const page = this.pageRule(url)?.page;
    if (page === "licence") return "licence-page";
    return page === "shop-home" || (page === undefined && pathOf(url) === "/") ? "shop-home" : null;
  }

  /** What the rules say of a page. */
  pageRule(url: string): PageRule | null {
    const { pages } = this.#rules;
    if (pages.length === 0) return null;
    const path = pathOf(url);
    return pages.find(({ match }) => fitsPattern(path, match)) ?? null;
  }
}

function pathOf(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("//") + 2));
}
