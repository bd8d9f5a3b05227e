import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { MAX_COLUMNS_FILE_BYTES } from "../../limits.js";
import { COLUMN_FIELDS, type ColumnField } from "./column-names.js";

/** What the columns of a table mean, as `--columns FILE` says. */
export interface ColumnMapping {
  /** Row that names the columns, from 1. Default: 1. */
  readonly headerRow?: number | undefined;
  /** Sheet of a workbook. Default: the first. */
  readonly sheet?: string | undefined;
  /** Columns of a field, the first one that is filled counts. Columns not named are attributes. */
  readonly fields: Readonly<Partial<Record<ColumnField, readonly string[]>>>;
  /** Columns that are not checked. */
  readonly skip: readonly string[];
}

const names = z.union([
  z
    .string()
    .min(1)
    .transform((one) => [one]),
  z.array(z.string().min(1)).min(1),
]);
const schema = z.strictObject({
  headerRow: z.int().min(1).max(1000).optional(),
  sheet: z.string().min(1).optional(),
  fields: z.partialRecord(z.enum(COLUMN_FIELDS), names).default({}),
  skip: z.array(z.string()).default([]),
});

/** A mapping of columns cannot be used; the message is a Chinese sentence. */
export class ColumnMappingError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = new.target.name;
  }
}

/**
 * Reads a mapping of columns, YAML or JSON.
 *
 * @throws ColumnMappingError
 * @example
 * readColumnMapping("columns.yaml").fields.title; // → ["商品名"]
 */
export async function readColumnMapping(path: string): Promise<ColumnMapping> {
  let text: string;
  try {
    if (statSync(path).size > MAX_COLUMNS_FILE_BYTES) throw new Error(`超过 ${MAX_COLUMNS_FILE_BYTES} 字节`);
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new ColumnMappingError(`无法读取 --columns 指定的文件 ${path}：${(cause as Error).message}`, cause);
  }
  return parseColumnMapping(text, path);
}

/** @param name of the file, for messages */
export async function parseColumnMapping(text: string, name: string): Promise<ColumnMapping> {
  const { parse } = await import("yaml");
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    throw new ColumnMappingError(`${name} 不是合法的 YAML（引号、缩进或括号有误）`, cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as ColumnMapping;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") || "文件";
  throw new ColumnMappingError(
    `${name} 的 ${where} 有误：${issue?.message ?? ""}。fields 中可用：${COLUMN_FIELDS.join("、")}`,
  );
}
