import type { Database } from "better-sqlite3";
import { EvidenceError } from "../errors.js";

/** "mle1": marks a file as the index of an evidence store. */
export const APPLICATION_ID = 0x6d6c6531;

/** Forward only: a step is never changed once it has shipped, new ones are added behind. */
const STEPS: readonly string[] = [
  `
  CREATE TABLE objects (
    hash TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    listing TEXT NOT NULL,
    uscc TEXT,
    captured_at TEXT NOT NULL,
    day TEXT NOT NULL,
    outcome TEXT NOT NULL,
    level INTEGER,
    kind TEXT,
    shown REAL,
    struck REAL,
    run INTEGER,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX captures_by_listing ON captures (listing, captured_at);
  CREATE INDEX captures_by_day ON captures (day);
  CREATE TABLE capture_objects (
    hash TEXT NOT NULL REFERENCES objects (hash),
    capture INTEGER NOT NULL REFERENCES captures (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, capture)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX capture_objects_by_capture ON capture_objects (capture);
  CREATE TABLE doomed (hash TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE tracked (
    listing TEXT PRIMARY KEY,
    url TEXT,
    uscc TEXT,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    gone_since TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tracked_by_uscc ON tracked (uscc) WHERE uscc IS NOT NULL;
  CREATE TABLE finding_history (
    listing TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    gone_since TEXT,
    PRIMARY KEY (listing, fingerprint)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    listing TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT
  ) STRICT;
  CREATE INDEX events_by_listing ON events (listing, id);
  CREATE TABLE stops (
    id INTEGER PRIMARY KEY,
    listing TEXT,
    uscc TEXT,
    since TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    reason TEXT NOT NULL,
    lifted TEXT,
    CHECK (listing IS NOT NULL OR uscc IS NOT NULL)
  ) STRICT;
  CREATE TABLE links (
    case_number TEXT NOT NULL,
    listing TEXT NOT NULL,
    PRIMARY KEY (case_number, listing)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    operator TEXT NOT NULL,
    command TEXT NOT NULL,
    scope TEXT NOT NULL,
    planned INTEGER,
    read INTEGER NOT NULL,
    incomplete INTEGER NOT NULL,
    clean INTEGER NOT NULL,
    review INTEGER NOT NULL,
    violation INTEGER NOT NULL,
    versions TEXT NOT NULL,
    exit_code INTEGER
  ) STRICT;
  CREATE TABLE run_rows (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (run, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE holds (
    id INTEGER PRIMARY KEY,
    listing TEXT,
    case_number TEXT,
    reason TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    since TEXT NOT NULL,
    lifted TEXT,
    CHECK (listing IS NOT NULL OR case_number IS NOT NULL)
  ) STRICT;
  CREATE TABLE reasons (
    listing TEXT NOT NULL,
    class TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (listing, class, since)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE prune_log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    plan TEXT NOT NULL,
    captures INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    hashes TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE case_terms (
    case_number TEXT NOT NULL,
    listing TEXT NOT NULL,
    until TEXT,
    reason TEXT NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (case_number, listing)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX case_terms_by_listing ON case_terms (listing);
  `,
  `
  ALTER TABLE runs ADD COLUMN plan TEXT;
  ALTER TABLE stops ADD COLUMN host TEXT;
  CREATE TABLE recheck_plan (
    url TEXT NOT NULL,
    listing TEXT NOT NULL,
    planned_at TEXT NOT NULL,
    every_hours REAL NOT NULL,
    gone_times INTEGER NOT NULL,
    PRIMARY KEY (url, listing)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX recheck_plan_by_listing ON recheck_plan (listing);
  CREATE TABLE rechecks (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('gone', 'remains', 'moved', 'unread', 'confirmed')),
    status INTEGER,
    note TEXT,
    UNIQUE (url, at)
  ) STRICT;
  `,
];

export const SCHEMA_VERSION = STEPS.length;

/** Brings the tables up to date. @throws EvidenceError where the file is another's, or of a newer program */
export function migrate(database: Database, path: string): void {
  const owner = database.pragma("application_id", { simple: true }) as number;
  const version = database.pragma("user_version", { simple: true }) as number;
  const isEmpty = (database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number) === 0;
  if (owner !== APPLICATION_ID && !isEmpty) {
    throw new EvidenceError("MEDLINT_EVIDENCE_VERSION", `${path} 不是证据库的索引，没有改动它；请另选文件夹`);
  }
  if (version > SCHEMA_VERSION) {
    throw new EvidenceError("MEDLINT_EVIDENCE_VERSION", `${path} 由更新版本的 medlint 写成；请升级后再用`);
  }
  if (version === SCHEMA_VERSION) return;
  database
    .transaction(() => {
      const from = database.pragma("user_version", { simple: true }) as number;
      for (const step of STEPS.slice(from)) database.exec(step);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${SCHEMA_VERSION}`);
    })
    .immediate();
}
