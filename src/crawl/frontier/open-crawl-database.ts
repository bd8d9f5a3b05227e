import Sqlite, { type Database } from "better-sqlite3";
import { CrawlError, crawlDatabaseError } from "../errors.js";
import { AGAIN_TABLES, FRONTIER_TABLES, PICTURE_TABLES } from "./frontier-tables.js";

const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIB = 64 * 1024;
/** "MDLC": tells our files from other SQLite files. */
const APPLICATION_ID = 0x4d444c43;
/** Each step leads from the version of its index to the next one. */
const MIGRATIONS = [FRONTIER_TABLES, PICTURE_TABLES, AGAIN_TABLES];
const VERSION = MIGRATIONS.length;

/** An open database of a crawl, which no other process crawls with. */
export interface CrawlDatabase {
  readonly database: Database;
  readonly path: string;
  close(): void;
}

/**
 * Opens or creates the database of a crawl and takes its lock, which the system gives back however the process ends.
 *
 * @throws CrawlError `MEDLINT_CRAWL_LOCKED` where another process has it, and see `crawlDatabaseError`
 */
export function openCrawlDatabase(path: string): CrawlDatabase {
  let lock: Database | null = null;
  let database: Database | null = null;
  const close = () => {
    database?.close();
    lock?.close();
  };
  try {
    if (path !== ":memory:") lock = takeLock(path);
    database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
    const owner = database.pragma("application_id", { simple: true }) as number;
    const tables = database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number;
    if (owner !== APPLICATION_ID && !(owner === 0 && tables === 0))
      throw new CrawlError("MEDLINT_CRAWL_CORRUPT", `${path} 是其他程序的数据库，不是采集数据库；请换一个文件`);
    const found = database.pragma("user_version", { simple: true }) as number;
    if (found > VERSION)
      throw new CrawlError("MEDLINT_CRAWL_VERSION", `${path} 由更新版本的 medlint 写成（${found}）；请升级 medlint`);
    database.pragma("journal_mode = WAL");
    // A process that dies loses nothing; a power cut may cost the last commits, never the file's consistency.
    database.pragma("synchronous = NORMAL");
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma("wal_autocheckpoint = 4000");
    if (found < VERSION) {
      const fresh = database;
      fresh.transaction(() => {
        for (const step of MIGRATIONS.slice(found)) fresh.exec(step);
        fresh.pragma(`application_id = ${APPLICATION_ID}`);
        fresh.pragma(`user_version = ${VERSION}`);
      })();
    }
    return { database, path, close };
  } catch (error) {
    close();
    throw crawlDatabaseError(path, error);
  }
}

/** A write lock on a small file beside the database, held as long as the process lives. */
function takeLock(path: string): Database {
  const lock = new Sqlite(`${path}.lock`, { timeout: 0 });
  try {
    lock.pragma("journal_mode = DELETE");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY"))
      throw new CrawlError(
        "MEDLINT_CRAWL_LOCKED",
        `${path} 正由另一个 medlint 采集；等它结束，或者换一个 --database`,
        error,
      );
    throw error;
  }
}
