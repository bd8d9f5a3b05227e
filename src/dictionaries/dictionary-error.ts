/** A dictionary file that cannot be used. `line` and `column` count from 1. */
export class DictionaryError extends Error {
  readonly code = "MEDLINT_DICTIONARY";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;

  constructor(file: string, line: number, column: number, reason: string, what = "词库文件") {
    super(`${what} ${file} 第 ${line} 行第 ${column} 列：${reason}`);
    this.name = "DictionaryError";
    this.file = file;
    this.line = line;
    this.column = column;
    this.reason = reason;
  }
}
