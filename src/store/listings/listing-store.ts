import { existsSync } from "node:fs";
import Sqlite, { type Database, type Statement } from "better-sqlite3";
import { readProductNumber } from "../../certificates/index.js";
import { MissingListingsError, RegistryVersionError, registryError } from "../errors.js";
import { nameOf } from "../names/known-name.js";
import { NameSearch } from "../names/name-search.js";
import type { NameRole } from "../names/name-sql.js";
import { NameWriter } from "../names/name-writer.js";
import { type ListingRecord, normaliseBatch } from "./listing-record.js";
import { IS_ODD, isCurrent, LISTINGS_VERSION, listingVersion, migrateListings } from "./listing-tables.js";

const BUSY_TIMEOUT_MS = 5_000;
/** Listings kept by one commit. */
const COMMIT_EVERY = 2_000;
const CACHE_KIB = 64 * 1024;
/** SQLite's own upper limit. */
const MAPPED_BYTES = 2 ** 31 - 2 ** 16;
/** Listings read by one statement. */
const PAGE = 1_000;

/** What listings are sought by; all that is given must fit. */
export interface ListingQuery {
  /** In any way of writing. */
  readonly certificate?: string | undefined;
  /** Some characters of the product's name, or of the title where the product has none. */
  readonly product?: string | undefined;
  readonly batch?: string | undefined;
  /** Some characters of the merchant's name, or its unified social credit code. */
  readonly merchant?: string | undefined;
  /** Also those that were seen to be gone. Default: only live ones. */
  readonly all?: boolean | undefined;
}

export interface RecordedListing extends Omit<ListingRecord, "day"> {
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly live: boolean;
}

/** What a search found. */
export interface FoundListings {
  readonly listings: readonly RecordedListing[];
  /** With those that were not read. */
  readonly total: number;
}

/** What a link to a name is held against. */
type Named = Pick<RecordedListing, "product" | "merchant" | "uscc">;

/** An array is the fastest way out of SQLite. */
type Row = readonly [
  listing: string,
  url: string | null,
  title: string | null,
  product: string | null,
  merchant: string | null,
  uscc: string | null,
  status: RecordedListing["status"],
  firstSeen: string,
  lastSeen: string,
  live: number,
  numbers: string | null,
  batches: string | null,
];

type OddRow = readonly [id: number, live: number, product: string | null, merchant: string | null, uscc: string | null];

/** The listings that were checked, in a database of SQLite: who sells what. All calls are synchronous; close it when done. */
export class ListingStore {
  readonly #database: Database;
  readonly #path: string;
  #writer: ListingWriter | null = null;

  /** @internal use `openListings` */
  constructor(database: Database, path: string) {
    this.#database = database;
    this.#path = path;
  }

