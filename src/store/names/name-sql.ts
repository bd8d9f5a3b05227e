/** Roles of a name in `named`. */
export const ROLES = { product: 0, holder: 1 } as const;
export type NameRole = keyof typeof ROLES;

/** What bears a name, by the prefix of the tables. */
export const BEARERS = { "": "certificate_id", listing_: "listing_id" } as const;
export type NamePrefix = keyof typeof BEARERS;

/** Names of each role that are joined; slots that are not needed hold an id that no name has. */
export const JOINED_NAMES = 20;
const SLOTS = Array.from({ length: JOINED_NAMES }, () => "?").join(", ");

/** The questions that are asked of the index, in SQL that SQLite and PostgreSQL understand alike; text compares by bytes. */
export function nameSql(prefix: NamePrefix) {
  const bearer = BEARERS[prefix];
  return {
    count: `SELECT coalesce(sum(names), 0) FROM ${prefix}bigram WHERE gram = ?`,
    postings: `SELECT name_ids FROM ${prefix}bigram WHERE gram = ? ORDER BY first_id`,
    begins: `SELECT name_ids FROM ${prefix}bigram WHERE gram >= ? AND gram < ? ORDER BY gram, first_id`,
    text: `SELECT text FROM ${prefix}name WHERE id = ?`,
    bears: `SELECT 1 FROM ${prefix}named WHERE name_id = ? AND role = ? LIMIT 1`,
    bearers: `SELECT ${bearer} FROM ${prefix}named WHERE name_id = ? AND role = ? ORDER BY ${bearer} LIMIT ?`,
    bearersOfBoth: `SELECT product.${bearer} FROM ${prefix}named AS product JOIN ${prefix}named AS holder
      ON holder.${bearer} = product.${bearer} AND holder.role = ${ROLES.holder}
      WHERE product.role = ${ROLES.product} AND product.name_id IN (${SLOTS})
        AND holder.name_id IN (${SLOTS})
      ORDER BY product.${bearer} LIMIT ?`,
  };
}
