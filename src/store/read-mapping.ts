import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { KINDS } from "../contracts/listing.js";
import { ImportError } from "./errors.js";
import type { Mapping } from "./mapping.js";

const MAX_MAPPING_BYTES = 1024 * 1024;

export const field = z.strictObject({
  from: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .transform((one) => (Array.isArray(one) ? one : [one])),
  as: z.enum(["text", "date", "list", "number"]).optional(),
  values: z.record(z.string(), z.string()).optional(),
});
/** `产品名称` alone stands for `{from: [产品名称]}`. */
export const shortField = z.union([
  z
    .string()
    .min(1)
    .transform((from) => ({ from: [from] })),
  field,
]);

export const layout = z.strictObject({
  headerRow: z.int().min(1).max(1000).optional(),
  sheet: z.string().optional(),
  element: z.string().optional(),
});

const schema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, "只能用小写字母、数字和连字符"),
  name: z.string().min(1),
  kinds: z.array(z.enum(KINDS)).min(1),
  detect: z.array(z.string()).default([]),
  layout: layout.optional(),
  fields: z.strictObject({
    number: shortField,
    productName: shortField.optional(),
    scope: shortField.optional(),
    contraindications: shortField.optional(),
    precautions: shortField.optional(),
    models: shortField.optional(),
    composition: shortField.optional(),
    holder: shortField.optional(),
    manufacturers: shortField.optional(),
    class: shortField.optional(),
    dosageForm: shortField.optional(),
    rx: shortField.optional(),
    validUntil: shortField.optional(),
    approvedOn: shortField.optional(),
    status: shortField.optional(),
  }),
});

/** Fields that are read in a certain way unless the mapping says otherwise. */
const DEFAULTS = { number: "number", validUntil: "date", approvedOn: "date", manufacturers: "list" } as const;

/**
 * Reads a mapping from a YAML or JSON file: which column is which field. See docs/registry.md.
 *
 * @throws ImportError `MEDLINT_IMPORT_MAPPING` where the file cannot be read or says something else
 * @example
 * readMapping("udi.yaml").fields.number.from; // ["zczbhhzbapzbh"]
 */
export function readMapping(path: string): Mapping {
  const data = readMappingFile(path, schema, "须有 id、name、kinds、fields.number");
  const { fields, ...rest } = data;
  const read = Object.fromEntries(
    Object.entries(fields).map(([name, spec = { from: [] }]) => [
      name,
      { ...spec, as: ("as" in spec ? spec.as : undefined) ?? DEFAULTS[name as keyof typeof DEFAULTS] ?? "text" },
    ]),
  );
  return { ...rest, fields: read as unknown as Mapping["fields"] };
}

/** @throws ImportError `MEDLINT_IMPORT_MAPPING` where the file cannot be read or does not fit the schema */
export function readMappingFile<Data>(path: string, schema: z.ZodType<Data>, needed: string): Data {
  let value: unknown;
  try {
    const text = readFileSync(path);
    if (text.length > MAX_MAPPING_BYTES) throw new Error("文件过大");
    value = parse(text.toString("utf8"), { maxAliasCount: 0 });
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "";
    throw new ImportError("MEDLINT_IMPORT_MAPPING", path, `映射文件 ${path} 无法读取：${why}`, cause);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "整个文件"}：${issue.message}`);
  const message = `映射文件 ${path} 不合要求：${issues.join("；")}；${needed}`;
  throw new ImportError("MEDLINT_IMPORT_MAPPING", path, message);
}
