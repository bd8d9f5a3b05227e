import type { DictionaryChanges } from "../contracts/dictionary.js";
import type { Finding, ScanResult } from "../contracts/result.js";
import { statusOf } from "./status.js";

/**
 * A result as a user's configuration wants it: findings of rules switched off left out, levels and certainty replaced,
 * and all of that noted in the coverage, so that it never looks like a full result.
 *
 * @example
 * applyChanges(result, { off: ["inducement"], levels: {}, review: [], notes: [] }).findings;
 */
export function applyChanges(result: ScanResult, changes: DictionaryChanges | undefined): ScanResult {
  if (changes === undefined) return result;
  const off = new Set(changes.off);
  const review = new Set(changes.review);
  const findings = result.findings.flatMap((finding): Finding[] => {
    if (off.has(finding.rule)) return [];
    const level = Object.hasOwn(changes.levels, finding.rule) ? changes.levels[finding.rule] : undefined;
    const certainty = review.has(finding.rule) ? "review" : finding.certainty;
    return [{ ...finding, level: level ?? finding.level, certainty }];
  });
  const coverage = { ...result.coverage, notes: [...result.coverage.notes, ...changes.notes] };
  return { ...result, findings, coverage, status: statusOf(findings, coverage) };
}
