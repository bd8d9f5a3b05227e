import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { DictionaryError } from "./dictionary-error.js";
import { describeSchemaIssue, describeYamlFault } from "./yaml-faults.js";

/** Line and column (from 1) of the value at a path of the file. */
export type Locate = (path: readonly PropertyKey[]) => { readonly line: number; readonly column: number };

/** A YAML file as plain data, with the place of each value for complaints. */
export interface YamlFile {
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Locate;
}

const MAX_ALIASES = 100;

/**
 * Parses a YAML file whose top is a table of keys and values.
 *
 * @param file name used in errors
 * @param what what the file is called in errors
 * @throws DictionaryError with file, line and reason
 */
export function readYaml(file: string, yaml: string, what?: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken) {
    const at = lines.linePos(broken.pos[0]);
    throw new DictionaryError(file, at.line, at.col, `不是有效的 YAML（${describeYamlFault(broken)}）`, what);
  }
  const at: Locate = (path) => locate(document, lines, path);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    throw new DictionaryError(file, 1, 1, "别名展开过多或无法展开", what, cause);
  }
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    throw new DictionaryError(
      file,
      1,
      1,
      what === undefined ? "文件顶层应为键值表（topic、name、concepts 或 rules …）" : "文件顶层应为键值表（名称: 值）",
      what,
    );
  }
  return { data: data as Record<string, unknown>, at };
}

/** The first complaint of a schema, with its place in the file. */
export function schemaError(file: string, error: z.ZodError, at: Locate, what?: string): DictionaryError {
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  const where = at(path);
  const reason = `${path.join(".") || "文件"}：${describeSchemaIssue(issue)}`;
  return new DictionaryError(file, where.line, where.column, reason, what);
}

function locate(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
): { line: number; column: number } {
  let node: unknown = document.contents;
  let offset = isNode(node) && node.range ? node.range[0] : 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(key));
      if (isNode(pair?.key) && pair.key.range) offset = pair.key.range[0];
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      if (isNode(node) && node.range) offset = node.range[0];
    } else break;
  }
  const position = lines.linePos(offset);
  return { line: Math.max(1, position.line), column: Math.max(1, position.col) };
}
