import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import type { Listing } from "../../contracts/listing.js";
import { canonicalJson } from "../canonical-json.js";
import { CorruptEvidenceError, EvidenceError } from "../errors.js";
import { DEFAULT_MAX_STORE_BYTES, MAX_CAPTURE_FILES } from "../limits.js";
import { sha256 } from "../sha256.js";
import { utcOf } from "../utc.js";
import type { CapturedFile, CaptureInput, CaptureRecord, ChangeEvent, KeptFile, StoredCapture } from "./capture.js";
import { filesOf, recordOf } from "./capture-record.js";
import { migrate } from "./evidence-tables.js";
import { type Cipher, isSealed } from "./field-cipher.js";
import { ObjectStore } from "./object-store.js";
import { Tracker } from "./tracker.js";

const BUSY_TIMEOUT_MS = 10_000;
export const INDEX_FILE = "index.sqlite";

export interface EvidenceOptions {
  /** Bytes of all kept objects; over it nothing more is kept. Default: `DEFAULT_MAX_STORE_BYTES`. */
  readonly maxBytes?: number | undefined;
  /** Seals the records (addresses, headers, circumstances); needed to read what was sealed. */
  readonly cipher?: Cipher | undefined;
  /** Default: true. False: the folder must be an evidence store already. */
  readonly create?: boolean | undefined;
}

/** What a store holds. */
export interface EvidenceUsage {
  readonly captures: number;
  readonly listings: number;
  readonly objects: number;
  readonly bytes: number;
  readonly maxBytes: number;
}

/**
 * Captures and their bytes in a folder. All calls are synchronous; close it when done. A capture is there as a whole or
 * not at all: its bytes are on the disk before the row that names them is.
 */
export class EvidenceStore {
  readonly folder: string;
  readonly objects: ObjectStore;
  /** @internal for the other parts of `evidence/` */
  readonly database: Database;
  readonly #cipher: Cipher | undefined;
  readonly #maxBytes: number;
  readonly #tracker: Tracker;
  readonly #keep: (input: CaptureInput) => StoredCapture;

  /** @internal use `openEvidence` */
  constructor(folder: string, database: Database, options: EvidenceOptions) {
    this.folder = folder;
    this.database = database;
    this.objects = new ObjectStore(folder);
    this.#cipher = options.cipher;
    this.#maxBytes = options.maxBytes ?? DEFAULT_MAX_STORE_BYTES;
    this.#tracker = new Tracker(database, (id) => this.capture(id));
    this.#keep = database.transaction((input: CaptureInput) => this.#write(input)).immediate;
  }

  /**
   * Keeps a page as it was. Keeping the same capture again changes nothing.
   *
   * @throws EvidenceError MEDLINT_EVIDENCE_FULL, MEDLINT_EVIDENCE_TOO_LARGE; nothing of the capture is kept then
   */
  keep(input: CaptureInput): StoredCapture {
    try {
      return this.#keep(input);
    } catch (error) {
      this.#known = { version: -1, bytes: 0 };
      throw error;
    }
  }

