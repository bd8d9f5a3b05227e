import { createHash } from "node:crypto";
import type { OcrPool, PictureReading } from "../../contracts/ocr.js";
import { resolvePictureSource } from "../../prepare/pictures/picture-source.js";
import type { Validators } from "../fetch/fetcher.js";
import type { PageStore } from "../frontier/page-store.js";
import type { PictureJob, PictureStore } from "../frontier/picture-store.js";
import { MAX_HELD_PICTURE_BYTES, MAX_PICTURE_ATTEMPTS, MAX_PICTURE_PAGES, MAX_PICTURES_IN_WORK } from "../limits.js";
import type { ShownPicture } from "../pages/page-task.js";
import { openDocument, pictureSources } from "../pages/stored-document.js";
import { canonicalUrl } from "../urls/canonical-url.js";
import type { PictureFetching } from "./picture-fetching.js";
import { Semaphore } from "./semaphore.js";

/** What reading pictures works with. */
export interface PictureRunParts {
  readonly pictures: PictureStore;
  readonly pages: PageStore;
  readonly fetching: PictureFetching;
  readonly pool: OcrPool;
  readonly round: number;
  /** Pictures of one page that are read. */
  readonly perPage: number;
  /** Whether evidence needs the bytes, and does not have them yet; null where nothing is kept. */
  readonly needsBytes: ((hash: Uint8Array) => boolean) | null;
  readonly signal: AbortSignal;
  /** Writes that the run commits. */
  readonly write: (act: () => void) => void;
  readonly onReady: (job: PictureJob, document: Uint8Array, pictures: readonly ShownPicture[], changed: number) => void;
  /** A page's pictures are what they were. */
  readonly onSame: (job: PictureJob) => void;
  readonly onFailure: (error: unknown) => void;
}

/** A picture that was had, or the code that says why not. */
interface Had {
  readonly id: number;
  readonly hash: Uint8Array | null;
  readonly reason: string | null;
  readonly reading: PictureReading | null;
}

/**
 * Reads the pictures of pages that wait for it: few at a time, whatever waits stands in the database, so that whoever
 * fetches pages never waits for the reader. A picture is fetched once a round, and equal bytes are read once.
 */
export class PictureRun {
  readonly #parts: PictureRunParts;
  readonly #engine: string;
  readonly #inWork = new Set<number>();
  readonly #asked = new Map<string, Promise<Had>>();
  readonly #readings = new Map<string, Promise<PictureReading>>();
  /** Digests of pictures that failed in this run: they are not tried again for every page that shows them. */
  readonly #failed = new Set<string>();
  readonly #places = new Semaphore(MAX_PICTURES_IN_WORK);

  constructor(parts: PictureRunParts) {
    this.#parts = parts;
    this.#engine = parts.pool.name;
  }

  /** Pages whose pictures are being fetched or read. */
  get size(): number {
    return this.#inWork.size;
  }

  /** Whether jobs should be taken up now. */
  get wantsWork(): boolean {
    return this.hasWork && this.#inWork.size < MAX_PICTURE_PAGES;
  }

  /** Whether jobs may be there that were not taken up yet. */
  hasWork = true;

