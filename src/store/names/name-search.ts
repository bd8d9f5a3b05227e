import type { Database, Statement } from "better-sqlite3";
import { compactText, gramsOf } from "./grams.js";
import { JOINED_NAMES, type NamePrefix, type NameRole, nameSql, ROLES } from "./name-sql.js";
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
  readonly #count: Statement<[string], number>;
  readonly #postings: Statement<[string], string>;
  readonly #begins: Statement<[string, string], string>;
  readonly #text: Statement<[number], string>;
  readonly #bears: Statement<[number, number], number>;
  readonly #certificates: Statement<[number, number, number], number>;
  readonly #both: Statement<number[], number>;

  /** @param prefix of the tables, as of `NameWriter` */
  constructor(database: Database, prefix: NamePrefix = "") {
    const sql = nameSql(prefix);
    const pluck = <Bind extends unknown[], Value>(text: string) =>
      database.prepare(text).pluck() as unknown as Statement<Bind, Value>;
    this.#count = pluck(sql.count);
    this.#postings = pluck(sql.postings);
    this.#begins = pluck(sql.begins);
    this.#text = pluck(sql.text);
    this.#bears = pluck(sql.bears);
    this.#certificates = pluck(sql.bearers);
    this.#both = pluck(sql.bearersOfBoth);
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
        if (text === undefined || this.#bears.get(id, ROLES[role]) === undefined) return [];
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
      return compactText(text).includes(compact) ? [{ id, text }] : [];
    });
  }

  /** Ids of names that have the two rarest bigrams of a text. */
  #sharing(compact: string): number[] {
    if ([...compact].length === 1)
      return [...new Set(idsOf(this.#begins.iterate(compact, `${compact}\u{10ffff}`), Number.POSITIVE_INFINITY))];
    const [first, second] = gramsOf(compact)
      .filter((gram) => [...gram].length === 2)
      .map((gram) => ({ gram, count: this.#count.get(gram) ?? 0 }))
      .sort((a, b) => a.count - b.count);
    if (first === undefined || first.count === 0) return [];
    const ids = idsOf(this.#postings.iterate(first.gram), Number.POSITIVE_INFINITY);
    if (second === undefined || ids.length < MAX_COMPARED) return ids;
    const others = new Set(idsOf(this.#postings.iterate(second.gram), Number.POSITIVE_INFINITY));
    return ids.filter((id) => others.has(id));
  }

  /** Ids of certificate rows that bear a name. */
  certificatesOf(name: number, role: NameRole, limit: number): number[] {
    return this.#certificates.all(name, ROLES[role], limit);
  }

  /** Ids of rows that bear one of these product names and one of these holders. */
  certificatesOfBoth(products: readonly number[], holders: readonly number[], limit: number): number[] {
    return this.#both.all(...slots(products), ...slots(holders), limit);
  }

  /** Postings of the rarest bigrams, with their weight: a rare one tells more. */
  #chosen(compact: string): [ids: number[], weight: number][] {
    if ([...compact].length === 1) {
      return [[[...new Set(idsOf(this.#begins.iterate(compact, `${compact}\u{10ffff}`)))], 1]];
    }
    const grams = gramsOf(compact)
      .filter((gram) => [...gram].length === 2)
      .slice(0, MAX_GRAMS)
      .map((gram) => ({ gram, count: this.#count.get(gram) ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count || (a.gram < b.gram ? -1 : 1));
    const chosen: [number[], number][] = [];
    let read = 0;
    for (const { gram, count } of grams) {
      if (chosen.length > 0 && read + count > MAX_POSTINGS) break;
      read += count;
      chosen.push([idsOf(this.#postings.iterate(gram)), 1 / Math.log2(count + 2)]);
    }
    return chosen;
  }
}

/** Ids of rows of postings. */
function idsOf(rows: Iterable<string>, limit = MAX_POSTINGS): number[] {
  const ids: number[] = [];
  for (const row of rows) {
    for (const id of row.split(",")) ids.push(Number(id));
    if (ids.length >= limit) break;
  }
  return ids;
}

function slots(ids: readonly number[]): number[] {
  return Array.from({ length: JOINED_NAMES }, (_, i) => ids[i] ?? -1);
}