  /** Says that a listing could no longer be opened; the page that said so may be kept as a capture of its own. */
  markGone(listing: string, at: string): boolean {
    return this.database.transaction(() => this.#tracker.markGone(listing, utcOf(at))).immediate();
  }

  /** Captures of a listing, oldest first. */
  captures(listing: string): StoredCapture[] {
    const rows = this.database.prepare(`${SELECT} WHERE listing = ? ORDER BY captured_at, id`).all(listing) as Row[];
    return rows.map((row) => this.#open(row));
  }

  /** All captures of days from `from` to `to`, in order. */
  *capturesBetween(from: string, to: string): Generator<StoredCapture> {
    const ids = this.database.prepare("SELECT id FROM captures WHERE day BETWEEN ? AND ? ORDER BY captured_at, id");
    for (const id of ids.pluck().all(from, to) as number[]) yield this.capture(id);
  }

  /** @throws CorruptEvidenceError where there is none, or its record is not what it was */
  capture(id: number): StoredCapture {
    const row = this.database.prepare(`${SELECT} WHERE id = ?`).get(id) as Row | undefined;
    if (row === undefined) throw new CorruptEvidenceError(`采集记录 ${id} 不存在`);
    return this.#open(row);
  }

  /** What `prepareListing` compares with: the display fields of the last capture, and since when it should be gone. */
  previous(listing: Pick<Listing, "id" | "url" | "merchant">): Readonly<Record<string, string>> | null {
    const name = listing.id ?? listing.url;
    if (name === undefined) return null;
    const row = this.database.prepare(`${SELECT} WHERE listing = ? ORDER BY captured_at DESC, id DESC LIMIT 1`);
    const last = row.get(name) as Row | undefined;
    const stopped = this.#tracker.stoppedSince(name, listing.merchant?.uscc ?? null);
    if (last === undefined && stopped === null) return null;
    const fields = last === undefined ? {} : { ...this.#open(last).fields, "~at": last.captured_at };
    return stopped === null ? fields : { ...fields, "~stopped": stopped };
  }

  /** What became different, in the order in which it was seen. */
  changes(listing?: string): ChangeEvent[] {
    const where = listing === undefined ? "" : "WHERE listing = ?";
    const all = this.database.prepare(
      `SELECT listing, at, kind, subject, before, after FROM events ${where} ORDER BY id`,
    );
    return all.all(...(listing === undefined ? [] : [listing])) as ChangeEvent[];
  }

  get tracker(): Tracker {
    return this.#tracker;
  }

  /** The bytes of a kept file, verified. @throws CorruptEvidenceError */
  read(file: Pick<KeptFile, "object">): Buffer {
    return this.objects.read(file.object);
  }

  usage(): EvidenceUsage {
    const count = (sql: string) => this.database.prepare(sql).pluck().get() as number;
    return {
      captures: count("SELECT count(*) FROM captures"),
      listings: count("SELECT count(*) FROM tracked"),
      objects: count("SELECT count(*) FROM objects"),
      bytes: this.#bytes(),
      maxBytes: this.#maxBytes,
    };
  }

  close(): void {
    this.database.close();
  }

  #bytes(): number {
    return (this.database.prepare("SELECT coalesce(sum(bytes), 0) FROM objects").pluck().get() as number) ?? 0;
  }

  #known = { version: -1, bytes: 0 };

  /** Sum of the objects; asked again only where another connection wrote. */
  #used(): number {
    const version = this.database.pragma("data_version", { simple: true }) as number;
    if (version !== this.#known.version) this.#known = { version, bytes: this.#bytes() };
    return this.#known.bytes;
  }

  #write(input: CaptureInput): StoredCapture {
    const files = filesOf(input);
    if (files.length > MAX_CAPTURE_FILES) {
      throw new EvidenceError(
        "MEDLINT_EVIDENCE_TOO_LARGE",
        `一次采集有 ${files.length} 个文件，超过 ${MAX_CAPTURE_FILES} 个`,
      );
    }
    const kept = files.map((file) => this.#keepFile(file));
    const record = recordOf(input, kept);
    const json = canonicalJson(record);
    const hash = sha256(json);
    const known = this.database.prepare("SELECT id FROM captures WHERE hash = ?").pluck().get(hash);
    if (known !== undefined) return this.capture(known as number);
    const level = record.findings.reduce<number | null>((least, one) => Math.min(least ?? 4, one.level), null);
    const { lastInsertRowid } = this.#insert.run(
      hash,
      record.listing,
      record.uscc,
      record.capturedAt,
      record.day,
      record.outcome,
      level,
      record.kind,
      record.price.shown,
      record.price.struck,
      input.run ?? null,
      this.#cipher === undefined ? json : this.#cipher.seal(json, hash),
    );
    const id = Number(lastInsertRowid);
    for (const object of new Set(kept.map((file) => file.object))) this.#refer.run(object, id);
    const stored = { ...record, id, hash };
    this.#tracker.track(stored);
    return stored;
  }

  #keepFile({ bytes, ...file }: CapturedFile): KeptFile {
    const { hash } = this.#putBounded(bytes);
    const { role, name, mediaType, at } = file;
    return { role, name, mediaType, object: hash, bytes: bytes.length, ...(at !== undefined && { at: utcOf(at) }) };
  }

