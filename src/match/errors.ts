/** A serialised matcher that cannot be used: damaged, of another version, or something else altogether. */
export class CorruptMatcherError extends Error {
  readonly code = "MEDLINT_MATCHER_CORRUPT";
  override readonly name = "CorruptMatcherError";

  constructor(expected: string, got: string) {
    super(`不是可用的匹配器数据：应为 ${expected}，实为 ${got}。请重新编译词典。`);
  }
}
