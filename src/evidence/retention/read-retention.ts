import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { KINDS } from "../../contracts/listing.js";
import { EvidenceError } from "../errors.js";

const retentionClass = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    name: z.string().min(1),
    /** `capture`, `run`: all of them; `reason`: listings for which the reason was recorded. */
    applies: z.enum(["capture", "run", "reason"]),
    from: z.enum(["capture", "event", "expiry"]),
    years: z.number().int().min(1).max(100).optional(),
    forever: z.literal(true).optional(),
    kinds: z.array(z.enum(KINDS)).optional(),
    basis: z.string().min(1),
  })
  .refine((one) => (one.years === undefined) !== (one.forever === undefined), "years 和 forever 须写且只写一个");

const schema = z.strictObject({
  "notice-months": z.number().int().min(0).max(24),
  classes: z.array(retentionClass).min(1),
});

export type RetentionClass = z.infer<typeof retentionClass>;
export interface Retention {
  readonly noticeMonths: number;
  readonly classes: readonly RetentionClass[];
}

// By the name of the package, not by the depth of this file: the command line is bundled.
const ROOT = dirname(createRequire(import.meta.url).resolve("medlint/package.json"));
const SHIPPED = join(ROOT, "dictionaries/operations/retention.yaml");

/**
 * Reads how long things are kept: the shipped rules, or a file of the caller's.
 *
 * @throws EvidenceError MEDLINT_EVIDENCE_REFUSED: nothing is deleted by rules that cannot be read
 */
export function readRetention(path: string = SHIPPED): Retention {
  try {
    const file = schema.parse(parse(readFileSync(path, "utf8")));
    const ids = file.classes.map(({ id }) => id);
    if (new Set(ids).size < ids.length) throw new Error("有重复的 id");
    return { noticeMonths: file["notice-months"], classes: file.classes };
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : cause instanceof Error ? cause.message : "";
    throw new EvidenceError("MEDLINT_EVIDENCE_REFUSED", `保管期限 ${path} 读不出：${why}`, cause);
  }
}