  #putBounded(bytes: Uint8Array): { readonly hash: string } {
    const hash = sha256(bytes);
    const isKnown = this.#findObject.get(hash) !== undefined;
    if (!isKnown && this.#used() + bytes.length > this.#maxBytes) {
      const most = `${Math.floor(this.#maxBytes / 1024 / 1024)} MB`;
      throw new EvidenceError(
        "MEDLINT_EVIDENCE_FULL",
        `证据库已到上限（${most}），没有保存；请提高上限或按保管期限清理`,
      );
    }
    // Also where the row is there: bytes that were lost are kept anew.
    this.objects.put(bytes);
    this.#undoom.run(hash);
    if (!isKnown) {
      this.#addObject.run(hash, bytes.length);
      this.#known = { ...this.#known, bytes: this.#known.bytes + bytes.length };
    }
    return { hash };
  }

  #open(row: Row): StoredCapture {
    let json = row.record;
    if (isSealed(json)) {
      if (this.#cipher === undefined) {
        throw new EvidenceError("MEDLINT_EVIDENCE_KEY", "采集记录已加密，请用 --field-key 给出密钥");
      }
      json = this.#cipher.open(json, row.hash);
    }
    if (sha256(json) !== row.hash) throw new CorruptEvidenceError(`采集记录 ${row.id} 与其摘要不符`);
    return { ...(JSON.parse(json) as CaptureRecord), id: row.id, hash: row.hash };
  }

  get #insert() {
    return this.#statement(
      `INSERT INTO captures (hash, listing, uscc, captured_at, day, outcome, level, kind, shown, struck, run, record)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }
  get #refer() {
    return this.#statement("INSERT INTO capture_objects (hash, capture) VALUES (?, ?)");
  }
  get #findObject() {
    return this.#statement("SELECT 1 FROM objects WHERE hash = ?");
  }
  get #addObject() {
    return this.#statement("INSERT INTO objects (hash, bytes) VALUES (?, ?)");
  }
  get #undoom() {
    return this.#statement("DELETE FROM doomed WHERE hash = ?");
  }

  readonly #statements = new Map<string, ReturnType<Database["prepare"]>>();
  #statement(sql: string) {
    const known = this.#statements.get(sql) ?? this.database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

const SELECT = "SELECT id, hash, captured_at, record FROM captures";
interface Row {
  readonly id: number;
  readonly hash: string;
  readonly captured_at: string;
  readonly record: string;
}

/**
 * Opens or creates an evidence store: a folder with `index.sqlite` and `objects/`.
 *
 * @throws EvidenceError MEDLINT_EVIDENCE_MISSING, MEDLINT_EVIDENCE_VERSION
 * @example
 * const store = openEvidence("证据");
 * store.keep({ prepared, result, capturedAt: "2026-05-01T08:00:00Z", response: { status: 200, headers: [], body } });
 */
export function openEvidence(folder: string, options: EvidenceOptions = {}): EvidenceStore {
  const path = join(folder, INDEX_FILE);
  if (options.create === false && !existsSync(path)) {
    throw new EvidenceError("MEDLINT_EVIDENCE_MISSING", `${folder} 不是证据库：没有 ${INDEX_FILE}`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    migrate(database, path);
    return new EvidenceStore(folder, database, options);
  } catch (error) {
    database.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_NOTADB")) {
      throw new CorruptEvidenceError(`${path} 不是 SQLite 文件`, error);
    }
    throw error;
  }
}
