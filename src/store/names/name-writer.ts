import type { Database, Statement } from "better-sqlite3";
import { BulkInsert, type Value } from "./bulk-insert.js";
import { eachGramOfName } from "./grams.js";
import { type KnownName, nameOf } from "./known-name.js";
import { type NamePrefix, nameSql, ROLES } from "./name-sql.js";
import { PairList } from "./pair-list.js";
import { PostingsWriter } from "./postings.js";

/** Names remembered with their ids; most rows of a register repeat the names of others. */
const MAX_REMEMBERED = 200_000;
/** Links, and pairs of gram and name, that are kept until they are written. */
const MAX_LINKS = 100_000;
const MAX_PAIRS = 1_000_000;

/**
 * Keeps the index of names: each distinct name once with its bigrams, and which certificates bear it. Both are written in
 * batches, by the transaction that writes their rows, in the order of their tables: what came together and shares a key is
 * one row. A link may outlive a change of its row, and may be there twice: readers look at the row.
 */
export class NameWriter {
  readonly #find: Statement<[number], { id: number; text: string }>;
  readonly #last: Statement<[], number>;
  readonly #names: BulkInsert;
  readonly #grams: BulkInsert;
  readonly #links: BulkInsert;
  readonly #postings = new PostingsWriter();
  readonly #ids = new Map<string, number>();
  /** Another one when names are forgotten: says which ids of `KnownName` are still good. */
  #memory = {};
  /** The last id given out; null where another process may have added names since. */
  #lastId: number | null = null;
  /** The last id when this writer last looked, and whether it remembers every name there is. */
  #seenId = 0;
  #knowsAll = true;
  /** New names: id, hash and text of each, behind one another. */
  #newNames: Value[] = [];
  /** Grams of new names, by the ids of the names. */
  readonly #pairs = new PairList();
  /** Name and role of a link in one number, and who bears it. */
  readonly #linked = new PairList();

  /** @param prefix of the tables: empty for certificates, `listing_` for listings */
  constructor(database: Database, prefix: NamePrefix = "") {
    this.#find = database.prepare(nameSql(prefix).byHash) as Statement<[number], { id: number; text: string }>;
    this.#last = database.prepare(`SELECT coalesce(max(id), 0) FROM ${prefix}name`).pluck() as Statement<[], number>;
    this.#names = new BulkInsert(database, `${prefix}name (id, hash, text)`, 3);
    this.#grams = new BulkInsert(database, `${prefix}bigram (gram, first_id, names, name_ids)`, 4);
    this.#links = new BulkInsert(
      database,
      `${prefix}named (name_id, role, first_id, bearer_ids)`,
      4,
      `ON CONFLICT DO UPDATE SET bearer_ids = CAST(${prefix}named.bearer_ids || excluded.bearer_ids AS BLOB)`,
    );
  }

  /** @param holder of a certificate, or the merchant of a listing */
  link(bearer: number, product: KnownName | null, holder: KnownName | null): void {
    if (product !== null) this.#link(bearer, product, ROLES.product);
    if (holder !== null) this.#link(bearer, holder, ROLES.holder);
    if (this.#linked.length >= MAX_LINKS || this.#pairs.length >= MAX_PAIRS) this.flush();
  }

  #link(bearer: number, name: KnownName, role: number): void {
    if (name.givenBy !== this.#memory) {
      name.id = this.#idOf(name.text);
      name.givenBy = this.#memory;
    }
    this.#linked.add(name.id * 2 + role, bearer);
  }

  /** To be called before the transaction is committed. */
  flush(): void {
    // In the order of the table: the index by hash is small, and is kept in memory.
    this.#names.run(this.#newNames);
    this.#newNames = [];
    this.#flushGrams();
    this.#flushLinks();
    this.#seenId = this.#lastId ?? this.#seenId;
    this.#lastId = null;
  }

  #flushGrams(): void {
    const values: Value[] = [];
    this.#pairs.drain((gram, names) => {
      let count = 0;
      let last = 0;
      for (const id of names) {
        // A name that has a gram twice is one of its names.
        if (id === last) continue;
        this.#postings.add(id);
        last = id;
        count++;
      }
      values.push(gram, names[0] as number, count, this.#postings.take());
    });
    this.#grams.run(values);
  }

  #flushLinks(): void {
    const values: Value[] = [];
    this.#linked.drain((linked, bearers) => {
      for (const bearer of bearers) this.#postings.add(bearer);
      values.push(linked >>> 1, linked & 1, bearers[0] as number, this.#postings.take());
    });
    this.#links.run(values);
  }

  /** Id of a name, which is added with its bigrams where it is new. */
  #idOf(text: string): number {
    const remembered = this.#ids.get(text);
    if (remembered !== undefined) return remembered;
    this.#look();
    const hash = hashOf(text);
    const known = this.#knowsAll ? undefined : this.#find.all(hash).find((name) => name.text === text);
    const id = known?.id ?? this.#add(text, hash);
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
    this.#memory = {};
    this.#knowsAll = false;
  }

  #add(text: string, hash: number): number {
    const id = (this.#lastId ?? 0) + 1;
    this.#lastId = id;
    this.#newNames.push(id, hash, text);
    eachGramOfName(text, (gram) => this.#pairs.add(gram, id));
    return id;
  }
}

/** FNV-1a over UTF-16 units: short, and the same everywhere. Names of one hash are told apart by their text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Indexes the rows of a file that was written before there was such an index. */
export function indexNames(
  database: Database,
  prefix: NamePrefix,
  of: { readonly table: string; readonly product: string; readonly holder: string },
): void {
  const writer = new NameWriter(database, prefix);
  const page = database
    .prepare(`SELECT id, ${of.product}, ${of.holder} FROM ${of.table} WHERE id > ? ORDER BY id LIMIT 10000`)
    .raw();
  for (let last = 0; ; ) {
    const rows = page.all(last) as [number, string | null, string | null][];
    for (const [id, product, holder] of rows) writer.link(id, nameOf(product), nameOf(holder));
    writer.flush();
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end[0];
  }
}
