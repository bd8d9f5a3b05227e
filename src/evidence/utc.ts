import { EvidenceError } from "./errors.js";

/**
 * A moment in UTC, as records, WARC (ISO 28500) and the order of captures need it.
 *
 * @param moment ISO 8601 with zone
 * @throws EvidenceError MEDLINT_EVIDENCE_REFUSED where it is no moment
 * @example
 * utcOf("2026-05-01T10:00:00+08:00"); // → "2026-05-01T02:00:00.000Z"
 */
export function utcOf(moment: string): string {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) throw new EvidenceError("MEDLINT_EVIDENCE_REFUSED", `“${moment}”不是时间，没有保存`);
  return new Date(time).toISOString();
}
