/** A failure that a person can act on: a stable code and one Chinese sentence; ends the command with `exitCode`. */
export class CliError extends Error {
  readonly code: `MEDLINT_${string}`;
  readonly exitCode: number;

  constructor(code: `MEDLINT_${string}`, message: string, options: { cause?: unknown; exitCode?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.exitCode = options.exitCode ?? 2;
  }
}

/** The command line itself cannot be understood. */
export class UsageError extends CliError {
  constructor(message: string, code: `MEDLINT_USAGE_${string}` = "MEDLINT_USAGE_ARGUMENT", cause?: unknown) {
    super(code, message, { cause });
  }
}

/** A file that the command was told to use (registry, dictionary, output) cannot be used. */
export class ConfigurationError extends CliError {}

/** A file that the command was told to read cannot be read. */
export class UnreadableInputError extends CliError {
  constructor(message: string, cause?: unknown) {
    super("MEDLINT_INPUT_UNREADABLE", message, { cause, exitCode: 3 });
  }
}

const SYSTEM_SENTENCE = /\b(E[A-Z0-9]{2,14}): [a-z][a-z ,]*(?:'[^'\n]*'(?: -> '[^'\n]*')?)?/g;
const CONNECTION = /\b(?:connect|getaddrinfo) (E[A-Z_]{2,20})\b/g;

/**
 * A message with the system's English sentences said in Chinese, wherever they were quoted.
 *
 * @example
 * withoutSystemEnglish("无法读取（ENOENT: no such file or directory, open 'x'）"); // → "无法读取（不存在）"
 */
export function withoutSystemEnglish(message: string): string {
  const say = (whole: string, code: string) => {
    const words = describeSystemError({ code, message: whole });
    return words === whole ? code : words;
  };
  return message.replaceAll(SYSTEM_SENTENCE, say).replaceAll(CONNECTION, say);
}

/**
 * What no command turned into a sentence of its own, but carries a code that is known: of the store, of the system. A
 * full disk is no fault of the program.
 */
export function knownError(error: unknown): CliError | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  const { code } = error;
  if (code.startsWith("MEDLINT_")) return new CliError(code as `MEDLINT_${string}`, error.message, { cause: error });
  if (code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL") {
    return new CliError("MEDLINT_DISK_FULL", "磁盘已满，没有写完；请腾出空间后重新运行", { cause: error });
  }
  if (!("syscall" in error)) return null;
  const path = "path" in error && typeof error.path === "string" ? `${error.path}：` : "";
  return new CliError("MEDLINT_SYSTEM", `${path}${describeSystemError(error)}`, { cause: error });
}

/** What the system says of a file, in words. */
export function describeSystemError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const known: Readonly<Record<string, string>> = {
    ENOENT: "不存在",
    EACCES: "没有权限",
    EPERM: "没有权限",
    EISDIR: "是文件夹，应为文件",
    ENOTDIR: "路径中有一段不是文件夹",
    ENOSPC: "磁盘已满",
    EROFS: "磁盘只读",
    EDQUOT: "磁盘配额已满",
    EFBIG: "文件过大",
    EIO: "磁盘读写出错",
    ELOOP: "符号链接互相指向",
    EMFILE: "打开的文件过多",
    ENFILE: "打开的文件过多",
    ENAMETOOLONG: "路径过长",
    ETXTBSY: "正被占用",
    EBUSY: "正被占用",
    SQLITE_FULL: "磁盘已满",
    ECONNREFUSED: "连接被拒绝",
    ECONNRESET: "连接被中断",
    ETIMEDOUT: "连接超时",
    ENOTFOUND: "找不到主机",
    EAI_AGAIN: "找不到主机",
  };
  return (code !== undefined && known[code]) || messageOf(error);
}

function messageOf(error: unknown): string {
  const message = (error as { readonly message?: unknown } | null)?.message;
  return typeof message === "string" ? message : String(error);
}
