import type { RunPlan } from "../contracts/monitoring.js";
import { Alarm } from "./alarm.js";
import type { CrawlEvent } from "./crawl-events.js";
import type { CrawlParts } from "./crawl-parts.js";
import { type CrawlSummary, summarise } from "./crawl-summary.js";
import { Discoveries } from "./discoveries.js";
import { crawlDatabaseError } from "./errors.js";
import { AskAgain } from "./frontier/ask-again.js";
import type { Lease } from "./frontier/frontier.js";
import { setKnown, type Tally, tallyOf } from "./frontier/round-tally.js";
import { HostBook, type HostWork } from "./host-book.js";
import { JudgingQueue } from "./judging-queue.js";
import { drainOutbox } from "./keeping/drain-outbox.js";
import type { KeptPage, StoppedAddress } from "./keeping/page-keeper.js";
import type { PageResources } from "./keeping/page-resources.js";
import { AGAIN_CHECK_MS, MAX_QUEUED_BYTES, MAX_QUEUED_PAGES } from "./limits.js";
import { PageTaking, type Work } from "./page-taking.js";
import type { PictureRun } from "./pictures/picture-run.js";
import { COMMIT_MS, WriteQueue } from "./write-queue.js";

const IDLE_MS = 5_000;
const HOUR_MS = 3_600_000;

/** One run: fetches, judges and commits until nothing waits, the budget is spent, or somebody interrupts. */
export class Crawl {
  readonly #parts: CrawlParts;
  readonly #hosts: HostBook;
  readonly #queue: JudgingQueue<Work>;
  readonly #writes: WriteQueue;
  readonly #resources: PageResources | null;
  readonly #askingAgain: AskAgain;
  readonly #alarm = new Alarm();
  readonly #discoveries: Discoveries;
  readonly #taking: PageTaking;
  readonly #pictures: PictureRun | null;
  readonly #cpu = process.cpuUsage();
  #taken: number;
  #fetching = 0;
  #failure: { readonly error: unknown } | null = null;
  #isDraining = false;
  /** Whether addresses at whose work the process ended are taken up, one at a time, before all others. */
  #isAlone = true;
  /** Addresses of goods under a stop, and when they were looked for last. */
  #watched: ReadonlySet<string> = new Set();
  #againAt = 0;
  #again = { asked: 0, outside: 0 };
  /** Whether anything may have been added to the outbox since it was last found empty. */
  #mayDrain = true;

