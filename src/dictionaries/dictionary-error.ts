/** A dictionary file that cannot be used. `line` and `column` count from 1; 0 where no place in it is meant. */
export class DictionaryError extends Error {
  readonly code = "MEDLINT_DICTIONARY";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;

  constructor(file: string, line: number, column: number, reason: string, what = "词库文件", cause?: unknown) {
    const place = line === 0 ? "" : ` 第 ${line} 行第 ${column} 列`;
    super(`${what} ${file}${place}：${reason}`, cause === undefined ? undefined : { cause });
    this.name = "DictionaryError";
    this.file = file;
    this.line = line;
    this.column = column;
    this.reason = reason;
  }
}
