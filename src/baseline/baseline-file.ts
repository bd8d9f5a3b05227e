import { z } from "zod";

/** Bytes of a baseline file that is read; it is held in memory whole. */
export const MAX_BASELINE_BYTES = 268_435_456;
export const MAX_BASELINE_ENTRIES = 1_000_000;

const VERSION = 1;
const MAX_NAME_CHARS = 10_000;
const MAX_REASON_CHARS = 1000;

/** A finding on record: what identifies it, and since when and why it is tolerated. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly listing: string | null;
  /** `YYYY-MM-DD`. */
  readonly since: string;
  readonly reason?: string | undefined;
}

/** Why a baseline cannot be used, in Chinese. */
export class BaselineError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "BaselineError";
  }
}

const ENTRY = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  rule: z.string().min(1).max(100),
  listing: z.string().max(MAX_NAME_CHARS).nullable(),
  since: z.iso.date(),
  reason: z.string().max(MAX_REASON_CHARS).optional(),
});
const FILE = z.object({
  medlint: z.literal("baseline"),
  version: z.literal(VERSION),
  findings: z.array(ENTRY).max(MAX_BASELINE_ENTRIES),
});

/**
 * Reads a baseline.
 *
 * @throws BaselineError where it is no baseline, or of another version
 * @example
 * parseBaseline('{"medlint":"baseline","version":1,"findings":[]}'); // → []
 */
export function parseBaseline(text: string): readonly BaselineEntry[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new BaselineError("不是合法的 JSON", cause);
  }
  const parsed = FILE.safeParse(data);
  if (parsed.success) return parsed.data.findings;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  if (where === "medlint") throw new BaselineError('不是基线文件（开头应为 {"medlint":"baseline",…}）');
  if (where === "version") throw new BaselineError(`版本不是 ${VERSION}，请用 --write-baseline 重新生成`);
  throw new BaselineError(`${where}：${issue?.message ?? "格式不符"}`, parsed.error);
}

/** A baseline as text: an entry a line, ordered by listing, rule, fingerprint, so that versions compare well. */
export function formatBaseline(entries: Iterable<BaselineEntry>): string {
  const lines = [...entries]
    .sort(compareEntries)
    .map(({ fingerprint, rule, listing, since, reason }) =>
      JSON.stringify({ fingerprint, rule, listing, since, ...(reason === undefined ? {} : { reason }) }),
    );
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n]`;
  return `{"medlint":"baseline","version":${VERSION},"findings":${list}}\n`;
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return compare(a.listing ?? "", b.listing ?? "") || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
