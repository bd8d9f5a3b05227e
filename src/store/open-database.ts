import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import Sqlite, { type Database } from "better-sqlite3";
import { CorruptRegistryError, MissingRegistryError, RegistryVersionError, registryError } from "./errors.js";
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from "./migrations.js";

const PAGE_BYTES = 8192;
const MAGIC = "SQLite format 3\0";
const BUSY_TIMEOUT_MS = 5_000;
/** An import writes the same pages of the index again and again: checkpoints of 4 MB, the default, cost a tenth of its time. */
const CHECKPOINT_PAGES = 16_000;
/** Upper pages of the index of millions of numbers; bounds the memory of an import. */
const WRITER_CACHE_KIB = 128 * 1024;
/** SQLite's own upper limit; the rest of a larger file is read in the common way. */
const MAPPED_BYTES = 2 ** 31 - 2 ** 16;

/** Opens the file for reading; it must be a registry of the present version. */
export function openForReading(path: string): Database {
  if (!existsSync(path)) throw new MissingRegistryError(path);
  return guarded(path, () => {
    checkMagic(path);
    const database = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    return closedOnFailure(database, () => {
      checkOwner(database, path);
      // Pages are read where the system has them: workers share them, and a look-up copies none (a fifth of its time).
      database.pragma(`mmap_size = ${MAPPED_BYTES}`);
      const version = database.pragma("user_version", { simple: true }) as number;
      if (version !== SCHEMA_VERSION) throw new RegistryVersionError(path, version, SCHEMA_VERSION);
    });
  });
}

/** Opens or creates the file for writing and brings it up to date. */
export function openForWriting(path: string): Database {
  return guarded(path, () => {
    const isNew = !existsSync(path) || statSync(path).size === 0;
    if (!isNew) checkMagic(path);
    const database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
    return closedOnFailure(database, () => {
      if (!isNew) checkOwner(database, path);
      // Of a file that has no pages yet. Larger pages are fewer to write: the log writes each by itself.
      database.pragma(`page_size = ${PAGE_BYTES}`);
      database.pragma("journal_mode = WAL");
      database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      database.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
      database.pragma("synchronous = NORMAL");
      database.pragma("foreign_keys = ON");
      migrate(database, path);
    });
  });
}

function guarded(path: string, open: () => Database): Database {
  try {
    return open();
  } catch (error) {
    throw registryError(path, error);
  }
}

function closedOnFailure(database: Database, check: () => void): Database {
  try {
    check();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkMagic(path: string): void {
  if (!statSync(path).isFile()) throw new CorruptRegistryError(path, "不是文件");
  const head = Buffer.alloc(MAGIC.length);
  const handle = openSync(path, "r");
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  if (head.toString("latin1") !== MAGIC) throw new CorruptRegistryError(path, "不是注册库文件");
}

/** A file that an import left before its first commit has no owner and no tables: it is as good as new. */
function checkOwner(database: Database, path: string): void {
  const owner = database.pragma("application_id", { simple: true }) as number;
  if (owner === APPLICATION_ID) return;
  const tables = database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number;
  if (owner === 0 && tables === 0 && !database.readonly) return;
  throw new CorruptRegistryError(path, "是其他程序的数据库，不是注册库");
}