  /** Takes up pages while there is room; within a transaction. */
  takeUp(): void {
    const room = MAX_PICTURE_PAGES - this.#inWork.size;
    if (!this.hasWork || room <= 0 || this.#parts.signal.aborted) return;
    const jobs = this.#parts.pictures.takeJobs(room, this.#inWork);
    if (jobs.length === 0) this.hasWork = false;
    for (const job of jobs) {
      this.#inWork.add(job.urlId);
      void this.#work(job);
    }
  }

  /** The page was judged with its pictures, and committed. */
  finished(urlId: number): void {
    this.#inWork.delete(urlId);
  }

  async #work(job: PictureJob): Promise<void> {
    const { pages, pictures, perPage, signal, write, onReady, onSame, onFailure } = this.#parts;
    const looks = job.looks === 1;
    try {
      const document = pages.documentOf(job.pageId);
      if (document === null) throw new Error(`page ${job.pageId} is missing`);
      const sources = pictureSources(openDocument(document));
      // Reading its pictures ended the process again and again: the page is judged without.
      const isPoison = job.attempts > MAX_PICTURE_ATTEMPTS;
      if (isPoison && looks) return onSame(job);
      const had = await Promise.all(
        sources.map((src, position): Promise<Had> => {
          if (isPoison) return this.#none("image-not-fetched");
          return position < perPage ? this.#have(src, job.url, looks) : this.#none("too-many-pictures");
        }),
      );
      if (signal.aborted) return;
      const changed = looks ? differences(pictures.judgedBy(job.urlId), had) : 0;
      if (looks && changed === 0) return onSame(job);
      write(() => pictures.setShown(job.urlId, had, this.#engine));
      const shown = had.map(({ reason, reading }, position): ShownPicture => {
        return { position, reading, reason: reading === null ? reason : null, engine: this.#engine };
      });
      onReady(job, document, shown, changed);
    } catch (error) {
      if (!signal.aborted) onFailure(error);
    }
  }

  #have(src: string, page: string, looks: boolean): Promise<Had> {
    const isInline = /^\s*data:/i.test(src);
    const address = isInline ? src : canonicalUrl(src.trim(), page);
    if (address === null) return this.#none("image-address-forbidden");
    const known = this.#asked.get(address);
    if (known !== undefined) return known;
    const asked = this.#places
      .within(() => (isInline ? this.#inline(src) : this.#fetched(address, looks)))
      // By then it stands in the database.
      .finally(() => this.#asked.delete(address));
    this.#asked.set(address, asked);
    return asked;
  }

  async #inline(src: string): Promise<Had> {
    const source = await resolvePictureSource(src, null);
    if (source.problem !== undefined) return this.#none(source.problem);
    const bytes = await source.read();
    const hash = sha256(bytes);
    const validators = { etag: null, lastModified: null };
    return this.#got(`data:sha256,${Buffer.from(hash).toString("hex")}`, hash, bytes, validators);
  }

  /** @param looks whether the page was judged with it: then evidence has what it needs, unless it changed */
  async #fetched(address: string, looks: boolean): Promise<Had> {
    const { pictures, fetching, round, needsBytes } = this.#parts;
    const known = pictures.known(address);
    const reading = known?.hash == null ? null : pictures.reading(known.hash, this.#engine);
    // A failure is tried again in another round.
    const isRead = reading !== null && (looks || reading.status !== "failed" || known?.round === round);
    const isKept = looks || known?.hash == null || needsBytes === null || !needsBytes(known.hash);
    if (known !== null && known.round === round) {
      if (known.hash === null) return { id: known.id, hash: null, reason: known.reason, reading: null };
      if (isRead && isKept) return { id: known.id, hash: known.hash, reason: null, reading };
    }
    const step = await fetching.take(address, isRead && isKept && known !== null ? known : undefined);
    if (step.kind === "bytes") return this.#got(address, sha256(step.bytes), step.bytes, step.validators);
    if (step.kind === "unchanged" && known?.hash != null) {
      const etag = step.validators.etag ?? known.etag;
      const lastModified = step.validators.lastModified ?? known.lastModified;
      const id = await this.#put(address, known.hash, null, { etag, lastModified });
      return { id, hash: known.hash, reason: null, reading };
    }
    const reason = step.kind === "none" ? step.reason : "image-not-fetched";
    return { id: await this.#put(address, null, reason), hash: null, reason, reading: null };
  }

  async #got(url: string, hash: Uint8Array, bytes: Uint8Array, validators: Validators): Promise<Had> {
    const { pictures, write, needsBytes } = this.#parts;
    const name = Buffer.from(hash).toString("hex");
    const pending = this.#readings.get(name) ?? this.#read(name, hash, bytes);
    this.#readings.set(name, pending);
    try {
      const reading = await pending;
      if (needsBytes?.(hash)) write(() => pictures.hold(hash, bytes, MAX_HELD_PICTURE_BYTES));
      return { id: await this.#put(url, hash, null, validators), hash, reason: null, reading };
    } finally {
      this.#readings.delete(name);
    }
  }

  async #read(name: string, hash: Uint8Array, bytes: Uint8Array): Promise<PictureReading> {
    const { pictures, pool, signal, write } = this.#parts;
    const kept = pictures.reading(hash, this.#engine);
    if (kept !== null && (kept.status !== "failed" || this.#failed.has(name))) return kept;
    const reading = await pool.read(bytes);
    if (reading.status === "failed") this.#failed.add(name);
    if (!signal.aborted) write(() => pictures.putReading(hash, this.#engine, reading));
    return reading;
  }

  /** A picture that is not asked for, for a reason that stands in the database as all others do. */
  async #none(reason: string): Promise<Had> {
    return { id: await this.#put(`none:${reason}`, null, reason), hash: null, reason, reading: null };
  }

  /** @returns the picture's id, once it is committed */
  #put(
    url: string,
    hash: Uint8Array | null,
    reason: string | null,
    validators: Validators = { etag: null, lastModified: null },
  ): Promise<number> {
    const { pictures, round, write } = this.#parts;
    return new Promise((resolve) => {
      write(() => resolve(pictures.put({ url, round, hash, reason, ...validators, fetchedAt: Date.now() })));
    });
  }
}

/** Places at which another picture, or one more or less, is shown than the page was judged by. */
function differences(before: readonly (Uint8Array | null)[], now: readonly Had[]): number {
  let count = Math.abs(before.length - now.length);
  for (const [position, { hash }] of now.slice(0, before.length).entries()) {
    const was = before[position] ?? null;
    if (was === null || hash === null ? was !== hash : Buffer.compare(was, hash) !== 0) count++;
  }
  return count;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}
