import type { Database, Statement } from "better-sqlite3";
import type { Frontier } from "./frontier.js";

/** Variants of one address that are asked for with it. */
const MAX_VARIANTS = 500;

/** Addresses of goods under a stop: their variants, and their turn before all others. */
export class AskAgain {
  readonly #database: Database;
  readonly #frontier: Frontier;
  readonly #turn: Statement;
  readonly #variants: Statement;

  constructor(database: Database, frontier: Frontier) {
    this.#database = database;
    this.#frontier = frontier;
    this.#turn = database.prepare(`UPDATE url SET state = 'waiting', round = ?, next_at = -1, leased_at = NULL,
        attempts = CASE WHEN state = 'waiting' THEN attempts ELSE 0 END,
        interrupted = CASE WHEN state = 'waiting' THEN interrupted ELSE 0 END
      WHERE url = ? AND ((state = 'waiting' AND next_at = 0) OR state = 'skipped' OR round < ?
        OR (state NOT IN ('waiting', 'leased') AND coalesce(fetched_at, 0) <= ?))`);
    this.#variants = database.prepare(`SELECT found.url FROM url JOIN url AS found ON found.found_on = url.id
        WHERE url.url = ? AND found.via = 'variant'
      UNION SELECT origin.url FROM url JOIN url AS origin ON origin.id = url.found_on
        WHERE url.url = ? AND url.via = 'variant'`);
  }

  /**
   * Asks for addresses in this round, before all others: those that were done with too, where that is longer ago.
   *
   * @param depth of addresses that are not known yet: the deepest, so that no links are followed from them
   * @param before moment; what was fetched later is not asked for again
   * @returns how many
   */
  ask(addresses: readonly string[], depth: number, before: number): number {
    const { round } = this.#frontier;
    let count = 0;
    for (const url of addresses) {
      this.#frontier.add({ url, depth, via: "again", foundOn: null });
      count += this.#turn.run(round, url, round, before).changes;
    }
    if (count > 0) this.#database.prepare("UPDATE round SET again = again + ? WHERE id = ?").run(count, round);
    return count;
  }

  /**
   * Variants of an address: found as such from it or it from them, near or far, on the same path, one's parameters among
   * the other's. A rule for links may call more a variant than is one.
   */
  variantsOf(url: string): string[] {
    const found = new Set<string>([url]);
    for (const from of found) {
      if (found.size >= MAX_VARIANTS) break;
      for (const near of this.#variants.pluck().all(from, from) as string[])
        if (areVariants(from, near)) found.add(near);
    }
    found.delete(url);
    return [...found];
  }
}

/** Same host and path, and the parameters of the one among those of the other. */
function areVariants(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  if (a.origin !== b.origin || a.pathname !== b.pathname) return false;
  const [few, many] = a.searchParams.size <= b.searchParams.size ? [a, b] : [b, a];
  return [...few.searchParams].every(([name, value]) => many.searchParams.getAll(name).includes(value));
}
