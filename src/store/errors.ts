import type { RowsErrorCode } from "./rows/rows-error.js";

export type RegistryErrorCode =
  | "MEDLINT_REGISTRY_MISSING"
  | "MEDLINT_REGISTRY_CORRUPT"
  | "MEDLINT_LISTINGS_MISSING"
  | "MEDLINT_REGISTRY_VERSION"
  | "MEDLINT_REGISTRY_BUSY"
  | "MEDLINT_REGISTRY_ACCESS"
  | "MEDLINT_DISK_FULL"
  | "MEDLINT_IMPORT_OPTION"
  | "MEDLINT_IMPORT_UNREADABLE"
  | "MEDLINT_IMPORT_MAPPING"
  | RowsErrorCode;

/** Something is wrong with the registry file or an import; the message is a Chinese sentence that says what to do next. */
export class RegistryError extends Error {
  readonly code: RegistryErrorCode;
  /** The file concerned. */
  readonly path: string;

  constructor(code: RegistryErrorCode, path: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.path = path;
  }
}

/** There is no such file. */
export class MissingRegistryError extends RegistryError {
  constructor(path: string) {
    super(
      "MEDLINT_REGISTRY_MISSING",
      path,
      `找不到注册库文件 ${path}；请检查路径，或先用 medlint registry import 导入`,
    );
  }
}

/** Nothing was recorded in this file, or there is none. */
export class MissingListingsError extends RegistryError {
  constructor(path: string) {
    super(
      "MEDLINT_LISTINGS_MISSING",
      path,
      `${path} 中没有记录过的商品；请检查路径，或先用 medlint check --record --database 记录`,
    );
  }
}

/** The file is damaged, or is no registry of ours. */
export class CorruptRegistryError extends RegistryError {
  constructor(path: string, what: string, cause?: unknown) {
    const message = `注册库文件 ${path} ${what}；请从备份恢复，或删除后用 medlint registry import 重新导入`;
    super("MEDLINT_REGISTRY_CORRUPT", path, message, cause);
  }
}

/** The file was written by a newer program, or by an older one and cannot be brought up to date read-only. */
export class RegistryVersionError extends RegistryError {
  /** @param command that writes such a file and so brings it up to date */
  constructor(path: string, found: number, expected: number, command = "medlint registry import") {
    const remedy = found > expected ? "请升级 medlint" : `请先运行一次 ${command}，文件会自动升级`;
    super(
      "MEDLINT_REGISTRY_VERSION",
      path,
      `注册库或商品库 ${path} 的结构版本是 ${found}，本程序需要 ${expected}；${remedy}`,
    );
  }
}

/** Another process is writing. */
export class BusyRegistryError extends RegistryError {
  constructor(path: string, cause: unknown) {
    super("MEDLINT_REGISTRY_BUSY", path, `注册库文件 ${path} 正被另一程序写入，请稍后再试`, cause);
  }
}

/** The file may not be read or written. */
export class ForbiddenRegistryError extends RegistryError {
  constructor(path: string, cause: unknown) {
    super(
      "MEDLINT_REGISTRY_ACCESS",
      path,
      `注册库文件 ${path} 没有权限打开，或者所在文件夹不存在；请检查路径和权限`,
      cause,
    );
  }
}

/** No room is left; what was being written is not kept. */
export class FullDiskError extends RegistryError {
  constructor(path: string, cause: unknown) {
    super("MEDLINT_DISK_FULL", path, `磁盘已满，${path} 无法写入；请腾出空间后重新运行`, cause);
  }
}

/** The import cannot begin or go on; nothing of it was kept. */
export class ImportError extends RegistryError {}

const FORBIDDEN: ReadonlySet<string> = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "SQLITE_CANTOPEN",
  "SQLITE_READONLY",
  "SQLITE_READONLY_DIRECTORY",
]);

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Turns what SQLite throws into an error of this door; others are handed through. */
export function registryError(path: string, error: unknown): unknown {
  if (error instanceof RegistryError) return error;
  const code = codeOf(error);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return new BusyRegistryError(path, error);
  if (code === "SQLITE_FULL" || code === "ENOSPC") return new FullDiskError(path, error);
  if (FORBIDDEN.has(code)) return new ForbiddenRegistryError(path, error);
  // better-sqlite3 has no code for this one.
  if (error instanceof TypeError && error.message.includes("directory does not exist")) {
    return new ForbiddenRegistryError(path, error);
  }
  if (code === "SQLITE_NOTADB") return new CorruptRegistryError(path, "不是注册库文件", error);
  if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_IOERR") || code === "SQLITE_FORMAT") {
    return new CorruptRegistryError(path, "已损坏，无法读取", error);
  }
  return error;
}
