import type { CrawlConfig } from "./crawl-config.js";
import type { Frontier } from "./frontier/frontier.js";
import type { HostBook } from "./host-book.js";
import type { Discovery, Scope } from "./urls/scope.js";

/** Adds addresses that were found to the frontier, within depth and pagination. Calls belong into transactions. */
export class Discoveries {
  readonly #frontier: Frontier;
  readonly #hosts: HostBook;
  readonly #scope: Scope;
  readonly #budget: CrawlConfig["budget"];
  readonly #paginated = new Map<string, number>();

  constructor(frontier: Frontier, hosts: HostBook, scope: Scope, budget: CrawlConfig["budget"]) {
    this.#frontier = frontier;
    this.#hosts = hosts;
    this.#scope = scope;
    this.#budget = budget;
  }

  add(url: string | null, depth: number, via: Discovery, foundOn: number | null): void {
    if (url === null || this.#frontier.isRecent(url, depth)) return;
    let skipped = depth > this.#budget.depth ? "depth" : null;
    if (via === "pagination" && skipped === null && !this.#isPageLeft(url)) skipped = "pagination";
    if (!this.#frontier.add({ url, depth, via, foundOn }, skipped) || skipped !== null) return;
    const role = this.#scope.shopRole(url);
    if (role !== null) this.#frontier.addShopPage(url, role);
    this.#hosts.get(this.#frontier.hostIdOf(new URL(url).host)).dueAt = 0;
  }

  /** Pages of one list, counted by its path. */
  #isPageLeft(url: string): boolean {
    const path = url.split("?", 1)[0] ?? url;
    const count = this.#paginated.get(path) ?? 0;
    if (count >= this.#budget.pagination) return false;
    this.#paginated.set(path, count + 1);
    return true;
  }
}
