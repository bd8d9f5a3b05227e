/** A crawl that cannot go on: a stable code and a Chinese sentence that says what to do. */
export class CrawlError extends Error {
  readonly code: `MEDLINT_${string}`;

  constructor(code: `MEDLINT_${string}`, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
  }
}

/** What SQLite says of the crawl's database, in words; anything else is given back as it is. */
export function crawlDatabaseError(path: string, error: unknown): unknown {
  if (error instanceof CrawlError) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  const say = (name: `MEDLINT_${string}`, text: string) =>
    new CrawlError(name, `${path}：${text}。已完成的页面都已保存，排除原因后用同一条命令继续`, error);
  if (code === "SQLITE_FULL" || code === "ENOSPC") return say("MEDLINT_CRAWL_DISK_FULL", "磁盘已满，无法写入");
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
    return say("MEDLINT_CRAWL_LOCKED", "数据库被另一个程序占用");
  if (code.startsWith("SQLITE_IOERR")) return say("MEDLINT_CRAWL_IO", `读写失败（${code}），可能是磁盘已满或掉线`);
  if (code.startsWith("SQLITE_READONLY")) return say("MEDLINT_CRAWL_READONLY", "数据库只读");
  if (code === "SQLITE_CORRUPT" || code === "SQLITE_NOTADB")
    return new CrawlError("MEDLINT_CRAWL_CORRUPT", `${path} 不是采集数据库，或者已损坏；请换一个文件`, error);
  if (code === "SQLITE_CANTOPEN")
    return new CrawlError("MEDLINT_CRAWL_OPEN", `无法打开或新建 ${path}；请检查文件夹和权限`, error);
  return error;
}
