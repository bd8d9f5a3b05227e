import { isLoss } from "../contracts/notes.js";
import type { Coverage, Finding, Status } from "../contracts/result.js";

/** The first that applies: violation, incomplete, review, clean. "Could not read" is never "clean". */
export function statusOf(findings: readonly Finding[], coverage: Coverage): Status {
  if (findings.some((finding) => finding.certainty === "violation")) return "violation";
  if (coverage.images.failed > 0 || coverage.notes.some(isLoss)) return "incomplete";
  return findings.length > 0 ? "review" : "clean";
}
