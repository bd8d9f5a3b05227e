/**
 * The tables of a crawl. Addresses, what is known of them, and what they came to stand in one file, so that a page's
 * result and its address's state are committed together. Moments are milliseconds since 1970.
 */
export const FRONTIER_TABLES = `
  CREATE TABLE round (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    taken INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE host (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE url (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'done', 'unchanged', 'failed', 'gone', 'forbidden', 'skipped')),
    round INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    via TEXT NOT NULL,
    found_on INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0,
    leased_at INTEGER,
    render INTEGER NOT NULL DEFAULT 0,
    status INTEGER,
    reason TEXT,
    detail TEXT,
    fetched_at INTEGER,
    etag TEXT,
    last_modified TEXT,
    page_id INTEGER
  ) STRICT;
  CREATE INDEX url_waiting ON url (host_id, attempts, next_at, id) WHERE state = 'waiting';
  CREATE INDEX url_leased ON url (id) WHERE state = 'leased';
  CREATE INDEX url_by_page ON url (page_id) WHERE page_id IS NOT NULL;
  CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    document BLOB NOT NULL
  ) STRICT;
  CREATE TABLE result (
    url_id INTEGER PRIMARY KEY,
    judged_by TEXT NOT NULL,
    status TEXT NOT NULL,
    findings INTEGER NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    fetched_at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Second version: pictures of pages and what was read from them, and what is still to be kept as evidence or put into
 * cases. A page whose pictures wait is fetched and judged by its text; it is judged again when they are read.
 */
export const PICTURE_TABLES = `
  ALTER TABLE url ADD COLUMN previous TEXT;
  ALTER TABLE url ADD COLUMN pictures INTEGER;
  ALTER TABLE url ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX url_suspect ON url (interrupted, id) WHERE state = 'waiting' AND interrupted >= 2;
  ALTER TABLE round ADD COLUMN monitoring INTEGER;
  CREATE TABLE picture (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    round INTEGER NOT NULL,
    hash BLOB,
    reason TEXT,
    etag TEXT,
    last_modified TEXT,
    fetched_at INTEGER
  ) STRICT;
  CREATE TABLE reading (
    hash BLOB NOT NULL,
    engine TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (hash, engine)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE shown (
    url_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    picture_id INTEGER NOT NULL,
    engine TEXT NOT NULL,
    PRIMARY KEY (url_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE picture_job (
    url_id INTEGER PRIMARY KEY,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX picture_job_order ON picture_job (attempts, url_id);
  CREATE TABLE picture_bytes (
    hash BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE outbox (
    url_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('page', 'unread', 'gone', 'rescan')),
    at INTEGER NOT NULL,
    status INTEGER,
    headers TEXT NOT NULL,
    body BLOB
  ) STRICT;
  CREATE TABLE shop_page (
    url_id INTEGER PRIMARY KEY,
    host_id INTEGER NOT NULL,
    role TEXT NOT NULL
  ) STRICT;
  CREATE INDEX shop_page_by_host ON shop_page (host_id);
`;

/**
 * Third version: pictures of unchanged pages are looked at again in turn; how a page was come by goes to evidence with it;
 * what a round set out to read is counted at its start; goods under a stop are asked for again before all others.
 */
export const AGAIN_TABLES = `
  ALTER TABLE url ADD COLUMN look INTEGER;
  ALTER TABLE url ADD COLUMN looked_at INTEGER;
  ALTER TABLE shown ADD COLUMN hash BLOB;
  ALTER TABLE picture_job ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE outbox RENAME TO outbox_before;
  CREATE TABLE outbox (
    url_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('page', 'unread', 'gone', 'moved', 'rescan')),
    at INTEGER NOT NULL,
    status INTEGER,
    headers TEXT NOT NULL,
    body BLOB,
    facts TEXT
  ) STRICT;
  INSERT INTO outbox SELECT url_id, kind, at, status, headers, body, NULL FROM outbox_before;
  DROP TABLE outbox_before;
  CREATE INDEX url_variant ON url (found_on) WHERE via = 'variant';
  ALTER TABLE round ADD COLUMN known INTEGER;
  ALTER TABLE round ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
`;
