import type { Dialect, Kysely, SqliteDatabase, Transaction } from "kysely";
import { CaseStoreError } from "../errors.js";
import { type Flavour, migrateCases } from "./migrations.js";
import type { CaseTables } from "./tables.js";

/** How long a writer waits for another one. Eight writers in one file take turns within it. */
const BUSY_TIMEOUT_MS = 120_000;
const CACHE_KIB = 64 * 1024;
const POOL_SIZE = 4;
const CONNECT_TIMEOUT_MS = 10_000;

export type CaseQueries = Kysely<CaseTables> | Transaction<CaseTables>;

/** The open database of cases. */
export interface CaseStore {
  readonly database: Kysely<CaseTables>;
  readonly isPostgres: boolean;
  /** Runs in one transaction that holds the write lock from its start; nothing of it is kept when it throws. */
  write<Result>(act: (transaction: Transaction<CaseTables>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Whether `--database` names a server and no file. */
export function isServerUrl(database: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(database);
}

/**
 * Opens a SQLite file (created where there is none) or a PostgreSQL database and brings its tables up to date.
 *
 * @param database path, or `postgres://user@host/name`
 * @param mustExist refuses a file that holds no cases, so that a mistyped path is not read as "no cases"
 * @throws CaseStoreError where it cannot be opened or was written by a newer program
 */
export async function openCaseStore(database: string, mustExist = false): Promise<CaseStore> {
  const kysely = await import("kysely").catch(missing("kysely"));
  const { sql } = kysely;
  const isPostgres = isServerUrl(database);
  const flavour: Flavour = isPostgres
    ? { name: "postgres", text: sql`text collate "C"`, bytes: sql`bytea`, strict: sql`` }
    : { name: "sqlite", text: sql`text`, bytes: sql`blob`, strict: sql`strict` };
  const dialect = isPostgres ? await postgresDialect(kysely, database) : await sqliteDialect(kysely, database);
  const db = new kysely.Kysely<CaseTables>({ dialect });
  const guard = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    try {
      return await act();
    } catch (error) {
      throw storeError(database, error);
    }
  };
  try {
    await guard(async () => {
      if (mustExist && !isPostgres) await requireCases(db, sql, database);
      await migrateCases(db, flavour);
    });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    database: db,
    isPostgres,
    write: (act) =>
      guard(() =>
        db.transaction().execute(async (transaction) => {
          // One lock, taken first by every writer: numbers and log entries are handed out one after the other.
          if (isPostgres) await transaction.selectFrom("case_log_head").select("seq").forUpdate().execute();
          return act(transaction);
        }),
      ),
    close: () => db.destroy(),
  };
}

async function requireCases(db: Kysely<CaseTables>, sql: typeof import("kysely").sql, path: string): Promise<void> {
  const { rows } = await sql`select 1 from sqlite_schema where type = 'table' and name = 'case_meta'`.execute(db);
  if (rows.length > 0) return;
  throw new CaseStoreError(
    "MEDLINT_CASES_DATABASE",
    `${path} 不是案件库：里面没有案件；请检查路径，或先用 medlint check --record、medlint cases create 建立`,
  );
}

async function sqliteDialect(kysely: typeof import("kysely"), path: string): Promise<Dialect> {
  const { default: Sqlite } = await import("better-sqlite3");
  /** `begin` alone would take the lock at the first write, and fail where another wrote since the first read. */
  class ImmediateDriver extends kysely.SqliteDriver {
    override async beginTransaction(connection: import("kysely").DatabaseConnection): Promise<void> {
      await connection.executeQuery(kysely.CompiledQuery.raw("begin immediate"));
    }
  }
  class ImmediateDialect extends kysely.SqliteDialect {
    readonly #open: () => Promise<SqliteDatabase>;
    constructor(open: () => Promise<SqliteDatabase>) {
      super({ database: open });
      this.#open = open;
    }
    override createDriver() {
      return new ImmediateDriver({ database: this.#open });
    }
  }
  return new ImmediateDialect(async () => {
    try {
      const file = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
      file.pragma("journal_mode = WAL");
      file.pragma("synchronous = FULL");
      file.pragma("foreign_keys = ON");
      file.pragma(`cache_size = -${CACHE_KIB}`);
      return file;
    } catch (error) {
      throw storeError(path, error);
    }
  });
}

async function postgresDialect(kysely: typeof import("kysely"), url: string): Promise<Dialect> {
  const { default: pg } = await import("pg").catch(missing("pg"));
  return new kysely.PostgresDialect({
    pool: async () => {
      const pool = new pg.Pool({
        connectionString: url,
        max: POOL_SIZE,
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        application_name: "medlint",
      });
      // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
      pool.on("error", () => undefined);
      return pool;
    },
  });
}

function missing(name: string): (cause: unknown) => never {
  return (cause) => {
    throw new CaseStoreError(
      "MEDLINT_CASES_MODULE",
      `案件库需要可选组件 ${name}；请运行 npm install ${name} 后再试`,
      cause,
    );
  };
}

/** What a database throws, as a sentence; our own errors are handed through. */
function storeError(database: string, error: unknown): unknown {
  if (!(error instanceof Error) || error.name.endsWith("Error") === false) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code.startsWith("MEDLINT_")) return error;
  const place = isServerUrl(database) ? "PostgreSQL 案件库" : `案件库 ${database}`;
  if (code.startsWith("SQLITE_BUSY") || code === "55P03" || code === "40P01") {
    return new CaseStoreError("MEDLINT_CASES_BUSY", `${place} 正被其他程序写入，请稍后再试`, error);
  }
  if (code === "SQLITE_FULL" || code === "53100") {
    return new CaseStoreError("MEDLINT_DISK_FULL", `磁盘已满，${place} 无法写入；请腾出空间后重新运行`, error);
  }
  if (
    code === "SQLITE_CANTOPEN" ||
    error.message.includes("directory does not exist") ||
    code.startsWith("SQLITE_READONLY")
  ) {
    return new CaseStoreError(
      "MEDLINT_CASES_DATABASE",
      `${place} 没有权限打开，或所在文件夹不存在；请检查路径和权限`,
      error,
    );
  }
  if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT")) {
    return new CaseStoreError(
      "MEDLINT_CASES_DATABASE",
      `${place} 不是案件库文件或者已损坏；请从备份恢复（medlint backup restore）`,
      error,
    );
  }
  if (code.startsWith("SQLITE_CONSTRAINT") || code.startsWith("23")) return error;
  const isDatabase = code.startsWith("SQLITE_") || /^[0-9A-Z]{5}$/.test(code) || code.startsWith("E");
  if (!isDatabase) return error;
  return new CaseStoreError("MEDLINT_CASES_DATABASE", `${place} 无法使用（${error.message}）`, error);
}
