import type { Database, Statement } from "better-sqlite3";
import { compactText, pairsOf } from "./grams.js";
import { type NamePrefix, type NameRole, nameSql, ROLES, slotsOf } from "./name-sql.js";
import { addPostings } from "./postings.js";
import { similarityTo } from "./similarity.js";

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
  readonly #texts: Statement<number[], { id: number; text: string }>;
  readonly #bearers: Statement<[number, number], Buffer>;
  readonly #bearersOfAll: Statement<number[], Buffer>;

  /** @param prefix of the tables, as of `NameWriter` */
  constructor(database: Database, prefix: NamePrefix = "") {
    const sql = nameSql(prefix);
    const pluck = <Bind extends unknown[], Value>(text: string) =>
      database.prepare(text).pluck() as unknown as Statement<Bind, Value>;
    this.#count = pluck(sql.count);
    this.#postings = pluck(sql.postings);
    this.#begins = pluck(sql.begins);
    this.#texts = database.prepare(sql.texts) as unknown as Statement<number[], { id: number; text: string }>;
    this.#bearers = pluck(sql.bearers);
    this.#bearersOfAll = pluck(sql.bearersOfAll);
  }

  /** Names of this role that are like a text, most alike first, then by text. */
  names(asked: string, role: NameRole, limit: number): NameHit[] {
    const compact = compactText(asked);
    const hits = new Map<number, number>();
    for (const [ids, weight] of this.#chosen(compact)) {
      for (const id of ids) hits.set(id, (hits.get(id) ?? 0) + weight);
    }
    const similarity = similarityTo(asked);
    const found: NameHit[] = [];
    for (const ids of slotsOf(best(hits, MAX_COMPARED))) {
      for (const { id, text } of this.#texts.all(...ids)) {
        const { score } = similarity(text);
        if (score >= LEAST) found.push({ id, text, score });
      }
    }
    found.sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1));
    // Who bears a name is asked of the best only.
    const ofRole: NameHit[] = [];
    for (const hit of found) {
      if (ofRole.length >= limit) break;
      if (this.#bearers.get(hit.id, ROLES[role]) !== undefined) ofRole.push(hit);
    }
    return ofRole;
  }

  /** Every name that holds a text, in the order in which they came. */
  containing(asked: string): { id: number; text: string }[] {
    const compact = compactText(asked);
    if (compact === "") return [];
    const names: { id: number; text: string }[] = [];
    for (const ids of slotsOf(this.#sharing(compact))) {
      for (const name of this.#texts.all(...ids)) {
        if (name.text.includes(asked) || compactText(name.text).includes(compact)) names.push(name);
      }
    }
    return names;
  }

  /** Ids of rows that bear a name, ascending; the row may have another name by now. */
  bearersOf(name: number, role: NameRole): number[] {
    return ascending(idsOf(this.#bearers.all(name, ROLES[role])));
  }

  /** Ids of rows that bear one of these names, ascending; the row may have another name by now. */
  bearersOfAny(names: readonly number[], role: NameRole): number[] {
    const ids: number[] = [];
    for (const some of slotsOf(names))
      for (const row of this.#bearersOfAll.all(ROLES[role], ...some)) addPostings(row, ids);
    return ascending(ids);
  }

  /** Ids of rows that bear one of these product names and one of these holders, ascending. */
  bearersOfBoth(products: readonly number[], holders: readonly number[]): number[] {
    const ofHolders = new Set(this.bearersOfAny(holders, "holder"));
    return this.bearersOfAny(products, "product").filter((id) => ofHolders.has(id));
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

/** The ids with the greatest weights; of equal ones the least. Only what may be among them is sorted as pairs. */
function best(hits: ReadonlyMap<number, number>, count: number): number[] {
  const least = Float64Array.from(hits.values()).sort().at(-count) ?? 0;
  return [...hits]
    .filter(([, weight]) => weight >= least)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, count)
    .map(([id]) => id);
}

/** Each once. */
function ascending(ids: readonly number[]): number[] {
  const sorted = Float64Array.from(ids).sort();
  return Array.from(sorted.filter((id, i) => id !== sorted[i - 1]));
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
