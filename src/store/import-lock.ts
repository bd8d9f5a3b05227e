import Sqlite, { type Database } from "better-sqlite3";
import { BusyRegistryError } from "./errors.js";

/**
 * Holds a registry for one import at a time. An import commits many times, so SQLite's own write lock does not do; a lock on
 * an empty database beside the registry is given back by the system when the process is killed.
 */
export class ImportLock {
  readonly #database: Database;

  /** @throws BusyRegistryError another import is going on */
  constructor(path: string) {
    this.#database = new Sqlite(`${path}-importing`, { timeout: 0 });
    try {
      this.#database.exec("BEGIN EXCLUSIVE");
    } catch (cause) {
      this.#database.close();
      throw new BusyRegistryError(path, cause);
    }
  }

  release(): void {
    this.#database.close();
  }
}
