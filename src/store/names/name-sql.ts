/** Roles of a name in `named`. */
export const ROLES = { product: 0, holder: 1 } as const;
export type NameRole = keyof typeof ROLES;

/** Prefixes of the tables: of certificates, and of listings. */
export type NamePrefix = "" | "listing_";

/**
 * The tables. A row of `bigram` is a group of names that came together and share a pair of neighbouring characters; a row of
 * `named` a group of certificates (or listings) that came together and bear a name. The groups are ids as `PostingsWriter`
 * writes them; `first_id` is the first of them and keeps the groups in the order in which they came.
 */
export function nameTables(prefix: NamePrefix): string {
  return `
  CREATE TABLE ${prefix}name (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${prefix}name_by_hash ON ${prefix}name (hash);
  CREATE TABLE ${prefix}bigram (
    gram INTEGER NOT NULL,
    first_id INTEGER NOT NULL,
    names INTEGER NOT NULL,
    name_ids BLOB NOT NULL,
    PRIMARY KEY (gram, first_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ${prefix}named (
    name_id INTEGER NOT NULL,
    role INTEGER NOT NULL,
    first_id INTEGER NOT NULL,
    bearer_ids BLOB NOT NULL,
    PRIMARY KEY (name_id, role, first_id)
  ) STRICT, WITHOUT ROWID;
  `;
}

/** Ids of one question; slots that are not needed hold an id that no name has. */
export const SLOTS = 100;
const NO_NAME = -1;
const IN = `IN (${Array.from({ length: SLOTS }, () => "?").join(", ")})`;

/** Ids in groups for the slots of a question. */
export function* slotsOf(ids: readonly number[]): Generator<number[]> {
  for (let start = 0; start < ids.length; start += SLOTS) {
    yield Array.from({ length: SLOTS }, (_, i) => ids[start + i] ?? NO_NAME);
  }
}

/** The questions that are asked of the index, in SQL that SQLite and PostgreSQL understand alike. */
export function nameSql(prefix: NamePrefix) {
  return {
    count: `SELECT coalesce(sum(names), 0) FROM ${prefix}bigram WHERE gram = ?`,
    postings: `SELECT name_ids FROM ${prefix}bigram WHERE gram = ? ORDER BY first_id`,
    begins: `SELECT name_ids FROM ${prefix}bigram WHERE gram >= ? AND gram < ? ORDER BY gram, first_id`,
    texts: `SELECT id, text FROM ${prefix}name WHERE id ${IN} ORDER BY id`,
    byHash: `SELECT id, text FROM ${prefix}name WHERE hash = ? ORDER BY id`,
    bearers: `SELECT bearer_ids FROM ${prefix}named WHERE name_id = ? AND role = ? ORDER BY first_id`,
    bearersOfAll: `SELECT bearer_ids FROM ${prefix}named WHERE role = ? AND name_id ${IN} ORDER BY name_id, first_id`,
  };
}
