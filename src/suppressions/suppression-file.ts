import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import { z } from "zod";

/** Bytes of a list of suppressions that is read. */
export const MAX_SUPPRESSION_BYTES = 8_388_608;
export const MAX_SUPPRESSIONS = 10_000;

const MIN_FINGERPRINT = 16;
const MAX_REASON_CHARS = 1000;
const MAX_NAME_CHARS = 10_000;

/** One entry: by fingerprint, or by listing and rule. */
export interface SuppressionEntry {
  /** 16 to 64 hex digits: a fingerprint or its beginning, as reports show it. */
  readonly fingerprint?: string | undefined;
  readonly listing?: string | undefined;
  readonly rule?: string | undefined;
  readonly reason: string;
  readonly author: string;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  readonly until: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** Why a list of suppressions cannot be used: sentences with line numbers, in Chinese. */
export class SuppressionError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "SuppressionError";
  }
}

const text = (name: string, max: number) =>
  z
    .string({ error: `${name} 必须写，且为文字` })
    .trim()
    .min(1, `${name} 不能为空`)
    .max(max, `${name} 过长`);

const ENTRY = z
  .strictObject({
    fingerprint: z
      .string({ error: "fingerprint 必须是文字（加引号）" })
      .regex(
        new RegExp(`^[0-9a-f]{${MIN_FINGERPRINT},64}$`),
        `fingerprint 应为 ${MIN_FINGERPRINT} 到 64 位小写十六进制`,
      )
      .optional(),
    listing: z.union([text("listing", MAX_NAME_CHARS), z.number().transform(String)]).optional(),
    rule: text("rule", 100).optional(),
    reason: text("reason", MAX_REASON_CHARS),
    author: text("author", 100),
    until: z.iso.date({ error: "until 必须写，如 2026-12-31" }),
  })
  .refine(
    ({ fingerprint, listing, rule }) => fingerprint !== undefined || (listing !== undefined && rule !== undefined),
    {
      error: "要写 fingerprint，或同时写 listing 和 rule",
    },
  );

/**
 * Reads a list of suppressions.
 *
 * @param isRule whether a rule id exists: a misspelt one would suppress nothing for ever
 * @throws SuppressionError with line and reason for every fault
 * @example
 * parseSuppressions('suppressions:\n  - {listing: sku-1, rule: absolute-term, reason: 商标, author: 张三, until: 2026-12-31}');
 */
export function parseSuppressions(source: string, isRule: (id: string) => boolean): readonly SuppressionEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, schema: "core" });
  const [broken] = document.errors;
  if (broken !== undefined) throw new SuppressionError(`第 ${lines.linePos(broken.pos[0]).line} 行：YAML 有误`, broken);
  const list = isMap(document.contents) ? document.contents.get("suppressions", true) : document.contents;
  if (!isSeq(list)) throw new SuppressionError("开头应为 suppressions:，下面每项一条");
  if (list.items.length > MAX_SUPPRESSIONS) throw new SuppressionError(`超过 ${MAX_SUPPRESSIONS} 条`);
  const faults: string[] = [];
  const entries: SuppressionEntry[] = [];
  for (const item of list.items) {
    const node = item as { range?: readonly number[] | null; toJS?: (document: unknown) => unknown };
    const line = lines.linePos(node.range?.[0] ?? 0).line;
    const value = plainValue(() => node.toJS?.(document));
    const parsed = ENTRY.safeParse(value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      faults.push(
        `第 ${line} 行：${issue?.code === "unrecognized_keys" ? `不认识的字段 ${issue.keys.join("、")}` : (issue?.message ?? "格式不符")}`,
      );
    } else if (parsed.data.rule !== undefined && !isRule(parsed.data.rule)) {
      faults.push(`第 ${line} 行：没有规则 ${parsed.data.rule}，请用 medlint rules list 查看`);
    } else {
      entries.push({ ...parsed.data, line });
    }
  }
  if (faults.length > 0) throw new SuppressionError(faults.slice(0, 20).join("；"));
  return entries;
}

/** An alias that leads nowhere, or to too much, is no value. */
function plainValue(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