  /** Remembers a listing as it was on its day; an older day than is known changes nothing. Kept at the latest by `close`. */
  record(record: ListingRecord): void {
    this.#guard(() => {
      this.#writer ??= new ListingWriter(this.#database);
      this.#writer.write(record);
    });
  }

  /** Says that a listing was gone on a day; false where it is not known. */
  markGone(listing: string, day: string): boolean {
    return this.#guard(() => {
      this.#writer?.commit();
      const gone = this.#database.prepare("UPDATE listings SET live = 0 WHERE listing = ? AND last_seen <= ?");
      return gone.run(listing, day).changes > 0;
    });
  }

  /** Listings that fit, in the order in which they were first recorded. An empty query finds nothing. */
  find(query: ListingQuery): RecordedListing[] {
    return [...this.findSome(query, Number.POSITIVE_INFINITY).listings];
  }

  /** The first `limit` listings that fit, and how many there are: those behind them are counted, not read. */
  findSome(query: ListingQuery, limit: number): FoundListings {
    const listings: RecordedListing[] = [];
    const pages = this.findPages(query, limit);
    for (;;) {
      const { value, done } = pages.next();
      if (done === true) return { listings, total: value };
      listings.push(...value);
    }
  }

  /** The same some at a time, so that no more than these are held; what it returns at the end is how many there are. */
  *findPages(query: ListingQuery, limit: number): Generator<readonly RecordedListing[], number, void> {
    const { ids, fits } = this.#guard(() => {
      this.#writer?.commit();
      return this.#sought(query);
    });
    const least = query.all === true ? 0 : 1;
    let [total, listed, at] = [0, 0, 0];
    for (; at < ids.length && listed < limit; at += PAGE) {
      const some = this.#guard(() => this.#read(ids.slice(at, at + PAGE), least).filter(fits));
      total += some.length;
      const page = some.slice(0, limit - listed);
      listed += page.length;
      if (page.length > 0) yield page;
    }
    return total + this.#guard(() => this.#count(ids.slice(at), least, fits));
  }

  #read(ids: readonly number[], least: number): RecordedListing[] {
    const rows = this.#database
      .prepare(`SELECT listing, url, title, product, merchant, uscc, status, first_seen, last_seen, live,
        (SELECT group_concat(number, char(10)) FROM listing_numbers WHERE listing_id = listings.id),
        (SELECT group_concat(batch, char(10)) FROM listing_batches WHERE listing_id = listings.id)
        FROM json_each(?) AS wanted JOIN listings ON listings.id = wanted.value WHERE live >= ?`)
      .raw();
    return (rows.all(JSON.stringify(ids), least) as Row[]).map(listingOf);
  }

  /** How many fit. Only those that are gone or were renamed are read, or all where they are fewer. */
  #count(ids: readonly number[], least: number, fits: (one: Named) => boolean): number {
    const isCounted = (row: OddRow) =>
      row[1] >= least && fits({ product: row[2], merchant: row[3], uscc: row[4] }) ? 1 : 0;
    const columns = "SELECT listings.id, live, product, merchant, uscc";
    const odd = this.#database.prepare(`SELECT count(*) FROM listings WHERE ${IS_ODD}`).pluck().get() as number;
    if (odd === 0) return ids.length;
    let total = 0;
    if (odd > ids.length) {
      const rows = this.#database
        .prepare(`${columns} FROM json_each(?) AS wanted JOIN listings ON listings.id = wanted.value`)
        .raw();
      for (let i = 0; i < ids.length; i += PAGE) {
        for (const row of rows.all(JSON.stringify(ids.slice(i, i + PAGE))) as OddRow[]) total += isCounted(row);
      }
      return total;
    }
    total = ids.length;
    const wanted = new Set(ids);
    const rows = this.#database.prepare(`${columns} FROM listings WHERE ${IS_ODD}`).raw();
    for (const row of rows.iterate() as IterableIterator<OddRow>) {
      if (wanted.has(row[0])) total += isCounted(row) - 1;
    }
    return total;
  }

  /** Keeps what was recorded, so that another connection may write. */
  commit(): void {
    this.#guard(() => this.#writer?.commit());
  }

  /** Keeps what was recorded and closes the file. */
  close(): void {
    try {
      this.#guard(() => this.#writer?.commit());
    } finally {
      this.#database.close();
    }
  }

  /** Ids that may fit, and whether a listing does: a link to a name may be older than the listing is now. */
  #sought({ certificate, product, batch, merchant }: ListingQuery): {
    readonly ids: readonly number[];
    readonly fits: (one: Named) => boolean;
  } {
    const sets: number[][] = [];
    const checks: ((one: Named) => boolean)[] = [];
    const all = (sql: string, ...values: unknown[]) =>
      this.#database
        .prepare(sql)
        .pluck()
        .all(...values) as number[];
    if (certificate !== undefined) {
      const number = readProductNumber(certificate)?.number ?? certificate.trim();
      sets.push(all("SELECT listing_id FROM listing_numbers WHERE number = ?", number));
    }
    if (batch !== undefined) {
      sets.push(all("SELECT listing_id FROM listing_batches WHERE batch = ?", normaliseBatch(batch)));
    }
    if (product !== undefined) {
      const { ids, names } = this.#named(product, "product");
      sets.push(ids);
      checks.push((one) => names.has(one.product));
    }
    if (merchant !== undefined) {
      const uscc = merchant.trim().toUpperCase();
      const { ids, names } = this.#named(merchant, "holder");
      sets.push([...new Set([...all("SELECT id FROM listings WHERE uscc = ?", uscc), ...ids])]);
      checks.push((one) => names.has(one.merchant) || one.uscc === uscc);
    }
    const [first = [], ...others] = sets.sort((a, b) => a.length - b.length);
    const wanted = others.map((ids) => new Set(ids));
    const ids = first.filter((id) => wanted.every((some) => some.has(id))).sort((a, b) => a - b);
    return { ids, fits: (one) => checks.every((check) => check(one)) };
  }

  #named(text: string, role: NameRole): { readonly ids: number[]; readonly names: ReadonlySet<string | null> } {
    const search = new NameSearch(this.#database, "listing_");
    const found = search.containing(text);
    const ids = search.bearersOfAny(
      found.map(({ id }) => id),
      role,
    );
    return { ids, names: new Set(found.map((name) => name.text)) };
  }

  #guard<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      throw registryError(this.#path, error);
    }
  }
}

