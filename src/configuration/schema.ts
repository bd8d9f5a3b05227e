import { z } from "zod";
import { CONTEXTS, KINDS } from "../contracts/listing.js";
import { certainty, concept, context, id, level, rule, term, text } from "../dictionaries/schema.js";
import { PROFILES } from "../rules/profile.js";
import { MAX_OWN_FOLDERS } from "./limits.js";

/** A day that exists. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "日期须写成 YYYY-MM-DD")
  .refine((value) => new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value, "没有这一天");

const path = z.string().min(1, "不能为空").max(1000, "不能超过 1000 字");

/** Why, by whom, when, and until when: of every change. */
const change = {
  reason: text.describe("为什么改"),
  author: text.describe("谁改的"),
  date: day.describe("哪一天改的"),
  until: z
    .union([z.literal("never"), day], { error: "须写明最后有效的一天（YYYY-MM-DD）；确实长期有效的写 until: never" })
    .describe("最后有效的一天；长期有效写 never"),
};

const off = z.strictObject({ rule: id, ...change });

const override = z
  .strictObject({
    rule: id,
    level: level.optional(),
    certainty: certainty.optional(),
    message: text.optional(),
    suggestion: text.optional(),
    contexts: z.array(context).min(1, "至少要有一种语境；要停用规则请用 off").optional(),
    ...change,
  })
  .refine(
    (one) => [one.level, one.certainty, one.message, one.suggestion, one.contexts].some((value) => value !== undefined),
    "至少要改 level、certainty、message、suggestion、contexts 之一",
  );

/** `medlint.config.yaml`. */
export const configurationSchema = z.strictObject({
  defaults: z
    .strictObject({
      kind: z.enum(KINDS).optional(),
      context: z.enum(CONTEXTS).optional(),
      profile: z.enum(PROFILES).optional(),
      registry: path.optional(),
      database: path.optional(),
      baseline: path.optional(),
      suppressions: path.optional(),
      columns: path.optional(),
      adapters: path.optional(),
      strict: z.boolean().optional(),
    })
    .optional()
    .describe("命令行没有写时采用的选项；路径相对于本文件"),
  dictionaries: z
    .array(z.strictObject({ folder: path, ...change }))
    .max(MAX_OWN_FOLDERS, `不能超过 ${MAX_OWN_FOLDERS} 个文件夹`)
    .default([])
    .describe("自有词库文件夹，格式与随程序的词库相同"),
  terms: z
    .array(z.strictObject({ concept: id, add: z.array(term).min(1, "至少要有一个词条"), ...change }))
    .default([])
    .describe("给已有概念增加说法"),
  concepts: z.array(concept.extend(change)).default([]).describe("新概念"),
  rules: z.array(rule.extend(change)).default([]).describe("新规则"),
  override: z.array(override).default([]).describe("改已有规则的等级、判断、说明、建议、语境"),
  off: z.array(off).default([]).describe("停用规则"),
});

export type ConfigurationFile = z.infer<typeof configurationSchema>;
export type Change = {
  readonly reason: string;
  readonly author: string;
  readonly date: string;
  readonly until: string;
};
