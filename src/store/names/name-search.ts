import type { Database, Statement } from "better-sqlite3";
import { compactText, pairsOf } from "./grams.js";
import { type NamePrefix, type NameRole, nameSql, ROLES } from "./name-sql.js";
import { addPostings } from "./postings.js";
import { similarityOf } from "./similarity.js";

/** Postings read for one name: the rarest bigrams decide. */
const MAX_POSTINGS = 50_000;
/** Names whose text is compared. */
const MAX_COMPARED = 500;
const MAX_GRAMS = 64;
/** Less alike is another name. */
const LEAST = 0.3;

export interface NameHit {
  readonly id: number;
  readonly text: string;
  readonly score: number;
}

/** Finds registered names by their bigrams: plain tables and plain SQL, the same answer on every database. */
export class NameSearch {
  readonly #count: Statement<[number], number>;
  readonly #postings: Statement<[number], Buffer>;
  readonly #begins: Statement<[number, number], Buffer>;
  readonly #text: Statement<[number], string>;
  readonly #bearers: Statement<[number, number], Buffer>;

  /** @param prefix of the tables, as of `NameWriter` */
  constructor(database: Database, prefix: NamePrefix = "") {
    const sql = nameSql(prefix);
    const pluck = <Bind extends unknown[], Value>(text: string) =>
      database.prepare(text).pluck() as unknown as Statement<Bind, Value>;
    this.#count = pluck(sql.count);
    this.#postings = pluck(sql.postings);
    this.#begins = pluck(sql.begins);
    this.#text = pluck(sql.text);
    this.#bearers = pluck(sql.bearers);
  }

  /** Names of this role that are like a text, most alike first, then by text. */
  names(asked: string, role: NameRole, limit: number): NameHit[] {
    const compact = compactText(asked);
    const hits = new Map<number, number>();
    for (const [ids, weight] of this.#chosen(compact)) {
      for (const id of ids) hits.set(id, (hits.get(id) ?? 0) + weight);
    }
    const best = [...hits].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_COMPARED);
    return best
      .flatMap(([id]): NameHit[] => {
        const text = this.#text.get(id);
        if (text === undefined || this.#bearers.get(id, ROLES[role]) === undefined) return [];
        const { score } = similarityOf(asked, text);
        return score < LEAST ? [] : [{ id, text, score }];
      })
      .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1))
      .slice(0, limit);
  }

  /** Every name that holds a text, in the order in which they came. */
  containing(asked: string): { id: number; text: string }[] {
    const compact = compactText(asked);
    if (compact === "") return [];
    return this.#sharing(compact).flatMap((id) => {
      const text = this.#text.get(id) ?? "";
      return text.includes(asked) || compactText(text).includes(compact) ? [{ id, text }] : [];
    });
  }

  /** Ids of rows that bear a name, ascending; the row may have another name by now. */
  bearersOf(name: number, role: NameRole): number[] {
    const ids = idsOf(this.#bearers.iterate(name, ROLES[role]));
    return [...new Set(ids)].sort((a, b) => a - b);
  }

  /** Ids of rows that bear one of these product names and one of these holders, ascending. */
  bearersOfBoth(products: readonly number[], holders: readonly number[]): number[] {
    const ofHolders = new Set(holders.flatMap((id) => this.bearersOf(id, "holder")));
    const both = new Set(products.flatMap((id) => this.bearersOf(id, "product")).filter((id) => ofHolders.has(id)));
    return [...both].sort((a, b) => a - b);
  }

  /** Ids of names that have the two rarest bigrams of a text. */
  #sharing(compact: string): number[] {
    if (compact.length === 1) return this.#beginning(compact);
    const [first, second] = pairsOf(compact)
      .map((gram) => ({ gram, count: this.#count.get(gram) ?? 0 }))
      .sort((a, b) => a.count - b.count);
    if (first === undefined || first.count === 0) return [];
    const ids = idsOf(this.#postings.iterate(first.gram));
    if (second === undefined || ids.length < MAX_COMPARED) return ids;
    const others = new Set(idsOf(this.#postings.iterate(second.gram)));
    return ids.filter((id) => others.has(id));
  }

  /** Ids of names with this character: wherever it stands, a gram begins with it. */
  #beginning(unit: string, limit = Number.POSITIVE_INFINITY): number[] {
    const gram = unit.charCodeAt(0) * 0x10000;
    return [...new Set(idsOf(this.#begins.iterate(gram, gram + 0x10000), limit))];
  }

  /** Postings of the rarest bigrams, with their weight: a rare one tells more. */
  #chosen(compact: string): [ids: number[], weight: number][] {
    if (compact.length === 1) return [[this.#beginning(compact, MAX_POSTINGS), 1]];
    const grams = pairsOf(compact)
      .slice(0, MAX_GRAMS)
      .map((gram) => ({ gram, count: this.#count.get(gram) ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count || a.gram - b.gram);
    const chosen: [number[], number][] = [];
    let read = 0;
    for (const { gram, count } of grams) {
      if (chosen.length > 0 && read + count > MAX_POSTINGS) break;
      read += count;
      chosen.push([idsOf(this.#postings.iterate(gram), MAX_POSTINGS), 1 / Math.log2(count + 2)]);
    }
    return chosen;
  }
}

/** Ids of rows of postings. */
function idsOf(rows: Iterable<Buffer>, limit = Number.POSITIVE_INFINITY): number[] {
  const ids: number[] = [];
  for (const row of rows) {
    addPostings(row, ids);
    if (ids.length >= limit) break;
  }
  return ids;
}
