import type { CrawlEvent } from "./crawl-events.js";
import type { CrawlParts } from "./crawl-parts.js";
import { type CrawlSummary, summarise } from "./crawl-summary.js";
import { crawlDatabaseError } from "./errors.js";
import type { FetchStep, Kept } from "./fetch/page-fetching.js";
import type { Lease, Outcome } from "./frontier/frontier.js";
import { HostBook, type HostWork } from "./host-book.js";
import { JudgingQueue } from "./judging-queue.js";
import { MAX_QUEUED_BYTES, MAX_QUEUED_PAGES } from "./limits.js";
import { contentHash } from "./pages/content-hash.js";
import type { PageAnswer, PageTask } from "./pages/page-task.js";
import type { Discovery } from "./urls/scope.js";

/** Finished pages that are committed together, and the longest that one waits for others. */
const COMMIT_PAGES = 128;
const COMMIT_MS = 250;

/** A page that is to be judged. */
interface Work {
  readonly lease: Lease;
  readonly task: PageTask;
  readonly kept: Kept;
  /** SHA-256 of what was fetched; null where the stored page is judged again. */
  readonly hash: Uint8Array | null;
}

/** One run: fetches, judges and commits until nothing waits, the budget is spent, or somebody interrupts. */
export class Crawl {
  readonly #parts: CrawlParts;
  readonly #hosts: HostBook;
  readonly #queue: JudgingQueue<Work>;
  #writes: (() => void)[] = [];
  readonly #paginated = new Map<string, number>();
  #taken: number;
  #fetching = 0;
  #committedAt = Date.now();
  #done = 0;
  #failed = 0;
  #findings = 0;
  #bytes = 0;
  #failure: { readonly error: unknown } | null = null;
  #wake: () => void = () => undefined;
  #isAwake = false;

