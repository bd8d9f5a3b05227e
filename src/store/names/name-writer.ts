import type { Database, Statement } from "better-sqlite3";
import { compactText, gramsOf } from "./grams.js";
import { BEARERS, type NamePrefix, ROLES } from "./name-sql.js";

/** Ids remembered; most rows of a register repeat the names of others. */
const MAX_REMEMBERED = 100_000;
/** Links kept until they are written, in the order of the index. */
const MAX_PENDING = 40_000;
/** Rows of one statement: a third of the time of single ones. */
const ROWS = 100;

/**
 * Keeps the index of names: each distinct name once with its bigrams, and which certificates bear it. Both are written in
 * batches, by the transaction that writes their rows: names that came together and share a bigram are one row of it, which
 * makes a fifth of the rows. A link may outlive a change of its row: readers look at the row.
 */
export class NameWriter {
  readonly #find: Statement<[string], number>;
  readonly #last: Statement<[], number>;
  readonly #texts: BulkInsert;
  readonly #grams: BulkInsert;
  readonly #links: BulkInsert;
  readonly #ids = new Map<string, number>();
  /** The last id given out; null where another process may have added names since. */
  #lastId: number | null = null;
  /** The last id when this writer last looked, and whether it remembers every name there is. */
  #seenId = 0;
  #knowsAll = true;
  #pendingTexts: [text: string, name: number][] = [];
  #pendingGrams = new Map<string, number[]>();
  #pending: [name: number, role: number, bearer: number][] = [];

  /** @param prefix of the tables: empty for certificates, `listing_` for listings */
  constructor(database: Database, prefix: NamePrefix = "") {
    this.#find = database.prepare(`SELECT id FROM ${prefix}name WHERE text = ?`).pluck() as Statement<[string], number>;
    this.#last = database.prepare(`SELECT coalesce(max(id), 0) FROM ${prefix}name`).pluck() as Statement<[], number>;
    this.#texts = new BulkInsert(database, `${prefix}name (text, id)`, 2);
    this.#grams = new BulkInsert(database, `${prefix}bigram (gram, first_id, names, name_ids)`, 4);
    this.#links = new BulkInsert(database, `${prefix}named (name_id, role, ${BEARERS[prefix]})`, 3);
  }

  /** @param holder of a certificate, or the merchant of a listing */
  link(bearer: number, product: string | null, holder: string | null): void {
    if (product !== null) this.#pending.push([this.idOf(product), ROLES.product, bearer]);
    if (holder !== null) this.#pending.push([this.idOf(holder), ROLES.holder, bearer]);
    if (this.#pending.length >= MAX_PENDING) this.flush();
  }

  /** To be called before the transaction is committed. */
  flush(): void {
    this.#pending.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    this.#links.run(this.#pending);
    this.#pending = [];
    const grams = [...this.#pendingGrams].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    this.#grams.run(grams.map(([gram, ids]) => [gram, ids[0] ?? 0, ids.length, ids.join(",")]));
    this.#pendingGrams.clear();
    this.#pendingTexts.sort((a, b) => (a[0] < b[0] ? -1 : 1));
    this.#texts.run(this.#pendingTexts);
    this.#pendingTexts = [];
    this.#seenId = this.#lastId ?? this.#seenId;
    this.#lastId = null;
  }

  /** Id of a name, which is added with its bigrams where it is new. */
  idOf(text: string): number {
    const remembered = this.#ids.get(text);
    if (remembered !== undefined) return remembered;
    this.#look();
    const id = (this.#knowsAll ? undefined : this.#find.get(text)) ?? this.#insert(text);
    if (this.#ids.size >= MAX_REMEMBERED) this.#forget();
    this.#ids.set(text, id);
    return id;
  }

  /** Reads the last id once in a transaction: only this process writes until it is committed. */
  #look(): void {
    if (this.#lastId !== null) return;
    const last = this.#last.get() ?? 0;
    if (last !== this.#seenId) this.#knowsAll = false;
    this.#lastId = last;
    this.#seenId = last;
  }

  #forget(): void {
    // What is forgotten must be found in the table.
    this.flush();
    this.#look();
    this.#ids.clear();
    this.#knowsAll = false;
  }

  #insert(text: string): number {
    const id = (this.#lastId ?? 0) + 1;
    this.#lastId = id;
    this.#pendingTexts.push([text, id]);
    for (const gram of gramsOf(compactText(text))) {
      const ids = this.#pendingGrams.get(gram);
      if (ids === undefined) this.#pendingGrams.set(gram, [id]);
      else ids.push(id);
    }
    return id;
  }
}

/** Inserts rows a hundred at a time. */
class BulkInsert {
  readonly #many: Statement<unknown[]>;
  readonly #one: Statement<unknown[]>;

  constructor(database: Database, into: string, columns: number) {
    const row = `(${Array.from({ length: columns }, () => "?").join(", ")})`;
    const sql = (rows: number) =>
      `INSERT INTO ${into} VALUES ${Array.from({ length: rows }, () => row).join(", ")} ON CONFLICT DO NOTHING`;
    this.#many = database.prepare(sql(ROWS));
    this.#one = database.prepare(sql(1));
  }

  run(rows: readonly (readonly (string | number)[])[]): void {
    const whole = rows.length - (rows.length % ROWS);
    for (let i = 0; i < whole; i += ROWS) this.#many.run(rows.slice(i, i + ROWS).flat());
    for (const row of rows.slice(whole)) this.#one.run(row);
  }
}

/** Indexes the certificates of a file that was written before there was an index. */
export function indexNames(database: Database): void {
  const writer = new NameWriter(database);
  const page = database
    .prepare("SELECT id, product_name, holder FROM certificate WHERE id > ? ORDER BY id LIMIT 10000")
    .raw();
  for (let last = 0; ; ) {
    const rows = page.all(last) as [number, string | null, string | null][];
    for (const [id, product, holder] of rows) writer.link(id, product, holder);
    writer.flush();
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end[0];
  }
}