/** Statements that write; made when the first listing is recorded. */
class ListingWriter {
  readonly #database: Database;
  readonly #put: Statement<unknown[], { id: number }>;
  readonly #clear: readonly Statement<[number]>[];
  readonly #number: Statement<[string, number]>;
  readonly #batch: Statement<[string, number]>;
  readonly #names: NameWriter;
  #open = 0;

  constructor(database: Database) {
    this.#database = database;
    this.#put = database.prepare(`INSERT INTO listings
      (listing, url, title, product, merchant, uscc, status, first_seen, last_seen, live, renamed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)
      ON CONFLICT (listing) DO UPDATE SET url = excluded.url, title = excluded.title, product = excluded.product,
        merchant = excluded.merchant, uscc = excluded.uscc, status = excluded.status, last_seen = excluded.last_seen,
        live = 1, renamed = (listings.renamed = 1 OR listings.product IS NOT excluded.product
          OR listings.merchant IS NOT excluded.merchant) WHERE excluded.last_seen >= listings.last_seen
      RETURNING id`);
    this.#clear = ["listing_numbers", "listing_batches"].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE listing_id = ?`),
    );
    this.#number = database.prepare("INSERT INTO listing_numbers (number, listing_id) VALUES (?, ?)");
    this.#batch = database.prepare("INSERT INTO listing_batches (batch, listing_id) VALUES (?, ?)");
    this.#names = new NameWriter(database, "listing_");
  }

  write(record: ListingRecord): void {
    if (this.#open === 0) this.#database.exec("BEGIN IMMEDIATE");
    this.#open++;
    const { listing, url, title, product, merchant, status, day } = record;
    const uscc = record.uscc?.toUpperCase() ?? null;
    const row = this.#put.get(listing, url, title, product, merchant, uscc, status, day, day);
    if (row !== undefined) {
      for (const clear of this.#clear) clear.run(row.id);
      for (const number of record.numbers) this.#number.run(number, row.id);
      for (const batch of record.batches) this.#batch.run(batch, row.id);
      this.#names.link(row.id, nameOf(product), nameOf(merchant));
    }
    if (this.#open >= COMMIT_EVERY) this.commit();
  }

  commit(): void {
    if (this.#open === 0) return;
    this.#names.flush();
    this.#database.exec("COMMIT");
    this.#open = 0;
  }
}

function listingOf(row: Row): RecordedListing {
  const [listing, url, title, product, merchant, uscc, status, firstSeen, lastSeen, live, numbers, batches] = row;
  return {
    listing,
    url,
    title,
    product,
    merchant,
    uscc,
    status,
    numbers: numbers?.split("\n") ?? [],
    batches: batches?.split("\n") ?? [],
    firstSeen,
    lastSeen,
    live: live === 1,
  };
}

/**
 * Opens the database of recorded listings; read-only it must exist, otherwise it is created or brought up to date. A registry
 * or another database of this program may be the same file.
 *
 * @throws RegistryError `MEDLINT_LISTINGS_MISSING`, `MEDLINT_REGISTRY_CORRUPT`, `MEDLINT_REGISTRY_VERSION`
 * @example
 * openListings("medlint.sqlite", { readonly: true }).find({ batch: "20260312" });
 */
export function openListings(path: string, options: { readonly readonly?: boolean } = {}): ListingStore {
  const isReadonly = options.readonly === true;
  if (isReadonly && !existsSync(path)) throw new MissingListingsError(path);
  let database: Database | null = null;
  try {
    database = new Sqlite(path, { readonly: isReadonly, timeout: BUSY_TIMEOUT_MS });
    database.pragma(`cache_size = -${CACHE_KIB}`);
    if (isReadonly) {
      // A broad question reads most pages once: where the system has them, none is copied.
      database.pragma(`mmap_size = ${MAPPED_BYTES}`);
      const version = listingVersion(database);
      if (version === 0) throw new MissingListingsError(path);
      if (!isCurrent(database))
        throw new RegistryVersionError(path, version, LISTINGS_VERSION, "medlint check --record");
    } else {
      database.pragma("journal_mode = WAL");
      database.pragma("synchronous = NORMAL");
      database.pragma("foreign_keys = ON");
      migrateListings(database, path);
    }
    return new ListingStore(database, path);
  } catch (error) {
    database?.close();
    throw registryError(path, error);
  }
}