  constructor(parts: CrawlParts) {
    this.#parts = parts;
    this.#taken = parts.round.taken;
    this.#askingAgain = new AskAgain(parts.database.database, parts.frontier);
    this.#hosts = new HostBook(parts.frontier, parts.sites);
    this.#writes = new WriteQueue(parts.database);
    this.#discoveries = new Discoveries(parts.frontier, this.#hosts, parts.scope, parts.config.budget);
    const { rouse } = this.#alarm;
    this.#taking = new PageTaking(parts, {
      writes: this.#writes,
      hosts: this.#hosts,
      discoveries: this.#discoveries,
      judge: (work) => this.#queue.push(work),
      onPictures: () => {
        if (this.#pictures !== null) this.#pictures.hasWork = true;
      },
      onPicturesDone: (urlId) => this.#pictures?.finished(urlId),
      isWatched: (url) => this.#watched.has(url),
      rouse,
    });
    this.#queue = new JudgingQueue<Work>(parts.judge, {
      weightOf: ({ task }) => task.bytes?.length ?? task.document?.length ?? 0,
      taskOf: ({ task }) => task,
      onAnswer: (work, answer) => this.#taking.judged(work, answer),
      onFailure: (error) => this.#fail(error),
    });
    const paceOf = (host: string) => this.#hosts.get(parts.frontier.hostIdOf(host)).pace;
    this.#resources = parts.openResources?.(paceOf) ?? null;
    this.#pictures =
      parts.openPictures?.({
        paceOf,
        write: (act) => {
          this.#writes.push(act);
          rouse();
        },
        onReady: (job, document, pictures, changed) => {
          this.#taking.picturesRead(job, document, pictures, changed);
          rouse();
        },
        onSame: (job) => {
          this.#taking.picturesSame(job);
          rouse();
        },
        onFailure: (error) => this.#fail(error),
      }) ?? null;
  }

  /** @throws CrawlError where the database cannot be written; what was committed before stays */
  async run(): Promise<CrawlSummary> {
    const { round, store, frontier, signal, keeper, pictures, database } = this.#parts;
    this.#emit({ type: "round", round: round.id, day: round.day, resumed: round.isResumed });
    const { rouse } = this.#alarm;
    signal.addEventListener("abort", rouse);
    try {
      this.#askAgain();
      this.#seed();
      setKnown(database.database, round.id);
      if (keeper !== null) {
        const run = keeper.begin(
          new Date(round.startedAt).toISOString(),
          round.monitoring,
          planOf(tallyOf(database.database, round.id)),
        );
        if (run !== round.monitoring) frontier.setMonitoring(run);
      }
      const isFinished = await this.#loop();
      if (isFinished) {
        while (keeper !== null && (await this.#drain()) > 0);
        frontier.endRound(Date.now());
        pictures.letGo();
        keeper?.finish(planOf(tallyOf(database.database, round.id)));
      } else keeper?.interrupted?.(planOf(tallyOf(database.database, round.id)));
      this.#emit({ type: "end", finished: isFinished, spent: this.#spent() });
      return summarise(store, round.day, isFinished, this.#again);
    } catch (error) {
      throw crawlDatabaseError(this.#parts.database.path, error);
    } finally {
      signal.removeEventListener("abort", rouse);
    }
  }

  #seed(): void {
    const { config, scope } = this.#parts;
    this.#writes.push(() => {
      for (const seed of config.seeds) this.#discoveries.add(scope.canonical(seed), 0, "seed", null);
      if (Array.isArray(config.sitemaps))
        for (const sitemap of config.sitemaps) this.#discoveries.add(scope.canonical(sitemap), 0, "sitemap-file", null);
    });
    this.#commit();
    for (const id of this.#parts.frontier.waitingHosts()) this.#hosts.get(id).dueAt ??= 0;
  }

  /** Goods under a stop that are due are taken up before all others, also where this round was done with them. */
  #askAgain(): void {
    const { keeper, scope, config, frontier } = this.#parts;
    const now = Date.now();
    if (keeper?.stopped === undefined || keeper.planAgain === undefined || now - this.#againAt < AGAIN_CHECK_MS) return;
    this.#againAt = now;
    const addresses: StoppedAddress[] = [];
    let outside = 0;
    for (const { listing, url } of keeper.stopped()) {
      const own = scope.canonical(url);
      if (own === null || !scope.holdsHost(own)) outside++;
      else for (const each of [own, ...this.#askingAgain.variantsOf(own)]) addresses.push({ listing, url: each });
    }
    if (addresses.length === 0 && outside === 0) return;
    this.#watched = new Set(addresses.map(({ url }) => url));
    const due = keeper.planAgain(addresses, now, config.stopped).filter((url) => this.#watched.has(url));
    let asked = 0;
    this.#writes.push(() => {
      asked = this.#askingAgain.ask(due, config.budget.depth, now - config.stopped.everyHours * HOUR_MS);
    });
    this.#commit();
    for (const url of due) this.#hosts.get(frontier.hostIdOf(new URL(url).host)).dueAt = 0;
    this.#again = { asked: this.#again.asked + asked, outside };
    this.#emit({ type: "again", asked, outside });
  }

  /** Sitemaps that a robots.txt names; called when it is first read. */
  addSitemaps(sitemaps: readonly string[]): void {
    if (this.#parts.config.sitemaps !== "auto" || sitemaps.length === 0) return;
    this.#writes.push(() => {
      for (const sitemap of sitemaps.slice(0, 100)) {
        const url = this.#parts.scope.canonical(sitemap);
        if (url !== null && this.#parts.scope.holdsHost(url)) this.#discoveries.add(url, 0, "sitemap-file", null);
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
      this.#askAgain();
      this.#refill();
      const startsAt = this.#startFetches();
      this.#queue.dispatch();
      if (this.#mayDrain && !this.#isDraining) void this.#drain().catch((error: unknown) => this.#fail(error));
      const isBusy = this.#fetching > 0 || this.#queue.size > 0 || this.#isDraining;
      const isReading = this.#pictures !== null && (this.#pictures.size > 0 || this.#pictures.hasWork);
      if (!isBusy && this.#writes.size > 0) {
        this.#commit();
        continue;
      }
      if (!isBusy && !this.#hosts.hasLeases()) {
        if (this.#takeAlone()) continue;
        if (this.#isAlone) {
          this.#isAlone = false;
          continue;
        }
      }
      if (!isBusy && !isReading && startsAt === null) {
        const alone = frontier.nextAloneAt();
        if (alone !== null) {
          await this.#alarm.sleep(Math.min(IDLE_MS, Math.max(1, alone - Date.now())));
          continue;
        }
        if (this.#taken < config.budget.pages) return true;
        frontier.skipWaiting("budget");
        return true;
      }
      const most = this.#writes.size > 0 ? COMMIT_MS : IDLE_MS;
      await this.#alarm.sleep(startsAt === null ? most : Math.max(0, Math.min(most, startsAt - Date.now())));
    }
  }

  /** Where nothing else is in work: one of the addresses at whose work the process ended before. */
  #takeAlone(): boolean {
    const lease = this.#parts.frontier.leaseAlone(Date.now());
    if (lease !== null) this.#hosts.get(lease.hostId).leases.push(lease);
    return lease !== null;
  }

  /** Commits what is done, and takes leases where a host runs short of them. */
  #refill(): void {
    const now = Date.now();
    const wants = !this.#isAlone && (this.#hosts.runsShort(now) || this.#pictures?.wantsWork === true);
    if (wants || this.#writes.isDue(now)) this.#commit();
  }

  #commit(): void {
    const now = Date.now();
    const { config, keeper } = this.#parts;
    this.#writes.commit(now, () => {
      if (this.#isAlone) return;
      this.#taken += this.#hosts.takeUp(now, config.budget.pages - this.#taken);
      this.#pictures?.takeUp();
    });
    this.#mayDrain = keeper !== null;
  }

  /** @returns how many pages were told to evidence and cases */
  async #drain(): Promise<number> {
    const { keeper, outbox, pictures, prepare, frontier } = this.#parts;
    this.#mayDrain = false;
    if (keeper === null) return 0;
    this.#isDraining = true;
    try {
      const told = await drainOutbox({
        ...{ outbox, pictures, keeper, prepare, resources: this.#resources },
        shopPages: (hostId) => frontier.shopPages(hostId) as KeptPage["shopPages"],
        commit: (act) => this.#writes.commit(Date.now(), act),
      });
      if (told > 0) this.#emit({ type: "kept", pages: told });
      this.#mayDrain ||= told > 0;
      return told;
    } finally {
      this.#isDraining = false;
      this.#alarm.rouse();
    }
  }

  /** @returns when the next request may start; null where none is to be started */
  #startFetches(): number | null {
    const now = Date.now();
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
      else if (host.dueAt !== null) at(Math.max(now + 1, host.dueAt));
    }
    return next;
  }

  #hasRoom(): boolean {
    return this.#queue.size + this.#fetching < MAX_QUEUED_PAGES && this.#queue.weight < MAX_QUEUED_BYTES;
  }

  async #fetch(lease: Lease, host: HostWork): Promise<void> {
    try {
      this.#taking.fetched(lease, host, await this.#parts.fetching.take(lease, host.pace));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#fetching--;
      this.#alarm.rouse();
    }
  }

  /** Interrupted in good order: what is done is kept, what was taken ahead waits again and lost no attempt. */
  #giveBack(): void {
    const { frontier } = this.#parts;
    for (const host of this.#hosts.all())
      for (const lease of host.leases) this.#writes.push(() => frontier.putOff(lease, 0, null, null, { free: true }));
    this.#writes.commit(Date.now());
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#alarm.rouse();
  }

  /** Milliseconds by stage; of reading and judging those of all threads. `cpu` is processor time of the process. */
  #spent(): Record<string, number> {
    const { spentMs, commits } = this.#writes;
    const { user, system } = process.cpuUsage(this.#cpu);
    const all = { ...this.#taking.spentMs, commit: spentMs, commits, cpu: (user + system) / 1000 };
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Math.round(value)]));
  }

  #emit(event: CrawlEvent): void {
    this.#parts.onEvent?.(event);
  }
}

function planOf({ known, again, discovered, outcomes }: Tally): RunPlan {
  return { basis: "frontier", count: known, again, discovered, outcomes };
}
