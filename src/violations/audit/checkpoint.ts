import type { Moment } from "../../contracts/case.js";
import { canonicalJson } from "../canonical.js";
import type { SigningKey, VerifyingKey } from "./signing-key.js";
import type { Defect } from "./verify-log.js";

/** Lines of a file of check-points that are read. */
export const MAX_CHECKPOINTS = 100_000;

/** What the log was at a moment, kept outside the database: nothing up to it can be cut off or rewritten unseen. */
export interface Checkpoint {
  readonly format: "medlint-checkpoint-1";
  readonly seq: number;
  readonly hash: string;
  readonly at: Moment;
  /** Who exported it. */
  readonly by: string;
  readonly key: string;
  readonly signature: string;
}

/** A line of a check-point file, newline included. */
export function createCheckpoint(
  head: { readonly seq: number; readonly hash: string },
  at: Moment,
  by: string,
  key: SigningKey,
): string {
  const unsigned = { format: "medlint-checkpoint-1" as const, seq: head.seq, hash: head.hash, at, by, key: key.id };
  const signature = key.sign(signedText(unsigned));
  return `${canonicalJson({ ...unsigned, signature } satisfies Checkpoint)}\n`;
}

function signedText(unsigned: Omit<Checkpoint, "signature">): string {
  return `medlint-checkpoint\n${canonicalJson(unsigned)}`;
}

/** Reads a file of check-points; lines that are not byte for byte as they were written are defects. */
export function readCheckpoints(
  bytes: Uint8Array,
  keys: readonly VerifyingKey[],
): { readonly checkpoints: readonly Checkpoint[]; readonly defects: readonly Defect[] } {
  const defects: Defect[] = [];
  const broken = (line: number, why: string) =>
    defects.push({ kind: "checkpoint", seq: null, message: `检查点文件第 ${line} 行${why}` });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    broken(1, "起不是 UTF-8 文字：文件被改动");
    return { checkpoints: [], defects };
  }
  const lines = text.split("\n");
  if (lines.at(-1) !== "") broken(lines.length, "不完整：文件被截断或改动");
  if (lines.length - 1 > MAX_CHECKPOINTS) {
    broken(MAX_CHECKPOINTS + 1, `超过上限（${MAX_CHECKPOINTS} 行），没有读取`);
    return { checkpoints: [], defects };
  }
  const checkpoints: Checkpoint[] = [];
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const checkpoint = parse(line);
    const key = checkpoint && keys.find(({ id }) => id === checkpoint.key);
    if (checkpoint === null) broken(index + 1, "被改动：不是检查点原样");
    else if (key === undefined || key === null) broken(index + 1, "由不受信任的密钥签名，或者被改动");
    else {
      const { signature, ...unsigned } = checkpoint;
      if (key.verify(signedText(unsigned), signature)) checkpoints.push(checkpoint);
      else broken(index + 1, "被改动：内容与签名不符");
    }
  }
  return { checkpoints, defects };
}

function parse(line: string): Checkpoint | null {
  try {
    const value = JSON.parse(line) as Checkpoint;
    return value.format === "medlint-checkpoint-1" && canonicalJson(value) === line ? value : null;
  } catch {
    return null;
  }
}
