import type { ScanResult } from "../contracts/result.js";
import { type Profile, profileFindings } from "../rules/profile.js";
import { statusOf } from "./status.js";

/**
 * A result as a profile shows it: its findings rewritten, its status derived from what is left.
 *
 * @example
 * applyProfile(result, "regulator").findings; // → without platform bases
 */
export function applyProfile(result: ScanResult, profile: Profile): ScanResult {
  if (profile === "platform") return result;
  const findings = profileFindings(result, profile);
  return { ...result, findings, status: statusOf(findings, result.coverage) };
}