  constructor(parts: CrawlParts) {
    this.#parts = parts;
    this.#taken = parts.round.taken;
    this.#hosts = new HostBook(parts.frontier, parts.sites);
    this.#queue = new JudgingQueue<Work>(parts.judge, {
      weightOf: ({ task }) => task.bytes?.length ?? task.document?.length ?? 0,
      taskOf: ({ task }) => task,
      onAnswer: (work, answer) => this.#answered(work, answer),
      onFailure: (error) => this.#fail(error),
    });
  }

  /** @throws CrawlError where the database cannot be written; what was committed before stays */
  async run(): Promise<CrawlSummary> {
    const { round, store, frontier, signal } = this.#parts;
    this.#emit({ type: "round", round: round.id, day: round.day, resumed: round.isResumed });
    signal.addEventListener("abort", this.#rouse);
    try {
      this.#seed();
      const isFinished = await this.#loop();
      if (isFinished) frontier.endRound(Date.now());
      this.#emit({ type: "end", finished: isFinished });
      return summarise(store, round.day, isFinished);
    } catch (error) {
      throw crawlDatabaseError(this.#parts.database.path, error);
    } finally {
      signal.removeEventListener("abort", this.#rouse);
    }
  }

  #seed(): void {
    const { config, scope } = this.#parts;
    this.#writes.push(() => {
      for (const seed of config.seeds) this.#add(scope.canonical(seed), 0, "seed", null);
      if (Array.isArray(config.sitemaps))
        for (const sitemap of config.sitemaps) this.#add(scope.canonical(sitemap), 0, "sitemap-file", null);
    });
    this.#commit();
    for (const id of this.#parts.frontier.waitingHosts()) this.#hosts.get(id).dueAt ??= 0;
  }

  /** Sitemaps that a robots.txt names; called when it is first read. */
  addSitemaps(sitemaps: readonly string[]): void {
    if (this.#parts.config.sitemaps !== "auto" || sitemaps.length === 0) return;
    this.#writes.push(() => {
      for (const sitemap of sitemaps.slice(0, 100)) {
        const url = this.#parts.scope.canonical(sitemap);
        if (url !== null && this.#parts.scope.holdsHost(url)) this.#add(url, 0, "sitemap-file", null);
      }
    });
  }

  /** @returns whether nothing is left to do in this round */
  async #loop(): Promise<boolean> {
    const { signal, config, frontier } = this.#parts;
    for (;;) {
      if (this.#failure !== null) throw this.#failure.error;
      if (signal.aborted) {
        this.#giveBack();
        return false;
      }
      this.#refill();
      const startsAt = this.#startFetches();
      this.#queue.dispatch();
      const isBusy = this.#fetching > 0 || this.#queue.size > 0;
      if (!isBusy && this.#writes.length > 0) {
        this.#commit();
        continue;
      }
      if (!isBusy && startsAt === null) {
        if (this.#taken < config.budget.pages) return true;
        frontier.skipWaiting("budget");
        return true;
      }
      await this.#sleep(startsAt);
    }
  }

  /** Commits what is done, and takes leases where a host runs short of them. */
  #refill(): void {
    const now = Date.now();
    const isBudgetLeft = this.#taken < this.#parts.config.budget.pages;
    const wants = isBudgetLeft && this.#hosts.runsShort(now);
    const isDue =
      this.#writes.length >= COMMIT_PAGES || (this.#writes.length > 0 && now - this.#committedAt >= COMMIT_MS);
    if (wants || isDue) this.#commit();
  }

  #commit(): void {
    const writes = this.#writes;
    this.#writes = [];
    const { database, config } = this.#parts;
    const now = Date.now();
    database.database.transaction(() => {
      for (const write of writes) write();
      this.#taken += this.#hosts.takeUp(now, config.budget.pages - this.#taken);
    })();
    this.#committedAt = now;
  }

  /** @returns when the next request may start; null where none is to be started */
  #startFetches(): number | null {
    const now = Date.now();
    const isBudgetLeft = this.#taken < this.#parts.config.budget.pages;
    let next: number | null = null;
    const at = (moment: number) => {
      if (next === null || moment < next) next = moment;
    };
    for (const host of this.#hosts.all()) {
      const { pace, leases } = host;
      while (leases.length > 0 && pace.canStart(now) && this.#hasRoom()) {
        const lease = leases[0] as Lease;
        // Until robots.txt is read, one request waits for it.
        if (pace.inFlight > 0 && this.#parts.robots.knownFor(new URL(lease.url)) === null) break;
        leases.shift();
        pace.start(now);
        this.#fetching++;
        void this.#fetch(lease, host);
      }
      if (leases.length > 0) at(Math.max(now + 1, pace.readyAt));
      else if (host.dueAt !== null && isBudgetLeft) at(Math.max(now + 1, host.dueAt));
    }
    return next;
  }

  #hasRoom(): boolean {
    return this.#queue.size + this.#fetching < MAX_QUEUED_PAGES && this.#queue.weight < MAX_QUEUED_BYTES;
  }

  async #fetch(lease: Lease, host: HostWork): Promise<void> {
    try {
      this.#took(lease, host, await this.#parts.fetching.take(lease, host.pace));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#fetching--;
      this.#rouse();
    }
  }

  #took(lease: Lease, host: HostWork, step: FetchStep): void {
    const { frontier, store, scope } = this.#parts;
    switch (step.kind) {
      case "later": {
        const { waitMs, error } = step;
        const at = Date.now() + waitMs;
        this.#writes.push(() => {
          frontier.putOff(lease, at, error?.reason ?? null, error?.message ?? null, { free: error === null });
          if (host.dueAt === null || host.dueAt > at) host.dueAt = at;
        });
        if (error !== null)
          this.#emit({ type: "retry", url: lease.url, reason: error.reason, attempts: lease.attempts, waitMs });
        return;
      }
      case "finish":
        this.#finish(lease, step.outcome);
        return;
      case "redirect": {
        const to = scope.canonical(step.to);
        const isOwn = to !== null && scope.holds(to);
        if (isOwn) this.#writes.push(() => this.#add(to, lease.depth + 1, "redirect", lease.id));
        const reason = isOwn ? "redirect" : "redirect-out-of-scope";
        this.#finish(lease, { ...step.kept, state: isOwn ? "done" : "skipped", reason, detail: step.to });
        return;
      }
      case "sitemap": {
        const { pages, sitemaps } = step.sitemap;
        this.#writes.push(() => {
          for (const href of pages) {
            const url = scope.canonical(href);
            if (url !== null && scope.holds(url)) this.#add(url, lease.depth + 1, "sitemap", lease.id);
          }
          for (const href of sitemaps) {
            const url = scope.canonical(href);
            if (url !== null && scope.holdsHost(url)) this.#add(url, lease.depth + 1, "sitemap-file", lease.id);
          }
        });
        this.#finish(lease, { ...step.kept, state: "done", reason: "sitemap" });
        return;
      }
      case "unchanged":
        this.#unchanged(lease, step.kept);
        return;
      case "page": {
        this.#bytes += step.bytes.length;
        const hash = contentHash(lease.url, step.bytes, step.isRendered);
        if (lease.pageId !== null && store.pageOf(hash) === lease.pageId) {
          this.#unchanged(lease, step.kept);
          return;
        }
        const { bytes, contentType, isRendered } = step;
        this.#queue.push({
          lease,
          hash,
          kept: step.kept,
          task: { url: lease.url, bytes, contentType, document: null, isRendered },
        });
        return;
      }
    }
  }

  /** The same content as before: judged again only where anything else is not the same. */
  #unchanged(lease: Lease, kept: Kept): void {
    const { store, judgedBy, scope } = this.#parts;
    const isLinksOnly = scope.pageRule(lease.url)?.linksOnly === true;
    const document = lease.pageId === null ? null : store.documentOf(lease.pageId);
    if (isLinksOnly || document === null || store.judgedBy(lease.id) === judgedBy) {
      this.#writes.push(() => {
        this.#parts.frontier.finish(lease.id, { ...kept, state: "unchanged", pageId: lease.pageId });
      });
      this.#done++;
      this.#emit({ type: "unchanged", url: lease.url });
      this.#progress();
      return;
    }
    const task = { url: lease.url, bytes: null, contentType: undefined, document, isRendered: lease.render };
    this.#queue.push({ lease, hash: null, kept, task });
  }

  #answered({ lease, hash, kept, task }: Work, answer: PageAnswer): void {
    const { frontier, store, judgedBy, canRender } = this.#parts;
    if (answer.needsRendering && canRender && !task.isRendered) {
      this.#writes.push(() => {
        frontier.putOff(lease, 0, "needs-rendering", null, { free: true, render: true });
        this.#hosts.get(lease.hostId).dueAt = 0;
      });
      this.#emit({ type: "render", url: lease.url });
      this.#rouse();
      return;
    }
    const { document, result } = answer;
    const state = hash === null ? "unchanged" : "done";
    this.#writes.push(() => {
      const pageId = hash === null || document === null ? lease.pageId : store.keepPage(hash, document);
      if (result === null) store.dropResult(lease.id);
      else store.putResult({ urlId: lease.id, judgedBy, ...result });
      const reason = result === null ? "links-only" : null;
      frontier.finish(lease.id, { ...kept, state, pageId, reason, detail: answer.failure });
      for (const { url, via } of answer.targets) this.#add(url, lease.depth + (via === "link" ? 1 : 0), via, lease.id);
    });
    this.#done++;
    this.#findings += result?.findings ?? 0;
    const { status = "links-only", findings = 0 } = result ?? {};
    this.#emit({ type: "judged", url: lease.url, status, findings, unchanged: hash === null });
    this.#progress();
    this.#rouse();
  }

  /** An address that gave no page. */
  #finish(lease: Lease, outcome: Outcome): void {
    const { frontier, store, judgedBy, unread } = this.#parts;
    const isUnread = outcome.state === "failed" && lease.via !== "sitemap-file";
    this.#writes.push(() => {
      frontier.finish(lease.id, outcome);
      if (isUnread)
        store.putResult({ urlId: lease.id, judgedBy, ...unread(lease.url, "fetch-failed", outcome.reason ?? "") });
      else store.dropResult(lease.id);
    });
    if (outcome.state === "failed") this.#failed++;
    else this.#done++;
    this.#emit({ type: "finished", url: lease.url, state: outcome.state, reason: outcome.reason ?? null });
    this.#progress();
  }

  #add(url: string | null, depth: number, via: Discovery, foundOn: number | null): void {
    if (url === null) return;
    const { frontier, config } = this.#parts;
    let skipped = depth > config.budget.depth ? "depth" : null;
    if (via === "pagination" && skipped === null && !this.#isPageLeft(url)) skipped = "pagination";
    if (!frontier.add({ url, depth, via, foundOn }, skipped) || skipped !== null) return;
    this.#hosts.get(frontier.hostIdOf(new URL(url).host)).dueAt = 0;
  }

  /** Pages of one list, counted by its path. */
  #isPageLeft(url: string): boolean {
    const path = url.split("?", 1)[0] ?? url;
    const count = this.#paginated.get(path) ?? 0;
    if (count >= this.#parts.config.budget.pagination) return false;
    this.#paginated.set(path, count + 1);
    return true;
  }

  /** Interrupted in good order: what is done is kept, what was taken ahead waits again and lost no attempt. */
  #giveBack(): void {
    const { frontier } = this.#parts;
    for (const host of this.#hosts.all())
      for (const lease of host.leases) this.#writes.push(() => frontier.putOff(lease, 0, null, null, { free: true }));
    this.#commit();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#rouse();
  }

  readonly #rouse = (): void => {
    this.#isAwake = true;
    this.#wake();
  };

  async #sleep(until: number | null): Promise<void> {
    if (this.#isAwake) {
      this.#isAwake = false;
      // Answers that have come meanwhile are taken together.
      await new Promise((resolve) => setImmediate(resolve));
      return;
    }
    const most = this.#writes.length > 0 ? COMMIT_MS : 5_000;
    const ms = until === null ? most : Math.max(0, Math.min(most, until - Date.now()));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        setImmediate(resolve);
      };
    });
    this.#wake = () => undefined;
    this.#isAwake = false;
  }

  #emit(event: CrawlEvent): void {
    this.#parts.onEvent?.(event);
  }

  #progress(): void {
    this.#parts.onProgress?.({
      done: this.#done,
      failed: this.#failed,
      findings: this.#findings,
      bytes: this.#bytes,
      hosts: this.#hosts.inFlight(),
    });
  }
}
