import type { Database } from "better-sqlite3";
import { RegistryVersionError } from "../errors.js";
import { nameTables } from "../names/name-sql.js";
import { indexNames } from "../names/name-writer.js";

/** Name of this part of a database in `medlint_part`: other parts of the same file count their own steps. */
const PART = "listings";

/** Condition on `listings`: gone, or with other names than once. The index stands on these very words. */
export const IS_ODD = "live = 0 OR renamed = 1";

/** Forward only: a step is never changed once it has shipped, new ones are added behind. */
const STEPS: readonly (string | ((database: Database) => void))[] = [
  `
  CREATE TABLE listings (
    id INTEGER PRIMARY KEY,
    listing TEXT NOT NULL UNIQUE,
    url TEXT,
    title TEXT,
    product TEXT,
    merchant TEXT,
    uscc TEXT,
    status TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    live INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX listings_by_uscc ON listings (uscc) WHERE uscc IS NOT NULL;
  CREATE TABLE listing_numbers (
    number TEXT NOT NULL,
    listing_id INTEGER NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    PRIMARY KEY (number, listing_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX listing_numbers_by_listing ON listing_numbers (listing_id);
  CREATE TABLE listing_batches (
    batch TEXT NOT NULL,
    listing_id INTEGER NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
    PRIMARY KEY (batch, listing_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX listing_batches_by_listing ON listing_batches (listing_id);
  CREATE TABLE listing_name (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE listing_bigram (
    gram TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    names INTEGER NOT NULL,
    name_ids TEXT NOT NULL,
    PRIMARY KEY (gram, first_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE listing_named (
    name_id INTEGER NOT NULL,
    role INTEGER NOT NULL,
    listing_id INTEGER NOT NULL,
    PRIMARY KEY (name_id, role, listing_id)
  ) STRICT, WITHOUT ROWID;
  `,
  // Names and the listings that bear them in groups.
  (database) => {
    database.exec(`
  DROP TABLE listing_name;
  DROP TABLE listing_bigram;
  DROP TABLE listing_named;
  ${nameTables("listing_")}
    `);
    indexNames(database, "listing_", { table: "listings", product: "product", holder: "merchant" });
  },
  // Which listings may have links to names that they no longer bear: all others need not be read to be counted.
  (database) => {
    database.exec(`
  ALTER TABLE listings ADD COLUMN renamed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX listings_odd ON listings (id) WHERE ${IS_ODD};
  DROP TABLE listing_name;
  DROP TABLE listing_bigram;
  DROP TABLE listing_named;
  ${nameTables("listing_")}
    `);
    indexNames(database, "listing_", { table: "listings", product: "product", holder: "merchant" });
  },
];

export const LISTINGS_VERSION = STEPS.length;

/** Step that this part of an open database has come to; 0 where it has none. */
export function listingVersion(database: Database): number {
  const hasParts = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'medlint_part'").get() !== undefined;
  if (!hasParts) return 0;
  return (database.prepare("SELECT version FROM medlint_part WHERE name = ?").pluck().get(PART) as number) ?? 0;
}

/** Whether this part is as this program needs it. */
export function isCurrent(database: Database): boolean {
  return listingVersion(database) === LISTINGS_VERSION;
}

/** Brings the tables of listings up to date, or to `version`; other tables of the file are left alone. */
export function migrateListings(database: Database, path: string, version: number = LISTINGS_VERSION): void {
  const found = listingVersion(database);
  if (found > STEPS.length) throw new RegistryVersionError(path, found, STEPS.length);
  if (found >= version) return;
  database.transaction(() => {
    database.exec("CREATE TABLE IF NOT EXISTS medlint_part (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT");
    for (const step of STEPS.slice(found, version)) {
      if (typeof step === "string") database.exec(step);
      else step(database);
    }
    database
      .prepare(
        "INSERT INTO medlint_part (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version",
      )
      .run(PART, version);
  })();
}
