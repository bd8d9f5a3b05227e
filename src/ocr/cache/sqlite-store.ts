import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { PictureReading } from "../../contracts/ocr.js";
import { MAX_STORED_READINGS } from "../limits.js";
import type { ReadingStore } from "./reading-cache.js";

const FILE = "ocr-readings.sqlite";
/** Writes between two looks at how many there are. */
const PRUNE_EVERY = 1_000;

/**
 * Opens the cache in a folder, made where it is missing. Several processes may use it at once.
 *
 * @throws where the folder cannot be written
 */
export function openReadingStore(folder: string, limit = MAX_STORED_READINGS): ReadingStore {
  mkdirSync(folder, { recursive: true });
  const database = new Database(join(folder, FILE), { timeout: 5_000 });
  database.pragma("journal_mode = WAL");
  // A reading lost by a power cut is read again.
  database.pragma("synchronous = OFF");
  database.exec("CREATE TABLE IF NOT EXISTS reading (key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT");
  const select = database.prepare<[string], { value: string }>("SELECT value FROM reading WHERE key = ?");
  const insert = database.prepare("INSERT OR REPLACE INTO reading (key, value) VALUES (?, ?)");
  const prune = database.prepare("DELETE FROM reading WHERE rowid <= (SELECT max(rowid) FROM reading) - ?");
  let writes = 0;
  return {
    get(key) {
      const row = select.get(key);
      return row === undefined ? null : parse(row.value);
    },
    set(key, reading) {
      insert.run(key, JSON.stringify(reading));
      if (++writes % PRUNE_EVERY === 0) prune.run(limit);
    },
    close() {
      prune.run(limit);
      database.close();
    },
  };
}

/** A row that is no reading (a damaged file) counts as not there. */
function parse(value: string): PictureReading | null {
  try {
    const reading = JSON.parse(value) as PictureReading;
    return Array.isArray(reading.lines) && Array.isArray(reading.notes) ? reading : null;
  } catch {
    return null;
  }
}
