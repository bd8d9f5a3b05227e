import { z } from "zod";
import { STATEMENT_NEEDS } from "../contracts/dictionary.js";
import { CONTEXTS, KINDS, PAGES } from "../contracts/listing.js";

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "id 须为小写英文、数字和连字符");
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "日期须写成 YYYY-MM-DD");
export const kind = z.enum(KINDS);
export const context = z.enum(CONTEXTS);
export const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export const certainty = z.enum(["violation", "review"]);
const severity = z.enum(["severe", "serious", "ordinary", "mild"]);
const nature = z.enum(["disease", "symptom", "pattern", "state", "function"]);
export const text = z.string().min(1, "不能为空").max(400, "不能超过 400 字");
const termText = z.string().min(1, "词条不能为空").max(60, "词条不能超过 60 字");

export const term = z.union([
  termText,
  z.strictObject({
    text: termText,
    noise: z.enum(["none", "narrow", "wide"]).optional(),
    variants: z.boolean().optional(),
    notAfter: z.array(termText).optional(),
    notBefore: z.array(termText).optional(),
  }),
]);

export const concept = z.strictObject({
  id,
  name: text,
  class: z.union([id, z.array(id).min(1)]),
  severity: severity.optional(),
  nature: nature.optional(),
  parents: z.array(id).optional(),
  sites: z.array(id).optional(),
  icd: z.array(z.string()).optional(),
  ages: z.unknown().optional(),
  masks: z.array(id).optional(),
  variants: z.boolean().optional(),
  noise: z.enum(["none", "narrow", "wide"]).optional(),
  note: z.string().optional(),
  terms: z.array(term).min(1, "至少要有一个词条"),
});

const change = z.strictObject({ date: day, author: text, reason: text });

export const termFileSchema = z.strictObject({
  topic: id,
  name: text,
  sources: z.array(text).optional(),
  changes: z.array(change).optional(),
  note: z.string().optional(),
  concepts: z.array(concept),
});

const patternFields = {
  match: text,
  within: z.enum(["clause", "sentence"]).optional(),
  certainty: certainty.optional(),
  level: level.optional(),
  kinds: z.array(kind).optional(),
  registered: z.literal("passes").optional(),
  weak: z.boolean().optional(),
  note: z.string().optional(),
};

const pattern = z.union([text, z.strictObject(patternFields)]);

const drugClass = z.enum(["rx", "otc-a", "otc-b", "otc", "dual", "unknown"]);

const claim = z.strictObject({
  verbs: z.array(id).optional(),
  severity: z.array(severity).optional(),
  nature: z.array(nature).optional(),
  scope: z.array(z.enum(["inside", "stronger", "outside", "unknown", "none"])).optional(),
  minConditions: z.number().int().min(1).optional(),
  time: z.boolean().optional(),
  certainty: certainty.optional(),
  level: level.optional(),
  kinds: z.array(kind).optional(),
  weak: z.boolean().optional(),
  note: z.string().optional(),
});

const example = z.union([
  z.string().min(1),
  z.strictObject({
    text: z.string().min(1),
    listing: z.record(z.string(), z.unknown()).optional(),
    kind: kind.optional(),
    context: context.optional(),
    scope: z.string().optional(),
    productName: z.string().optional(),
    certainty: certainty.optional(),
  }),
]);

export const rule = z.strictObject({
  id,
  name: z.strictObject({ zh: text, en: text }),
  level,
  kinds: z.array(kind).optional(),
  contexts: z.array(context).optional(),
  basis: z
    .array(z.union([id, z.strictObject({ ref: id, kinds: z.array(kind).optional() })]))
    .min(1, "规则必须写明依据"),
  message: text,
  suggestion: text,
  certainty: certainty.default("violation"),
  patterns: z.array(pattern).default([]),
  claims: z.array(claim).default([]),
  comparisons: z.array(z.string()).default([]),
  checks: z.array(z.string()).optional(),
  thresholds: z.record(z.string(), z.number().min(0)).optional(),
  shadow: z.boolean().optional(),
  follows: z
    .strictObject({
      rules: z.array(id).optional(),
      product: z.enum(["rx", "special"]).optional(),
      disguise: z.boolean().optional(),
    })
    .optional(),
  exempt: z.array(id).default([]),
  violates: z.array(example).min(1, "至少要有一个违规示例"),
  passes: z.array(example).min(1, "至少要有一个合规示例"),
  changes: z.array(change).optional(),
});

export const ruleFileSchema = z.strictObject({
  topic: id,
  name: text,
  rules: z.array(rule),
  note: z.string().optional(),
});

