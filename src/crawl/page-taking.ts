import type { IncomingHttpHeaders } from "node:http";
import type { CrawlParts } from "./crawl-parts.js";
import type { Discoveries } from "./discoveries.js";
import type { Answer, FetchStep, Kept } from "./fetch/page-fetching.js";
import type { Lease, Outcome } from "./frontier/frontier.js";
import type { PictureJob } from "./frontier/picture-store.js";
import type { HostBook, HostWork } from "./host-book.js";
import { isComparisonStale } from "./keeping/compared-with.js";
import { contentHash } from "./pages/content-hash.js";
import type { PageAnswer, PageTask, ShownPicture } from "./pages/page-task.js";
import type { WriteQueue } from "./write-queue.js";

/** A page that is to be judged: one that was fetched or found unchanged, or one whose pictures were read. */
export type Work = FetchedWork | PicturesWork;

interface FetchedWork {
  readonly lease: Lease;
  readonly task: PageTask;
  readonly kept: Kept;
  readonly answer: Answer;
  /** SHA-256 of what was fetched; null where the stored page is judged again. */
  readonly hash: Uint8Array | null;
  /** What it is compared with, as JSON. */
  readonly previous: string | null;
}

interface PicturesWork {
  readonly job: PictureJob;
  readonly task: PageTask;
  /** Pictures that are others than the unchanged page showed before. */
  readonly changed: number;
}

/** What taking pages tells the loop of the run. */
export interface TakingHooks {
  readonly writes: WriteQueue;
  readonly hosts: HostBook;
  readonly discoveries: Discoveries;
  readonly judge: (work: Work) => void;
  readonly onPictures: () => void;
  readonly onPicturesDone: (urlId: number) => void;
  /** Whether it is an address of goods under a stop: then also what is no page is told. */
  readonly isWatched: (url: string) => boolean;
  readonly rouse: () => void;
}

/** Takes what fetching and judging came to, and turns it into writes, further work and events. */
export class PageTaking {
  readonly #parts: CrawlParts;
  readonly #hooks: TakingHooks;
  readonly #readsPictures: boolean;
  readonly spentMs = { hash: 0, read: 0, store: 0, judge: 0 };
  #done = 0;
  #failed = 0;
  #findings = 0;
  #bytes = 0;

  constructor(parts: CrawlParts, hooks: TakingHooks) {
    this.#parts = parts;
    this.#hooks = hooks;
    this.#readsPictures = parts.openPictures !== null;
  }

  fetched(lease: Lease, host: HostWork, step: FetchStep): void {
    const { writes, discoveries } = this.#hooks;
    const { frontier, scope } = this.#parts;
    switch (step.kind) {
      case "later": {
        const { waitMs, error } = step;
        const at = Date.now() + waitMs;
        writes.push(() => {
          frontier.putOff(lease, at, error?.reason ?? null, error?.message ?? null, { free: error === null });
          if (host.dueAt === null || host.dueAt > at) host.dueAt = at;
        });
        const { url, attempts } = lease;
        if (error !== null) this.#parts.onEvent?.({ type: "retry", url, reason: error.reason, attempts, waitMs });
        return;
      }
      case "finish":
        this.#finish(lease, step.outcome);
        return;
      case "redirect": {
        const to = scope.canonical(step.to);
        const isOwn = to !== null && scope.holds(to);
        if (isOwn) writes.push(() => discoveries.add(to, lease.depth + 1, "redirect", lease.id));
        const reason = isOwn ? "redirect" : "redirect-out-of-scope";
        this.#finish(lease, { ...step.kept, state: isOwn ? "done" : "skipped", reason, detail: step.to });
        return;
      }
      case "sitemap": {
        const { pages, sitemaps } = step.sitemap;
        writes.push(() => {
          for (const href of pages) {
            const url = scope.canonical(href);
            if (url !== null && scope.holds(url)) discoveries.add(url, lease.depth + 1, "sitemap", lease.id);
          }
          for (const href of sitemaps) {
            const url = scope.canonical(href);
            if (url !== null && scope.holdsHost(url)) discoveries.add(url, lease.depth + 1, "sitemap-file", lease.id);
          }
        });
        this.#finish(lease, { ...step.kept, state: "done", reason: "sitemap" });
        return;
      }
      case "unchanged":
        this.#unchanged(lease, step.kept, step.answer);
        return;
      case "page":
        this.#page(lease, step);
        return;
    }
  }

  #page(lease: Lease, { bytes, contentType, isRendered, kept, answer }: FetchStep & { kind: "page" }): void {
    const { store, keeper } = this.#parts;
    this.#bytes += bytes.length;
    const begun = performance.now();
    const hash = contentHash(lease.url, bytes, isRendered);
    this.spentMs.hash += performance.now() - begun;
    if (lease.pageId !== null && store.pageOf(hash) === lease.pageId) {
      this.#unchanged(lease, kept, answer, bytes);
      return;
    }
    const fields = keeper?.previous(lease.url) ?? null;
    const task: PageTask = {
      ...{ url: lease.url, bytes, contentType, document: null, isRendered },
      ...(this.#readsPictures && { awaitsPictures: true }),
      ...(fields !== null && { previous: fields }),
    };
    const previous = fields === null ? null : JSON.stringify(fields);
    this.#hooks.judge({ lease, hash, kept, answer, previous, task });
  }

