import { closeSync, openSync, rmSync, statSync } from "node:fs";
import Sqlite, { type Database } from "better-sqlite3";
import { BusyRegistryError } from "./errors.js";

/** Another process may take the file away between opening and locking it; then a new one is made. */
const MAX_TRIES = 5;

/**
 * Holds a registry for one import at a time. An import commits many times, so SQLite's own write lock does not do; a lock on
 * an empty database beside the registry is given back by the system when the process is killed. The file goes with the lock.
 */
export class ImportLock {
  readonly #path: string;
  readonly #database: Database;

  /** @throws BusyRegistryError another import is going on */
  constructor(path: string) {
    this.#path = `${path}-importing`;
    this.#database = this.#acquire(path);
  }

  release(): void {
    // Taken away while it is still held: nobody can lock a file that is about to go. Windows wants it closed first.
    if (process.platform !== "win32") rmSync(this.#path, { force: true });
    this.#database.close();
    if (process.platform === "win32") removeClosed(this.#path);
  }

  #acquire(path: string): Database {
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      closeSync(openSync(this.#path, "a"));
      const before = inodeOf(this.#path);
      const database = new Sqlite(this.#path, { timeout: 0 });
      try {
        database.exec("BEGIN EXCLUSIVE");
      } catch (cause) {
        database.close();
        throw new BusyRegistryError(path, cause);
      }
      // A lock on a file that was taken away since holds nobody off.
      if (before !== null && inodeOf(this.#path) === before) return database;
      database.close();
    }
    throw new BusyRegistryError(path, undefined);
  }
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function removeClosed(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Another import has opened it meanwhile.
  }
}
