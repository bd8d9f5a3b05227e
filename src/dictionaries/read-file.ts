import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { DictionaryError } from "./dictionary-error.js";
import {
  type BasisFile,
  basisFileSchema,
  type DisplayFile,
  displayFileSchema,
  type ExemptionFile,
  exemptionFileSchema,
  type RuleFile,
  ruleFileSchema,
  type StatementFile,
  type StatuteFile,
  statementFileSchema,
  statuteFileSchema,
  type TermFile,
  termFileSchema,
} from "./schema.js";

export type DictionaryFile =
  | { readonly type: "terms"; readonly file: string; readonly data: TermFile; readonly at: Locate }
  | { readonly type: "rules"; readonly file: string; readonly data: RuleFile; readonly at: Locate }
  | { readonly type: "exemptions"; readonly file: string; readonly data: ExemptionFile; readonly at: Locate }
  | { readonly type: "bases"; readonly file: string; readonly data: BasisFile; readonly at: Locate }
  | { readonly type: "display"; readonly file: string; readonly data: DisplayFile; readonly at: Locate }
  | { readonly type: "statements"; readonly file: string; readonly data: StatementFile; readonly at: Locate }
  | { readonly type: "statutes"; readonly file: string; readonly data: StatuteFile; readonly at: Locate };

/** Line and column (from 1) of the value at a path of the file. */
export type Locate = (path: readonly PropertyKey[]) => { readonly line: number; readonly column: number };

const SCHEMAS = [
  ["terms", "concepts", termFileSchema],
  ["rules", "rules", ruleFileSchema],
  ["exemptions", "exemptions", exemptionFileSchema],
  ["bases", "bases", basisFileSchema],
  ["statutes", "statutes", statuteFileSchema],
  ["statements", "statements", statementFileSchema],
  ["display", "display", displayFileSchema],
] as const;

/**
 * Parses and checks one dictionary file.
 *
 * @param file name used in errors
 * @throws DictionaryError with file, line and reason
 */
export function readDictionaryFile(file: string, yaml: string): DictionaryFile {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken) {
    const at = lines.linePos(broken.pos[0]);
    throw new DictionaryError(file, at.line, at.col, `不是有效的 YAML（${broken.message}）`);
  }
  const at: Locate = (path) => locate(document, lines, path);
  const data: unknown = document.toJS({ maxAliasCount: 100 });
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    throw new DictionaryError(file, 1, 1, "文件顶层应为键值表（topic、name、concepts 或 rules …）");
  }
  for (const [type, key, schema] of SCHEMAS) {
    if (!(key in data)) continue;
    const parsed = (schema as z.ZodType).safeParse(data);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const path = issue?.path ?? [];
      const where = at(path);
      throw new DictionaryError(
        file,
        where.line,
        where.column,
        `${path.join(".") || "文件"}：${issue?.message ?? "格式不符"}`,
      );
    }
    return { type, file, data: parsed.data, at } as DictionaryFile;
  }
  throw new DictionaryError(
    file,
    1,
    1,
    "缺少 concepts、rules、exemptions、bases、statutes、statements 或 display 之一",
  );
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
