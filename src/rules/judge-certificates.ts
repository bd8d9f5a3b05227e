import type { Prepared } from "../contracts/prepared.js";
import type { CompiledRules } from "./compile-rules.js";
import type { FindingContext, PlacedFinding } from "./finding.js";

/** Findings from holding a listing's fields against its certificates. */
export function judgeCertificates(
  _rules: CompiledRules,
  _context: FindingContext,
  _prepared: Prepared,
): PlacedFinding[] {
  return [];
}
