import type { Database, Statement } from "better-sqlite3";
import type { PictureReading } from "../../contracts/ocr.js";
import type { ShownPicture } from "../pages/page-task.js";

/** What is known of the picture behind an address. */
export interface KnownPicture {
  readonly id: number;
  /** In which it was asked for last. */
  readonly round: number;
  /** SHA-256 of its bytes; null where they were not had. */
  readonly hash: Uint8Array | null;
  /** Why not, a code of a note. */
  readonly reason: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What asking for a picture came to. */
export type AskedPicture = Omit<KnownPicture, "id"> & { readonly url: string; readonly fetchedAt: number };

/** A page whose pictures are to be read. */
export interface PictureJob {
  readonly urlId: number;
  readonly url: string;
  readonly pageId: number;
  /** Display fields of the capture before, as JSON. */
  readonly previous: string | null;
  /** This one included. */
  readonly attempts: number;
  /** 1: the page did not change and was judged with its pictures; only whether they are the same is to be seen. */
  readonly looks: number;
}

/** Pictures by address, readings by content, and the pages that wait for them. Writes belong into the caller's transactions. */
export class PictureStore {
  readonly #statements: Readonly<Record<keyof typeof SQL, Statement>>;
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.#statements = Object.fromEntries(
      Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)]),
    ) as Record<keyof typeof SQL, Statement>;
  }

  /**
   * A page's pictures wait to be read.
   *
   * @param looks they were read before: only what became different is read
   */
  addJob(urlId: number, looks = false): void {
    this.#statements.addJob.run(urlId, looks ? 1 : 0);
  }

  /** Takes up to `count` jobs that are not in work; the attempt counts from now on. */
  takeJobs(count: number, inWork: ReadonlySet<number>): PictureJob[] {
    // Those tried least come first, so that interruptions do not hit the same ones again and again.
    const first = this.#statements.jobs.all(count + inWork.size) as PictureJob[];
    const jobs = first.filter(({ urlId }) => !inWork.has(urlId)).slice(0, count);
    for (const { urlId } of jobs) this.#statements.tryJob.run(urlId);
    return jobs;
  }

  endJob(urlId: number): void {
    this.#statements.endJob.run(urlId);
  }

  hasJob(urlId: number): boolean {
    return this.#statements.job.get(urlId) !== undefined;
  }

  known(url: string): KnownPicture | null {
    return (this.#statements.known.get(url) as KnownPicture | undefined) ?? null;
  }

  /** Keeps what asking for a picture came to. @returns its id */
  put({ url, round, hash, reason, etag, lastModified, fetchedAt }: AskedPicture): number {
    return this.#statements.put.pluck().get(url, round, hash, reason, etag, lastModified, fetchedAt) as number;
  }

  reading(hash: Uint8Array, engine: string): PictureReading | null {
    const json = this.#statements.reading.pluck().get(hash, engine) as string | undefined;
    return json === undefined ? null : (JSON.parse(json) as PictureReading);
  }

  putReading(hash: Uint8Array, engine: string, reading: PictureReading): void {
    this.#statements.putReading.run(hash, engine, JSON.stringify(reading));
  }

  /**
   * Says which pictures a page shows, by their places in it, and by which reader it is judged. From now on the page is to
   * be judged by them, whatever its job was before.
   */
  setShown(
    urlId: number,
    pictures: readonly { readonly id: number; readonly hash: Uint8Array | null }[],
    engine: string,
  ): void {
    this.#statements.forget.run(urlId);
    for (const [position, { id, hash }] of pictures.entries())
      this.#statements.show.run(urlId, position, id, engine, hash);
    this.#statements.mustRead.run(urlId);
  }

  /** Digests of the pictures by which a page was judged, in their order; null for one that was not had. */
  judgedBy(urlId: number): (Uint8Array | null)[] {
    return this.#statements.hashes.pluck().all(urlId) as (Uint8Array | null)[];
  }

  /** A page's pictures were asked for: others have their turn first. */
  looked(urlId: number, now: number): void {
    this.#statements.looked.run(now, urlId);
  }

  forgetShown(urlId: number): void {
    this.#statements.forget.run(urlId);
  }

  /** The pictures of a page with their readings, as a page is judged by them; empty where none were asked for. */
  shownOf(urlId: number): ShownPicture[] {
    const shown: ShownPicture[] = [];
    for (const row of this.#statements.shown.all(urlId) as ShownRow[]) {
      const reading = row.json === null ? null : (JSON.parse(row.json) as PictureReading);
      shown.push({ position: row.position, reading, reason: row.reason, engine: row.engine });
    }
    return shown;
  }

  /** Addresses and digests of the pictures that a page shows. */
  filesOf(urlId: number): { readonly position: number; readonly url: string; readonly hash: Uint8Array }[] {
    return this.#statements.files.all(urlId) as { position: number; url: string; hash: Uint8Array }[];
  }

  /** Whether a picture of a page has no reading by an engine. */
  lacksReading(urlId: number, engine: string): boolean {
    return this.#statements.unread.get(urlId, engine) !== undefined;
  }

  /** Bytes that evidence may need before the round ends. @returns whether there was room */
  hold(hash: Uint8Array, bytes: Uint8Array, maxBytes: number): boolean {
    this.#held ??= this.#database
      .prepare("SELECT coalesce(sum(length(bytes)), 0) FROM picture_bytes")
      .pluck()
      .get() as number;
    if (this.#held + bytes.length > maxBytes) return false;
    if (this.#statements.hold.run(hash, bytes).changes > 0) this.#held += bytes.length;
    return true;
  }

  held(hash: Uint8Array): Uint8Array | null {
    return (this.#statements.held.pluck().get(hash) as Uint8Array | undefined) ?? null;
  }

  /** At the end of a round nothing is held any more. */
  letGo(): void {
    this.#database.exec("DELETE FROM picture_bytes");
    this.#held = 0;
  }

  #held: number | null = null;
}

interface ShownRow {
  readonly position: number;
  readonly reason: string | null;
  readonly engine: string;
  readonly json: string | null;
}

const SQL = {
  addJob: `INSERT INTO picture_job (url_id, looks) VALUES (?, ?)
    ON CONFLICT (url_id) DO UPDATE SET looks = min(looks, excluded.looks)`,
  mustRead: "UPDATE picture_job SET looks = 0 WHERE url_id = ?",
  looked: "UPDATE url SET looked_at = ? WHERE id = ?",
  hashes: "SELECT hash FROM shown WHERE url_id = ? ORDER BY position",
  jobs: `SELECT url_id AS urlId, url.url AS url, url.page_id AS pageId, previous, looks,
      picture_job.attempts + 1 AS attempts
    FROM picture_job JOIN url ON url.id = url_id WHERE page_id IS NOT NULL
    ORDER BY picture_job.attempts, url_id LIMIT ?`,
  tryJob: "UPDATE picture_job SET attempts = attempts + 1 WHERE url_id = ?",
  endJob: "DELETE FROM picture_job WHERE url_id = ?",
  job: "SELECT 1 FROM picture_job WHERE url_id = ?",
  known: "SELECT id, round, hash, reason, etag, last_modified AS lastModified FROM picture WHERE url = ?",
  put: `INSERT INTO picture (url, round, hash, reason, etag, last_modified, fetched_at) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (url) DO UPDATE SET round = excluded.round, hash = excluded.hash, reason = excluded.reason,
      etag = excluded.etag, last_modified = excluded.last_modified, fetched_at = excluded.fetched_at RETURNING id`,
  reading: "SELECT json FROM reading WHERE hash = ? AND engine = ?",
  putReading: `INSERT INTO reading (hash, engine, json) VALUES (?, ?, ?)
    ON CONFLICT (hash, engine) DO UPDATE SET json = excluded.json`,
  show: "INSERT INTO shown (url_id, position, picture_id, engine, hash) VALUES (?, ?, ?, ?, ?)",
  forget: "DELETE FROM shown WHERE url_id = ?",
  shown: `SELECT position, picture.reason AS reason, shown.engine AS engine, json FROM shown
    JOIN picture ON picture.id = picture_id
    LEFT JOIN reading ON reading.hash = picture.hash AND reading.engine = shown.engine WHERE url_id = ? ORDER BY position`,
  files: `SELECT position, picture.url AS url, picture.hash AS hash FROM shown JOIN picture ON picture.id = picture_id
    WHERE url_id = ? AND picture.hash IS NOT NULL ORDER BY position`,
  unread: `SELECT 1 FROM shown JOIN picture ON picture.id = picture_id WHERE url_id = ? AND picture.hash IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.hash = picture.hash AND engine = ?) LIMIT 1`,
  hold: "INSERT INTO picture_bytes (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
  held: "SELECT bytes FROM picture_bytes WHERE hash = ?",
} as const;
