import { readFileSync } from "node:fs";
import type { SampleProof } from "../evidence/monitoring/draw-sample.js";
import { describeSystemError, UnreadableInputError } from "./errors.js";

/** Reads what `medlint sample` wrote. @throws UnreadableInputError */
export function readProof(path: string): SampleProof {
  let value: Partial<SampleProof> | null;
  try {
    value = JSON.parse(readFileSync(path, "utf8")) as Partial<SampleProof> | null;
  } catch (cause) {
    if (!(cause instanceof SyntaxError))
      throw new UnreadableInputError(`${path} 读不到：${describeSystemError(cause)}`, cause);
    value = null;
  }
  const isProof = value?.method === "sha256-order-1" && Array.isArray(value.sample) && Array.isArray(value.by);
  if (!isProof) throw new UnreadableInputError(`${path} 不是抽样证明`);
  return value as SampleProof;
}
