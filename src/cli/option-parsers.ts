import type { Command } from "commander";
import { dayInShanghai } from "../prepare/day.js";
import { UsageError } from "./errors.js";

/** A parser of an option that takes one of a list of words. */
export function oneOf<T extends string>(option: string, words: readonly T[]): (value: string) => T {
  return (value) => {
    const found = words.find((word) => word === value);
    if (found === undefined) {
      throw new UsageError(`${option} 的值“${value}”无效，可用：${words.join("、")}`, "MEDLINT_USAGE_CHOICE");
    }
    return found;
  };
}

/** A parser of an option that takes some of a list of words, separated by commas. */
export function listOf<T extends string>(option: string, words: readonly T[]): (value: string) => T[] {
  const parse = oneOf(option, words);
  return (value) => value.split(/[,，、]/).map((word) => parse(word.trim()));
}

/** Parses `YYYY-MM-DD`, a day that exists. */
export function parseDay(option: string): (value: string) => string {
  return (value) => {
    if (value.length === 10 && dayInShanghai(value) !== null) return value;
    throw new UsageError(`${option} 的值“${value}”不是有效日期，应为 2026-03-01 这样的写法`, "MEDLINT_USAGE_DAY");
  };
}

/** Parses the two-digit code of a province, as in GB/T 2260. */
export function parseProvince(option: string): (value: string) => string {
  return (value) => {
    if (/^[1-8]\d$/.test(value)) return value;
    throw new UsageError(`${option} 的值“${value}”无效，应为两位省级代码，如 33（浙江）`, "MEDLINT_USAGE_CHOICE");
  };
}

/** Formats of the commands that print a table. */
export const TABLE_FORMATS = ["stylish", "json"] as const;

/** Names of the options that the command line gave itself, as against built-in defaults. */
export function givenOptions(command: Command): ReadonlySet<string> {
  return new Set(Object.keys(command.opts()).filter((name) => command.getOptionValueSource(name) === "cli"));
}

/** Collects an option that may be given several times. */
export function collect(value: string, previous: readonly string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** A parser of a whole number from `least` to `most`. */
export function countOf(option: string, most: number, least = 1): (value: string) => number {
  return (value) => {
    const count = /^\d{1,9}$/.test(value) ? Number(value) : -1;
    if (count >= least && count <= most) return count;
    throw new UsageError(`${option} 的值“${value}”无效，应为 ${least} 至 ${most} 的整数`, "MEDLINT_USAGE_COUNT");
  };
}
