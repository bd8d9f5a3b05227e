import { parse } from "yaml";
import { z } from "zod";
import type { LetterDetails } from "./details.js";

/** UTF-8 bytes of a letterhead file. */
export const MAX_LETTERHEAD_BYTES = 262_144;

const LETTERHEAD = z.strictObject({
  issuer: z.string().max(100).default(""),
  contact: z.string().max(300).optional(),
  appeal: z.string().max(1_000).optional(),
  authority: z.string().max(200).optional(),
  number: z.string().max(100).optional(),
  values: z.record(z.string().max(100), z.string().max(4_000)).optional(),
});

/** What a letterhead file says: everything a letter needs but its day and who exports it. */
export type Letterhead = Omit<LetterDetails, "day" | "exported">;

/**
 * A letterhead (YAML): `issuer`, `contact`, `appeal`, `authority`, `number`, and `values` by the labels of the forms.
 *
 * @throws Error with a Chinese sentence that names the field
 */
export function readLetterhead(text: string): Letterhead {
  if (Buffer.byteLength(text, "utf8") > MAX_LETTERHEAD_BYTES) throw new Error("文件太大");
  let data: unknown;
  try {
    data = parse(text) ?? {};
  } catch {
    throw new Error("不是有效的 YAML");
  }
  const read = LETTERHEAD.safeParse(data);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const field = issue?.code === "unrecognized_keys" ? issue.keys.join("、") : issue?.path.join(".");
  throw new Error(`${field || "文件"}：没有这一项或写法不对；可写 issuer、contact、appeal、authority、number、values`);
}