const exemption = z.strictObject({
  id,
  name: text,
  effect: z.enum(["clear", "review", "soften"]),
  always: z.boolean().optional(),
  overruled: z.boolean().optional(),
  relation: z.enum(["overlap", "before", "after", "clause", "sentence", "passage", "quoted", "tone"]),
  gap: z.number().int().min(0).max(60).optional(),
  patterns: z.array(text).min(1),
  unless: z.array(text).optional(),
  reason: text,
});

export const exemptionFileSchema = z.strictObject({ topic: id, name: text, exemptions: z.array(exemption) });

const basis = z.strictObject({
  id,
  law: text,
  article: text,
  text: z.string().min(1).max(3000),
  effectiveFrom: day,
  effectiveTo: day.nullable().default(null),
  force: z.enum(["law", "regulation", "rule", "normative", "standard", "platform"]),
  territory: z.string().default("CN"),
  penalty: z.string().nullable().default(null),
  checked: z.boolean(),
});

export const basisFileSchema = z.strictObject({ topic: id, name: text, bases: z.array(basis) });

export const statuteFileSchema = z.strictObject({
  topic: id,
  name: text,
  statutes: z.array(z.strictObject({ law: text, sentences: z.array(z.string().min(4)) })),
});

const statement = z.strictObject({
  id,
  name: text,
  rule: id.optional(),
  kinds: z.array(kind).optional(),
  pages: z.array(z.enum(PAGES)).default(["product", "live"]),
  needs: z.array(z.enum(STATEMENT_NEEDS)).default([]),
  wordings: z.array(text).default([]),
  keep: z.array(text).default([]),
  words: z.array(z.array(text).min(1)).default([]),
  number: z.enum(["product", "licence", "advertisement"]).optional(),
  nearly: z.array(id).default([]),
  certainty: z.literal("review").optional(),
  basis: z.array(id).default([]),
  wrongOn: z
    .array(
      z.strictObject({
        kinds: z.array(kind).optional(),
        drug: z.array(drugClass).optional(),
        reason: text,
        certainty: certainty.optional(),
      }),
    )
    .default([]),
  note: z.string().optional(),
});

export const statementFileSchema = z.strictObject({
  topic: id,
  name: text,
  sources: z.array(text).optional(),
  note: z.string().optional(),
  statements: z.array(statement),
});

const display = z.strictObject({
  ...patternFields,
  rule: id,
  on: z.enum(["names", "page"]).optional(),
  drug: z.array(drugClass).optional(),
  audience: z.literal("any").optional(),
  exempt: z.array(id).default([]),
  violates: z.array(example).min(1, "至少要有一个违规示例"),
  passes: z.array(example).min(1, "至少要有一个合规示例"),
});

export const displayFileSchema = z.strictObject({
  topic: id,
  name: text,
  note: z.string().optional(),
  display: z.array(display),
});

const score = z.number().int();

export const voiceFileSchema = z.strictObject({
  topic: id,
  name: text,
  sources: z.array(text).optional(),
  changes: z.array(change).optional(),
  voice: z.strictObject({
    name: text,
    judges: z.array(id).min(1),
    heads: z.array(
      z.strictObject({
        id,
        raises: z
          .array(z.strictObject({ rule: id, kinds: z.array(kind).optional(), accuses: z.boolean().optional() }))
          .min(1),
        beside: score.optional(),
      }),
    ),
    weights: z.strictObject({
      base: score,
      violation: score,
      suspected: score,
      doubtful: score,
      open: score,
      contradicted: score,
      exemption: score,
      rule: score,
      broken: score,
    }),
    accuse: score,
    keep: score,
    release: score,
    clear: score,
    aloneDiscount: score,
    clauseDiscount: score,
    floor: score,
    message: text,
    accusation: text,
  }),
});

export const voiceModelFileSchema = z.strictObject({
  topic: id,
  name: text,
  trained: z.array(text).optional(),
  model: z.strictObject({
    heads: z.array(id).min(1),
    biases: z.array(score),
    grams: z
      .string()
      .regex(
        /^(([^\t\n]{1,2}|\{[a-z:-]+\})\t\d+(\t-?\d+)+\n)+$/u,
        "每行须为：字（一或两个）或 {词类}、稀有度、各列权重，以制表符分隔",
      ),
  }),
});

export type VoiceFile = z.infer<typeof voiceFileSchema>;
export type VoiceModelFile = z.infer<typeof voiceModelFileSchema>;
export type DisplayFile = z.infer<typeof displayFileSchema>;
export type StatementFile = z.infer<typeof statementFileSchema>;
export type TermFile = z.infer<typeof termFileSchema>;
export type RuleFile = z.infer<typeof ruleFileSchema>;
export type ExemptionFile = z.infer<typeof exemptionFileSchema>;
export type BasisFile = z.infer<typeof basisFileSchema>;
export type StatuteFile = z.infer<typeof statuteFileSchema>;