  /** The same content as before: judged again only where anything else is not the same. */
  #unchanged(lease: Lease, kept: Kept, answer: Answer, body: Uint8Array | null = null): void {
    const { store, judgedBy, scope, keeper, pictures, frontier } = this.#parts;
    const isLinksOnly = scope.pageRule(lease.url)?.linksOnly === true;
    const document = lease.pageId === null ? null : store.documentOf(lease.pageId);
    const then = lease.previous === null ? null : (JSON.parse(lease.previous) as Readonly<Record<string, string>>);
    const now = keeper?.previous(lease.url) ?? null;
    const isStale = isComparisonStale(then, now);
    const fields = isStale ? now : then;
    const shown = pictures.shownOf(lease.id);
    const awaits = this.#readsPictures && lease.pictures !== 0 && this.#lacksReadings(lease.id, shown.length);
    if (isLinksOnly || document === null || (store.judgedBy(lease.id) === judgedBy && !isStale && !awaits)) {
      this.#hooks.writes.push(() => {
        frontier.finish(lease.id, { ...kept, state: "unchanged", pageId: lease.pageId });
        if (!isLinksOnly && document !== null) {
          this.#keep(lease, kept, answer, body);
          if (shown.length > 0) this.#lookAgain(lease);
        }
      });
      this.#done++;
      this.#parts.onEvent?.({ type: "unchanged", url: lease.url });
      this.#progress();
      return;
    }
    const task: PageTask = {
      ...{ url: lease.url, bytes: null, contentType: undefined, document, isRendered: lease.render },
      ...(shown.length > 0 ? { pictures: shown } : awaits && { awaitsPictures: true }),
      ...(fields !== null && { previous: fields }),
    };
    const previous = fields === null ? null : JSON.stringify(fields);
    this.#hooks.judge({ lease, hash: null, kept, answer, previous, task });
  }

  /** Whether its pictures are still the same is seen to afterwards; what is kept of the page waits for it. */
  #lookAgain(lease: Lease): void {
    if (!this.#readsPictures || !lease.looks) return;
    this.#parts.pictures.addJob(lease.id, true);
    this.#hooks.onPictures();
  }

  #lacksReadings(urlId: number, shown: number): boolean {
    const { pictures, pictureEngine } = this.#parts;
    return shown === 0 || (pictureEngine !== null && pictures.lacksReading(urlId, pictureEngine));
  }

  /** Pictures of a page were read: it is judged by its text and their lines. */
  picturesRead(job: PictureJob, document: Uint8Array, pictures: readonly ShownPicture[], changed: number): void {
    const { url, previous } = job;
    const fields = previous === null ? null : (JSON.parse(previous) as Readonly<Record<string, string>>);
    const task: PageTask = {
      ...{ url, bytes: null, contentType: undefined, document, isRendered: false, pictures },
      ...(fields !== null && { previous: fields }),
    };
    this.#hooks.judge({ job, task, changed });
  }

  /** Pictures of an unchanged page were asked for again and are what they were. */
  picturesSame({ urlId }: PictureJob): void {
    const { pictures } = this.#parts;
    this.#hooks.writes.push(() => {
      pictures.endJob(urlId);
      pictures.looked(urlId, Date.now());
      this.#hooks.onPicturesDone(urlId);
    });
  }

  judged(work: Work, answer: PageAnswer): void {
    const { read = 0, store = 0, judge = 0 } = answer.spent ?? {};
    this.spentMs.read += read;
    this.spentMs.store += store;
    this.spentMs.judge += judge;
    if ("job" in work) this.#judgedWithPictures(work, answer);
    else this.#judgedPage(work, answer);
    this.#hooks.rouse();
  }

  #judgedWithPictures({ job, changed }: PicturesWork, { result }: PageAnswer): void {
    const { store, pictures, judgedBy, outbox } = this.#parts;
    this.#hooks.writes.push(() => {
      if (result !== null) store.putResult({ urlId: job.urlId, judgedBy, ...result });
      pictures.endJob(job.urlId);
      pictures.looked(job.urlId, Date.now());
      if (changed > 0) outbox.addStep(job.urlId, `网页没有变化，图片有 ${changed} 张与上一次不同，已重新检查`);
      this.#hooks.onPicturesDone(job.urlId);
    });
    const { status = "links-only", findings = 0 } = result ?? {};
    this.#findings += findings;
    this.#parts.onEvent?.({ type: "pictures", url: job.url, status, findings });
    this.#progress();
  }

  #judgedPage({ lease, hash, kept, answer: given, task, previous }: FetchedWork, answer: PageAnswer): void {
    const { frontier, store, pictures, judgedBy, canRender } = this.#parts;
    const { writes, hosts, discoveries } = this.#hooks;
    if (answer.needsRendering && canRender && !task.isRendered) {
      writes.push(() => {
        frontier.putOff(lease, 0, "needs-rendering", null, { free: true, render: true });
        hosts.get(lease.hostId).dueAt = 0;
      });
      this.#parts.onEvent?.({ type: "render", url: lease.url });
      return;
    }
    const { document, result } = answer;
    const isSame = hash === null;
    const awaits =
      this.#readsPictures &&
      answer.pictures > 0 &&
      result !== null &&
      (!isSame || this.#lacksReadings(lease.id, task.pictures?.length ?? 0));
    writes.push(() => {
      const pageId = isSame || document === null ? lease.pageId : store.keepPage(hash, document);
      if (result === null) store.dropResult(lease.id);
      else store.putResult({ urlId: lease.id, ...result, judgedBy: awaits ? "" : judgedBy });
      const reason = result === null ? "links-only" : null;
      const about = { reason, detail: answer.failure, previous, pictures: answer.pictures };
      frontier.finish(lease.id, { ...kept, ...about, state: isSame ? "unchanged" : "done", pageId });
      const hadPictures = lease.pictures !== null && lease.pictures > 0;
      if (!isSame && hadPictures) pictures.forgetShown(lease.id);
      if (awaits) {
        pictures.addJob(lease.id);
        this.#hooks.onPictures();
      } else if (hadPictures) {
        pictures.endJob(lease.id);
        if (isSame && result !== null) this.#lookAgain(lease);
      }
      if (result !== null) this.#keep(lease, kept, given, task.bytes);
      for (const { url, via } of answer.targets)
        discoveries.add(url, lease.depth + (via === "link" ? 1 : 0), via, lease.id);
    });
    this.#done++;
    if (!awaits) this.#findings += result?.findings ?? 0;
    const { status = "links-only", findings = 0 } = result ?? {};
    this.#parts.onEvent?.({ type: "judged", url: lease.url, status, findings, unchanged: isSame });
    this.#progress();
  }

  #keep({ id, url }: Lease, { status, fetchedAt }: Kept, { headers, facts }: Answer, body: Uint8Array | null): void {
    const { keeper, outbox, sites } = this.#parts;
    if (keeper === null) return;
    const hasCookies = sites.optionsOf(new URL(url).hostname).cookies !== null;
    const pairs = keeper.keepsBytes ? pairsOf(headers) : [];
    const at = fetchedAt ?? Date.now();
    const bytes = keeper.keepsBytes ? body : null;
    outbox.put({
      urlId: id,
      kind: "page",
      at,
      status: status ?? null,
      headers: pairs,
      body: bytes,
      facts: { ...facts, hasCookies },
    });
  }

  /** An address that gave no page. */
  #finish(lease: Lease, outcome: Outcome): void {
    const { frontier, store, judgedBy, unread, keeper, outbox, pictures } = this.#parts;
    const isUnread = outcome.state === "failed" && lease.via !== "sitemap-file";
    this.#hooks.writes.push(() => {
      frontier.finish(lease.id, outcome);
      if (lease.pictures !== null && lease.pictures > 0) pictures.endJob(lease.id);
      if (isUnread)
        store.putResult({ urlId: lease.id, judgedBy, ...unread(lease.url, "fetch-failed", outcome.reason ?? "") });
      else store.dropResult(lease.id);
      const watched = keeper !== null && this.#hooks.isWatched(lease.url);
      const kind = isUnread ? "unread" : outcome.state === "gone" ? "gone" : watched ? watchedKind(outcome) : null;
      if (keeper !== null && kind !== null) {
        const { fetchedAt, status, reason, detail } = outcome;
        const steps = [reason, detail].flatMap((one) => one ?? []);
        outbox.put({
          ...{ urlId: lease.id, kind, at: fetchedAt ?? Date.now(), status: status ?? null, headers: [], body: null },
          facts: { steps },
        });
      }
    });
    if (outcome.state === "failed") this.#failed++;
    else this.#done++;
    const { state, reason = null } = outcome;
    this.#parts.onEvent?.({ type: "finished", url: lease.url, state, reason });
    this.#progress();
  }

  #progress(): void {
    const { onProgress } = this.#parts;
    if (onProgress === undefined) return;
    const { hosts } = this.#hooks;
    onProgress({
      done: this.#done,
      failed: this.#failed,
      findings: this.#findings,
      bytes: this.#bytes,
      // Asked for when somebody looks, not for every page.
      get hosts() {
        return hosts.inFlight();
      },
    });
  }
}

/** Goods under a stop that gave no page: what leads elsewhere is not gone, what may not be asked for is unread. */
function watchedKind({ state }: Outcome): "moved" | "unread" {
  return state === "forbidden" ? "unread" : "moved";
}

function pairsOf(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one): [string, string] => [name, one]),
  );
}
