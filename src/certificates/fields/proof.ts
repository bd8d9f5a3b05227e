import type { KnownCertificate } from "../../contracts/prepared.js";

/** A source older than this against the listing's day no longer proves what a register says today. */
export const FRESH_DAYS = 90;
const DAY_MS = 86_400_000;

/** Days from `from` to `to`, both `YYYY-MM-DD`; NaN where one is no date. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** Whether a source of this day still speaks for `day`. */
export function isFresh(asOf: string | undefined, day: string): boolean {
  return asOf !== undefined && daysBetween(asOf, day) <= FRESH_DAYS;
}

/** Whether a registered fact proves a difference: given with the listing (unless dated and stale), or from a fresh source. */
export function provesFact(certificate: KnownCertificate, day: string): boolean {
  if (certificate.origin === "inline" && certificate.asOf === undefined) return true;
  return isFresh(certificate.asOf, day);
}
