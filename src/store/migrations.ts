import type { Database } from "better-sqlite3";
import { RegistryVersionError } from "./errors.js";
import { nameTables } from "./names/name-sql.js";
import { indexNames } from "./names/name-writer.js";
import { packedBySql } from "./packed-facts.js";

/** "MDLT": tells our files from other SQLite files. */
export const APPLICATION_ID = 0x4d444c54;

/** The columns that step 7 joins, in the order in which they are packed. */
const PACKED = [
  ...["product_name", "holder", "class", "rx", "approved_on", "valid_until", "status", "scope", "contraindications"],
  ...["precautions", "models", "composition", "manufacturers", "dosage_form"],
]
  .map(packedBySql)
  .join(" || char(31) || ");

/** Forward only: a step is never changed once it has shipped, new ones are added behind. */
const STEPS: readonly (string | ((database: Database) => void))[] = [
  `
  CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    as_of TEXT NOT NULL,
    complete INTEGER NOT NULL,
    kinds TEXT NOT NULL
  ) STRICT;
  CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    mapping TEXT NOT NULL,
    as_of TEXT NOT NULL,
    complete INTEGER NOT NULL,
    kinds TEXT NOT NULL,
    rows INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE rejected (
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE certificate (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source (id),
    kind TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    import_id INTEGER NOT NULL REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
    product_name TEXT,
    holder TEXT,
    class TEXT,
    rx TEXT,
    approved_on TEXT,
    valid_until TEXT,
    status TEXT,
    facts TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX certificate_by_number ON certificate (number, source_id, first_seen);
  `,
  // Imports in batches: rows of an unfinished import are not shown to readers; what would change shown rows is staged.
  `
  ALTER TABLE import ADD COLUMN finished INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE import ADD COLUMN mapping_digest TEXT NOT NULL DEFAULT '';
  ALTER TABLE import ADD COLUMN merged_rows INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE import ADD COLUMN last_row INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX import_unfinished ON import (id) WHERE finished = 0;
  CREATE TABLE staged (
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    version_id INTEGER,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    product_name TEXT,
    holder TEXT,
    class TEXT,
    rx TEXT,
    approved_on TEXT,
    valid_until TEXT,
    status TEXT,
    facts TEXT,
    PRIMARY KEY (import_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  `,
  // Recalls, failed samples, suspended sales, revoked certificates: lists that are replaced as a whole.
  `
  CREATE TABLE notice_list (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    as_of TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    UNIQUE (name, kind)
  ) STRICT;
  CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES notice_list (id) ON DELETE CASCADE,
    number TEXT,
    name TEXT,
    model TEXT,
    batch TEXT,
    firm TEXT,
    notice TEXT,
    date TEXT
  ) STRICT;
  CREATE INDEX notice_by_number ON notice (number);
  CREATE INDEX notice_by_list ON notice (list_id);
  `,
  // Names of products and holders by their bigrams: filled, and made anew, by a later step.
  `
  CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE bigram (
    gram TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    names INTEGER NOT NULL,
    name_ids TEXT NOT NULL,
    PRIMARY KEY (gram, first_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE named (
    name_id INTEGER NOT NULL,
    role INTEGER NOT NULL,
    certificate_id INTEGER NOT NULL,
    PRIMARY KEY (name_id, role, certificate_id)
  ) STRICT, WITHOUT ROWID;
  `,
  // Registers of licences and filings of firms: replaced as a whole, as the lists are.
  `
  CREATE TABLE licence_list (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    as_of TEXT NOT NULL,
    complete INTEGER NOT NULL,
    region TEXT,
    kinds TEXT NOT NULL,
    sha256 TEXT NOT NULL
  ) STRICT;
  CREATE TABLE licence (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES licence_list (id) ON DELETE CASCADE,
    kind TEXT,
    number TEXT NOT NULL,
    holder TEXT,
    uscc TEXT,
    scope TEXT,
    valid_until TEXT,
    address TEXT,
    premises TEXT,
    warehouse TEXT,
    status TEXT
  ) STRICT;
  CREATE INDEX licence_by_number ON licence (number);
  CREATE INDEX licence_by_uscc ON licence (uscc);
  CREATE INDEX licence_by_holder ON licence (holder);
  CREATE INDEX licence_by_list ON licence (list_id);
  `,
  // A fact is a column: no JSON is written for a row that is imported, nor read for one that is looked up. Names and those
  // who bear them in groups. What killed imports left is discarded: it was staged in the old columns.
  (database) => {
    const facts = [
      "scope",
      "contraindications",
      "precautions",
      "models",
      "composition",
      "manufacturers",
      "dosage_form",
    ];
    const columns = facts.map((fact) => `ALTER TABLE certificate ADD COLUMN ${fact} TEXT;`).join("\n");
    const values = facts.map(
      (fact) => `${fact} = json_extract(facts, '$.${fact === "dosage_form" ? "dosageForm" : fact}')`,
    );
    database.exec(`
  DELETE FROM certificate WHERE import_id IN (SELECT id FROM import WHERE finished = 0);
  DELETE FROM import WHERE finished = 0;
  DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM import WHERE source_id = source.id);
  ${columns}
  UPDATE certificate SET ${values.join(", ")};
  ALTER TABLE certificate DROP COLUMN facts;
  DROP TABLE staged;
  CREATE TABLE staged (
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    version_id INTEGER,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    product_name TEXT,
    holder TEXT,
    class TEXT,
    rx TEXT,
    approved_on TEXT,
    valid_until TEXT,
    status TEXT,
    ${facts.map((fact) => `${fact} TEXT,`).join("\n    ")}
    PRIMARY KEY (import_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  DROP TABLE name;
  DROP TABLE bigram;
  DROP TABLE named;
  ${nameTables("")}
    `);
    indexNames(database, "", { table: "certificate", product: "product_name", holder: "holder" });
  },
  // The facts of a row are one text: it is written, compared and read as a whole.
  `
  CREATE TABLE packed_certificate (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source (id),
    kind TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    import_id INTEGER NOT NULL REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
    facts TEXT NOT NULL
  ) STRICT;
  INSERT INTO packed_certificate
    SELECT id, number, source_id, kind, first_seen, last_seen, import_id, ${PACKED} FROM certificate ORDER BY id;
  DROP TABLE certificate;
  ALTER TABLE packed_certificate RENAME TO certificate;
  CREATE UNIQUE INDEX certificate_by_number ON certificate (number, source_id, first_seen);
  CREATE TABLE packed_staged (
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    version_id INTEGER,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT,
    PRIMARY KEY (import_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO packed_staged SELECT import_id, ordinal, version_id, number, kind, ${PACKED} FROM staged;
  DROP TABLE staged;
  ALTER TABLE packed_staged RENAME TO staged;
  `,
];

export const SCHEMA_VERSION = STEPS.length;

/** Condition on `certificate`: not of an import that is still going on, or that was killed. */
export const IS_SHOWN = "certificate.import_id NOT IN (SELECT id FROM import WHERE finished = 0)";

/** Brings an open registry up to date; a fresh file gets all steps, or those up to `version`, as older programs had them. */
export function migrate(database: Database, path: string, version: number = SCHEMA_VERSION): void {
  const found = database.pragma("user_version", { simple: true }) as number;
  if (found > SCHEMA_VERSION) throw new RegistryVersionError(path, found, SCHEMA_VERSION);
  if (found >= version) return;
  database.transaction(() => {
    for (const step of STEPS.slice(found, version)) {
      if (typeof step === "string") database.exec(step);
      else step(database);
    }
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${version}`);
  })();
}
